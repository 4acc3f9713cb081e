"""The gazetteer of this node as the reader of texts takes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from akwaba.places.models import Layer, Place
from akwaba.places.rules import fold
from akwaba.watch.reading.names import Names

KEPT = 1


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of one place; the key is the code of the place."""

    name: str
    key: str
    latitude: float | None
    longitude: float | None
    country: str


def known_names() -> Names:
    """Every place with every name, kept in memory until a layer is loaded again."""
    state = Layer.objects.order_by("name").values_list("name", "checksum", "loaded_at")
    return _names(tuple(state))


@lru_cache(maxsize=KEPT)
def _names(_state: tuple[Any, ...]) -> Names:
    return Names(_all())


def _all() -> Iterator[_Name]:
    """A GeoNames line gives way to the own fact on the same place; other scripts are left out."""
    own = set(Place.objects.filter(is_own=True).values_list("geonameid", flat=True)) - {None}
    for place in Place.objects.order_by("-is_own", "code").iterator():
        if place.is_own or place.geonameid not in own:
            for name in (place.name, *place.alt_names):
                if fold(name).isascii():
                    yield _Name(name, place.code, place.latitude, place.longitude, place.country)
