"""The running processes of a node: started, killed where they stand, started again."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from akwaba.demo.posts.nodes import Node

SECONDS_TO_STOP = 10
WORKER = b"--worker"


class Running:
    """What runs of one node. Start it from the main thread: its processes end with that thread."""

    def __init__(self, node: Node, play: list[object]) -> None:
        self.node = node
        self._play = play
        self._server: subprocess.Popen[bytes] | None = None
        self._player: subprocess.Popen[bytes] | None = None
        self._rest = b""

    @property
    def is_on(self) -> bool:
        return self._server is not None

    @property
    def has_failed(self) -> bool:
        """Whether it ended by itself: its log says why."""
        return self._server is not None and self._server.poll() is not None

    @property
    def answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.node.port), 1):
            return self.is_on
        return False

    def serve(self) -> None:
        serve = self.node.command("demo", "--inside", "serve", "--port", self.node.port)
        with self.node.log.open("ab") as log:
            self._server = self._start(serve, log, log)

    def start(self) -> None:
        self.serve()
        self._start_player()

    def lines(self) -> list[str]:
        """What the player has told since it was last asked; a player that ended plays again."""
        if self._player is None or self._player.stdout is None:
            return []
        content = self._player.stdout.read()
        if content is None:
            return []
        if not content and self._player.poll() is not None:
            self._player.stdout.close()
            self._start_player()
            return []
        *whole, self._rest = (self._rest + content).split(b"\n")
        return [line.decode(errors="replace") for line in whole]

    def kill(self) -> None:
        """As a power cut does it: nothing of it is asked to stop."""
        for process in (self._server, self._player):
            if process is not None:
                _kill_with_children(process)
        self._forget()
        last = time.monotonic() + SECONDS_TO_STOP
        while _is_open(self.node.port) and time.monotonic() < last:
            time.sleep(0.05)

    def stop(self) -> None:
        """As whoever closes the window does it: what is on its way is finished."""
        started = [process for process in (self._server, self._player) if process is not None]
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                _kill_with_children(process)
        self._forget()

    def meet_now(self) -> None:
        """Have the worker begin afresh: after a long silence it would pause for minutes."""
        if self._server is not None:
            for process in _descendants(self._server.pid):
                if WORKER in _arguments(process):
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGTERM)

    def _start_player(self) -> None:
        with self.node.log.open("ab") as log:
            command = self.node.command("demo", "--inside", "play", *self._play)
            self._player = self._start(command, subprocess.PIPE, log)
        if self._player.stdout is not None:
            os.set_blocking(self._player.stdout.fileno(), False)
        self._rest = b""

    def _start(
        self, command: list[str], out: int | IO[bytes], log: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        # A group of its own: the terminal speaks to us, and we to the nodes, once.
        return subprocess.Popen(  # noqa: S603  our own command
            command,
            env=self.node.environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=log,
            process_group=0,
            bufsize=0,
        )

    def _forget(self) -> None:
        if self._player is not None and self._player.stdout is not None:
            self._player.stdout.close()
        self._server = self._player = None


def _kill_with_children(process: subprocess.Popen[bytes]) -> None:
    # The one that minds the others goes first: it would start them again.
    for each in [process.pid, *_descendants(process.pid)]:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    process.wait()


def _descendants(process: int) -> list[int]:
    """Where the system tells them. Elsewhere they end by themselves with whoever started them."""
    found = list(_children(process))
    return [*found, *(later for child in found for later in _descendants(child))]


def _children(process: int) -> Iterator[int]:
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, listed.read_text().split())


def _arguments(process: int) -> list[bytes]:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    return []


def _is_open(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
