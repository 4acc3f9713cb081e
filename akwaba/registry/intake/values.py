"""What a cell means: sex, birth, date, number of people, name. What cannot be is a CellProblem."""

import datetime as dt
import re
from functools import lru_cache

from akwaba.registry.ages import UNKNOWN_BIRTH, Birth
from akwaba.registry.ages_numbers import number_words_as_digits
from akwaba.registry.ages_said import BirthRefused, parse_birth
from akwaba.registry.intake.cells import Cell, CellError, fold, is_ditto, is_unknown, text_of
from akwaba.registry.intake.problems import (
    AgeNotUnderstood,
    CellHoldsError,
    CountNotUnderstood,
    DateInFuture,
    DateNotUnderstood,
    FormulaNotComputed,
    NameHoldsPicture,
    NameMissing,
    NameNotAName,
    NameTooLong,
    SexNotUnderstood,
    TextTooLong,
)
from akwaba.registry.names import LONGEST_NAME, NameRefused, clean_name

LONGEST_TEXT = 120
LONGEST_PHONE = 40
"""Characters that the register keeps of a place, and of a telephone number."""
LARGEST_HOUSEHOLD = 500
"""People in one line: compounds of 200 are known, a number above 500 is a slip of the pen."""
LONGEST_SHOWN = 80
"""Characters of a refused value that a message repeats."""

SEXES = {
    word: sex
    for sex, words in {
        "F": "f femme femmes feminin feminine female woman girl fille fem 2 fe fm filles w dame "
        "mme madame mlle mademoiselle mrs ms miss ♀",
        "M": "m h homme hommes masculin masculine male man boy garcon g mas masc 1 hom ho garcons "
        "mr monsieur ♂",
        "U": "u x autre other indetermine",
    }.items()
    for word in words.split()
}
"""1 and 2 as ISO/IEC 5218 codes them: 1 male, 2 female."""


YES = frozenset({"oui", "yes", "x", "o", "y", "1", "vrai", "true", "cm"})
NO = frozenset({"non", "no", "0", "n", "faux", "false"})
WEEKDAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_BEFORE_DATE = re.compile(
    rf"^(?:(?:le|the|on|du|{WEEKDAYS.replace(' ', '|')})[\s,.]+)+", re.IGNORECASE
)


_AFTER_DATE = re.compile(
    r"(?<=\d{4})[\s,]+(?:[aà]|at|vers)?\s*\d{1,2} ?[h:](?: ?\d{2})?(?::\d{2})?$"
)
"""The hour in « 12/11/2025 à 14h30 »."""
_COUNT = re.compile(r"(\d{1,6})(?:[.,]0+)?(?:\s*(?:personnes?|pers\.?|people|persons?))?")


def checked(cell: Cell) -> str:
    """Give the text of a cell, or refuse what a broken formula left in it."""
    if isinstance(cell, CellError):
        raise FormulaNotComputed(value="") if cell.is_formula else CellHoldsError(value=cell.text)
    return text_of(cell)


def shown(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def sex_of(cell: Cell) -> str:
    """F, M, or U where the cell is blank or says that it is not known."""
    text = checked(cell)
    sex = SEXES.get(fold(text) or text)
    if sex is None and is_unknown(text):
        return "U"
    if sex is None:
        raise SexNotUnderstood(value=shown(text))
    return sex


@lru_cache(maxsize=16384)
def _birth(said: str | dt.date, on: dt.date) -> Birth | BirthRefused:
    return parse_birth(said, on=on)


def is_marked(cell: Cell) -> bool:
    """Whether a cell bears a mark: a cross, a tick, a 1, a letter; a dash or « non » is none."""
    text = checked(cell)
    return fold(text) not in NO and bool(text.strip("-–—.?0 "))


def birth_of(cell: Cell, *, on: dt.date, until: dt.date | None = None) -> Birth:
    """Read an age or a date of birth, as it was said on a day; unknown where the cell is blank.

    `until` is today, where the list was written on an earlier day: a child may be born since.
    """
    text = checked(cell)
    if is_unknown(text):
        return UNKNOWN_BIRTH
    said = cell if isinstance(cell, dt.date) else text
    birth = _birth(said, on)
    if isinstance(birth, BirthRefused) and birth.reason == "in_the_future":
        birth = _birth(said, until or on)
    if isinstance(birth, BirthRefused):
        if birth.reason == "in_the_future":
            raise DateInFuture(value=shown(text))
        raise AgeNotUnderstood(value=shown(text))
    return birth


def age_in_months(cell: Cell, *, years: Cell, on: dt.date, until: dt.date | None = None) -> Birth:
    """Read « 6 » under « Âge (mois) », with the whole years that stand in another column."""
    months, whole = checked(cell), text_of(years)
    if not months.isdecimal():
        return birth_of(cell, on=on, until=until)
    said = f"{whole} ans {months} mois" if whole.isdecimal() else f"{months} mois"
    return birth_of(said, on=on, until=until)


def date_of(cell: Cell, *, on: dt.date) -> dt.date | None:
    """Read a whole date, day first; None where the cell is blank. `on` is today."""
    text = checked(cell)
    if is_unknown(text):
        return None
    bare = _AFTER_DATE.sub("", _BEFORE_DATE.sub("", text))
    if isinstance(cell, dt.date):
        found = _birth(cell.date() if isinstance(cell, dt.datetime) else cell, on)
    else:
        found = _birth(bare, on)
    if isinstance(found, BirthRefused):
        if found.reason == "in_the_future":
            raise DateInFuture(value=shown(text))
        raise DateNotUnderstood(value=shown(text))
    if found.precision != "date" or found.earliest is None:
        raise DateNotUnderstood(value=shown(text))
    return found.earliest


def count_of(cell: Cell) -> int | None:
    """Read how many people; None where the cell is blank, never zero."""
    text = checked(cell)
    if is_unknown(text):
        return None
    digits = _COUNT.fullmatch(number_words_as_digits(text.casefold().lstrip("'")))
    if digits is None or int(digits[1]) > LARGEST_HOUSEHOLD:
        raise CountNotUnderstood(value=shown(text))
    return int(digits[1])


def name_of(cell: Cell) -> str:
    """Keep a name as said; a cell without a letter is no name."""
    name = name_or_blank(cell)
    if not name or is_ditto(name):
        raise NameMissing(value=shown(text_of(cell)))
    return name


def name_or_blank(cell: Cell) -> str:
    """Keep a name as said, or nothing where the cell is blank: a father, a mother."""
    text = checked(cell)
    if is_unknown(text):
        return ""
    cleaned = clean_name(text)
    if isinstance(cleaned, NameRefused):
        if cleaned.reason == "too_long":
            raise NameTooLong(value=shown(text), most=LONGEST_NAME)
        raise NameHoldsPicture(value=shown(text), proposal=shown(cleaned.mend or ""))
    if "no_letter" in cleaned.flags:
        raise NameNotAName(value=shown(text))
    return cleaned.text


def words_of(cell: Cell, *, most: int = LONGEST_TEXT) -> str:
    """Keep what is written; a blank, or a word for « not known », is empty."""
    text = checked(cell)
    if is_unknown(text):
        return ""
    if len(text) > most:
        raise TextTooLong(value=shown(text), most=most)
    return text


def phone_of(cell: Cell) -> str:
    """Keep a telephone number as said; a blank stays blank."""
    return words_of(cell, most=LONGEST_PHONE)
