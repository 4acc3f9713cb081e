"""A batch of sealed entries: each gets its receipt, and nothing is refused for one bad one."""

import gzip
import json
from dataclasses import replace
from uuid import uuid4

import pytest

from akwaba.ledger import batches, envelope, keys, services
from akwaba.ledger.batches import BatchTooLarge, BatchUnreadable
from akwaba.ledger.holdings import Holdings, holdings
from akwaba.ledger.laws import hash_of
from akwaba.ledger.models import Entry
from akwaba.ledger.receiving import receive, receive_parcel
from akwaba.ledger.verification import verify
from akwaba.registry.models import Person
from tests.factories import OFFICER, Desk, id_of, person
from tests.ledger.sent import batch, open_entry, sealed_entry

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def desk(db):
    made = Desk()
    made.enrol()
    return made


def made(desk, count=3):
    return [desk.make(person(uuid4())) for _ in range(count)]


def statuses(answer):
    return [one.reason or one.status for one in answer.receipts]


@pytest.mark.parametrize("packed", [True, False])
def test_sealed_entries_are_opened_applied_and_acknowledged(desk, packed):
    wires = made(desk)
    answer = receive(batch(*wires, packed=packed))
    assert statuses(answer) == ["new"] * 3
    assert [(one.id, one.hash) for one in answer.receipts] == [
        (id_of(wire), hash_of(wire.header)) for wire in wires
    ]
    assert answer.holdings == Holdings(stored_upto=3, holes=[], last=3)
    assert answer.is_whole
    assert Person.objects.count() == 3
    assert list(verify()) == []


def test_the_same_bytes_twice_are_known(desk):
    sent = batch(*made(desk))
    receive(sent)
    assert statuses(receive(sent)) == ["known"] * 3
    assert Entry.objects.count() == 3


def test_sealed_anew_it_is_still_the_same_entry(desk):
    wire = desk.make(person(uuid4()))
    assert statuses(receive(batch(wire, sealed_entry(wire), open_entry(wire)))) == [
        "new",
        "known",
        "known",
    ]


def test_an_empty_batch_is_answered(desk):
    receive(batch(*made(desk)))
    answer = receive(batch(), device=desk.id)
    assert answer.receipts == []
    assert answer.holdings.stored_upto == 3


def without(name):
    def spoil(entry):
        return {key: value for key, value in entry.items() if key != name}

    return spoil


def with_field(name, value):
    return lambda entry: {**entry, name: value}


def with_bit_turned(entry):
    closed = entry["sealed"]
    at = len(closed) // 2
    return {**entry, "sealed": closed[:at] + ("A" if closed[at] != "A" else "B") + closed[at + 1 :]}


@pytest.mark.parametrize(
    ("spoil", "becomes"),
    [
        (with_field("sealed", "no base64!"), "body_changed"),
        (with_field("sealed", ""), "body_changed"),
        (with_field("sealed", 7), "body_changed"),
        (with_bit_turned, "body_changed"),
        (lambda entry: {**entry, "sealed": entry["sealed"][:-40]}, "body_changed"),
        (without("sealed"), "body_changed"),
        (with_field("signature", "*"), "bad_signature"),
        (with_field("signature", None), "bad_signature"),
        (without("signature"), "bad_signature"),
        (without("header"), "unreadable"),
        (with_field("header", "{"), "unreadable"),
        (with_field("header", {"format": 1}), "unreadable"),
        (with_field("header", "\ud800"), "unreadable"),
        (lambda _: "words", "unreadable"),
        (lambda _: None, "unreadable"),
        (lambda _: [], "unreadable"),
        (lambda _: 12, "unreadable"),
    ],
)
def test_a_bad_entry_gets_its_receipt_and_its_neighbours_are_applied(desk, spoil, becomes):
    first, second, third = made(desk)
    sent = batch(first, spoil(sealed_entry(second)), third)
    answer = receive(sent)
    assert statuses(answer) == ["new", becomes, "new"]
    assert answer.holdings == Holdings(stored_upto=1, holes=[(2, 2)], last=3)
    assert [one for one in statuses(receive(sent)) if one != becomes] == ["known"] * (
        2 if becomes == "unreadable" else 3
    )
    assert statuses(receive(batch(second))) == ["new"]
    assert holdings(desk.id) == Holdings(stored_upto=3, holes=[], last=3)
    assert Person.objects.count() == 3


