"""The roads that Akwaba brings: one small CSV file, each line with its source."""

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from akwaba.places.roads.rules import Direction, KmKnown, Mode, Season

FACTS_LAYER = "akwaba-roads"


@dataclass(frozen=True, slots=True)
class RoadFact:
    """One line; `km` is None where the length is to be estimated from the positions."""

    start: str
    end: str
    km: float | None
    mode: Mode
    direction: Direction
    season: Season
    source: str

    @property
    def km_known(self) -> KmKnown:
        return KmKnown.ESTIMATED if self.km is None else KmKnown.ROAD


@lru_cache(maxsize=1)
def read() -> tuple[RoadFact, ...]:
    """Every road that comes with Akwaba. Raises ValueError or KeyError where the file is broken."""
    text = (files("akwaba.places") / "data" / "roads.csv").read_text(encoding="utf-8")
    return tuple(_fact(line) for line in csv.DictReader(io.StringIO(text)))


def _fact(line: dict[str, str]) -> RoadFact:
    return RoadFact(
        start=line["start"],
        end=line["end"],
        km=float(line["km"]) if line["km"] else None,
        mode=Mode(line["mode"]),
        direction=Direction(line["direction"]),
        season=Season(line["season"]),
        source=line["source"],
    )
