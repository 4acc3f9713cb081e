"""Processes that stand and fall together."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem
from akwaba.office.doors import Door

SECONDS_TO_STOP = 20
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1
"""Linux, prctl(2): the signal that a process gets when the one that started it ends."""


class DoorClosed(Problem):
    """A process that answered has ended by itself; the others were stopped with it."""

    status = 500
    code = "door_closed"
    message = _(
        "What served %(place)s has stopped, so the whole post was stopped: half a post would "
        "mislead the tablets. Start again; what was acknowledged is safe."
    )


class _AskedToStop(Exception):  # noqa: N818  nothing went wrong
    pass


def mind(doors: Sequence[Door], *, command: Callable[[Door], Sequence[str]]) -> None:
    """Run a process for each door until the terminal, or the end of one, stops them all.

    Raises DoorClosed where one ended by itself.
    """
    with _told_by_signals():
        started: list[subprocess.Popen[bytes]] = []
        try:
            # A group of its own: the terminal speaks to us, and we to the doors, once.
            started += (
                subprocess.Popen(  # noqa: S603  our own command
                    command(door), env={**os.environ, **dict(door.settings)}, process_group=0
                )
                for door in doors
            )
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        except _AskedToStop:
            return
        finally:
            closed = [
                door
                for door, process in zip(doors, started, strict=False)
                if process.poll() is not None
            ]
            _stop(started)
        raise DoorClosed(place=", ".join(door.place for door in closed))


def end_with_parent() -> None:
    """Have the system stop this process when the one that started it ends, even killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def _told_by_signals() -> Iterator[None]:
    def tell(_signal: int, _frame: FrameType | None) -> None:
        for ending in ENDINGS:  # once is enough: the second would break off the stopping
            signal.signal(ending, signal.SIG_IGN)
        raise _AskedToStop

    before = {ending: signal.signal(ending, tell) for ending in ENDINGS}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
