"""The worker beside the pages: it exchanges with the capital while the node serves."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

WORKER = (sys.executable, "-m", "akwaba.cli", "serve", "--worker", str(os.getpid()))
SECONDS_TO_RESTART = 5
SECONDS_TO_STOP = 10


@contextmanager
def worker(command: Sequence[str] = WORKER) -> Iterator[None]:
    """Keep a process running beside what is done meanwhile; start it again where it ends."""
    stopping = Event()
    started: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not stopping.is_set():
            # A group of its own: the terminal speaks to us, and we to the worker, once.
            started[:] = [subprocess.Popen(command, process_group=0)]  # noqa: S603  our own
            started[0].wait()
            stopping.wait(SECONDS_TO_RESTART)

    keeper = Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        for process in started:
            _stop(process)
        keeper.join(SECONDS_TO_STOP)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
