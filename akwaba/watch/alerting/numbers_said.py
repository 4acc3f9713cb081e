"""Numbers, days and hours as a person says them, to be read aloud over a radio.

French as it is spoken in Ivory Coast (soixante-dix, quatre-vingt-dix), English with "and".
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

LARGEST = 999_999

_FR = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_FR_TENS = (
    "", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt",
    "quatre-vingt",
)  # fmt: skip
_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_EN_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_EN_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth",
}  # fmt: skip
_FR_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def french(number: int, *, is_feminine: bool = False) -> str:
    """Zéro to neuf cent quatre-vingt-dix-neuf mille…; “vingt et une” before a feminine noun.

    Raises ValueError outside 0 to LARGEST.
    """
    thousands, rest = divmod(_checked(number), 1000)
    if not thousands:
        return _french_hundreds(rest, is_feminine=is_feminine, is_last=True)
    # “Mille” alone; and neither cents nor vingts take their s before it.
    before = "" if thousands == 1 else _french_hundreds(thousands, is_last=False) + " "
    after = " " + _french_hundreds(rest, is_feminine=is_feminine, is_last=True) if rest else ""
    return f"{before}mille{after}"


def _french_hundreds(number: int, *, is_feminine: bool = False, is_last: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _french_tens(rest, is_feminine=is_feminine, is_last=is_last)
    plural = "s" if hundreds > 1 and not rest and is_last else ""
    head = ("" if hundreds == 1 else f"{_FR[hundreds]} ") + "cent" + plural
    if not rest:
        return head
    return f"{head} {_french_tens(rest, is_feminine=is_feminine, is_last=is_last)}"


def _french_tens(number: int, *, is_feminine: bool, is_last: bool) -> str:
    one = "une" if is_feminine else "un"
    if number < len(_FR):
        return one if number == 1 else _FR[number]
    tens, unit = divmod(number, 10)
    if tens in {7, 9}:
        unit += 10
    if not unit:
        return _FR_TENS[tens] + ("s" if tens == 8 and is_last else "")  # noqa: PLR2004  quatre-vingts
    said = one if unit == 1 else _FR[unit]
    has_et = unit in {1, 11} and tens not in {8, 9}
    return f"{_FR_TENS[tens]} et {said}" if has_et else f"{_FR_TENS[tens]}-{said}"


def english(number: int) -> str:
    """Zero to nine hundred and ninety-nine thousand…; raises ValueError outside 0 to LARGEST."""
    thousands, rest = divmod(_checked(number), 1000)
    if not thousands:
        return _english_hundreds(rest)
    head = f"{_english_hundreds(thousands)} thousand"
    if not rest:
        return head
    return f"{head} {'and ' if rest < 100 else ''}{_english_hundreds(rest)}"  # noqa: PLR2004


def _english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _english_tens(rest)
    head = f"{_EN[hundreds]} hundred"
    return f"{head} and {_english_tens(rest)}" if rest else head


def _english_tens(number: int) -> str:
    if number < len(_EN):
        return _EN[number]
    tens, unit = divmod(number, 10)
    return _EN_TENS[tens] + (f"-{_EN[unit]}" if unit else "")


def _checked(number: int) -> int:
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not said: only 0 to {LARGEST}.")
    return number


def _abidjan_day(day: date) -> date:
    return day.astimezone(UTC).date() if isinstance(day, datetime) else day


def french_day(day: date) -> str:
    day = _abidjan_day(day)
    said = "premier" if day.day == 1 else french(day.day)
    return f"{said} {_FR_MONTHS[day.month - 1]} {french(day.year)}"


def english_day(day: date) -> str:
    day = _abidjan_day(day)
    *before, last = english(day.day).split("-")
    ordinal = "-".join([*before, _EN_ORDINALS.get(last, f"{last}th")])
    return f"the {ordinal} of {_EN_MONTHS[day.month - 1]} {english(day.year)}"


def french_hour(at: datetime) -> str:
    """In Abidjan’s time, which is UTC all year."""
    there = at.astimezone(UTC)
    hour = "minuit" if there.hour == 0 else _french_count(there.hour, "heure")
    return hour if there.minute == 0 else f"{hour} {french(there.minute, is_feminine=True)}"


def _french_count(number: int, noun: str) -> str:
    return f"{french(number, is_feminine=True)} {noun}{'s' if number > 1 else ''}"


def english_hour(at: datetime) -> str:
    """In Abidjan’s time, which is UTC all year: "fourteen hours thirty"."""
    there = at.astimezone(UTC)
    hour = f"{english(there.hour)} {'hour' if there.hour == 1 else 'hours'}"
    return hour if there.minute == 0 else f"{hour} {english(there.minute)}"


DAYS: dict[str, Callable[[date], str]] = {"fr": french_day, "en": english_day}
HOURS: dict[str, Callable[[datetime], str]] = {"fr": french_hour, "en": english_hour}
