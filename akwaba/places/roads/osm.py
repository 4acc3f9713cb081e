"""Reading roads out of OpenStreetMap, as GeoJSON lines, into pieces between places that we know.

A network of many thousand points becomes one length for each two places between which a way runs
that passes no third one.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from shapely import Point, STRtree

from akwaba.places.boundaries import features, say_lie
from akwaba.places.geodesy import distance_km
from akwaba.places.refusals import RefusedLineError, Report
from akwaba.places.rules import BOXES, Lie, lie_of

Position = tuple[float, float]
"""(latitude, longitude) in degrees, WGS 84."""

CARRIES = frozenset(
    {
        *("motorway", "trunk", "primary", "secondary", "tertiary"),
        *("motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link"),
        *("unclassified", "residential", "living_street", "service", "road", "track"),
    }
)
"""Values of `highway` that a car can take: wiki.openstreetmap.org/wiki/Key:highway."""
DECIMALS = 7
"""Of a degree, as OpenStreetMap keeps them: roads that meet share a point to the last one."""
SNAP_KM = 3.0
"""A town lies on a road that passes so near to its centre."""
FURTHEST_KM = 300.0
"""Two places further apart along a road have others between them."""
BY_THE_WAY = 1.02
"""A way that is hardly shorter than the one through a third place runs round that place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The road between two places."""

    start: str
    end: str
    km: float


Network = dict[Position, dict[Position, float]]
"""Kilometres from each point to those next to it."""


def pieces(path: Path, places: Mapping[str, Position], report: Report) -> list[Piece]:
    """The roads of a GeoJSON file between the places given by code.

    Lines that cannot be read go into the report, which counts what is no road for cars as skipped.
    Raises a Problem where the file is no GeoJSON.
    """
    network: Network = defaultdict(dict)
    for number, feature in enumerate(features(path), start=1):
        report.read += 1
        try:
            lines = _lines(feature)
        except RefusedLineError as error:
            report.refuse(number, error)
            continue
        report.skipped += not lines
        for line in lines:
            _add(network, line)
    return between(network, snapped(network, places))


def snapped(network: Network, places: Mapping[str, Position]) -> dict[Position, str]:
    """The point of the network that each place lies on; none where no road passes near enough.

    Of two places on one point the one that lies nearer to it keeps it.
    """
    points = list(network)
    if not points:
        return {}
    tree = STRtree([Point(longitude, latitude) for latitude, longitude in points])
    found: dict[Position, tuple[float, str]] = {}
    for code, (latitude, longitude) in sorted(places.items()):
        point = points[int(tree.nearest(Point(longitude, latitude)))]
        km = distance_km((latitude, longitude), point)
        if km <= SNAP_KM:
            found[point] = min(found.get(point, (math.inf, "")), (km, code))
    return {point: code for point, (_, code) in found.items()}


def between(network: Network, on: Mapping[Position, str]) -> list[Piece]:
    """The pieces between places that are next to one another, each once, by their codes."""
    found: dict[tuple[str, str], float] = {}
    for start, code in on.items():
        for point, km in _next_to(network, start, on):
            pair = (min(code, on[point]), max(code, on[point]))
            found[pair] = min(km, found.get(pair, math.inf))
    return [
        Piece(start, end, km)
        for (start, end), km in sorted(found.items())
        if not _passes_by(start, end, km, found)
    ]


def _next_to(
    network: Network, start: Position, on: Mapping[Position, str]
) -> Iterator[tuple[Position, float]]:
    """Dijkstra's algorithm that does not go on beyond a place."""
    done: set[Position] = set()
    waiting = [(0.0, start)]
    while waiting:
        km, point = heappop(waiting)
        if point in done:
            continue
        done.add(point)
        if point in on and point != start:
            yield point, km
            continue
        for other, more in network[point].items():
            if other not in done and km + more <= FURTHEST_KM:
                heappush(waiting, (km + more, other))


def _passes_by(start: str, end: str, km: float, found: Mapping[tuple[str, str], float]) -> bool:
    codes = {code for pair in found for code in pair} - {start, end}
    return any(
        _length(start, code, found) + _length(code, end, found) <= km * BY_THE_WAY for code in codes
    )


def _length(one: str, other: str, found: Mapping[tuple[str, str], float]) -> float:
    return found.get((min(one, other), max(one, other)), math.inf)


def _add(network: Network, line: Iterable[Position]) -> None:
    for one, other in pairwise(line):
        km = distance_km(one, other)
        network[one][other] = min(km, network[one].get(other, math.inf))
        network[other][one] = network[one][other]


def _lines(feature: Any) -> list[list[Position]]:
    """The lines of a road for cars; none for anything else. Raises RefusedLineError."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or properties.get("highway") not in CARRIES:
        return []
    geometry = feature.get("geometry") or {}
    listed = geometry.get("coordinates")
    if geometry.get("type") == "LineString":
        listed = [listed]
    elif geometry.get("type") != "MultiLineString":
        raise RefusedLineError(
            "geometry", geometry.get("type"), gettext("A road must be a line: export lines only.")
        )
    return [_line(line) for line in listed or []]


def _line(line: Any) -> list[Position]:
    try:
        points = [(float(point[1]), float(point[0])) for point in line]
    except (TypeError, ValueError, LookupError) as error:
        raise RefusedLineError(
            "geometry", line, gettext("The line cannot be read: export it again.")
        ) from error
    for latitude, longitude in points[:1] + points[-1:]:
        lies = {lie_of(longitude, latitude, country=country) for country in BOXES}
        if Lie.INSIDE not in lies:
            worst = next(
                lie for lie in (Lie.NOT_DEGREES, Lie.SWAPPED, Lie.ELSEWHERE) if lie in lies
            )
            raise RefusedLineError("geometry", f"{longitude:.5g} {latitude:.5g}", say_lie(worst))
    return [
        (round(latitude, DECIMALS), round(longitude, DECIMALS)) for latitude, longitude in points
    ]
