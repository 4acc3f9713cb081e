"""What goes wrong is said calmly, in the officer's language, without anybody's data."""

import logging
import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client, RequestFactory

from akwaba.access.logs import LOGGING, WithoutPersonalData
from akwaba.access.pages import ProblemMiddleware, page_failed
from akwaba.ledger.problems import Problem


class Refusal(Problem):
    status = 409
    message = "Already there: %(what)s."


def content(page):
    return re.search(r"<main.*</main>", page.text, re.DOTALL)[0]


def said_by_page_failed(error):
    try:
        raise error
    except type(error):
        return page_failed(RequestFactory().get("/"))


def test_a_refusal_has_its_status_and_its_sentence(awa):
    request = RequestFactory().get("/")
    request.user, request.session = awa, {}
    page = ProblemMiddleware(None).process_exception(request, Refusal(what="<b>token</b>"))
    assert page.status_code == 409
    assert "Already there: &lt;b&gt;token&lt;/b&gt;." in page.text


def test_a_failure_that_is_no_refusal_is_left_to_the_failure_page():
    assert ProblemMiddleware(None).process_exception(None, KeyError("x")) is None


def test_a_hidden_page_and_an_absent_one_look_alike(client, bamba):
    client.force_login(bamba)
    hidden = client.get(f"/officers/{uuid4()}/")
    absent = client.get("/nowhere/")
    assert hidden.status_code == absent.status_code == 404
    assert content(hidden) == content(absent)


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (DatabaseError("database or disk is full"), 503, "disque de cet ordinateur est plein"),
        (DatabaseError("attempt to write a readonly database"), 503, "mais pas écrit"),
        (DatabaseError("database is locked"), 503, "Attendez une minute"),
        (DatabaseError("unable to open database file"), 503, "ne peut pas être ouvert"),
        (DatabaseError("no such table"), 500, "La faute est au logiciel"),
        (KeyError("Awa Koné"), 500, "La faute est au logiciel"),
    ],
)
def test_a_failure_says_what_to_do(error, status, said):
    page = said_by_page_failed(error)
    assert page.status_code == status
    assert said in page.text
    assert "Awa" not in page.text


def test_a_failure_is_a_page_and_its_log_holds_nobodys_data(bamba, monkeypatch, caplog):
    def fail(*, display_name, **facts):
        raise RuntimeError(f"Key (name)=({display_name}) already exists.")

    monkeypatch.setattr("akwaba.access.services.enrol_officer", fail)
    client = Client(raise_request_exception=False)
    client.force_login(bamba)
    facts = {"display_name": "Fatoumata Cissé", "username": "fatou", "role": "auditor"}
    page = client.post("/officers/new/?q=Cissé", facts)
    assert page.status_code == 500
    assert "La faute est au logiciel" in page.text
    (record,) = caplog.records
    logged = WithoutPersonalData().format(record)
    assert "RuntimeError" in logged
    assert "test_problem_pages.py" in logged
    assert "/officers/new/" in logged
    assert "Cissé" not in logged
    assert "Fatoumata" not in logged


def test_a_full_disk_is_said_on_the_page_that_was_sent(bamba, monkeypatch):
    def fail(**facts):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("akwaba.access.services.enrol_officer", fail)
    client = Client(raise_request_exception=False)
    client.force_login(bamba)
    facts = {"display_name": "Fatoumata", "username": "fatou", "role": "auditor"}
    page = client.post("/officers/new/", facts)
    assert page.status_code == 503
    assert "Le disque de cet ordinateur est plein" in page.text


def test_everything_that_is_logged_passes_through_that_formatter():
    for handler in LOGGING["handlers"].values():
        assert LOGGING["formatters"][handler["formatter"]]["()"] is WithoutPersonalData
    for logger in ("django", "django.server"):
        assert not logging.getLogger(logger).propagate


def test_the_cause_of_a_failure_is_logged_without_its_words():
    failure = ValueError("Fatoumata")
    failure.__cause__ = KeyError("Cissé")
    seen = (ValueError, failure, None)
    logged = WithoutPersonalData().format(
        logging.LogRecord("a", logging.ERROR, "", 0, "broke", None, seen)
    )
    assert logged.splitlines() == ["broke", "ValueError", "KeyError"]
