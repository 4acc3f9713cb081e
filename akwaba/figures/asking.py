"""How a day and a post are asked for, on the command line and in an address."""

from datetime import date, timedelta

from django.utils import timezone

from akwaba.access.rules import SECURITY_ROLES, Act, may
from akwaba.figures.problems import DayUnreadable, PostUnknown
from akwaba.figures.rules import RATE_DAYS, Audience, delayed
from akwaba.figures.tables import Figures
from akwaba.places.queries import post_choices

YEARS = range(2000, 2100)
"""Before and after them there is nobody to count, and soon no day either."""


def day_asked(text: str | None) -> date:
    """The day written as 2025-11-16; today where nothing is written. Raises DayUnreadable."""
    if not text:
        return timezone.localdate()
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise DayUnreadable(value=text) from error
    if day.year not in YEARS:
        raise DayUnreadable(value=text)
    return day


def post_asked(text: str | None) -> str | None:
    """The code of a post; None where nothing is written. Raises PostUnknown."""
    if not text:
        return None
    codes = [code for code, _ in post_choices()]
    if text not in codes:
        raise PostUnknown(value=text, posts=", ".join(codes))
    return text


def may_choose(role: str) -> bool:
    """Whether an officer in this role chooses the day and the post.

    Figures of two days can be taken from each other. So only those choose who may see people
    anyway; the others are given the one set of the day.
    """
    return may(role, Act.READ_PERSON)


def seen_by(role: str, asked: str | None) -> tuple[Audience, date]:
    """For whom figures are made when an officer in this role asks, and up to which day.

    Security roles are given the last whole day that is 24 hours old. Nobody is given a day to come:
    ages would move from band to band, birthday by birthday. Raises DayUnreadable.
    """
    if role in SECURITY_ROLES:
        now = timezone.localtime()
        return Audience.SECURITY, delayed(now.date(), now=now)
    asked_day = day_asked(asked if may_choose(role) else None)
    return Audience.RELEASE, min(asked_day, timezone.localdate())


def earlier_day(figures: Figures) -> date | None:
    """The last day on which somebody arrived, where the week of these figures has none."""
    last = figures.days[-1] if figures.days else None
    week = timedelta(days=RATE_DAYS)
    return last if last is not None and last <= figures.as_of - week else None
