"""What somebody without a sign-in, or with somebody else's browser, tries."""

import pytest
from django.test import Client

from akwaba.access.models import ReadLog
from akwaba.access.problems import WrongNameOrPassword
from akwaba.access.rules import Role
from akwaba.access.services import set_password, sign_in
from tests.cast import officer

GOOD = "lune mangue vélo"


@pytest.fixture
def awa_signs_in(awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    return awa


def post(client, **fields):
    return client.post("/sign-in/", {"username": "awa", "password": GOOD, **fields})


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
     "http:///evil.example", "\t//evil.example", "https:evil.example"],
)  # fmt: skip
def test_no_form_of_ours_sends_anybody_to_a_strangers_page(client, awa_signs_in, address):
    assert post(client, next=address).url == "/"
    for way in ("/language/", "/purpose/"):
        assert client.post(way, {"language": "fr", "next": address}).url == "/"
    assert client.get("/sign-in/", {"next": address}).url == "/"


def test_a_form_of_a_strangers_page_is_refused_and_not_offered_again(awa_signs_in):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(awa_signs_in)
    for origin in ({}, {"Origin": "null"}, {"Origin": "http://evil.example"}):
        answer = browser.post("/language/", {"language": "en", "x": "planted"}, headers=origin)
        assert answer.status_code == 403
        assert "planted" not in answer.content.decode()


def test_the_session_before_sign_in_is_not_the_one_after(client, awa_signs_in):
    client.post("/language/", {"language": "en"})
    planted = client.cookies["sessionid"].value
    post(client)
    assert client.cookies["sessionid"].value != planted


def test_a_session_that_was_signed_out_opens_nothing(client, awa_signs_in):
    post(client)
    kept = client.cookies["sessionid"].value
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/").status_code == 302


def test_who_is_shut_out_or_demoted_meanwhile_sees_it_at_the_next_page(client, awa_signs_in):
    post(client)
    awa_signs_in.role = Role.COUNCIL
    awa_signs_in.save()
    assert client.get("/search/").status_code == 403
    awa_signs_in.is_active = False
    awa_signs_in.save()
    assert client.get("/").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(client, awa_signs_in, bamba):
    post(client)
    set_password(actor=bamba, officer=awa_signs_in, password="une autre phrase secrète")
    assert client.get("/").status_code == 302


def test_an_unknown_name_a_closed_account_and_a_wrong_password_are_told_alike(db, awa_signs_in):
    closed = officer("closed", "Closed", Role.CLERK, posts=["pogo"])
    closed.is_active = False
    closed.set_password(GOOD)
    closed.save()
    told = set()
    for name, password in (("awa", "x"), ("nobody", "x"), ("closed", GOOD), ("console", "!")):
        with pytest.raises(WrongNameOrPassword) as refused:
            sign_in(username=name, password=password, address=name)
        told.add(str(refused.value))
    assert len(told) == 1


def test_cookies_stay_with_the_browser_and_the_site(client, awa_signs_in):
    cookie = post(client).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil"])
def test_a_name_that_is_not_the_nodes_is_not_answered(client, settings, host):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    answer = client.get("/sign-in/", headers={"host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_pages_are_neither_framed_nor_kept_nor_told_to_others(client, awa):
    client.force_login(awa)
    headers = client.get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "asked",
    [{"page": "9" * 30}, {"page": "-1"}, {"page": "x"}, {"officer": "x"}, {"subject": "\0"}],
)
def test_the_log_of_reads_answers_whatever_is_asked(client, ouattara, asked):
    client.force_login(ouattara)
    assert client.get("/reads/", asked).status_code == 200


def test_reading_the_log_of_reads_shows_identifiers_and_no_person(client, ouattara, awa):
    ReadLog.objects.create(
        officer=awa,
        subject="0190b5a0-0000-7000-8000-000000000009",
        purpose="registration",
        page="x",
    )
    client.force_login(ouattara)
    assert "0190b5a0-0000-7000-8000-000000000009" in client.get("/reads/").content.decode()
    assert client.get("/persons/0190b5a0-0000-7000-8000-000000000009/").status_code == 403
