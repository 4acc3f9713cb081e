"""The places around the posts: what a desk carries with it to understand where a family is from."""

from collections.abc import Collection, Mapping
from math import inf

from akwaba.places.geodesy import distance_km
from akwaba.places.models import Place
from akwaba.places.rules import ADMINISTRATIVE, Kind

FURTHEST_KM: Mapping[str, int] = {"MLI": 700, "BFA": 700, "GIN": 700, "CIV": 150}
"""Kilometres from the nearest post or crossing, by country (ISO alpha-3): Mopti lies 500 km from
Pogo in a straight line, and people of our own country who come back are from near by."""

COUNTRIES_FLED = ("MLI", "BFA", "GIN")
"""Their districts and regions are known whole: “Sikasso” is often all that is said."""

MOST_PLACES = 3000
"""Nearest first; so many keep the reference of a desk below 60 kB on the wire."""

Position = tuple[float, float]


def places_around() -> list[Place]:
    """Where families may say that they come from, nearest to a post or a crossing first.

    Places of our own come wherever they lie; last are those whose position is not known.
    Empty where no place is loaded.
    """
    places = list(Place.objects.select_related("parent").exclude(kind=Kind.COUNTRY))
    centres = [
        place.position
        for place in places
        if (place.is_post or place.is_crossing) and place.position is not None
    ]
    taken_over = {place.geonameid for place in places if place.is_own} - {None}
    found = [
        (_away_km(place, centres), place.name, place.code, place)
        for place in places
        if place.is_own or place.geonameid not in taken_over
    ]
    near = sorted(one for one in found if _is_wanted(one[-1], one[0]))
    return [place for *_order, place in near[:MOST_PLACES]]


def _is_wanted(place: Place, away_km: float) -> bool:
    if place.kind in ADMINISTRATIVE:
        return place.country in COUNTRIES_FLED
    return place.is_own or away_km <= FURTHEST_KM.get(place.country, 0)


def _away_km(place: Place, centres: Collection[Position]) -> float:
    position = place.position
    if position is None or place.country not in FURTHEST_KM:
        return inf
    return min((distance_km(position, centre) for centre in centres), default=inf)
