"""The names that the product brings, as the reader takes them, without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from akwaba.places import facts, towns
from akwaba.watch.reading.names import Names


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    key: str
    latitude: float | None
    longitude: float | None
    country: str


def _places() -> Iterator[Place]:
    own = set()
    for fact in facts.read():
        own.add(fact.geonameid)
        for name in (fact.name, *fact.alt_names):
            yield Place(name, fact.code, fact.latitude, fact.longitude, fact.country)
    for town in towns.read():
        if town.geonameid not in own:
            key = f"gn{town.geonameid}"
            for name in (town.name, *town.alt_names):
                yield Place(name, key, town.latitude, town.longitude, town.country)


@cache
def border_names() -> Names:
    return Names(_places())
