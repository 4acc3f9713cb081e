"""How far from the border, and on which side: derived where the outline is sure, else asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import to_geojson

from akwaba.places import outlines
from akwaba.places.borders import (
    ASK_WITHIN_KM,
    Why,
    country_of,
    km_to_border,
    nearest_border,
)
from akwaba.places.geodesy import distance_to_line_km, distance_to_outline_km
from akwaba.places.rules import PCODE_PREFIXES

LOULOUNI = (10.8944, -5.6053)
POGO = (10.43669, -5.63062)
FERKESSEDOUGOU = (9.5928, -5.19449)


def test_loulouni_lies_48_7_km_from_the_border_of_cote_d_ivoire_and_mali():
    """Measured on the position of its health centre, on Natural Earth 1:10m."""
    distance = km_to_border(LOULOUNI, "CIV", "MLI")
    assert distance.km == pytest.approx(48.7, abs=0.05)
    assert distance.precision_km == 2.0
    assert "Natural Earth" in distance.source


def test_two_countries_without_a_border_have_no_distance_to_it():
    assert km_to_border(POGO, "CIV", "NER") is None
    assert km_to_border(POGO, "CIV", "CIV") is None


def test_the_nearest_border_is_that_of_the_nearest_neighbour():
    assert nearest_border(POGO).countries == ("CIV", "MLI")
    assert nearest_border((10.13024, -5.0788)).countries == ("CIV", "BFA")


def test_near_a_border_the_country_is_asked_and_the_two_are_named():
    answer = country_of(POGO)
    assert answer.must_ask
    assert answer.why is Why.NEAR_A_BORDER
    assert answer.km_to_border < ASK_WITHIN_KM
    assert answer.between == ("CIV", "MLI")


@pytest.mark.parametrize(
    ("position", "country"),
    [(LOULOUNI, "MLI"), (FERKESSEDOUGOU, "CIV"), ((10.64064, -4.75285), "BFA")],
)
def test_far_from_every_border_the_country_is_derived(position, country):
    answer = country_of(position)
    assert (answer.country, answer.why, answer.must_ask) == (country, Why.INSIDE, False)


def test_a_point_in_no_country_that_is_known_is_asked():
    answer = country_of((0.0, -20.0))
    assert answer.must_ask
    assert (answer.why, answer.km_to_border) == (Why.NOT_KNOWN_HERE, None)


@given(st.floats(9.0, 11.5), st.floats(-8.0, -2.5))
@settings(deadline=None)  # the first point waits for the file to be read
def test_a_country_is_never_derived_within_the_error_of_the_outline(latitude, longitude):
    answer = country_of((latitude, longitude))
    if answer.country is not None:
        assert nearest_border((latitude, longitude), answer.country).km > outlines.PRECISION_KM


def test_a_border_is_the_same_from_both_sides():
    assert outlines.border("CIV", "MLI") == outlines.border("MLI", "CIV")


@pytest.mark.parametrize("country", PCODE_PREFIXES)
def test_the_outline_of_each_country_is_whole(country):
    outline = outlines.outline(country)
    assert outline.is_valid
    assert not outline.is_empty


def test_the_border_is_part_of_the_outline():
    outside = outlines.border("CIV", "MLI").difference(outlines.outline("CIV").boundary)
    assert outside.length < 1e-9


@given(st.floats(9.0, 11.5), st.floats(-8.0, -2.5))
@settings(deadline=None, max_examples=20)  # a map of its own for each point takes its time
def test_the_quick_distance_to_a_line_is_that_of_the_exact_map(latitude, longitude):
    line = outlines.border("CIV", "MLI")
    exact = distance_to_outline_km((latitude, longitude), to_geojson(line))
    quick = distance_to_line_km((latitude, longitude), line)
    assert quick == pytest.approx(exact, rel=0.002, abs=0.02)
