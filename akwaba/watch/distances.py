"""How far an incident is from the border and from where people cross it."""

from dataclasses import dataclass

from django.utils import timezone

from akwaba.places.borders import BorderDistance, country_of, nearest_border
from akwaba.places.geodesy import distance_km
from akwaba.places.queries import names_of, place_by_code
from akwaba.places.roads.queries import distances_to_crossings
from akwaba.watch.models import Incident

MOST_CROSSINGS = 5
"""The easiest to reach that day."""


@dataclass(frozen=True, slots=True)
class ToCrossing:
    """In kilometres; None where it is not known."""

    name: str
    straight_km: float | None
    road_km: float | None
    is_estimated: bool
    """The road graph does not know the whole way: part of it is 1.25 times the straight line."""


@dataclass(frozen=True, slots=True)
class Distances:
    """Of one incident whose position is known."""

    border: BorderDistance | None
    must_ask_country: bool
    """So near a border that no outline can tell the country, and nobody said it yet."""
    crossings: list[ToCrossing]


def distances_of(incident: Incident) -> Distances | None:
    """On its last day, on foot; None where its position is not known."""
    position = incident.position
    if position is None:
        return None
    on = incident.latest or timezone.localdate()
    found = distances_to_crossings(*position, on)[:MOST_CROSSINGS]
    names = names_of([each.end for each in found])
    crossings = []
    for each in found:
        place = place_by_code(each.end)
        there = place.position if place else None
        straight = distance_km(position, there) if there else None
        crossings.append(ToCrossing(names[each.end], straight, each.km, each.is_estimated))
    must_ask = not incident.country and country_of(position).must_ask
    return Distances(nearest_border(position), must_ask, crossings)
