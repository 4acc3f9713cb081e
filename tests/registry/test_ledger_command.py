"""`akwaba ledger`: verify, rebuild, show, erase, quarantine, admit, receive, open."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from akwaba.access.models import ReadLog
from akwaba.ledger import b64url, clock, sealing
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.registry import problems, services
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import new_token, printed_number
from tests.access import sync_cast
from tests.access.desk_cast import enrolled
from tests.factories import Desk, id_of, person
from tests.ledger.sent import batch
from tests.registry.people import new, registered

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def ledger(*arguments):
    out = StringIO()
    call_command("ledger", *arguments, stdout=out)
    return out.getvalue()


def told(*arguments):
    return json.loads(ledger(*arguments, "--json"))


@pytest.fixture
def her(awa):
    _, (her,) = registered(awa, new("Awa Zerbo", token=new_token()))
    services.correct(actor=awa, row=her, values={"sex": "F"})
    return her


def test_a_whole_ledger_is_said_to_be_whole(her):
    assert "intact" in ledger("verify")
    assert told("verify") == {"faults": []}


def test_each_fault_is_named_and_the_command_fails(her):
    entry = Entry.objects.order_by("position").first()
    Entry.objects.filter(pk=entry.pk).update(body=entry.body.replace("Zerbo", "Zorbo"))
    out = StringIO()
    with pytest.raises(CommandError, match="1 faute"):
        call_command("ledger", "verify", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "faults": [
            {
                "device": str(entry.device),
                "seq": 1,
                "entry": str(entry.id),
                "what": "changed_body",
            }
        ]
    }


def test_a_rebuild_mends_a_table_that_was_changed_by_hand(her):
    assert told("rebuild", "--check") == {"differ": []}
    Person.objects.update(name_said="Eve")
    with pytest.raises(CommandError, match="rebuild"):
        ledger("rebuild", "--check")
    assert Person.objects.get().name_said == "Eve"
    assert "2" in ledger("rebuild")
    assert Person.objects.get().name_said == "Awa Zerbo"
    assert told("rebuild", "--check") == {"differ": []}


def test_show_tells_who_changed_which_field_and_never_what_was_said(her):
    text = ledger("show", str(her.id))
    assert "Awa Koné" in text
    assert "Sexe" in text
    assert "Zerbo" not in text
    assert ReadLog.objects.get().subject == her.id


def test_a_subject_may_be_a_number_a_token_or_an_identifier(her):
    household = Household.objects.get()
    for said in (str(her.id), printed_number(her.number), her_token()):
        assert told("show", said)["subject"] == str(her.id)
    assert told("show", household.number)["subject"] == str(household.id)
    for nobody in (str(uuid4()), "0001 0000 0041", "K7QM-3XP9", "Zerbo"):
        with pytest.raises(NotFound):
            ledger("show", nobody)


def her_token():
    from akwaba.registry.models import Token

    return Token.objects.get().code


def test_erase_says_why_and_leaves_a_trace(her):
    with pytest.raises(problems.ReasonMissing):
        ledger("erase", her.number, "--reason", " ")
    ledger("erase", her.number, "--reason", "demandé par elle")
    assert not Person.objects.exists()
    assert "intact" in ledger("verify")
    with pytest.raises(NotFound):
        ledger("erase", str(uuid4()), "--reason", "x")


def test_what_waits_is_listed_and_admitted(db):
    wire = Desk().make(person(uuid4()))
    accept([wire])
    assert [waits["reason"] for waits in told("quarantine")["waiting"]] == ["unknown_device"]
    assert id_of(wire) in ledger("quarantine")
    ledger("admit", id_of(wire), "--reason", "vu au poste")
    assert Person.objects.count() == 1
    assert told("quarantine") == {"waiting": []}
    with pytest.raises(NotFound):
        ledger("admit", id_of(wire), "--reason", "encore")


@pytest.fixture
def phone(soro, awa):
    """A phone whose screen is dead; its storage gave up one file."""
    one = enrolled(soro, awa)
    one.wall = clock.wall_now()
    return one


def test_the_file_of_a_dead_phone_is_taken_in_line_by_line(phone, awa, tmp_path):
    good = [sync_cast.registered(phone, awa) for _ in range(2)]
    wrong = sync_cast.registered(phone, awa, scope="tengrela")
    parcel = tmp_path / "phone.akwaba"
    parcel.write_bytes(batch(*good, None, wrong))
    said = ledger("receive", parcel)
    assert "phone.akwaba · 3 · — · Illisible" in said
    assert f"4 · {id_of(wrong)}" in said
    assert "2 nouveaux, 0 déjà connus, 1 en attente, 1 illisibles" in said
    assert Person.objects.count() == 2
    again = told("receive", parcel)["files"][0]
    statuses = [one["status"] for one in again["receipts"]]
    assert statuses == ["known", "known", "unreadable", "known"]
    assert (again["stored_upto"], again["holes"], again["whole"]) == (3, [], True)


def test_a_damaged_file_is_said_to_be_so_and_keeps_no_other_out(phone, awa, tmp_path):
    wires = [sync_cast.registered(phone, awa) for _ in range(3)]
    rubbish, cut, whole = (tmp_path / f"{name}.akwaba" for name in ("rubbish", "cut", "whole"))
    rubbish.write_bytes(b"%PDF-1.7")
    cut.write_bytes(batch(*wires[:2], packed=False)[:-60])
    whole.write_bytes(batch(wires[2]))
    out = StringIO()
    with pytest.raises(CommandError, match="pas entier"):
        call_command("ledger", "receive", str(rubbish), str(cut), str(whole), stdout=out)
    assert "rubbish.akwaba · Ce qui a été envoyé n’est pas un lot" in out.getvalue()
    assert Person.objects.count() == 2


def test_the_key_of_this_computer_is_told(db):
    assert told("keys") == {"sealing_key": b64url.encode(sealing.public_point())}
    assert ledger("open").startswith("Ouverts : 0 actes")
