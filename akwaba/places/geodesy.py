"""Distances that are shown: on the ellipsoid of WGS 84."""

from pyproj import Geod

_EARTH = Geod(ellps="WGS84")


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres in a straight line between two (latitude, longitude) pairs.

    Karney's geodesic (GeographicLib), exact to a few nanometres. Roads are longer.
    """
    _, _, metres = _EARTH.inv(a[1], a[0], b[1], b[0])
    return float(metres) / 1000
