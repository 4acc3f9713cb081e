"""The area of an alert: a ring of few vertices and two decimals that still holds the crossing.

CAP allows more, but a phone or a text relay does not: other senders had to drop larger polygons.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from shapely import get_num_coordinates, make_valid, set_precision
from shapely.geometry import LinearRing, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
"""(longitude, latitude) in degrees, as everywhere in the house; CAP writes latitude first."""
Ring = tuple[Point, ...]

MOST_VERTICES = 100
"""The closing one included."""
DECIMALS = 2
GRID = 10**-DECIMALS
"""Degrees; about 1.1 km here."""
FAR_TOO_MANY = 4 * MOST_VERTICES
NEARLY_ALL = 0.99
"""Of an area: what lies apart and is smaller is dust of a careless outline."""


def is_ring(ring: Ring) -> bool:
    """Closed, with three corners or more, and not crossing itself."""
    return len(ring) > 3 and ring[0] == ring[-1] and Polygon(ring).is_valid  # noqa: PLR2004


def simplified(ring: Sequence[Point], crossing: Point, *, most: int = MOST_VERTICES) -> Ring:
    """Few vertices on the grid of two decimals, around the crossing.

    A crossing at the edge, or outside, is given a small square of its own: people look for the
    alert there. When nothing finer fits, the result is the bounding box.

    Raises ValueError where the ring has fewer than three corners or is not made of numbers.
    """
    if len(set(ring)) < 3 or not all(math.isfinite(value) for point in ring for value in point):  # noqa: PLR2004
        raise ValueError("An area needs three corners, each a longitude and a latitude.")
    square = _square(crossing)
    area = _with(make_valid(Polygon(ring)), square)
    tolerance = 0.0
    while tolerance < 1:
        candidate = _candidate(area, square, tolerance)
        if candidate is not None and len(candidate) <= most:
            return candidate
        tolerance = tolerance * 1.5 or GRID / 4
    return _outward(area)


def _square(crossing: Point) -> Polygon:
    """On the grid, with the crossing strictly inside."""
    west, south = (math.floor(value / GRID) * GRID for value in crossing)
    return box(west - GRID, south - GRID, west + 2 * GRID, south + 2 * GRID)


def _with(area: BaseGeometry, square: Polygon) -> Polygon:
    """One polygon without holes that holds the square; the hull where it would lose a part."""
    joined = area.union(square)
    parts = [part for part in getattr(joined, "geoms", [joined]) if isinstance(part, Polygon)]
    held = next((part for part in parts if part.contains(square)), None)
    if held is None or held.area < NEARLY_ALL * joined.area:
        return joined.convex_hull
    return Polygon(held.exterior)


def _candidate(area: Polygon, square: Polygon, tolerance: float) -> Ring | None:
    """None where simplifying or rounding left the square outside or the ring in pieces."""
    simple = make_valid(area.simplify(tolerance)) if tolerance else area
    if get_num_coordinates(simple) > FAR_TOO_MANY:  # rounding is slow, and would not save it
        return None
    rounded = set_precision(simple.union(square), GRID)
    parts = rounded.geoms if isinstance(rounded, MultiPolygon) else [rounded]
    largest = max(parts, key=lambda part: part.area)
    if not isinstance(largest, Polygon) or not largest.contains(square.centroid):
        return None
    ring = _written(largest.exterior)
    return ring if is_ring(ring) and Polygon(ring).contains(square.centroid) else None


def _outward(area: Polygon) -> Ring:
    west, south, east, north = area.bounds
    low = [math.floor(value / GRID) * GRID for value in (west, south)]
    high = [math.ceil(value / GRID) * GRID for value in (east, north)]
    return _written(box(*low, *high).exterior)


def _written(ring: LinearRing) -> Ring:
    """Exactly what two decimals say, without vertices that fell together."""
    points = [(round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0) for x, y in ring.coords]
    return (
        points[0],
        *(now for before, now in pairwise(points) if now != before),
    )
