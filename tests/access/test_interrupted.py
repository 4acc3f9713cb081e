"""A form that is sent after the session ended loses nothing."""

import json

import pytest
from django.test import Client

from akwaba.access.interrupted import CARRIED, carried_fields
from akwaba.access.services import set_password

GOOD = "lune mangue vélo"


@pytest.fixture
def awa_signs_in(awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    return awa


def test_what_was_typed_comes_through_the_sign_in(client, awa_signs_in):
    page = client.post("/purpose/", {"purpose": "assistance", "names": ["Issa", "Awa"]})
    assert page.status_code == 403
    assert "n’est pas perdu" in page.text
    carried = page.context["carried"]
    fields = {"username": "awa", "password": GOOD, "next": "/purpose/", CARRIED: carried}
    again = client.post("/sign-in/", fields)
    assert again.status_code == 200
    assert '<form method="post" action="/purpose/">' in again.text
    for value in ("assistance", "Issa", "Awa"):
        assert f'value="{value}"' in again.text


def test_it_also_comes_through_a_wrong_password(client, awa_signs_in):
    carried = json.dumps([["names", "Issa"]])
    page = client.post("/sign-in/", {"username": "awa", "password": "x", CARRIED: carried})
    assert page.context["carried"] == carried


def test_tokens_and_carried_fields_are_not_carried_again(client):
    page = client.post("/purpose/", {"csrfmiddlewaretoken": "t", CARRIED: "[]", "a": "1"})
    assert carried_fields(page.context["carried"]) == [("a", "1")]


@pytest.mark.parametrize("broken", ["", "{", "7", '["a"]', "[" * 100_000])
def test_what_cannot_be_read_is_left_out(broken):
    assert carried_fields(broken) == []


def test_what_is_carried_cannot_become_a_script(client, awa_signs_in):
    carried = json.dumps([['"><script>', "<script>alert(1)</script>"]])
    page = client.post("/sign-in/", {"username": "awa", "password": GOOD, CARRIED: carried})
    assert "<script>" not in page.text


@pytest.fixture
def guarded(awa):
    """A browser whose forms are checked for forgery."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(awa)
    return client


def test_a_form_older_than_the_sign_in_is_offered_again(guarded):
    ours = {"Origin": "http://testserver"}
    page = guarded.post("/purpose/", {"purpose": "assistance"}, headers=ours)
    assert '<form method="post" action="/purpose/">' in page.text
    assert 'name="purpose" value="assistance"' in page.text
    assert "Awa Koné <small>Enregistrement</small>" in page.text


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example"}])
def test_a_form_from_elsewhere_is_never_offered_again(guarded, origin):
    page = guarded.post("/purpose/", {"purpose": "assistance"}, headers=origin)
    assert page.status_code == 403
    assert "restée ouverte trop longtemps" in page.text
    assert 'value="assistance">' not in page.text.partition("<main")[2]


def test_a_form_older_than_the_session_is_carried_through_the_sign_in(db):
    client = Client(enforce_csrf_checks=True)
    ours = {"Origin": "http://testserver"}
    page = client.post("/purpose/", {"purpose": "assistance"}, headers=ours)
    assert carried_fields(page.context["carried"]) == [("purpose", "assistance")]


def test_who_is_signed_in_is_not_asked_again(client, awa):
    client.force_login(awa)
    assert client.get("/sign-in/").url == "/"
