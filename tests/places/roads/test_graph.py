"""Ways through the roads of a day: the shortest, flagged where a length is an estimate."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akwaba.places.roads.graph import Edge, Node, RoadGraph, Way, Ways, detour_km
from akwaba.places.roads.rules import (
    CLOSED,
    OPEN,
    Direction,
    KmKnown,
    Mode,
    Passage,
    Season,
    State,
)

DAY = date(2025, 11, 14)
PLACES = {code: (10 + number / 10, -5.0) for number, code in enumerate("abcde")}


def edge(start, end, km, number, *, known=KmKnown.ROAD, direction=Direction.BOTH, passage=OPEN):
    return Edge(
        id=UUID(int=number),
        start=start,
        end=end,
        km=km,
        km_known=known,
        mode=Mode.BOTH,
        direction=direction,
        season=Season.ALL,
        source="",
        passages={Mode.MOTOR: passage, Mode.FOOT: OPEN},
    )


def graph(*edges):
    nodes = {code: Node(code, code.upper(), "CIV", place) for code, place in PLACES.items()}
    return RoadGraph(DAY, nodes, edges)


def test_the_way_is_the_shortest_and_says_by_which_places_it_goes():
    roads = graph(edge("a", "b", 10, 1), edge("b", "c", 10, 2), edge("a", "c", 30, 3))
    found = Ways(roads, "a", Mode.MOTOR).to("c")
    assert (found.km, found.way, found.via) == (20, Way.ROAD, ("a", "b", "c"))


def test_a_closed_road_is_gone_round_and_where_all_are_closed_there_is_no_way():
    closed = edge("a", "b", 10, 1, passage=CLOSED)
    around = (edge("a", "c", 20, 2), edge("c", "b", 20, 3))
    assert Ways(graph(closed, *around), "a", Mode.MOTOR).to("b").km == 40
    assert Ways(graph(closed), "a", Mode.FOOT).to("b").km == 10
    shut = Ways(graph(closed), "a", Mode.MOTOR).to("b")
    assert (shut.km, shut.way) == (None, Way.CLOSED)


def test_where_no_road_is_known_it_is_a_straight_line_and_a_quarter_flagged():
    found = Ways(graph(edge("a", "b", 10, 1)), "a", Mode.FOOT).to("e")
    assert found.is_estimated
    assert found.km == detour_km(PLACES["a"], PLACES["e"])
    assert found.via == ()


def test_one_estimated_piece_makes_the_whole_estimated():
    rough = edge("b", "c", 10, 2, known=KmKnown.ESTIMATED)
    assert Ways(graph(edge("a", "b", 10, 1), rough), "a", Mode.FOOT).to("c").is_estimated


def test_a_slow_road_keeps_its_kilometres_and_is_left_for_a_longer_one():
    slow = edge("a", "b", 10, 1, passage=Passage(State.SLOW, 10.0))
    alone = Ways(graph(slow), "a", Mode.MOTOR).to("b")
    assert (alone.km, alone.effort_km) == (10, 100)
    round_about = Ways(graph(slow, edge("a", "b", 40, 2)), "a", Mode.MOTOR).to("b")
    assert round_about.km == 40


def test_a_road_of_which_nobody_knows_is_taken_and_flagged():
    unknown = edge("a", "b", 10, 1, passage=Passage(State.UNKNOWN))
    assert Ways(graph(unknown), "a", Mode.MOTOR).to("b").passes_unknown
    assert not Ways(graph(unknown), "a", Mode.FOOT).to("b").passes_unknown


def test_a_road_of_one_direction_is_not_walked_back():
    forth = edge("a", "b", 10, 1, direction=Direction.FORTH)
    assert Ways(graph(forth), "a", Mode.FOOT).to("b").km == 10
    assert Ways(graph(forth), "b", Mode.FOOT).to("a").way is Way.CLOSED


def test_a_place_is_no_way_from_itself():
    found = Ways(graph(edge("a", "b", 10, 1)), "a", Mode.FOOT).to("a")
    assert (found.km, found.via) == (0, ("a",))


pairs = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(1, 100))


@settings(deadline=None, max_examples=30)
@given(st.lists(pairs.filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=12))
def test_no_way_is_longer_than_one_by_a_third_place_and_both_ways_are_equal(roads):
    found = graph(*(edge(a, b, km, number) for number, (a, b, km) in enumerate(roads)))
    ways = {code: Ways(found, code, Mode.FOOT) for code in "abcde"}
    all_ways = [ways[a].to(b) for a in "abcde" for b in "abcde"]
    effort = {(way.start, way.end): way.effort_km for way in all_ways if way.via}
    for (a, b), km in effort.items():
        assert effort[b, a] == pytest.approx(km)
        assert all(
            km <= effort[a, c] + effort[c, b] + 1e-6
            for c in "abcde"
            if (a, c) in effort and (c, b) in effort
        )
