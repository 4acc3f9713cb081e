"""In which country a point lies, and how far it is from a border."""

from dataclasses import dataclass
from enum import StrEnum

from shapely import Point

from akwaba.places import outlines
from akwaba.places.geodesy import distance_to_line_km
from akwaba.places.rules import PCODE_PREFIXES

OUR_COUNTRY = "CIV"
ASK_WITHIN_KM = outlines.PRECISION_KM
"""So near to a border the outline may be wrong: a person is asked."""

Position = tuple[float, float]
"""(latitude, longitude) in degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class BorderDistance:
    """How far a point is from a border, in a straight line."""

    km: float
    countries: tuple[str, str]
    precision_km: float = outlines.PRECISION_KM
    """The outline may lie so far from the true border."""
    source: str = outlines.SOURCE


class Why(StrEnum):
    """What a country rests on, or why it must be asked."""

    INSIDE = "inside"
    """The point lies in the country, further from every border than the outline may err."""
    NEAR_A_BORDER = "near_a_border"
    NOT_KNOWN_HERE = "not_known_here"
    """Outside the ten countries whose outlines are used."""


@dataclass(frozen=True, slots=True)
class CountryOf:
    """The country of a point: derived, or to be asked."""

    country: str | None
    """ISO alpha-3; None where it must be asked."""
    why: Why
    km_to_border: float | None
    """To the nearest border of another country, in a straight line; None where none is known."""
    between: tuple[str, ...] = ()
    """The countries among which to ask, the likelier first."""

    @property
    def must_ask(self) -> bool:
        return self.country is None


def km_to_border(
    position: Position, one: str = OUR_COUNTRY, other: str = "MLI"
) -> BorderDistance | None:
    """From a point to the land border of two countries; None where they have none.

    Raises KeyError for a country that is not one of rules.PCODE_PREFIXES.
    """
    line = outlines.border(one, other)
    if line is None:
        return None
    return BorderDistance(distance_to_line_km(position, line), (one, other))


def nearest_border(position: Position, country: str = OUR_COUNTRY) -> BorderDistance | None:
    """From a point to the nearest land border of a country."""
    found = [km_to_border(position, country, other) for other in PCODE_PREFIXES]
    return min((one for one in found if one is not None), key=lambda one: one.km, default=None)


def country_of(position: Position) -> CountryOf:
    """In which country a point lies; within ASK_WITHIN_KM of a border it is asked, not derived."""
    point = Point(position[1], position[0])
    inside = next((code for code in PCODE_PREFIXES if outlines.outline(code).contains(point)), None)
    if inside is None:
        return CountryOf(None, Why.NOT_KNOWN_HERE, None)
    nearest = nearest_border(position, inside)
    if nearest is None:
        return CountryOf(inside, Why.INSIDE, None)
    if nearest.km <= ASK_WITHIN_KM:
        return CountryOf(None, Why.NEAR_A_BORDER, nearest.km, nearest.countries)
    return CountryOf(inside, Why.INSIDE, nearest.km)
