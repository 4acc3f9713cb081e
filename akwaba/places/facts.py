"""The gazetteer that Akwaba brings: small CSV files, each line with its source."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

FILES = ("countries.csv", "regions.csv", "districts.csv", "places.csv")
"""In this order a parent always comes before its parts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the gazetteer. None and "" stand for what is not known."""

    code: str
    name: str
    kind: str
    is_post: bool
    is_crossing: bool
    country: str
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    pcode: str | None
    parent: str | None
    population: int | None
    alt_names: tuple[str, ...]
    source: str
    licence: str
    checked_on: date


def _texts() -> list[str]:
    folder = files("akwaba.places") / "data"
    return [(folder / name).read_text(encoding="utf-8") for name in FILES]


def checksum() -> str:
    """SHA-256 of the files, so that loading them again costs nothing."""
    return hashlib.sha256("".join(_texts()).encode()).hexdigest()


def read() -> Iterator[Fact]:
    """Every fact, parents first. Raises ValueError or KeyError where a file is malformed."""
    for text in _texts():
        for line in csv.DictReader(io.StringIO(text)):
            yield _fact(line)


def _fact(line: dict[str, str]) -> Fact:
    return Fact(
        code=line["code"],
        name=line["name"],
        kind=line["kind"],
        is_post=line["is_post"] == "yes",
        is_crossing=line["is_crossing"] == "yes",
        country=line["country"],
        latitude=float(line["latitude"]) if line["latitude"] else None,
        longitude=float(line["longitude"]) if line["longitude"] else None,
        geonameid=int(line["geonameid"]) if line["geonameid"] else None,
        pcode=line["pcode"] or None,
        parent=line["parent"] or None,
        population=int(line["population"]) if line["population"] else None,
        alt_names=tuple(line["alt_names"].split("|")) if line["alt_names"] else (),
        source=line["source"],
        licence=line["licence"],
        checked_on=date.fromisoformat(line["checked_on"]),
    )
