"""The worker that meets the capital again and again, for as long as the node serves."""

import fcntl
import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import translation

from akwaba.access.entitlement import entitlement
from akwaba.access.nodes.enrolling import add_device
from akwaba.access.nodes.problems import MeetingUnderWay, NoCapital
from akwaba.access.services import console_officer
from akwaba.ledger.exchange import lines, sticks
from akwaba.ledger.exchange.session import Progress, Told, exchange
from akwaba.ledger.exchange.sticks import Stick
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem

logger = logging.getLogger(__name__)

SECONDS_BETWEEN = 20
"""Between two meetings on a good line: an idle one costs about two kilobytes."""
MOST_SECONDS = 10 * 60
"""Between two attempts on a dead line: whoever repairs it need not wait long."""


def capital() -> Peer:
    """The capital with which this node exchanges. Raises NoCapital."""
    peers = Peer.objects.select_related("device").filter(role=Peer.Role.CAPITAL)
    peer = peers.exclude(address="").first() or peers.first()
    if peer is None:
        raise NoCapital
    return peer


def meet_capital(
    *,
    compares: bool | None = None,
    progress: Progress = lambda _: None,
    seconds: float = lines.SECONDS_TO_ANSWER,
) -> Told:
    """One meeting, over HTTP.

    Raises NoCapital, MeetingUnderWay and what session.exchange raises.
    """
    with one_meeting():
        peer = capital()
        line = lines.Line(peer, lines.over_http(peer, seconds=seconds))
        return exchange(line, entitlement(), compares=compares, progress=progress)


@contextmanager
def one_meeting() -> Iterator[None]:
    """One at a time: two would each write down how far they came. Raises MeetingUnderWay."""
    with (Path(settings.AKWABA_HOME) / "meeting.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise MeetingUnderWay from error
        yield


def take_stick(file: BinaryIO, progress: Callable[[int], None] = lambda _: None) -> Stick:
    """Take in a file that another node made for this one; raises what sticks.read raises."""

    def know(peer: Peer, said: object) -> None:
        add_device(actor=console_officer(), peer=peer, said=said)

    return sticks.read(file, lambda _peer: entitlement(), progress, know=know)


def pause(failures: int, chance: float) -> float:
    """Seconds until the next attempt: twice as long after each failure, never all at once.

    `chance` is from 0 to 1: sixteen posts whose line comes back together do not call together.
    """
    return min(MOST_SECONDS, SECONDS_BETWEEN * (1 << failures)) * (0.75 + chance / 2)


def watch(
    *,
    sleep: Callable[[float], None] = time.sleep,
    chance: Callable[[], float] = random.random,
    turns: int | None = None,
) -> None:
    """Meet the capital, wait, and again; a node without a capital waits for one to be joined."""
    failures = 0
    while turns is None or turns > 0:
        failures = 0 if _met() else min(failures + 1, 10)
        sleep(pause(failures, chance()))
        turns = None if turns is None else turns - 1


def _met() -> bool:
    """Whether the meeting went well; what went wrong is noted with the peer, and logged.

    A capital that has no address is met by stick: that it does not answer is no problem.
    """
    try:
        with closing(connection):  # none stays open, or locked, while nothing happens
            if capital().address:
                meet_capital()
    except NoCapital:
        return True
    except Problem as problem:
        with translation.override("en"):
            logger.warning("exchange: %s", problem.code)
        return False
    except (DatabaseError, OSError) as error:
        logger.warning("exchange: %s", type(error).__name__)
        return False
    return True
