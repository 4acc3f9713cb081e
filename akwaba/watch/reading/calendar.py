"""Words for months, weekdays and stretches of time, and the days that they stand for."""

from collections.abc import Mapping
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

_MONTHS = (
    ("january", "janvier", "jan", "janv"),
    ("february", "fevrier", "feb", "fev", "fevr"),
    ("march", "mars"),
    ("april", "avril", "apr", "avr"),
    ("may", "mai"),
    ("june", "juin", "jun"),
    ("july", "juillet", "jul", "juil"),
    ("august", "aout", "aug"),
    ("september", "septembre", "sep", "sept"),
    ("october", "octobre", "oct"),
    ("november", "novembre", "nov"),
    ("december", "decembre", "dec"),
)
MONTHS: Mapping[str, int] = {
    word: number for number, names in enumerate(_MONTHS, start=1) for word in names
}
_WEEKDAYS = (
    ("monday", "lundi"),
    ("tuesday", "mardi"),
    ("wednesday", "mercredi"),
    ("thursday", "jeudi"),
    ("friday", "vendredi"),
    ("saturday", "samedi"),
    ("sunday", "dimanche"),
)
WEEKDAYS: Mapping[str, int] = {
    word: number for number, names in enumerate(_WEEKDAYS) for word in names
}


NUMBER_WORDS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3,
    "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8,
    "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "quinze": 15, "fifteen": 15,
}  # fmt: skip
"""How many days, weeks or months, as texts say it without its accents."""


def month(year: int, number: int) -> Days:
    """A whole month; `number` may run over the year's ends."""
    first = date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(1)


def third(days: Days, part: str) -> Days:
    """The early, middle or late third of a month or a year: "late October" is 21 to 31."""
    first, last = days
    length = (last - first).days + 1
    one = length // 3
    if part == "early":
        return first, first + timedelta(one - 1)
    if part == "mid":
        return first + timedelta(one), first + timedelta(2 * one - 1)
    return first + timedelta(2 * one), last


def weekday_before(on: date, weekday: int, *, strictly: bool = False) -> date:
    """The last such weekday up to a day, or strictly before it."""
    back = (on.weekday() - weekday) % 7
    return on - timedelta(7 if strictly and not back else back)


def weekday_after(on: date, weekday: int) -> date:
    """The first such weekday after a day."""
    return on + timedelta((weekday - on.weekday() - 1) % 7 + 1)


def week(on: date, back: int) -> Days:
    """The Monday and Sunday of the week so many weeks back."""
    monday = on - timedelta(on.weekday() + 7 * back)
    return monday, monday + timedelta(6)
