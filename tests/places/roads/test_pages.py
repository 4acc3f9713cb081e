"""The list of roads and the page of one: read by all who serve people, kept by some."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from akwaba.access.rules import SECURITY_ROLES, Role
from akwaba.ledger.models import Entry
from akwaba.places.models import Road, RoadState
from akwaba.places.roads import queries, services
from akwaba.places.roads.keepers import KEEPERS
from akwaba.places.roads.rules import FUEL_BLOCKADE_PERCENT, Mode, State, road_id
from tests.cast import officer

POGO_ZEGOUA = road_id("pogo", "zegoua")
SAID = {
    "state": "closed",
    "mode": "both",
    "source": "the border police",
    "from_on": "2025-11-14",
    "times": "",
    "until_on": "",
}


def page(client, road=POGO_ZEGOUA):
    return client.get(reverse("places:road", args=[road]))


def say(client, road=POGO_ZEGOUA, **told):
    return client.post(reverse("places:road_record", args=[road]), {**SAID, **told})


@pytest.fixture
def closed(facts, soro):
    return services.record_state(
        actor=soro,
        road_id=POGO_ZEGOUA,
        state=State.CLOSED,
        from_on=date(2025, 11, 14),
        source="the border police",
    )


def test_the_list_names_each_road_its_length_and_its_state(client, closed, awa):
    client.force_login(awa)
    text = client.get(reverse("places:roads")).content.decode()
    assert "Pogo – Zégoua" in text or "Zégoua – Pogo" in text
    assert "fermée" in text
    assert "estimé" in text
    assert text.count("<line ") >= len(queries.roads()) - 2  # two ends have no position


def test_a_road_that_is_not_open_comes_first(client, closed, awa):
    client.force_login(awa)
    rows = client.get(reverse("places:roads")).context["rows"]
    assert [row["id"] for row in rows if row["passages"][0]["badge"] == "bad"] == [POGO_ZEGOUA]
    assert rows[0]["id"] == POGO_ZEGOUA


def test_the_list_asks_the_database_no_more_for_more_roads(
    client, facts, awa, django_assert_max_num_queries
):
    client.force_login(awa)
    with django_assert_max_num_queries(9):
        client.get(reverse("places:roads"))


def test_the_list_stands_where_no_place_is_loaded(client, awa):
    client.force_login(awa)
    assert client.get(reverse("places:roads")).status_code == 200


def test_a_state_is_said_in_one_form_and_shown_at_once(client, facts, soro):
    client.force_login(soro)
    answer = say(client)
    assert answer.status_code == 302
    row = RoadState.objects.get()
    assert (row.state, row.mode, row.until_on) == ("closed", "both", None)
    assert "the border police" in page(client).content.decode()


@time_machine.travel("2025-11-14 12:00", tick=False)
def test_it_begins_today_where_nothing_else_is_said(client, facts, soro):
    client.force_login(soro)
    assert 'value="2025-11-14"' in page(client).content.decode()


def test_no_fuel_slows_motor_traffic_only(client, facts, soro):
    client.force_login(soro)
    say(client, state="fuel")
    row = RoadState.objects.get()
    assert (row.state, row.mode) == (State.SLOW, Mode.MOTOR)
    assert row.slowness_percent == FUEL_BLOCKADE_PERCENT


@pytest.mark.parametrize(
    "told",
    [
        {"state": ""},
        {"state": "flooded"},
        {"source": ""},
        {"from_on": "yesterday"},
        {"until_on": "2025-11-01"},
        {"state": "slow"},
        {"state": "slow", "times": "51"},
        {"state": "slow", "times": "NaN"},
        {"mode": "boat"},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(client, facts, soro, told):
    client.force_login(soro)
    answer = say(client, **{"source": "a driver from Sikasso", **told})
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode() or "problem" in answer.content.decode()
    if "source" not in told:
        assert "a driver from Sikasso" in answer.content.decode()
    assert not RoadState.objects.exists()


def test_a_state_is_ended_and_struck_out_from_its_own_line(client, closed, soro):
    client.force_login(soro)
    names = [POGO_ZEGOUA, closed.id]
    early = {"until_on": "2025-11-01"}
    assert client.post(reverse("places:road_state_end", args=names), early).status_code == 400
    late = {"until_on": "2025-11-20"}
    assert client.post(reverse("places:road_state_end", args=names), late).status_code == 302
    assert RoadState.objects.get().until_on == date(2025, 11, 20)
    void = reverse("places:road_state_void", args=names)
    assert client.post(void, {"reason": ""}).status_code == 400
    assert client.post(void, {"reason": "another road"}).status_code == 302
    assert client.post(void, {"reason": "again"}).status_code == 404


def test_a_state_of_another_road_is_not_found(client, closed, soro):
    client.force_login(soro)
    names = [road_id("pogo", "nielle"), closed.id]
    late = {"until_on": "2025-11-20"}
    assert client.post(reverse("places:road_state_end", args=names), late).status_code == 404
    assert RoadState.objects.get().until_on is None


def test_a_road_is_added_corrected_and_struck_out(client, facts, soro):
    client.force_login(soro)
    told = {
        "start": "pogo",
        "end": "kaouara",
        "km": "71.5",
        "mode": "both",
        "direction": "both",
        "season": "dry",
        "source": "an odometer",
    }
    assert client.post(reverse("places:road_add"), told).status_code == 302
    row = Road.objects.get()
    assert (row.metres, row.season) == (71_500, "dry")
    correct = reverse("places:road_correct", args=[row.id])
    assert "71.5" in client.get(correct).content.decode()
    assert client.post(correct, {**told, "end": "pogo"}).status_code == 400
    assert client.post(correct, {**told, "km": ""}).status_code == 302
    assert Road.objects.get().km_known == "estimated"
    void = reverse("places:road_void", args=[row.id])
    assert client.post(void, {"reason": " "}).status_code == 400
    assert client.post(void, {"reason": "washed away"}).status_code == 302
    assert page(client, row.id).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_who_does_not_keep_roads_writes_nothing(client, facts, role):
    client.force_login(officer("someone", "Someone", role, posts=["pogo"]))
    assert page(client).status_code == (403 if role in SECURITY_ROLES else 200)
    assert say(client).status_code == (302 if role in KEEPERS else 403)
    assert Entry.objects.filter(kind__startswith="places.").count() == int(role in KEEPERS)


def test_who_only_reads_is_offered_no_form(client, closed, awa, soro):
    record = reverse("places:road_record", args=[POGO_ZEGOUA])
    client.force_login(awa)
    assert record not in page(client).content.decode()
    client.force_login(soro)
    assert record in page(client).content.decode()


def test_the_places_page_leads_to_the_roads_for_those_who_may_read_them(client, facts, awa, kone):
    link = reverse("places:roads")
    client.force_login(awa)
    assert link in client.get(reverse("places:border")).content.decode()
    client.force_login(kone)
    assert link not in client.get(reverse("places:border")).content.decode()


def test_a_road_that_is_none_is_not_found(client, facts, soro):
    client.force_login(soro)
    assert page(client, uuid4()).status_code == 404
    assert say(client, uuid4()).status_code == 404
