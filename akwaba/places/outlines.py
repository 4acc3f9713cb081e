"""Outlines of countries that come with Akwaba: Natural Earth 1:10 million, by way of world-atlas.

The file is TopoJSON: neighbours share the arcs of their border, so a border is the arcs of both.
https://github.com/topojson/topojson-specification (version 1.0.0).
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from shapely import prepare
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.ops import unary_union

SOURCE = "Natural Earth 4.1, 1:10m (world-atlas 2.0.2)"
LICENCE = "public domain"
PRECISION_KM = 2.0
"""How far from the true border the outline may lie. Measured: of 93 towns of GeoNames within 10 km
of the land borders of Côte d’Ivoire, five fall on the wrong side."""

NUMERIC_CODES = {
    "CIV": "384",
    "MLI": "466",
    "BFA": "854",
    "GIN": "324",
    "GHA": "288",
    "NER": "562",
    "TGO": "768",
    "LBR": "430",
    "SEN": "686",
    "MRT": "478",
}
"""ISO 3166-1 numeric codes of the ten countries: what the file names them by."""

Ring = list[tuple[float, float]]


@lru_cache(maxsize=1)
def _atlas() -> tuple[dict[str, Any], dict[int, Ring]]:
    """The geometries of our countries, and the arcs that they use, in degrees."""
    path = files("akwaba.places") / "outlines" / "countries-10m.json"
    atlas = json.loads(path.read_text(encoding="utf-8"))
    countries = {one.get("id"): one for one in atlas["objects"]["countries"]["geometries"]}
    ours = {code: countries[number] for code, number in NUMERIC_CODES.items()}
    used = {_arc(index) for one in ours.values() for index in _flat(one["arcs"])}
    return ours, {index: _decoded(atlas["arcs"][index], atlas["transform"]) for index in used}


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    (scale_x, scale_y), (west, south) = transform["scale"], transform["translate"]
    columns = accumulate(step[0] for step in arc)
    rows = accumulate(step[1] for step in arc)
    return [(x * scale_x + west, y * scale_y + south) for x, y in zip(columns, rows, strict=True)]


def _arc(index: int) -> int:
    """A negative index is the same arc, walked backwards: its complement."""
    return index if index >= 0 else ~index


def _flat(nested: Iterable[Any]) -> Iterator[int]:
    for one in nested:
        if isinstance(one, int):
            yield one
        else:
            yield from _flat(one)


@lru_cache(maxsize=64)
def border(one: str, other: str) -> MultiLineString | None:
    """The land border of two countries (ISO alpha-3) in degrees; None without one."""
    ours, arcs = _atlas()
    shared = set(map(_arc, _flat(ours[one]["arcs"]))) & set(map(_arc, _flat(ours[other]["arcs"])))
    if one == other or not shared:
        return None
    return MultiLineString([LineString(arcs[index]) for index in sorted(shared)])


@lru_cache(maxsize=16)
def outline(country: str) -> MultiPolygon | Polygon:
    """The country (ISO alpha-3) in degrees, prepared to be asked for many points."""
    ours, arcs = _atlas()
    geometry = ours[country]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    whole = unary_union([_polygon(rings, arcs) for rings in polygons])
    prepare(whole)
    return whole


def _polygon(rings: list[list[int]], arcs: dict[int, Ring]) -> Polygon:
    outer, *holes = (_ring(ring, arcs) for ring in rings)
    return Polygon(outer, holes)


def _ring(indices: list[int], arcs: dict[int, Ring]) -> Ring:
    points: Ring = []
    for index in indices:
        arc = arcs[_arc(index)]
        points += (arc if index >= 0 else arc[::-1])[bool(points) :]
    return points
