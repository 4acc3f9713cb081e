"""How a day and a post are asked for, on the command line and in an address."""

from datetime import date, datetime

from django.utils import timezone

from akwaba.access.rules import SECURITY_ROLES
from akwaba.figures.problems import DayUnreadable, PostUnknown
from akwaba.figures.rules import Audience, delayed
from akwaba.places.queries import post_choices


def day_asked(text: str | None) -> date:
    """The day written as 2025-11-16; today where nothing is written. Raises DayUnreadable."""
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise DayUnreadable(value=text) from error


def post_asked(text: str | None) -> str | None:
    """The code of a post; None where nothing is written. Raises PostUnknown."""
    if not text:
        return None
    codes = [code for code, _ in post_choices()]
    if text not in codes:
        raise PostUnknown(value=text, posts=", ".join(codes))
    return text


def seen_by(role: str, asked: date, *, now: datetime | None = None) -> tuple[Audience, date]:
    """For whom figures are made when an officer in this role asks, and up to which day.

    Security roles are given the last whole day that is 24 hours old, whatever they ask: figures of
    two days that they chose could be taken from each other.
    """
    if role not in SECURITY_ROLES:
        return Audience.RELEASE, asked
    now = timezone.localtime(now)
    return Audience.SECURITY, delayed(now.date(), now=now)
