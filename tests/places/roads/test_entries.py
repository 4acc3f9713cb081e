"""What officers say of roads: entries that fold alike in any order; what is struck out is kept."""

from datetime import date
from uuid import uuid4

import pytest

from akwaba.access.entitlement import objection_to_node
from akwaba.access.whereabouts import Whereabouts
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import history
from akwaba.ledger.services import EVERYWHERE, rebuild
from akwaba.places import problems
from akwaba.places.models import Road, RoadState
from akwaba.places.roads import queries, services
from akwaba.places.roads.rules import KmKnown, Mode, State, road_id
from akwaba.places.roads.services import RoadSaid

DAY = date(2025, 11, 14)
POGO_ZEGOUA = road_id("pogo", "zegoua")


@pytest.fixture
def closed(facts, soro):
    return services.record_state(
        actor=soro,
        road_id=POGO_ZEGOUA,
        state=State.CLOSED,
        from_on=DAY,
        source="the border police at Pogo",
    )


def motor_on(day, road=POGO_ZEGOUA):
    graph = queries.road_graph(day)
    return next(edge for edge in graph.edges if edge.id == road).passages[Mode.MOTOR]


def test_a_closed_road_is_closed_from_its_day_on(closed):
    assert motor_on(date(2025, 11, 13)).state is State.OPEN
    assert motor_on(DAY).state is State.CLOSED


def test_a_state_ends_on_a_day_and_stays_in_the_history(closed, soro):
    services.end_state(actor=soro, state_id=closed.id, until_on=date(2025, 11, 20))
    assert motor_on(date(2025, 11, 20)).state is State.CLOSED
    assert motor_on(date(2025, 11, 21)).state is State.OPEN
    kinds = [told.entry.kind for told in history(POGO_ZEGOUA)]
    assert kinds == ["places.road_state_recorded", "places.road_state_ended"]


def test_what_was_never_so_is_struck_out_with_its_reason(closed, soro):
    with pytest.raises(problems.RoadReasonMissing):
        services.void_state(actor=soro, state_id=closed.id, reason=" \n")
    services.void_state(actor=soro, state_id=closed.id, reason="another road was meant")
    assert motor_on(DAY).state is State.OPEN
    assert RoadState.objects.get().void_reason == "another road was meant"
    with pytest.raises(NotFound):
        services.end_state(actor=soro, state_id=closed.id, until_on=DAY)


def test_an_incident_can_say_so_and_be_asked_for_what_it_said(facts, soro):
    incident = uuid4()
    services.record_state(
        actor=soro,
        road_id=POGO_ZEGOUA,
        state=State.SLOW,
        slowness_percent=300,
        mode=Mode.MOTOR,
        from_on=DAY,
        incident=incident,
        source="incident",
    )
    assert [row.road for row in queries.states_said_by(incident)] == [POGO_ZEGOUA]
    assert motor_on(DAY).factor == 3


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"until_on": date(2025, 11, 1)}, problems.StateEndsBeforeItBegins),
        ({"state": State.SLOW, "slowness_percent": 100}, problems.StateSlownessNotUsable),
        ({"state": State.SLOW, "slowness_percent": 9999}, problems.StateSlownessNotUsable),
        ({"source": "  "}, problems.StateSourceMissing),
        ({"road_id": uuid4()}, NotFound),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(facts, soro, told, problem):
    usual = {
        "actor": soro,
        "road_id": POGO_ZEGOUA,
        "state": State.CLOSED,
        "from_on": DAY,
        "source": "a driver",
    }
    with pytest.raises(problem):
        services.record_state(**{**usual, **told})
    assert not Entry.objects.filter(kind__startswith="places.").exists()


def test_a_road_that_akwaba_brings_is_corrected_and_keeps_its_states(closed, soro):
    said = RoadSaid("zegoua", "pogo", 7.5, source="odometer of the site vehicle")
    services.correct_road(actor=soro, road_id=POGO_ZEGOUA, said=said)
    road = queries.road(POGO_ZEGOUA)
    assert (road.km, road.km_known, road.layer) == (7.5, KmKnown.ROAD, "")
    assert motor_on(DAY).state is State.CLOSED
    again = RoadSaid("zegoua", "pogo", 8.0, source="measured again")
    services.correct_road(actor=soro, road_id=POGO_ZEGOUA, said=again)
    assert queries.road(POGO_ZEGOUA).km == 8.0
    assert not Road.objects.get().is_disputed


def test_a_road_of_ones_own_is_added_and_estimated_where_nobody_knows_its_length(facts, soro):
    said = RoadSaid("tougbo", "gogo", None, source="a driver")
    row = services.add_road(actor=soro, said=said)
    road = queries.road(row.id)
    assert road.km_known is KmKnown.ESTIMATED
    assert 80 < road.km < 90


def test_a_road_that_is_none_is_struck_out_and_leaves_the_graph(facts, soro):
    services.void_road(actor=soro, road_id=POGO_ZEGOUA, reason="the bridge never was built")
    assert queries.road(POGO_ZEGOUA) is None
    assert POGO_ZEGOUA not in {edge.id for edge in queries.road_graph(DAY).edges}
    with pytest.raises(NotFound):
        services.void_road(actor=soro, road_id=POGO_ZEGOUA, reason="again")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (RoadSaid("pogo", "atlantis", 5, source="x"), problems.RoadPlaceNotKnown),
        (RoadSaid("pogo", "pogo", 5, source="x"), problems.RoadEndsAlike),
        (RoadSaid("pogo", "nigouni", None, source="x"), problems.RoadLengthMissing),
        (RoadSaid("pogo", "nielle", 0, source="x"), problems.RoadLengthNotUsable),
        (RoadSaid("pogo", "nielle", 5000, source="x"), problems.RoadLengthNotUsable),
        (RoadSaid("pogo", "nielle", 30, source=""), problems.StateSourceMissing),
    ],
)
def test_a_road_that_cannot_be_is_refused(facts, soro, said, problem):
    with pytest.raises(problem):
        services.add_road(actor=soro, said=said)
    assert not Road.objects.exists()


def test_a_rebuild_from_last_to_first_gives_the_same_rows(closed, soro):
    services.end_state(actor=soro, state_id=closed.id, until_on=date(2025, 11, 20))
    row = services.add_road(actor=soro, said=RoadSaid("pogo", "kaouara", 70, source="a driver"))
    services.correct_road(
        actor=soro, road_id=row.id, said=RoadSaid("pogo", "kaouara", 72, source="an odometer")
    )
    services.void_road(actor=soro, road_id=road_id("tougbo", "tehini"), reason="not there")
    before = list(Road.objects.order_by("id").values()), list(RoadState.objects.values())
    entries = list(Entry.objects.order_by("position"))
    places = [entry.position for entry in entries]
    places.reverse()
    for entry in entries:  # out of the way first: a position is taken once
        Entry.objects.filter(id=entry.id).update(position=entry.position + 100_000)
    for entry, place in zip(entries, places, strict=True):
        Entry.objects.filter(id=entry.id).update(position=place)
    rebuild()
    assert (list(Road.objects.order_by("id").values()), list(RoadState.objects.values())) == before


def test_a_post_may_tell_everybody_of_its_roads(closed):
    (told,) = history(POGO_ZEGOUA)
    assert told.entry.scope == EVERYWHERE
    act = told.act
    assert objection_to_node(act, frozenset({"pogo"}), Whereabouts([act])) is None
