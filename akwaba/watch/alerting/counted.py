"""A number and its noun, in French or English, in figures or in words.

The words of alerts do not go through gettext: one CAP file holds both languages at once, what is
sent does not depend on the language of who is signed in, and this package knows no framework.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from akwaba.watch.alerting import numbers_said

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Noun:
    one: str
    many: str
    is_feminine: bool = True
    """Of the French noun: “vingt et une arrivées”, “vingt et un jours”."""


NOUNS: Mapping[str, Mapping[str, Noun]] = {
    "fr": {
        "arrival": Noun("arrivée", "arrivées"),
        "person": Noun("personne", "personnes"),
        "place": Noun("place", "places"),
        "hour": Noun("heure", "heures"),
        "day": Noun("jour", "jours", is_feminine=False),
        "known_day": Noun("jour connu", "jours connus", is_feminine=False),
        "kilometre": Noun("kilomètre", "kilomètres", is_feminine=False),
        "incident": Noun("incident", "incidents", is_feminine=False),
        "time": Noun("fois", "fois"),
    },
    "en": {
        "arrival": Noun("arrival", "arrivals"),
        "person": Noun("person", "people"),
        "place": Noun("place", "places"),
        "hour": Noun("hour", "hours"),
        "day": Noun("day", "days"),
        "known_day": Noun("known day", "known days"),
        "kilometre": Noun("kilometre", "kilometres"),
        "incident": Noun("incident", "incidents"),
        "time": Noun("time", "times"),
    },
}


def is_one(number: float, language: str) -> bool:
    """Which form follows: French says “0 place”, English "0 places"."""
    return abs(number) < 2 if language == "fr" else number == 1  # noqa: PLR2004  the plural rule


def figures(number: float, language: str, decimals: int = 1) -> str:
    """1 200 or 1,200; 48,7 or 48.7; at most so many decimals. Infinity is ∞."""
    if math.isinf(number):
        return "∞"
    text = f"{number:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "en":
        return text
    return text.replace(",", "\u202f").replace(".", ",")


def counted(number: float, noun: str, language: str, decimals: int = 1) -> str:
    """“200 personnes”, "200 people": the form of the noun follows the number that is shown."""
    form = _form(round(number, decimals), noun, language)
    space = "\u00a0" if language == "fr" else " "
    return f"{figures(number, language, decimals)}{space}{form}"


def said(number: float, noun: str, language: str) -> str:
    """“deux cents personnes”: to be read aloud, in whole numbers, of at most 999 999."""
    whole = min(round(number), numbers_said.LARGEST)
    if language == "en":
        words = numbers_said.english(whole)
    else:
        words = numbers_said.french(whole, is_feminine=NOUNS["fr"][noun].is_feminine)
    return f"{words} {_form(whole, noun, language)}"


def _form(number: float, noun: str, language: str) -> str:
    forms = NOUNS[language][noun]
    return forms.one if is_one(number, language) else forms.many
