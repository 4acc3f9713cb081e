"""How sure a fact is, what is known of deaths, and the number of a report; no framework."""

from datetime import date, timedelta
from enum import StrEnum

PERIOD_DAYS = 7
"""A report looks back over a week, its own day included."""


class Certainty(StrEnum):
    """The mark that stands before a sentence of context."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class Deaths(StrEnum):
    """What is known of deaths. No word about them is none of these."""

    UNKNOWN = "unknown"
    """People died or may have, and nobody gave a number: never written as 0."""
    KNOWN = "known"
    ESTIMATED = "estimated"


def period(as_of: date) -> tuple[date, date]:
    """The first and the last day of a report."""
    return as_of - timedelta(days=PERIOD_DAYS - 1), as_of


def report_number(as_of: date) -> str:
    """The day of the year and the year: the same day has the same number everywhere."""
    return f"{as_of.timetuple().tm_yday}/{as_of.year}"


def share(part: int, whole: int) -> int | None:
    """Whole people out of a hundred, half rounded up; None where there is nobody."""
    return (200 * part + whole) // (2 * whole) if whole else None
