"""How far by road: between places, and from a point to every crossing, on a day."""

import json
from datetime import date

import pytest

from akwaba.places.queries import crossings, place_by_code
from akwaba.places.roads import facts as shipped
from akwaba.places.roads import queries, services
from akwaba.places.roads.graph import Way, detour_km
from akwaba.places.roads.rules import KmKnown, Mode, State, road_id

DAY = date(2025, 11, 14)
LOULOUNI = (10.8944, -5.6053)


def test_every_road_that_akwaba_brings_joins_known_places_once_and_says_its_source(facts):
    roads = shipped.read()
    assert len({road_id(road.start, road.end) for road in roads}) == len(roads) >= 39
    for road in roads:
        assert place_by_code(road.start), road
        assert place_by_code(road.end), road
        assert road.source


def test_a_length_that_nobody_told_is_flagged_and_a_quarter_over_the_straight_line(facts):
    roads = {one.id: one for one in queries.roads()}
    told = roads[road_id("tengrela", "nigouni")]
    assert (told.km, told.km_known) == (8, KmKnown.ROAD)
    estimated = roads[road_id("pogo", "zegoua")]
    ends = [place_by_code(code).position for code in ("pogo", "zegoua")]
    assert estimated.km == pytest.approx(detour_km(*ends), abs=0.05)
    assert estimated.km_known is KmKnown.ESTIMATED
    assert all(road.km is not None for road in roads.values())


def test_loulouni_is_reached_by_zegoua_and_the_distance_is_an_estimate(facts):
    found = queries.road_distance_km("loulouni", "pogo", DAY, Mode.FOOT)
    assert found.via == ("loulouni", "zegoua", "pogo")
    assert found.is_estimated
    assert 50.7 < found.km < 75


def test_a_closed_road_sends_people_another_way_and_a_fuel_blockade_does_not(facts, soro):
    def say(state, **more):
        services.record_state(
            actor=soro,
            road_id=road_id("loulouni", "zegoua"),
            state=state,
            from_on=DAY,
            source="a driver",
            **more,
        )

    say(State.SLOW, mode=Mode.MOTOR, slowness_percent=1029)
    on_foot = queries.road_distance_km("loulouni", "pogo", DAY, Mode.FOOT)
    assert on_foot.via == ("loulouni", "zegoua", "pogo")
    by_motor = queries.road_distance_km("loulouni", "pogo", DAY, Mode.MOTOR)
    assert by_motor.way is not Way.CLOSED
    say(State.CLOSED)
    assert queries.road_distance_km("loulouni", "pogo", DAY, Mode.FOOT).via == (
        "loulouni",
        "kadiolo",
        "zegoua",
        "pogo",
    )


def test_a_crossing_whose_every_road_is_closed_cannot_be_reached(facts, soro):
    for neighbour in ("zegoua", "nielle"):
        services.record_state(
            actor=soro,
            road_id=road_id("pogo", neighbour),
            state=State.CLOSED,
            from_on=DAY,
            source="the border police",
        )
    found = queries.road_distance_km("loulouni", "pogo", DAY, Mode.FOOT)
    assert (found.km, found.way) == (None, Way.CLOSED)


def test_a_place_without_roads_is_joined_to_the_nearest_node_and_flagged(facts):
    found = queries.road_distance_km("toumoukoro", "nielle", DAY, Mode.MOTOR)
    assert found.is_estimated
    assert found.km > 25
    assert queries.road_distance_km("pogo", "niornigue", DAY, Mode.MOTOR).way is Way.NOT_KNOWN
    assert queries.road_distance_km("pogo", "atlantis", DAY, Mode.MOTOR).way is Way.NOT_KNOWN


def test_from_a_point_every_crossing_has_its_distance_the_nearest_first(facts):
    found = queries.distances_to_crossings(*LOULOUNI, DAY)
    assert {one.end for one in found} == set(crossings().values_list("code", flat=True))
    assert [one.end for one in found[:2]] == ["zegoua", "pogo"]
    known = [one.effort_km for one in found if one.effort_km is not None]
    assert known == sorted(known)
    assert found[-1].way is Way.NOT_KNOWN  # Yendéré: neither position nor road


def test_the_graph_asks_the_database_no_more_for_more_roads(facts, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        queries.road_graph(DAY)


def test_without_any_place_there_is_no_distance(db):
    assert {one.way for one in queries.distances_to_crossings(*LOULOUNI, DAY)} <= {Way.NOT_KNOWN}


def test_the_graph_is_plain_data(facts):
    graph = queries.road_graph(DAY)
    assert graph.on == DAY
    assert {edge.start for edge in graph.edges} <= graph.nodes.keys()
    assert json.dumps([[edge.start, edge.end, edge.km] for edge in graph.edges])
