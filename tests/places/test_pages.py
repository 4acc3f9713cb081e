"""Places hold no personal data: every officer may see them, and nobody before sign-in."""

import pytest
from django.urls import reverse

from akwaba.access.rules import Role
from akwaba.places import queries
from akwaba.places.urls import navigation
from tests.cast import officer


def offered(client, **asked):
    return client.get(reverse("places:suggest"), asked).json()["places"]


@pytest.mark.parametrize("role", Role)
def test_every_role_finds_places(client, facts, role):
    client.force_login(officer("someone", "Someone", role))
    assert offered(client, q="wangolo")[0]["code"] == "ouangolodougou"
    assert client.get(reverse("places:border")).status_code == 200


@pytest.mark.parametrize("route", ["places:suggest", "places:border"])
def test_nobody_sees_a_page_before_sign_in(client, facts, route):
    answer = client.get(reverse(route), {"q": "pogo"})
    assert answer.status_code == 302
    assert "pogo" not in answer["Location"]


def test_a_suggestion_tells_namesakes_apart(client, facts, awa):
    client.force_login(awa)
    found = offered(client, q="sikasso")
    assert [(one["code"], one["kinds"], one["country"]) for one in found] == [
        ("sikasso", ["ville"], "MLI"),
        ("ML03", ["région"], "MLI"),
        ("ML0305", ["département, cercle ou province"], "MLI"),
    ]
    assert all(one["source"] for one in found)


def test_a_suggestion_can_be_kept_to_a_country_and_a_kind(client, facts, awa):
    client.force_login(awa)
    assert {one["country"] for one in offered(client, q="ba", country="BFA")} == {"BFA"}
    assert [one["code"] for one in offered(client, q="po", kind="post")] == ["pogo"]


@pytest.mark.parametrize("typed", ["", "x" * 10_000, "\x00", "%27<script>", "🙂", "١٢٣"])
def test_odd_text_is_answered_calmly(client, facts, awa, typed):
    client.force_login(awa)
    assert isinstance(offered(client, q=typed, near=typed, country=typed), list)


def test_asking_changes_nothing_so_only_get_is_answered(client, facts, awa):
    client.force_login(awa)
    assert client.post(reverse("places:suggest")).status_code == 405


def test_the_page_lists_each_place_with_its_source_and_no_invented_position(client, facts, kone):
    client.force_login(kone)
    page = client.get(reverse("places:border")).content.decode()
    for place in queries.border_places():
        assert place.name in page
    assert "UNHCR refugee statistics 2025" in page
    assert "10.4367, -5.6306" in page
    assert "inconnue" in page
    assert "0.0000" not in page


def test_the_page_says_what_to_do_while_nothing_is_loaded(client, awa):
    client.force_login(awa)
    assert "akwaba places load facts" in client.get(reverse("places:border")).content.decode()


def test_the_page_asks_the_database_no_more_for_more_places(
    client, facts, awa, django_assert_max_num_queries
):
    client.force_login(awa)
    with django_assert_max_num_queries(6):
        client.get(reverse("places:border"))


def test_every_role_is_offered_the_page():
    assert [set(item.roles) for item in navigation] == [set(Role)]
