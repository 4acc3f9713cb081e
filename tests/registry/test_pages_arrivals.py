"""Who came on a day, how many were counted, how many still wait."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akwaba.registry import queries, services
from akwaba.registry.models import Headcount
from tests.registry.pages_cast import family, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]

DAY = date(2025, 11, 14)
PAGE = "/arrivals/?day=2025-11-14&post=pogo"


def counted(officer, people, method="counted", post="pogo"):
    services.record_headcount(actor=officer, post=post, day=DAY, people=people, method=method)


def line(officer, post="pogo"):
    return queries.backlog(officer, day=DAY, posts=[post])[0]


def test_what_nobody_counted_is_unknown_and_never_zero(awa):
    family(awa, new_person("Awa"), arrived_on=DAY)
    found = line(awa)
    assert (found.counted, found.estimated, found.announced) == (None, None, None)
    assert (found.registered, found.waiting) == (1, None)


def test_those_who_were_counted_and_are_not_registered_wait(awa):
    family(awa, new_person("Awa"), new_person("Issa", "M"), arrived_on=DAY)
    counted(awa, 30)
    counted(awa, 34)
    assert (line(awa).counted, line(awa).waiting) == (34, 32)


def test_an_estimate_stands_beside_a_count_and_gives_way_to_it(awa):
    counted(awa, 80, method="estimated")
    assert (line(awa).estimated, line(awa).waiting) == (80, 80)
    counted(awa, 50)
    assert (line(awa).estimated, line(awa).counted, line(awa).waiting) == (80, 50, 50)


def test_the_announced_wait_until_they_are_registered(awa):
    family(awa, new_person("Awa"), arrived_on=DAY, size_said=6)
    family(awa, new_person("Issa", "M"), new_person("Mariam"), arrived_on=DAY)
    assert (line(awa).announced, line(awa).registered, line(awa).waiting) == (8, 3, 5)


def test_more_registered_than_counted_makes_nobody_wait(awa):
    family(awa, new_person("Awa"), new_person("Issa", "M"), arrived_on=DAY)
    counted(awa, 1)
    assert line(awa).waiting == 0


def test_an_officer_sees_the_days_of_their_own_posts(awa, toure):
    family(toure, post="tengrela", arrived_on=DAY)
    assert queries.backlog(awa, day=DAY, posts=["tengrela", "pogo"])[0].post == "pogo"
    assert list(queries.arrivals_of(awa, post="tengrela", day=DAY)) == []
    assert len(queries.arrivals_of(toure, post="tengrela", day=DAY)) == 1


def test_the_day_lists_its_households_and_those_to_complete(desk, awa, reads):
    announced = family(awa, new_person("Salimata Koné"), arrived_on=DAY, size_said=6)
    family(awa, new_person("Awa Hier"), arrived_on=date(2025, 11, 13))
    page = desk.get(PAGE)
    assert [item["name"] for item in page.context["lines"]] == ["Salimata Koné"]
    assert "1 sur 6" in page.content.decode()
    assert "14 novembre 2025" in page.content.decode()
    assert (announced.id, "registry:arrivals") in reads(awa)


def test_a_day_that_is_none_is_said_and_today_is_shown(desk):
    page = desk.get("/arrivals/?day=soon")
    assert page.status_code == 200
    assert "pas une date" in page.content.decode()


def test_a_count_is_noted_with_its_method_and_source(desk):
    sent = {"post": "pogo", "day": "14/11/2025", "people": "34", "method": "counted",
            "source": "chef du village"}  # fmt: skip
    answer = desk.post("/arrivals/count/", sent)
    assert answer.headers["location"] == PAGE
    assert Headcount.objects.get().source == "chef du village"


def test_a_count_that_cannot_be_is_refused_and_kept_on_the_page(desk):
    sent = {"post": "pogo", "day": "14/11/2025", "people": "9999999", "method": "counted"}
    answer = desk.post("/arrivals/count/", sent)
    assert answer.status_code == 422
    assert 'value="9999999"' in answer.content.decode()
    assert Headcount.objects.count() == 0


def test_those_who_count_but_read_nobody_may_note_a_count_only(client, yeo, kone):
    client.force_login(yeo)
    assert client.get("/arrivals/count/").status_code == 200
    client.force_login(kone)
    assert client.get("/arrivals/count/").status_code == 403
    assert client.get("/arrivals/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_day(desk, awa):
    family(awa, arrived_on=DAY)
    desk.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        desk.get(PAGE)
    for _ in range(20):
        family(awa, arrived_on=DAY)
    with CaptureQueriesContext(connection) as many:
        desk.get(PAGE)
    assert len(many) == len(few) <= 20
