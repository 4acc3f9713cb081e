"""The written matrix, the code and what the node answers are one."""

from pathlib import Path

import pytest
from django.urls import reverse

from akwaba.access.matrix import matrix_page, routes
from akwaba.access.permissions import ALL, DEVICES
from akwaba.access.rules import SECURITY_ROLES, Role
from akwaba.urls import navigation
from tests.access.crawl import MissingArgument, Part, address_of, crawl, is_expected_in, parts_of
from tests.cast import officer

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"
BEFORE_SIGN_IN = {"access:sign_in", "access:language", "office:health"}
ABOUT_DEVICES_ONLY = {
    "desk:shell",
    "desk:asset",
    "desk:manifest",
    "desk:worker",
    "desk:prompt",
    "desk:reference",
    "desk:join",
    "desk:join_in",
    "desk:join_certificate",
    "desk:join_style",
}
"""Open before sign-in as well: the desk itself, which is empty until somebody unlocks it."""
VERIFIER = {"desk:verifier", "desk:verifier_worker", "desk:verifier_lists"}
"""Open to whoever holds a paper up: it tells of an attestation whether it holds, of nobody who."""
ABOUT_NOBODY = {
    "office:home",
    "access:settings",
    "access:purpose",
    "access:sign_out",
    "places:border",
    "places:suggest",
}
ROOMS_OF_RELEASED_FIGURES = ("figures:", "reports:")


def test_the_page_says_what_the_code_does():
    assert PAGE.read_text() == matrix_page(), (
        "The permissions changed. Read the difference; if it is meant, run "
        "`./dev akwaba officer matrix > docs/reference/permissions.md`."
    )


def test_every_route_says_who_it_is_for():
    assert [route.name for route in routes() if route.roles is None] == []


def test_only_sign_in_language_health_the_empty_desk_and_the_verifier_are_open_to_all():
    opened = {route.name for route in routes() if route.roles == ALL}
    assert opened == BEFORE_SIGN_IN | ABOUT_DEVICES_ONLY | VERIFIER


def test_security_roles_reach_only_figures_and_pages_about_nobody():
    for route in routes():
        if route.roles not in {ALL, DEVICES} and route.roles & SECURITY_ROLES:
            is_figures = route.name.startswith(ROOMS_OF_RELEASED_FIGURES)
            assert is_figures or route.name in ABOUT_NOBODY, route


@pytest.mark.parametrize("role", list(Role))
def test_the_node_answers_each_role_as_the_matrix_says(client, db, role):
    client.raise_request_exception = False
    visitor = officer("visitor", "Visitor", role, posts=["pogo"])
    for visit in crawl(client, visitor):
        assert visit.was_let_in == is_expected_in(visit.route, visitor), visit
        assert visit.status < 500, visit


def test_nobody_gets_past_the_sign_in_without_signing_in(client, db):
    for route in routes():
        if route.roles not in {ALL, DEVICES}:
            response = client.get(address_of(route))
            assert response.status_code == 302, route
            assert response.url.startswith("/sign-in/"), route


@pytest.mark.parametrize("item", navigation, ids=lambda item: item.route)
def test_the_menu_offers_only_what_may_be_opened(item):
    (route,) = [route for route in routes() if route.name == item.route]
    assert set(item.roles) <= (set(Role) if route.roles == ALL else route.roles)
    assert reverse(item.route)


def test_a_page_whose_path_is_not_understood_stops_the_crawl():
    (route,) = [route for route in routes() if route.name == "access:officer"]
    assert parts_of(route) == [Part("officer_id", "UUIDConverter")]
    with pytest.raises(MissingArgument, match="officer_id"):
        address_of(route, lambda route, part: None)
