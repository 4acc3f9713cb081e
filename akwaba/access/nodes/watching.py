"""The worker that meets the capital again and again, for as long as the node serves."""

import logging
import random
import time
from collections.abc import Callable
from contextlib import closing
from typing import BinaryIO

from django.db import connection
from django.db.utils import DatabaseError
from django.utils import translation

from akwaba.access.entitlement import entitlement
from akwaba.access.nodes.enrolling import add_device
from akwaba.access.nodes.problems import NoCapital
from akwaba.access.services import console_officer
from akwaba.ledger.exchange import sticks
from akwaba.ledger.exchange.lines import Line, over_http
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


def meet_capital(*, compares: bool | None = None, progress: Progress = lambda _: None) -> Told:
    """One meeting, over HTTP. Raises NoCapital and what session.exchange raises."""
    peer = capital()
    return exchange(
        Line(peer, over_http(peer)), entitlement(), compares=compares, progress=progress
    )


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
    """Whether the meeting went well; what went wrong is noted with the peer, and logged."""
    try:
        with closing(connection):  # none stays open, or locked, while nothing happens
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
