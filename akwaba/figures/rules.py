"""What may be shown of a count, and what follows from counts; no framework, no I/O.

Small counts are withheld as UNHCR does in its published statistics: 1 to 4 become 0 or 5, and
totals are made of what is shown. The choice between 0 and 5 is drawn with a secret of the node, so
that the same cell always gets the same answer: whoever asks a hundred times learns nothing more.
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

BASE = 5
"""Counts below it are drawn to 0 or 5 (UNHCR Refugee Population Statistics, data note)."""

SMALLEST_GROUP = 20
"""People in a group below which no age × sex is given: a cell would describe one family."""

SECURITY_DELAY = timedelta(hours=24)
"""Security roles see no crossing count that is younger: nobody is to be met on the road with it."""

RATE_DAYS = 7
"""Days over which the speed of registration is taken."""

_DRAWS = 1 << 64


class Audience(StrEnum):
    """For whom figures are made."""

    RELEASE = "release"
    """What leaves: small counts withheld."""
    SECURITY = "security"
    """Every count rounded to 5, no post by age, and a day late."""
    INSIDE = "inside"
    """Exact; never to leave the node."""


def rounded(number: int, *, cell: str, key: bytes) -> int:
    """A multiple of 5 beside the number, drawn so that the expectation is the number itself.

    The draw rests on the key and the name of the cell alone: a cell that grows never goes back,
    and asking again gives the same answer.
    """
    below, rest = number - number % BASE, number % BASE
    draw = hmac.new(key, cell.encode(), hashlib.sha256).digest()[:8]
    return below + BASE if int.from_bytes(draw) * BASE < rest * _DRAWS else below


def withheld(group: Mapping[str, int], *, key: bytes) -> dict[str, int]:
    """The cells of one group as they may be shown: none of 1 to 4.

    Where some are small, the smallest of the others is rounded with them: otherwise a total that is
    known from elsewhere would give back what they are together, and of two cells that are two
    people together each is one.
    """
    small = [cell for cell, number in group.items() if 0 < number < BASE]
    chosen = set(small)
    if small:
        others = [cell for cell, number in group.items() if number >= BASE]
        chosen |= set(sorted(others, key=lambda cell: (group[cell], cell))[:1])
    return {
        cell: rounded(number, cell=cell, key=key) if cell in chosen else number
        for cell, number in group.items()
    }


def shown(group: Mapping[str, int], *, audience: Audience, key: bytes) -> dict[str, int]:
    """The cells of one group as this audience may see them."""
    if audience is Audience.INSIDE:
        return dict(group)
    if audience is Audience.SECURITY:
        return {cell: rounded(number, cell=cell, key=key) for cell, number in group.items()}
    return withheld(group, key=key)


def is_told(people: int, *, audience: Audience) -> bool:
    """Whether a group is large enough to be told by age and sex."""
    return audience is Audience.INSIDE or people >= SMALLEST_GROUP


def groups_by_size(totals: Mapping[str, int], *, audience: Audience) -> tuple[list[str], list[str]]:
    """Which groups are told by age and sex on their own, and which only taken together."""
    told = [group for group, people in totals.items() if is_told(people, audience=audience)]
    return told, [group for group in totals if group not in told]


def delayed(as_of: date, *, now: datetime) -> date:
    """The last day that a security role may see: it ended 24 hours ago, or earlier."""
    return min(as_of, (now - SECURITY_DELAY).date() - timedelta(days=1))


def waiting(*, counted: int | None, announced_missing: int | None, registered: int) -> int | None:
    """People of one post and day who are known to have come and are not registered yet.

    None where nobody counted and no family was announced: unknown, not zero.
    """
    known = [] if counted is None else [counted - registered]
    known += [] if announced_missing is None else [announced_missing]
    return max(0, *known) if known else None


def backlog_days(*, waiting: int | None, registered_in_week: int) -> Fraction | None:
    """Days to register those who wait, at the speed of the last seven days; None where unknown.

    >>> float(backlog_days(waiting=4538, registered_in_week=2100))
    15.126666666666667
    """
    if waiting is None or (waiting and not registered_in_week):
        return None
    return Fraction(waiting * RATE_DAYS, registered_in_week) if waiting else Fraction(0)


def total_of(numbers: Collection[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
