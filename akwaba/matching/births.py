"""Years and days of birth, read from what was written; the day is kept only where it is known."""

import re
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.lexicon import Floats
from akwaba.matching.persons import Persons

Years = NDArray[np.int16]
FIRST_YEAR, LAST_YEAR = 1880, 2100
SPAN = LAST_YEAR - FIRST_YEAR + 1
FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S",
         "%Y-%m-%dT%H:%M:%S")  # fmt: skip
YEAR = re.compile(r"(\d{4})(?:\.0+)?")
YES = frozenset({"1", "1.0", "true", "t", "yes", "y", "oui", "o", "vrai", "estimated"})


def date_from(said: str) -> date | None:
    for form in FORMS:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def birth_from(said: str) -> tuple[int, int] | None:
    """(year, day of that year or 0) of a date or a year; None where it is neither.

    The first of January stands for "some day of that year" wherever days are not known.
    """
    whole = YEAR.fullmatch(said)
    found = date_from(said) if whole is None else None
    year = int(whole[1]) if whole else found.year if found else 0
    if not FIRST_YEAR < year < LAST_YEAR:
        return None
    return year, 0 if found is None or (found.month, found.day) == (
        1,
        1,
    ) else found.timetuple().tm_yday


def births_of(persons: Persons) -> tuple[Years, Years]:
    """(year, day) of each person: 0 where unknown. An estimated date keeps its year alone."""
    dob, said_year = persons.column("dob"), persons.column("birth_year")
    estimated = persons.column("dob_estimated")
    dates = np.array([birth_from(value) or (0, 0) for value in dob.values], np.int16)
    years = np.array([(birth_from(value) or (0, 0))[0] for value in said_year.values], np.int16)
    is_guess = np.array([value.casefold() in YES for value in estimated.values])
    year, day = dates[dob.codes, 0], dates[dob.codes, 1]
    day = np.where(is_guess[estimated.codes], 0, day).astype(np.int16)
    alone = year == 0
    return np.where(alone, years[said_year.codes], year).astype(np.int16), day


def chances(year: Years, day: Years) -> Floats:
    """How likely a stranger's birth falls on each level of a year: log2, (levels, SPAN)."""
    known = year > 0
    people = max(int(known.sum()), 1)
    share = np.bincount(year[known] - FIRST_YEAR, minlength=SPAN) / people
    dated = float(np.count_nonzero(day[known])) / people
    reach = np.concatenate([[0.0], np.cumsum(share)])

    def within(apart: int) -> NDArray[np.float64]:
        low = np.clip(np.arange(SPAN) - apart, 0, SPAN)
        return np.asarray(reach[np.clip(np.arange(SPAN) + apart + 1, 0, SPAN)] - reach[low])

    near = [within(apart) for apart in (0, 1, 2, 5, 10)]
    both = dated * dated
    found = np.array([
        share * both / 365, share * (1 - both), share * both,
        near[1] - near[0], near[2] - near[1], near[3] - near[2], near[4] - near[3], 1 - near[4],
    ])  # fmt: skip
    logs: Floats = np.log2(np.clip(found, 0.5 / people, 1)).astype(np.float32)
    return logs
