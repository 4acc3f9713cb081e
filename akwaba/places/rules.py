"""What a place is, how its name is compared, and how far apart two places are.

Plain functions: no framework, no files, no database.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA


class Kind(StrEnum):
    """What a place is. A town may also be a post, a crossing, or both."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    """Second administrative level: department (CIV), cercle (MLI), province (BFA)."""
    SUB_PREFECTURE = "sub_prefecture"
    TOWN = "town"
    VILLAGE = "village"
    SITE = "site"
    """A place built to receive people."""
    CROSSING = "crossing"
    """Where people pass the border."""
    POST = "post"
    """Where arrivals are received and registered."""


ROLES_OF_A_PLACE = frozenset({Kind.CROSSING, Kind.POST})
"""What a place is used for, beside its nature."""
ADMINISTRATIVE = frozenset({Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.SUB_PREFECTURE})

PCODE_PREFIXES = {
    "CIV": "CI",
    "MLI": "ML",
    "BFA": "BF",
    "GIN": "GN",
    "GHA": "GH",
    "NER": "NE",
    "TGO": "TG",
    "LBR": "LR",
    "SEN": "SN",
    "MRT": "MR",
}
"""Countries that the gazetteer knows: ISO 3166-1 alpha-3 to the alpha-2 that begins a P-code."""
COUNTRY_OF_ALPHA2 = {alpha2: alpha3 for alpha3, alpha2 in PCODE_PREFIXES.items()}

_PCODE = re.compile(r"[A-Z]{2}[0-9]{0,10}")

_LETTERS = str.maketrans(
    {"ɲ": "ny", "ŋ": "ng", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "œ": "oe", "æ": "ae", "ç": "s"},
)
"""Letters of Jula, Bambara, Fulfulde and French that do not decompose into a plain one."""

_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ou|w", "u"),  # Ouangolo, Wangolo
        ("gn|ny", "ni"),  # Minignan, Mininyan
        ("dj|dy|j", "di"),  # Djebonoua, Diebonoua; Kajolo, Kadiolo
        ("ph", "f"),
        ("sch|sh", "ch"),
        ("q|c(?![eiyh])", "k"),  # Kouto, Couto
        ("c(?=[eiy])|z", "s"),
        ("x", "ks"),
        ("gu(?=[ei])", "g"),  # M'Bengué, Mbenge
        ("y", "i"),
        ("(?<=[^c])h|^h(?=.)", ""),  # Téhini, Teini
        (r"(.)\1+", r"\1"),  # Niellé, Nielé
        ("(?<=.)e$", ""),  # Korhogo keeps its o; a last e is often not heard
    )
)


def _until_stable(text: str, step: Callable[[str], str]) -> str:
    while (changed := step(text)) != text:
        text = changed
    return text


def _plain(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    return "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if letter.isalnum())


def _respell(text: str) -> str:
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    return text


def fold(text: str) -> str:
    """The name without case, accents, apostrophes, hyphens and spaces: M’Bengué → mbengue."""
    return _until_stable(text, _plain)


def sound(text: str) -> str:
    """The folded name with one spelling for one sound: Wangolodugu → uangolodugu.

    Different names may share one sound; it finds candidates, and `fold` ranks them.
    """
    return _until_stable(fold(text), _respell)


def similarity(one: str, other: str) -> float:
    """How alike two strings are, from 0 to 1: optimal string alignment over the longer length."""
    return OSA.normalized_similarity(one, other)


def is_pcode(text: str, *, country: str | None = None) -> bool:
    """Whether this is a well-formed P-code: alpha-2 of the country, then figures."""
    if not _PCODE.fullmatch(text):
        return False
    return country is None or text.startswith(PCODE_PREFIXES.get(country, text[:2]))


EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth, IUGG 1980."""


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two (latitude, longitude) pairs on a sphere; within 0.6 % of the truth.

    Good for ranking; for distances that are shown, use the ellipsoid (`geodesy`).
    """
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    haversine = (
        math.sin((phi_b - phi_a) / 2) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(haversine)))


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A place as someone said it, with its code where one fits.

    What was said is always kept; `code` is None where nothing fits well enough.
    """

    code: str | None
    said: str
