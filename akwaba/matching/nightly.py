"""The whole register compared every night, beside the node that serves."""

import logging
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta

from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from akwaba.matching.models import Run

logger = logging.getLogger(__name__)

FROM_HOUR = 1
"""Local time: nobody registers, and the day's families are all there."""
SECONDS_BETWEEN_LOOKS = 10 * 60
SECONDS_AFTER_FAILURE = 60 * 60


def is_due(now: datetime, last: datetime | None) -> bool:
    """Whether this night's run is still to be made. A laptop that was off catches up by day.

    `now` is local time; `last` is when the last run ended, None where there was none.
    """
    night = now.replace(hour=FROM_HOUR, minute=0, second=0, microsecond=0)
    if now < night:
        night -= timedelta(days=1)
    return last is None or last < night


def compare_nightly(
    command: Sequence[str],
    *,
    sleep: Callable[[float], None] = time.sleep,
    turns: int | None = None,
) -> None:
    """Start the command when a run is due, look again later, for as long as the node serves.

    A process of its own: what a run takes of memory is free again when it ends. The first look
    waits, too: who has just switched the laptop on wants to work.
    """
    pause = SECONDS_BETWEEN_LOOKS
    while turns is None or turns > 0:
        sleep(pause)
        pause = SECONDS_AFTER_FAILURE if _look(command) else SECONDS_BETWEEN_LOOKS
        turns = None if turns is None else turns - 1


def _look(command: Sequence[str]) -> bool:
    """Whether a run was due and did not go well; what went wrong is in the log of the command."""
    try:
        with closing(connection):  # none stays open, or locked, while nothing happens
            last = Run.objects.filter(ended_at__isnull=False).order_by("-ended_at").first()
        if not is_due(timezone.localtime(), last.ended_at if last else None):
            return False
        ended = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  our own
    except (DatabaseError, OSError) as error:
        logger.warning("matching: %s", type(error).__name__)
        return True
    if ended.returncode:
        logger.warning("matching: the nightly run ended with %s", ended.returncode)
    return bool(ended.returncode)
