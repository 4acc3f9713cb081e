"""Distances are straight lines on the ellipsoid; an unknown position has none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.places.geodesy import distance_km
from akwaba.places.models import Boundary, Layer, Place
from akwaba.places.queries import km_between, km_to_country
from akwaba.places.rules import great_circle_km

POSITIONS = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


def test_loulouni_lies_50_7_km_from_pogo_and_114_from_ouangolodougou(facts):
    assert km_between("loulouni", "pogo") == pytest.approx(50.7, abs=0.05)
    assert km_between("loulouni", "ouangolodougou") == pytest.approx(114, abs=0.5)


def test_the_distance_to_an_unknown_position_is_unknown(facts):
    assert km_between("pogo", "niornigue") is None
    assert km_between("pogo", "atlantis") is None


@given(POSITIONS, POSITIONS)
def test_a_distance_is_the_same_both_ways_and_never_negative(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert distance_km(a, b) >= 0


@given(POSITIONS, POSITIONS)
def test_the_sphere_that_ranks_is_close_to_the_ellipsoid(a, b):
    assert great_circle_km(a, b) == pytest.approx(distance_km(a, b), rel=0.006, abs=0.001)


@pytest.fixture
def outline(facts):
    """A square that stands for the country: its northern side at 10° N."""
    ring = [[-6.5, 9.0], [-4.5, 9.0], [-4.5, 10.0], [-6.5, 10.0], [-6.5, 9.0]]
    return Boundary.objects.create(
        layer=Layer.objects.get(),
        place=Place.objects.get(code="CIV"),
        level=0,
        geometry=json.dumps({"type": "Polygon", "coordinates": [ring]}),
    )


def test_the_distance_to_a_country_is_to_its_nearest_side_and_nothing_inside(outline):
    due_south = distance_km((10.8944, -5.6053), (10.0, -5.6053))
    assert km_to_country("loulouni", "CIV") == pytest.approx(due_south, rel=0.002)
    assert km_to_country("ouangolodougou", "CIV") == 0


def test_without_an_outline_or_a_position_the_distance_is_unknown(outline):
    assert km_to_country("loulouni", "BFA") is None
    assert km_to_country("timala", "CIV") is None
    assert km_to_country("atlantis", "CIV") is None
