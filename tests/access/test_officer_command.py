"""`akwaba officer`: the first officers of a node are enrolled on its own computer."""

import io
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from akwaba.access.matrix import matrix_page
from akwaba.access.models import Officer
from akwaba.access.services import CONSOLE, console_officer
from akwaba.ledger.queries import history

GOOD = "lune mangue vélo"
pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("officer", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """What is piped into the command."""

    def say(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return say


def add(*more, username="issa"):
    return run("add", username, "--name", "Issa Traoré", "--password-from-stdin", *more)


def test_a_clerk_is_enrolled_at_two_posts(typed):
    typed(GOOD + "\n")
    add("--role", "clerk", "--post", "pogo", "--post", "tengrela")
    issa = Officer.objects.get(username="issa")
    assert issa.posts == ["pogo", "tengrela"]
    assert issa.check_password(GOOD)
    (told,) = history(issa.id)
    assert told.entry.officer == console_officer().id


def test_a_refusal_is_one_sentence_with_the_mend(typed):
    typed(GOOD)
    with pytest.raises(CommandError, match="choisissez-en au moins un"):
        add("--role", "clerk")


def test_an_unknown_role_is_refused_with_the_known_ones(typed):
    with pytest.raises(CommandError, match="supervisor"):
        add("--role", "minister")


def test_a_password_is_asked_twice(monkeypatch):
    answers = iter([GOOD, "autre chose !"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    with pytest.raises(CommandError, match="différents"):
        run("add", "issa", "--name", "Issa", "--role", "auditor", "--all-posts")
    assert not Officer.objects.filter(username="issa").exists()


def test_a_forgotten_password_is_replaced(typed, awa):
    typed(GOOD)
    run("password", "awa", "--password-from-stdin")
    awa.refresh_from_db()
    assert awa.check_password(GOOD)


def test_an_unknown_officer_is_named(typed):
    typed(GOOD)
    with pytest.raises(CommandError, match="« nobody »"):
        run("password", "nobody", "--password-from-stdin")


def test_the_list_tells_role_and_posts(awa, toure):
    lines = run("list").splitlines()
    assert lines == [
        "awa · Awa Koné · Agent d’enregistrement · pogo",
        "toure · Touré Mariam · Chargé de protection · tous les postes",
    ]


def test_the_matrix_is_printed_as_the_page_holds_it():
    assert run("matrix") == matrix_page()


def test_the_console_is_enrolled_once_and_by_itself():
    console = console_officer()
    (told,) = history(UUID(str(console.id)))
    assert told.entry.officer == console.id
    assert console.username == CONSOLE
