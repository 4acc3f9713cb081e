"""Read an age or a birth date as clerks type it and as sheets hold it; no framework.

Understood, in French and in English: 34, 34 ans, 8m, 3 mois, 2 semaines, 10 jours, 1987, 03/1987,
12/03/1987, 12031987, 1987-03-12, 12 mars 1987, ~40, vers 1980, 40±5, 35-40, la trentaine, quarante
ans, adulte, nouveau-né, 2 ans et demi, ?, a blank, and the dates and numbers of a workbook. Dates
are day first, never month first.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from akwaba.registry.ages import OLDEST_AGE, Birth, Precision, born_between, completed_years
from akwaba.registry.ages_numbers import ROUND_ONLY, TENS_SAID, number_words_as_digits
from akwaba.registry.ages_patterns import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    ASIDE,
    AT_LEAST,
    BORN_AT,
    DAY_FIRST,
    DAYS,
    DECIMAL,
    DURATION,
    HALF_YEAR,
    INFANT_WORDS,
    LESS_THAN,
    MARGIN,
    MONTH_YEAR,
    MONTHS,
    NEWBORN_WORDS,
    RANGE,
    RUN_TOGETHER,
    SAID_BEFORE,
    STAGES,
    TENS,
    UNKNOWN_PARTS,
    UNKNOWN_WORDS,
    WHOLE,
    WORD_DATE,
    WORKBOOK_DAY,
    YEAR,
    YEAR_FIRST,
    YEAR_RUN_TOGETHER,
)

Reason = Literal["not_understood", "impossible_date", "in_the_future", "too_old"]
Span = tuple[Precision, date, date]

LONGEST_KEPT = 60
NEWBORN_DAYS = 28
"""World Health Organization: a newborn is under 28 days old."""
INFANT_MONTHS = 23
EXCEL_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of a workbook, set so that days after its invented 29 February 1900 are right."""
SPREADS = ((5, 1), (20, 2), (OLDEST_AGE, 5))
"""Under 5 years "about" is taken as one year either way, under 20 as two, above as five."""
MONTHS_SPREAD = 2
AT_LEAST_YEARS = 15
DAYS_SPREAD = {"date": 31, "month": 183}


@dataclass(frozen=True, slots=True)
class BirthRefused:
    """Why something cannot be a birth: `reason` is worded elsewhere, `said` is kept as it was."""

    reason: Reason
    said: str


def parse_birth(said: object, *, on: date) -> Birth | BirthRefused:
    """Read what was said on a day. Never raises: what cannot be is refused with a reason.

    `on` is the day it was said, from which an age counts back.
    """
    if isinstance(said, datetime):
        said = said.date()
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    kept = "" if said is None else str(said).strip()[:LONGEST_KEPT]
    if isinstance(said, date):
        return _settle(("date", said, said), kept, on)
    text = _plain(kept)
    if not text or text in UNKNOWN_WORDS:
        return Birth("unknown", None, None, kept)
    try:
        span = _read(text, on)
    except ValueError:
        return BirthRefused("impossible_date", kept)
    except OverflowError:
        return BirthRefused("too_old", kept)
    return _settle(span, kept, on) if span else BirthRefused("not_understood", kept)


def _settle(span: Span, said: str, on: date) -> Birth | BirthRefused:
    precision, earliest, latest = span
    if earliest > on:
        return BirthRefused("in_the_future", said)
    if completed_years(latest, on) > OLDEST_AGE:
        return BirthRefused("too_old", said)
    return Birth(precision, earliest, min(latest, on), said)


def _plain(text: str) -> str:
    """Lower case, without accents, with one kind of space, quote, half and digit."""
    text = text.replace("½", " 1/2").replace("’", "'").replace("\N{MINUS SIGN}", "-")
    text = "".join(str(unicodedata.decimal(c, c)) for c in text)
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
    return plain.strip("'`\"")  # a mark that Excel puts before a number kept as text


def _read(text: str, on: date) -> Span | None:
    text = SAID_BEFORE.sub("", text)
    text = BORN_AT.sub("", UNKNOWN_PARTS.sub("", WHOLE.sub(r"\1", text)))
    bare = ABOUT_AFTER.sub("", ABOUT_BEFORE.sub("", text))
    about = bare != text
    bare = number_words_as_digits(ASIDE.sub("", bare))
    return next(filter(None, (reader(bare, on, about) for reader in _READERS)), None)


def _stage_of_life(text: str, on: date, _about: bool) -> Span | None:
    if text in NEWBORN_WORDS:
        return "age", on - timedelta(days=NEWBORN_DAYS - 1), on
    if text in INFANT_WORDS:
        return "estimate", *born_between(on, youngest=0, oldest=INFANT_MONTHS)
    if ages := STAGES.get(text.replace(" ", "-")):
        return _years_old(*ages, on, "estimate")
    return None


def _tens(text: str, on: date, about: bool) -> Span | None:
    """Read « la trentaine » as 30 to 39, and « une trentaine d'années » as about 30."""
    if not (found := TENS.fullmatch(text)):
        return None
    word = found["word"] or ""
    years = TENS_SAID[word] if word else int(found["tens"])
    if about or found["about"] or word in ROUND_ONLY:
        spread = _spread(years)
        return _years_old(years - spread, years + spread, on, "estimate")
    return _years_old(years, years + 9, on, "estimate")


def _calendar_day(text: str, on: date, about: bool) -> Span | None:
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := RUN_TOGETHER.fullmatch(text) or YEAR_RUN_TOGETHER.fullmatch(text):
        day, month, year = found["day"], found["month"], found["year"]
    elif found := WORD_DATE.fullmatch(text):
        day, word, year = found.groups()
        month = _month_number(word)
        if not month:
            return None
    else:
        return None
    if day is None:
        return _whole_month(int(year), int(month), about)
    born = date(_full_year(year, on), int(month), int(day))
    return _around("date", born, born, about)


