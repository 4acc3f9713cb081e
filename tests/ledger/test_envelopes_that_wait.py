"""What this node cannot open is kept as it came, and opened when its key is put back."""

from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from django.conf import settings

from akwaba.ledger import keys, sealing, services
from akwaba.ledger.holdings import Holdings, holdings
from akwaba.ledger.models import Entry, Mention
from akwaba.ledger.receiving import open_sealed, receive
from akwaba.ledger.verification import verify
from akwaba.registry.models import Person
from tests.factories import OFFICER, Desk, id_of, person
from tests.ledger.sent import batch, sealed_entry
from tests.ledger.snapshots import snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

FORMER = keys.new_key()


@pytest.fixture
def put_back():
    """Put the former node's key beside ours."""
    path = Path(settings.AKWABA_HOME) / "keys" / f"sealing-{uuid4()}.pem"
    pem = FORMER.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )

    def put(**how):
        path.write_bytes(pem)
        return open_sealed(**how)

    yield put
    path.unlink(missing_ok=True)


@pytest.fixture
def desk(db):
    made = Desk()
    made.enrol()
    return made


def elsewhere(wire):
    return sealed_entry(wire, [keys.public_bytes(FORMER)])


def statuses(answer):
    return [one.reason or one.status for one in answer.receipts]


def test_it_waits_its_neighbours_are_applied_and_the_device_keeps_its_copy(desk):
    wires = [desk.make(person(uuid4())) for _ in range(3)]
    answer = receive(batch(wires[0], elsewhere(wires[1]), wires[2]))
    assert statuses(answer) == ["new", "sealed_elsewhere", "new"]
    assert answer.holdings == Holdings(stored_upto=1, holes=[], last=3, held=[(2, 2)])
    assert statuses(receive(batch(elsewhere(wires[1])))) == ["sealed_elsewhere"]
    assert Person.objects.count() == 2
    assert list(verify()) == []


def test_sent_twice_in_the_same_envelope_it_is_known(desk):
    entry = elsewhere(desk.make(person(uuid4())))
    assert statuses(receive(batch(entry, entry))) == ["sealed_elsewhere", "known"]
    assert Entry.objects.count() == 1


def test_with_its_key_back_it_is_opened_and_applied(desk, put_back):
    wires = [desk.make(person(uuid4())) for _ in range(3)]
    receive(batch(*map(elsewhere, wires)))
    assert open_sealed() == 0
    assert put_back() == 3
    assert Person.objects.count() == 3
    assert holdings(desk.id) == Holdings(stored_upto=3, holes=[], last=3)
    assert not Entry.objects.exclude(quarantine="").exists()
    assert list(verify()) == []
    before = snapshot()
    services.rebuild()
    assert snapshot() == before


def test_opened_twice_it_is_kept_once(desk, put_back):
    """The device sealed it again for this node before the old key was found."""
    wire = desk.make(person(uuid4()))
    receive(batch(elsewhere(wire), elsewhere(wire)))
    assert Entry.objects.count() == 2
    receive(batch(wire))
    put_back()
    assert [entry.quarantine for entry in Entry.objects.all()] == [""]
    assert set(Mention.objects.values_list("entry_position", flat=True)) == {
        Entry.objects.get().position
    }


def test_who_was_erased_meanwhile_is_not_told_of_again(desk, put_back):
    gone, stays = uuid4(), uuid4()
    wire = desk.make(person(stays), person(gone, name_said="Fatou"))
    receive(batch(elsewhere(wire)))
    services.erase(officer=OFFICER, subject=gone, reason="asked")
    put_back()
    assert [row.id for row in Person.objects.filter(origin__isnull=False)] == [stays]
    assert "Fatou" not in Entry.objects.get(id=id_of(wire)).body


def test_an_erasure_lets_go_of_the_envelope_about_that_subject(desk):
    gone = uuid4()
    wire = desk.make(person(gone))
    receive(batch(elsewhere(wire)))
    services.erase(officer=OFFICER, subject=gone, reason="asked")
    assert bytes(Entry.objects.get(id=id_of(wire)).sealed) == b""
    receive(batch(elsewhere(wire)))
    assert not Entry.objects.exclude(sealed=b"").exists()


def test_a_strangers_envelope_can_be_admitted_once_it_is_opened(db, put_back):
    wire = Desk().make(person(uuid4()))
    receive(batch(elsewhere(wire)))
    services.admit(officer=OFFICER, entry=id_of(wire), scope="pogo", reason="we know them")
    assert Entry.objects.get(id=id_of(wire)).quarantine == "sealed_elsewhere"
    put_back()
    assert Entry.objects.get(id=id_of(wire)).quarantine == ""
    assert Person.objects.count() == 1


def test_what_is_opened_late_is_doubted_as_if_it_came_only_now(desk, put_back):
    wire = desk.make(person(uuid4()))
    receive(batch(elsewhere(wire)))
    put_back(doubt=lambda acts: lambda device, act: "not_entitled")
    assert Entry.objects.get().quarantine == "not_entitled"
    assert not Person.objects.exists()


def test_an_old_key_does_not_become_the_one_that_devices_seal_to(db, put_back):
    before = sealing.public_point()
    put_back()
    assert sealing.public_point() == before
    assert len(sealing.all_keys()) >= 2


def test_a_file_that_is_no_key_does_not_stop_the_others(desk, put_back, caplog):
    spoilt = Path(settings.AKWABA_HOME) / "keys" / f"sealing-{uuid4()}.pem"
    spoilt.write_text("no key")
    try:
        wire = desk.make(person(uuid4()))
        assert statuses(receive(batch(wire))) == ["new"]
    finally:
        spoilt.unlink()
    assert spoilt.name in caplog.text


def test_devices_seal_to_the_capital_too_once_it_has_a_key(db, settings):
    assert sealing.recipients() == [sealing.public_point()]
    settings.AKWABA_CAPITAL_KEY = keys.public_bytes(FORMER)
    assert sealing.recipients() == [sealing.public_point(), keys.public_bytes(FORMER)]