def test_what_came_in_place_of_a_body_is_kept_as_it_came(desk):
    entry = with_bit_turned(sealed_entry(desk.make(person(uuid4()))))
    receive(batch(entry))
    assert Entry.objects.get().body == entry["sealed"]


def test_an_envelope_is_not_opened_under_another_header(desk):
    one, other = (sealed_entry(wire) for wire in made(desk, 2))
    swapped = {**one, "sealed": other["sealed"]}
    assert statuses(receive(batch(swapped))) == ["body_changed"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"7", b'{"entries":{}}', b'{"format":1}', b"\xff\xfe", b"\x1f\x8b",
     gzip.compress(b"no JSON", mtime=0), b"[" * 100_000, b'{"entries":[',
     b'{"entries":[{"header":"x'],
)  # fmt: skip
def test_what_is_no_batch_at_all_is_refused_and_nothing_is_stored(db, content):
    with pytest.raises(BatchUnreadable):
        receive(content)
    assert not Entry.objects.exists()


def test_of_a_batch_that_was_cut_off_what_came_before_the_cut_is_stored(desk):
    wires = made(desk)
    text = batch(*wires, packed=False)
    second = text.find(b'"header"', text.find(b'"header"') + 1)
    answer = receive(text[: second + 40])
    assert statuses(answer) == ["new"]
    assert not answer.is_whole
    packed = batch(*wires)
    assert statuses(receive(packed)) == ["known", "new", "new"]


def test_a_limit_is_named_and_nothing_is_stored_beyond_it(desk):
    wires = made(desk, 2)
    heavy = [with_field("more", "x" * batches.LARGEST_BATCH)(sealed_entry(wires[0])), wires[1]]
    for sent in (
        batch(*[{}] * (batches.MOST_ENTRIES + 1)),
        batch(*heavy),
        batch(with_field("more", "x" * batches.LARGEST_ENTRY)(sealed_entry(wires[0]))),
        gzip.compress(bytes(100 * 1024 * 1024)),
        bytes(batches.LARGEST_ENTRY + 1),
    ):
        with pytest.raises(BatchTooLarge, match=r"200 .* 256"):
            receive(sent)
    assert not Entry.objects.exists()
    assert statuses(receive(batch(heavy[0]))) == ["new"], "one alone may be heavier"


def test_as_many_as_may_come_at_once_are_taken(desk):
    wires = made(desk, batches.MOST_ENTRIES)
    content = batch(*wires)
    assert len(gzip.decompress(content)) <= batches.LARGEST_BATCH
    assert statuses(receive(content)) == ["new"] * batches.MOST_ENTRIES


def test_nobody_can_make_a_device_believe_that_its_entries_are_stored(desk):
    """A forged or spoilt copy never counts: the device would let go of the good one."""
    first, second = made(desk, 2)
    forged = Desk(id=desk.id).make(person(uuid4()))
    answer = receive(batch(forged, replace(second, body="[]")))
    assert statuses(answer) == ["bad_signature", "body_changed"]
    assert answer.holdings == Holdings(stored_upto=0, holes=[])
    stranger = Desk()
    told = receive(batch(stranger.make(person(uuid4())))).holdings
    assert told == Holdings(held=[(1, 1)])
    assert receive(batch(first)).holdings.stored_upto == 1


def test_holes_are_the_numbers_that_are_missing(desk):
    wires = made(desk, 9)
    for index in (0, 1, 4, 8):
        answer = receive(batch(wires[index]))
    assert answer.holdings == Holdings(stored_upto=2, holes=[(3, 4), (6, 8)], last=9)


def test_what_waits_for_a_person_or_an_upgrade_is_stored_all_the_same(desk):
    wires = [
        desk.make(person(uuid4()), kind="registry.sung"),
        Desk(desk.id, desk.key, 1, "0" * 64).make(person(uuid4())),
    ]
    answer = receive(batch(*wires))
    assert statuses(answer) == ["unknown_kind", "broken_chain"]
    assert answer.holdings == Holdings(stored_upto=2, holes=[], last=2, held=[(1, 2)])