def _month(text: str, _on: date, about: bool) -> Span | None:
    found = MONTH_YEAR.fullmatch(text)
    if not found:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _whole_month(int(year), int(month), about)


def _year(text: str, on: date, about: bool) -> Span | None:
    if not YEAR.fullmatch(text):
        return None
    year = int(text)
    spread = _spread(on.year - year) if about else 0
    first = date(year - spread, 1, 1)
    return ("estimate" if about else "year"), first, date(year + spread, 12, 31)


def _workbook_day(text: str, _on: date, about: bool) -> Span | None:
    if not WORKBOOK_DAY.fullmatch(text):
        return None
    born = EXCEL_DAY_ZERO + timedelta(days=int(text))
    return _around("date", born, born, about)


def _duration(text: str, on: date, about: bool) -> Span | None:
    found = DURATION.fullmatch(text)
    if not found or not (found["years"] or found["months"]):
        return None
    years, months = int(found["years"] or 0), int(found["months"] or 0)
    if found["months"]:
        return _months_old(12 * years + months, on, about)
    if found["half"] or found["early_half"]:
        return _months_old(12 * years + 6, on, about, width=6)
    if about:
        spread = _spread(years)
        return _years_old(max(0, years - spread), years + spread, on, "estimate")
    return _years_old(years, years, on, "age")


def _decimal(text: str, on: date, about: bool) -> Span | None:
    """Read 1,5 and « 1/2 an » by half years; other fractions are estimates, 0.8 may be 8 months."""
    found = DECIMAL.fullmatch(HALF_YEAR.sub("0,5", text))
    if not found:
        return None
    months = round(12 * float(f"{found[1]}.{found[2]}"))
    if found[2].rstrip("0") == "5":
        return _months_old(months, on, about, width=6)
    return _months_old(months, on, about=True)


def _bound(text: str, on: date, _about: bool) -> Span | None:
    """Read "60 et plus" and "moins d'un an"; the open end of the first is closed at 15 years."""
    if found := AT_LEAST.fullmatch(text):
        years = int(found["after"] or found["before"])
        return _years_old(years, years + AT_LEAST_YEARS, on, "estimate")
    if not (found := LESS_THAN.fullmatch(text)):
        return None
    count = int(found["count"]) if found["count"].isdecimal() else 1
    months = count if found["months"] else 12 * count
    if not 0 < months <= 12 * OLDEST_AGE:
        return None
    return "estimate", *born_between(on, youngest=0, oldest=months - 1)


def _weeks_or_days(text: str, on: date, about: bool) -> Span | None:
    found = DAYS.fullmatch(text)
    if not found:
        return None
    count, spread, unit = int(found[1]), 2 if about else 0, 7 if found["weeks"] else 1
    earliest = on - timedelta(days=unit * (count + spread + 1) - 1)
    latest = on - timedelta(days=unit * max(0, count - spread))
    return ("estimate" if about else "age"), earliest, latest


def _margin(text: str, on: date, _about: bool) -> Span | None:
    found = MARGIN.fullmatch(text)
    if not found:
        return None
    years, margin = int(found[1]), int(found[2])
    return _years_old(max(0, years - margin), years + margin, on, "estimate")


def _range(text: str, on: date, _about: bool) -> Span | None:
    found = RANGE.fullmatch(text)
    if not found:
        return None
    low, high = int(found[1]), int(found[2])
    if low >= high:
        return None
    if len(found[1]) == len(found[2]) == 4:  # noqa: PLR2004  digits of a year
        return "estimate", date(low, 1, 1), date(high, 12, 31)
    return _years_old(low, high, on, "estimate")


_READERS: tuple[Callable[[str, date, bool], Span | None], ...] = (
    _stage_of_life, _tens, _calendar_day, _month, _year, _workbook_day,
    _duration, _decimal, _bound, _weeks_or_days, _margin, _range,
)  # fmt: skip


def _years_old(low: int, high: int, on: date, precision: Precision) -> Span:
    if low > OLDEST_AGE:
        raise OverflowError
    high = min(high, OLDEST_AGE)
    return precision, *born_between(on, youngest=12 * low, oldest=12 * high + 11)


def _months_old(months: int, on: date, about: bool, *, width: int = 1) -> Span:
    if months > 12 * OLDEST_AGE:
        raise OverflowError
    spread = MONTHS_SPREAD if about else 0
    low, high = max(0, months - spread), months + width - 1 + spread
    return ("estimate" if about else "age"), *born_between(on, youngest=low, oldest=high)


def _whole_month(year: int, month: int, about: bool) -> Span:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return _around("month", first, last, about)


def _around(precision: Literal["date", "month"], first: date, last: date, about: bool) -> Span:
    if not about:
        return precision, first, last
    spread = timedelta(days=DAYS_SPREAD[precision])
    return "estimate", first - spread, last + spread


def _spread(years: int) -> int:
    return next((spread for limit, spread in SPREADS if years < limit), SPREADS[-1][1])


def _full_year(year: str, on: date) -> int:
    """Read 87 as 1987 and 12 as 2012: the last such year that is not in the future."""
    if len(year) > 2:  # noqa: PLR2004  digits of a short year
        return int(year)
    this_century = on.year // 100 * 100 + int(year)
    return this_century if this_century <= on.year else this_century - 100


def _month_number(word: str) -> str | None:
    found = [
        number
        for number, names in enumerate(MONTHS, start=1)
        if any(name.startswith(word) for name in names)
    ]
    return str(found[0]) if len(found) == 1 else None
