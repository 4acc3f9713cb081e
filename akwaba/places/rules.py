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
KIND_OF_LEVEL = (Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.SUB_PREFECTURE)
"""Administrative levels 0 to 3, as OCHA counts them."""

LONGEST_NAME = 200
"""Letters; the longest that GeoNames allows."""

PEOPLE_OF_A_TOWN = 5000
"""From how many people on a settlement is called a town here; our own line, as GeoNames draws it
for its shorter list of cities. Unknown population: a village."""

MARGIN_DEGREES = 0.3
"""Outlines of different makers differ by a few kilometres."""
BOXES = {
    "CIV": (-8.61, 4.34, -2.49, 10.74),
    "MLI": (-12.27, 10.14, 4.27, 25.01),
    "BFA": (-5.53, 9.39, 2.41, 15.09),
    "GIN": (-15.09, 7.19, -7.64, 12.68),
    "GHA": (-3.27, 4.73, 1.21, 11.18),
    "NER": (0.16, 11.69, 16.00, 23.53),
    "TGO": (-0.15, 6.10, 1.81, 11.15),
    "LBR": (-11.50, 4.35, -7.36, 8.56),
    "SEN": (-17.55, 12.30, -11.34, 16.70),
    "MRT": (-17.08, 14.71, -4.82, 27.30),
}
"""West, south, east, north of each country in degrees; Natural Earth 1:10m, rounded outward."""

_PCODE = re.compile(r"[A-Z]{2}[0-9]{0,10}")

_LETTERS = str.maketrans(
    {"ɲ": "ny", "ŋ": "ng", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "œ": "oe", "æ": "ae", "ç": "s"},
)
"""Letters of Jula, Bambara, Fulfulde and French that do not decompose into a plain one."""

_NOT_ALPHANUMERIC = re.compile("[^a-z0-9]+")

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
    if text.isascii():  # most names, ten times as fast
        return _NOT_ALPHANUMERIC.sub("", text.lower())
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    return "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if letter.isalnum())


_MAY_CHANGE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _SPELLINGS))
"""One look instead of thirteen at a name that is plain already."""


def _respell(text: str) -> str:
    if not _MAY_CHANGE.search(text):
        return text
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


def settlement_kind(population: int | None) -> Kind:
    """Town or village, by its people."""
    return Kind.TOWN if population is not None and population >= PEOPLE_OF_A_TOWN else Kind.VILLAGE


class Lie(StrEnum):
    """How coordinates lie to the country that they are said to be in."""

    INSIDE = "inside"
    SWAPPED = "swapped"
    NOT_DEGREES = "not_degrees"
    ELSEWHERE = "elsewhere"


def lie_of(longitude: float, latitude: float, *, country: str) -> Lie:
    """Whether a point can be in a country, or would be if its two numbers were exchanged."""
    if not (abs(longitude) <= 180 and abs(latitude) <= 180):  # noqa: PLR2004  degrees
        return Lie.NOT_DEGREES
    if _in_box(longitude, latitude, country):
        return Lie.INSIDE
    return Lie.SWAPPED if _in_box(latitude, longitude, country) else Lie.ELSEWHERE


def _in_box(longitude: float, latitude: float, country: str) -> bool:
    west, south, east, north = BOXES[country]
    return (
        west - MARGIN_DEGREES <= longitude <= east + MARGIN_DEGREES
        and south - MARGIN_DEGREES <= latitude <= north + MARGIN_DEGREES
    )


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A place as someone said it, with its code where one fits.

    What was said is always kept; `code` is None where nothing fits well enough.
    """

    code: str | None
    said: str
