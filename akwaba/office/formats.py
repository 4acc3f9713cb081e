"""Numbers and dates as the officer's language writes them, whatever the browser's language."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext

NARROW_SPACE = "\u202f"
"""French sets thousands apart with a narrow space that does not break a line."""


def spoken_number(value: float | Decimal | None) -> str:
    """`12 345,5` in French, `12,345.5` in English; None is unknown, never zero."""
    if value is None:
        return pgettext("a number", "unknown")
    text = f"{value:,}"
    if get_language() == "fr":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return text.replace("-", "−")


def spoken_day(value: date | None) -> str:
    """`1er novembre 2025`, `1 November 2025`; None is unknown."""
    if value is None:
        return pgettext("a date", "unknown")
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    first = value.day == 1 and get_language() == "fr"
    return ("1er " if first else f"{value.day} ") + date_format(value, "F Y")


def spoken_moment(value: datetime | None) -> str:
    """`10 novembre 2025 à 14 h 05`, `10 November 2025 at 14:05`, in the node's time zone."""
    if value is None:
        return pgettext("a date", "unknown")
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return gettext("%(day)s at %(hour)s:%(minute)s") % {
        "day": spoken_day(here),
        "hour": here.hour,
        "minute": f"{here.minute:02d}",
    }
