"""A node that serves on a port of its own, and may be killed at any moment."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.nodes import CLONE

SECONDS_TO_START = 60
SECONDS_TO_ANSWER = 60


class Served:
    """The process of a node; started again after each kill, on the same port and state."""

    def __init__(self, env):
        self.env = env
        self.port = _free_port()
        self.process = None
        self.kills = 0

    def start(self):
        command = [sys.executable, "-m", "akwaba.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            cwd=CLONE,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        last = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert self.process.poll() is None, "The server ended by itself."
            assert time.monotonic() < last, "The server does not answer."
            time.sleep(0.05)

    def kill(self):
        """End it where it stands: first the process that answers, then the one that minds it."""
        for process in [*_children(self.process.pid), self.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait(timeout=SECONDS_TO_START)
        self.kills += 1
        last = time.monotonic() + SECONDS_TO_START
        while self._answers():
            assert time.monotonic() < last, "Somebody else still answers."
            time.sleep(0.05)

    def _answers(self):
        return self.ask(b"GET /health/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    def ask(self, request, *, cut=None, before_reading=lambda: None, reads=True):
        """The whole answer to the bytes of a request; b"" where the line broke or was cut."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), SECONDS_TO_ANSWER) as line:
                line.sendall(request if cut is None else request[:cut])
                before_reading()
                if cut is not None or not reads:
                    return b""
                return b"".join(iter(lambda: line.recv(65536), b""))
        except OSError:
            return b""


@contextmanager
def serving(env):
    """A node that serves this state, and is gone at the end of the block."""
    node = Served(env)
    node.start()
    try:
        yield node
    finally:
        node.kill()


def posted(path, content):
    """The bytes of a POST."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def said_in(answer):
    """What a whole answer of 200 says; None for anything else."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None


def _children(parent):
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
