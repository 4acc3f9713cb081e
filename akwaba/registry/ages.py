"""What is known of a birth, without inventing what is not; no framework.

A person who says "34 ans" was born on some day of a known year-long interval. That interval is
kept, with the words said, and every age is computed from it. A first of January is never made up.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["date", "month", "year", "age", "estimate", "unknown"]
Band = Literal["0-4", "5-11", "12-17", "18-59", "60+", "unknown"]
AgeKind = Literal[
    "unknown", "days", "months", "years", "about_months", "about_years", "year_of_birth"
]

OLDEST_AGE = 120
"""Completed years. Above it the age is taken for a slip of the pen (longest life proven: 122)."""

ADULT_AGE = 18
"""Convention on the Rights of the Child, article 1."""

BANDS: tuple[tuple[int, Band], ...] = (
    (4, "0-4"),
    (11, "5-11"),
    (17, "12-17"),
    (59, "18-59"),
    (OLDEST_AGE + 1, "60+"),
)
"""Highest completed age of each band, as UNHCR publishes its population figures."""

MONTHS_SHOWN_UNTIL = 24
"""Completed months: below it an age is said in months, as the field does for nutrition."""


@dataclass(frozen=True, slots=True)
class Birth:
    """The days on which a person may have been born, both ends included.

    `earliest` and `latest` are both set, or both None when the precision is "unknown".
    `said` is what was typed or found in the sheet, kept as it was.
    """

    precision: Precision
    earliest: date | None
    latest: date | None
    said: str

    def as_facts(self) -> dict[str, str | None]:
        """Give the birth as an entry carries it."""
        return {
            "precision": self.precision,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "said": self.said,
        }


UNKNOWN_BIRTH = Birth("unknown", None, None, "")


@dataclass(frozen=True, slots=True)
class AgeWords:
    """An age to be worded: ("years", 34) is « 34 ans », ("about_years", 40) « ~40 ans ».

    The number is None only when the kind is "unknown".
    """

    kind: AgeKind
    number: int | None = None


def birth_from_facts(facts: dict[str, str | None]) -> Birth:
    """Read back what `Birth.as_facts` gave."""
    precision: Precision = facts["precision"]  # type: ignore[assignment]
    earliest, latest = facts["earliest"], facts["latest"]
    return Birth(
        precision,
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        facts["said"] or "",
    )


def months_before(day: date, months: int) -> date:
    """Go back by whole months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def completed_months(born: date, day: date) -> int:
    """Count the months completed on a day; negative before the birth."""
    months = (day.year - born.year) * 12 + day.month - born.month
    return months - (day.day < born.day)


def completed_years(born: date, day: date) -> int:
    """Count the birthdays passed on a day; one born on 29 February grows older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_between(day: date, *, youngest: int, oldest: int) -> tuple[date, date]:
    """Give the first and last birth date of someone who has these completed months on a day."""
    return months_before(day, oldest + 1) + timedelta(days=1), months_before(day, youngest)


def midpoint(birth: Birth) -> date | None:
    """Give the middle of the interval: the one day that stands for the birth in counts."""
    if birth.earliest is None or birth.latest is None:
        return None
    return birth.earliest + (birth.latest - birth.earliest) // 2


def age_on(birth: Birth, day: date) -> tuple[int, int] | None:
    """Give the youngest and oldest possible age on a day, in completed years.

    None when the birth is unknown or lies wholly after that day.
    """
    if birth.earliest is None or birth.latest is None or birth.earliest > day:
        return None
    return max(0, completed_years(birth.latest, day)), completed_years(birth.earliest, day)


def band_on(birth: Birth, day: date) -> Band:
    """Give the UNHCR age band on a day, counted from the middle of the interval of birth.

    The middle is used so that a person counts once, in one band, whatever the precision.
    """
    ages = age_on(birth, day)
    middle = midpoint(birth)
    if ages is None or middle is None:
        return "unknown"
    years = max(0, completed_years(middle, day))
    return next((band for highest, band in BANDS if years <= highest), "60+")


def is_child_on(birth: Birth, day: date) -> bool | None:
    """Tell whether someone is surely under 18; None when the interval leaves a doubt."""
    ages = age_on(birth, day)
    if ages is None:
        return None
    youngest, oldest = ages
    if oldest < ADULT_AGE:
        return True
    return False if youngest >= ADULT_AGE else None


def age_words(birth: Birth, day: date) -> AgeWords:
    """Choose how an age is said on a day: by days, months, years, about, or by year of birth."""
    middle = midpoint(birth)
    if middle is None or birth.latest is None or age_on(birth, day) is None:
        return AgeWords("unknown")
    if birth.precision == "year":
        return AgeWords("year_of_birth", birth.latest.year)
    middle = min(middle, day)
    months, years = completed_months(middle, day), completed_years(middle, day)
    about = birth.precision == "estimate"
    if months >= MONTHS_SHOWN_UNTIL:
        return AgeWords("about_years" if about else "years", years)
    if months == 0 and not about:
        return AgeWords("days", (day - middle).days)
    return AgeWords("about_months" if about else "months", months)
