"""Two sets of figures are taken from each other, and nobody comes out."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from akwaba.access.rules import Act, Role, roles_for
from akwaba.figures.queries import figures_as_of
from akwaba.figures.rules import Audience
from tests.cast import officer
from tests.figures.conftest import DAY

pytestmark = pytest.mark.django_db
CHOOSE = sorted(roles_for(Act.READ_PERSON))
SECURITY = (Role.COUNCIL, Role.SECURITY)
HIDDEN = "SV-VO"


@pytest.fixture
def visitor(db):
    return lambda role: officer("visitor", "Visitor", role, posts=["pogo"])


def asked(client, **what):
    return json.loads(client.get(reverse("figures:json"), what).content)


@pytest.mark.parametrize("role", CHOOSE)
def test_no_day_and_no_post_tells_whose_hidden_need_it_is(client, visitor, register, role):
    """On one day one family came to one post; the figures around it do not name its need."""
    for _ in range(6):
        register("pogo", [("F", 30)] * 5, day=DAY - timedelta(days=3), needs=[HIDDEN])
    register("tengrela", [("F", 30), ("M", 8)], day=DAY, needs=[HIDDEN])
    client.force_login(visitor(role))
    sets = [
        asked(client, **what)["needs"]
        for what in (
            {},
            {"as_of": DAY.isoformat()},
            {"as_of": (DAY - timedelta(days=1)).isoformat()},
            {"as_of": (DAY - timedelta(days=30)).isoformat()},
            {"post": "pogo"},
            {"post": "tengrela"},
            {"post": "tengrela", "as_of": DAY.isoformat()},
        )
    ]
    assert all(one == sets[0] for one in sets)
    assert sets[0]


def test_a_hidden_need_more_does_not_show_one_more(register):
    register("pogo", [("F", 30)] * 30)
    for _ in range(7):
        register("pogo", [("F", 30)], needs=[HIDDEN])
    needs = {x.code: x.people for x in figures_as_of(DAY).needs}
    assert HIDDEN not in needs
    assert [people % 5 for people in needs.values()] == [0]


def test_the_command_of_the_node_may_still_ask_for_the_exact_needs_of_a_post(border):
    exact = figures_as_of(DAY, audience=Audience.INSIDE, post="nielle")
    assert [x.people for x in exact.needs] == [1]


@pytest.mark.parametrize("role", CHOOSE)
def test_nobody_is_given_ages_on_a_day_to_come(client, visitor, border, role):
    """Birthday by birthday people would move from one cell to the next."""
    client.force_login(visitor(role))
    today = timezone.localdate()
    later = asked(client, as_of=(today + timedelta(days=200)).isoformat())
    assert later["as_of"] == today.isoformat()


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "9999-12-31"])
@pytest.mark.parametrize(
    "page", ["/figures/", "/figures/figures.csv", "/reports/situation/", "/reports/situation/html"]
)
def test_no_day_breaks_a_page(client, diallo, border, page, day):
    client.force_login(diallo)
    answer = client.get(page, {"as_of": day})
    assert answer.status_code in {200, 400}


def numbers_in(value, path=""):
    if isinstance(value, dict):
        return [
            item
            for name, each in value.items()
            if name not in {"baseline", "definitions", "backlog_days"}
            for item in numbers_in(each, f"{path}/{name}")
        ]
    if isinstance(value, list):
        return [item for each in value for item in numbers_in(each, path)]
    return [(path, value)] if type(value) in {int, float} else []


@pytest.mark.parametrize("role", SECURITY)
def test_every_number_that_security_is_given_is_rounded_to_five(
    client, visitor, register, count, role
):
    then = timezone.localdate() - timedelta(days=4)
    register("pogo", [("F", 30)] * 13 + [("M", 3)] * 8, day=then, needs=["DS"])
    register("tengrela", [("F", 30)] * 7, day=then, size_said=9, needs=[HIDDEN])
    count("pogo", 38, day=then, source="Bakary Ouattara, chef du village")
    client.force_login(visitor(role))
    given = asked(client)
    found = numbers_in(given)
    assert len(found) > 20
    assert [item for item in found if item[1] % 5] == []
    pages = ("/figures/", "/figures/figures.csv", "/reports/situation/", "/reports/situation/html",
             "/reports/situation/text")  # fmt: skip
    for page in pages:
        assert "Bakary" not in client.get(page).content.decode(), page


def test_what_came_within_a_day_is_in_none_of_the_numbers_of_security(
    client, visitor, register, count
):
    register("pogo", [("F", 30)] * 13)
    client.force_login(visitor(Role.SECURITY))
    before = asked(client)
    for day in (timezone.localdate(), timezone.localdate() - timedelta(days=1)):
        register("tengrela", [("M", 30)] * 40, day=day, needs=["DS"], size_said=60)
        count("pogo", 80, day=day)
    assert asked(client) == before
