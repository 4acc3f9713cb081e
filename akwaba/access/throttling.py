"""How long to wait after wrong passwords; no framework, no I/O.

NIST SP 800-63B-4, section 3.2.2, asks that guessing be slowed and lets the wait grow with each
failure. The wait is kept short: a clerk whose hands shake must be able to go on working.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

TRIES_OF_A_NAME = 5
"""Wrong passwords for one username before waiting."""
TRIES_OF_AN_ADDRESS = 30
"""The same from one network address: a whole post may sit behind one."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
MOST_DOUBLINGS = 5
"""FIRST_WAIT doubled so often is past LONGEST_WAIT."""
REMEMBERED = timedelta(hours=1)


def waiting_time(*, wrong: Iterable[datetime], free: int, now: datetime) -> timedelta:
    """How long until the next try, given the instants of the wrong ones; zero for at once.

    Instants in the future are left out: a clock set back a year must not close the door for one.
    """
    counted = sorted(at for at in wrong if now - REMEMBERED < at <= now)
    if len(counted) < free:
        return timedelta(0)
    doublings = min(len(counted) - free, MOST_DOUBLINGS)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return max(counted[-1] + wait - now, timedelta(0))
