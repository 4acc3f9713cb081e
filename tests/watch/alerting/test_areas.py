import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import make_valid
from shapely.geometry import Point, Polygon

from akwaba.watch.alerting.areas import MOST_VERTICES, is_ring, simplified
from tests.watch.alerting.notices import POGO, SQUARE


def coast(vertices, *, around=(-5.63, 10.7), roughness=0.05):
    """A wobbly outline of so many vertices, half a degree around a point."""
    angles = [2 * math.pi * step / vertices for step in range(vertices)]
    ring = [
        (
            around[0] + (0.5 + roughness * math.sin(37 * angle)) * math.cos(angle),
            around[1] + (0.4 + roughness * math.cos(23 * angle)) * math.sin(angle),
        )
        for angle in angles
    ]
    return (*ring, ring[0])


def is_good(ring, crossing):
    return (
        is_ring(ring)
        and len(ring) <= MOST_VERTICES
        and Polygon(ring).contains(Point(crossing))
        and all(value == round(value, 2) for point in ring for value in point)
    )


def difference(ring, other):
    one, two = Polygon(ring), make_valid(Polygon(other))
    return one.symmetric_difference(two).area / two.area


def test_ten_thousand_vertices_become_a_hundred_at_most():
    outline = coast(10_000)
    ring = simplified(outline, POGO)
    assert is_good(ring, POGO)
    assert difference(ring, outline) < 0.05


def test_what_is_simple_stays_as_it_is():
    assert difference(simplified(SQUARE, POGO), SQUARE) == pytest.approx(0, abs=1e-9)
    assert len(simplified(SQUARE, POGO)) == len(SQUARE)


def test_an_open_ring_is_closed():
    assert is_good(simplified(SQUARE[:-1], POGO), POGO)


def test_a_crossing_at_the_very_edge_lies_inside():
    edge = (-5.8, 10.4049)
    assert is_good(simplified(SQUARE, edge), edge)


def test_a_crossing_outside_is_brought_in():
    outside = (-6.5, 9.9)
    ring = simplified(SQUARE, outside)
    assert is_good(ring, outside)
    assert Polygon(ring).buffer(0.02).covers(Polygon(SQUARE))


def test_a_tiny_area_becomes_what_can_be_seen():
    x, y = POGO
    tiny = ((x, y), (x + 1e-6, y), (x, y + 1e-6))
    assert is_good(simplified(tiny, POGO), POGO)


def test_an_outline_that_crosses_itself_is_mended():
    bow = ((-6, 10), (-5, 11), (-5, 10), (-6, 11), (-6, 10))
    ring = simplified(bow, POGO)
    assert is_good(ring, POGO)


def test_fewer_vertices_may_be_asked_for():
    ring = simplified(coast(3000), POGO, most=12)
    assert is_good(ring, POGO)
    assert len(ring) <= 12


@pytest.mark.parametrize("ring", [(), SQUARE[:2], [(0, 0)] * 5, [(0, 0), (1, 0), (math.nan, 1)]])
def test_what_is_no_area_is_refused(ring):
    with pytest.raises(ValueError, match="three corners"):
        simplified(ring, POGO)


@pytest.mark.parametrize(
    "ring",
    [
        (),
        SQUARE[:-1],
        ((0, 0), (1, 1), (0, 0)),
        ((0, 0), (1, 1), (1, 0), (0, 1), (0, 0)),
    ],
)
def test_an_open_flat_or_twisted_ring_is_none(ring):
    assert not is_ring(ring)


degrees = st.floats(-0.8, 0.8)
corners = st.tuples(degrees.map(lambda x: x - 5.6), degrees.map(lambda y: y + 10.4))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(st.lists(corners, min_size=3, max_size=40, unique=True), corners)
def test_whatever_was_drawn_the_crossing_lies_in_a_valid_ring(drawn, crossing):
    assert is_good(simplified(drawn, crossing), crossing)