def test_a_file_of_any_length_is_taken_in_by_batches(desk):
    wires = made(desk, 450)
    seen = []
    answer = receive_parcel(batch(*wires), progress=seen.append)
    assert statuses(answer) == ["new"] * 450
    assert seen == [200, 200, 50]
    assert answer.holdings.stored_upto == 450
    assert statuses(receive_parcel(batch(*wires))) == ["known"] * 450


@pytest.mark.parametrize("packed", [True, False])
def test_of_a_damaged_file_what_came_before_the_damage_is_stored(desk, packed):
    wires = made(desk, 40)
    content = batch(*wires, packed=packed)
    answer = receive_parcel(content[: len(content) * 2 // 3])
    assert not answer.is_whole
    assert 10 <= len(answer.receipts) < 40
    assert set(statuses(answer)) == {"new"}
    receive_parcel(content)
    assert Person.objects.count() == 40


def test_a_doubted_act_waits_until_a_person_admits_it(desk):
    wires = made(desk)
    answer = receive(batch(*wires), doubt=lambda acts: lambda device, act: "not_entitled")
    assert statuses(answer) == ["not_entitled"] * 3
    assert answer.holdings.stored_upto == 3
    assert not Person.objects.exists()
    assert list(verify()) == []
    admitted = services.admit_all(officer=OFFICER, device=desk.id, reason="seen by us")
    assert admitted == 3
    assert Person.objects.count() == 3
    assert list(verify()) == []
    assert (
        statuses(receive(batch(*wires), doubt=lambda acts: lambda device, act: "not_entitled"))
        == ["known"] * 3
    )


def test_an_admission_that_came_first_lifts_the_doubt(desk):
    wire = desk.make(person(uuid4()))
    receive(batch(wire), doubt=lambda acts: lambda device, act: "expired_lease")
    services.admit(officer=OFFICER, entry=id_of(wire), scope="pogo", reason="seen")
    Entry.objects.filter(id=id_of(wire)).delete()
    Person.objects.all().delete()
    answer = receive(batch(wire), doubt=lambda acts: lambda device, act: "expired_lease")
    assert statuses(answer) == ["new"]


def test_only_what_ended_with_the_lease_is_admitted_with_its_renewal(desk):
    late, wrong = made(desk, 2)
    receive(batch(late), doubt=lambda acts: lambda device, act: "expired_lease")
    receive(batch(wrong), doubt=lambda acts: lambda device, act: "not_entitled")
    assert (
        services.admit_all(
            officer=OFFICER, device=desk.id, reason="renewed", why_waiting=["expired_lease"]
        )
        == 1
    )
    assert Entry.objects.get(id=id_of(wrong)).quarantine == "not_entitled"


def test_what_waited_for_an_upgrade_is_doubted_then(desk, monkeypatch):
    from akwaba.ledger import kinds

    wire = desk.make(person(uuid4()), kind="registry.sung")
    receive(batch(wire))
    monkeypatch.setitem(kinds._KINDS, "registry.sung", kinds.Kind("registry.sung", "Sung"))
    services.rebuild(doubt=lambda acts: lambda device, act: "not_entitled")
    assert Entry.objects.get(id=id_of(wire)).quarantine == "not_entitled"
    assert not Person.objects.exists()


def test_a_body_that_unfolds_without_end_waits_and_its_neighbour_is_applied(desk):
    first, second = made(desk, 2)
    context = envelope.context_of(first.header)
    from akwaba.ledger import b64url, sealing

    bomb = envelope.seal(bytes(50 * 1024 * 1024), sealing.recipients(), context)
    entry = {**sealed_entry(first), "sealed": b64url.encode(bomb)}
    assert statuses(receive(batch(entry, second))) == ["body_changed", "new"]


def test_json_that_no_device_writes_is_read_all_the_same(desk):
    wire = sealed_entry(desk.make(person(uuid4())))
    text = json.dumps({"entries": [wire], "waiting": 10**6}).replace("1000000", "9" * 6000)
    assert statuses(receive(text.encode())) == ["new"]
    assert keys.is_point(b"") is False
