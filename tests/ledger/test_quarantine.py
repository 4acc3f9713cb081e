"""What cannot be applied is kept with its reason, and its neighbours are applied."""

import json
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger import keys, laws, services
from akwaba.ledger.acceptance import accept
from akwaba.ledger.laws import Wire
from akwaba.ledger.models import Entry, Mention
from akwaba.ledger.queries import quarantined
from akwaba.ledger.services import Say, rebuild
from akwaba.ledger.verification import verify
from akwaba.registry.models import NameKey, Person
from tests.factories import OFFICER, Desk, id_of, person, sets
from tests.ledger.snapshots import snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def desk(db):
    made = Desk()
    made.enrol()
    return made


def reasons(wires):
    return [receipt.reason or receipt.status for receipt in accept(wires)]


def flipped(content):
    return content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]


def changed_body(wire):
    parts = json.loads(wire.body)
    parts[0][2] = parts[0][2].replace("Awa", "Eve")
    return replace(wire, body=json.dumps(parts))


def test_each_bad_entry_waits_with_its_reason_and_its_neighbours_are_applied(desk):
    stranger, revoked = Desk(), Desk()
    revoked.enrol(revoked_at=timezone.now())
    good = [desk.make(person(uuid4())) for _ in range(3)]
    forged = Desk(id=desk.id, seq=desk.seq, previous=desk.previous)
    bad = [
        (stranger.make(person(uuid4())), "unknown_device"),
        (revoked.make(person(uuid4())), "revoked_device"),
        (forged.make(person(uuid4())), "bad_signature"),
        (changed_body(Desk(desk.id, desk.key, 8, "0" * 64).make(person(uuid4()))), "body_changed"),
        (Desk(desk.id, desk.key).make(person(uuid4()), id=id_of(good[0])), "other_bytes"),
        (Desk(desk.id, desk.key, 3, "0" * 64).make(person(uuid4())), "broken_chain"),
        (desk.make(person(uuid4()), kind="registry.flown_to_the_moon"), "unknown_kind"),
        (desk.make(person(uuid4()), version=2), "newer_version"),
        (desk.make(person(uuid4(), sex=1)), "unfit"),
        (desk.make(person(uuid4()), kind="access.officer_changed"), "unfit"),
        (Desk(desk.id, desk.key, 3, "0" * 64).make(person(uuid4())), "broken_chain"),
    ]
    whys = [why for _, why in bad]
    sent = [good[0], *(wire for wire, _ in bad[:5]), *good[1:], *(wire for wire, _ in bad[5:])]
    assert reasons(sent) == ["new", *whys[:5], "new", "new", *whys[5:]]
    assert Person.objects.count() == 3
    assert [told.entry.quarantine for told in quarantined()] == whys
    assert reasons(sent) == ["known"] * len(sent)
    assert list(verify()) == []


def test_the_same_id_with_other_bytes_never_takes_the_place_of_the_first(desk):
    row = uuid4()
    first = desk.make(person(row, name_said="Awa"))
    second = desk.make(person(row, name_said="Eve"), id=id_of(first))
    assert reasons([first]) == ["new"]
    assert reasons([second, second]) == ["other_bytes", "known"]
    assert Person.objects.get().name_said == "Awa"
    assert Entry.objects.filter(id=id_of(first)).count() == 2


@pytest.mark.parametrize(
    "spoil",
    [
        changed_body,
        lambda wire: replace(wire, signature=flipped(wire.signature)),
        lambda wire: replace(wire, body="no list"),
        lambda wire: replace(wire, body="\0\ud800"),
    ],
)
def test_a_spoilt_copy_that_came_first_does_not_keep_the_good_one_out(desk, spoil):
    good = desk.make(person(uuid4()))
    assert accept([spoil(good)])[0].status == "quarantined"
    assert reasons([good, good]) == ["new", "known"]
    assert Person.objects.count() == 1


def test_a_forger_cannot_take_the_id_of_an_entry_that_is_still_to_come(desk):
    good = desk.make(person(uuid4()))
    forged = Desk(id=desk.id).make(person(uuid4()), id=id_of(good))
    strange = Desk().make(person(uuid4()), id=id_of(good))
    assert reasons([forged, strange, good]) == ["bad_signature", "unknown_device", "new"]


def test_a_supervisor_admits_what_a_revoked_or_unknown_device_made(desk):
    stranger, revoked = Desk(), Desk()
    wires = [revoked.make(person(uuid4())), stranger.make(person(uuid4()))]
    revoked.enrol(revoked_at=timezone.now())
    accept(wires)
    assert not Person.objects.exists()
    for wire in wires:
        services.admit(officer=OFFICER, entry=id_of(wire), scope="pogo", reason="seen by us")
    assert Person.objects.count() == 2
    assert list(verify()) == []
    before = snapshot()
    rebuild()
    assert snapshot() == before


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (changed_body, "body_changed"),
        (lambda wire: replace(wire, body="[["), "body_changed"),
    ],
)
def test_what_was_changed_on_its_way_is_not_admitted(db, spoil, reason):
    wire = spoil(Desk().make(person(uuid4())))
    accept([wire])
    services.admit(officer=OFFICER, entry=id_of(wire), scope="pogo", reason="we know them")
    assert Entry.objects.get(id=id_of(wire)).quarantine == reason
    assert not Person.objects.exists()


def test_an_admission_may_come_before_its_entry(desk):
    """It counts where the device is known: a stranger's entry is for us or the capital to admit."""
    known, stranger = Desk(), Desk()
    known.enrol(revoked_at=timezone.now())
    wires = [known.make(person(uuid4())), stranger.make(person(uuid4()))]
    for wire in wires:
        said = Say("ledger.admission", id_of(wire), {"reason": "seen"}, creates=True)
        accept([desk.make(said, kind="ledger.entry_admitted", subject=id_of(wire))])
    assert reasons(wires) == ["new", "unknown_device"]


def test_what_waits_for_an_upgrade_keeps_its_place_in_the_history(desk, monkeypatch):
    row = uuid4()
    wires = [
        desk.make(person(row)),
        desk.make(sets(row, sex="F"), kind="registry.sung"),
        desk.make(sets(row, phone="07")),
    ]
    assert reasons(wires) == ["new", "unknown_kind", "new"]
    assert list(verify()) == []
    from akwaba.ledger import kinds

    monkeypatch.setitem(kinds._KINDS, "registry.sung", kinds.Kind("registry.sung", "Sung"))
    rebuild()
    assert Person.objects.get().sex == "F"
    assert quarantined() == []


def test_facts_filed_under_somebody_else_are_not_applied(desk):
    """An erasure of the one they concern would not find them."""
    hidden = Say("registry.person", uuid4(), {"name_said": "Awa"}, creates=True, about=uuid4())
    need = {"person": str(uuid4()), "code": "DS"}
    wires = [
        desk.make(hidden),
        desk.make(Say("registry.need", uuid4(), need, creates=True, about=uuid4())),
    ]
    assert reasons(wires) == ["unfit", "unfit"]


def test_a_link_under_another_id_than_its_pair_gives_is_not_applied(desk):
    one, other = sorted((uuid4(), uuid4()))
    pair = {"one": str(one), "other": str(other)}
    wire = desk.make(Say("registry.link", uuid4(), {"pair": pair}, creates=True, about=one))
    assert reasons([wire]) == ["unfit"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from([str(uuid4()), "registry.person", "2025-11-10", "\0", "\ud800", 2**63]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)  # fmt: skip
fields = st.sampled_from([*sorted(Person.fields_set), "void", "what", ""])
statements = st.one_of(
    json_values,
    st.fixed_dictionaries(
        {
            "of": st.sampled_from(["registry.person", "registry.need", "registry.link"])
            | json_values,
            "id": st.just(str(uuid4())) | json_values,
            "set": st.dictionaries(fields, json_values, max_size=4) | json_values,
        },
        optional={
            "base": st.dictionaries(fields, json_values, max_size=2) | json_values,
            "basis": st.sampled_from(["interview", "document"]) | json_values,
            "new": json_values,
        },
    ),
)


def written(value):
    return json.dumps(value)


def said_by(desk, statement):
    """An entry, well signed, whose facts are whatever was drawn."""
    about = statement.get("id") if isinstance(statement, dict) else None
    about = about if isinstance(about, str) and laws.IDENTIFIER.fullmatch(about) else str(uuid4())
    facts = written(statement)
    digest = laws.part_hash(about=about, salt="s", facts=facts)
    return desk.make(parts=[laws.Part(about, "s", facts, digest)])


@contextmanager
def forgotten():
    """Each example has tables of its own."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


fuzzed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


@fuzzed
@given(st.lists(statements, min_size=1, max_size=4))
def test_whatever_an_entry_says_its_neighbours_are_applied(said):
    with forgotten():
        _try_statements(said)


def _try_statements(said):
    desk = Desk()
    desk.enrol()
    good = [desk.make(person(uuid4()))]
    wires = [said_by(desk, statement) for statement in said]
    good.append(desk.make(person(uuid4())))
    receipts = accept([good[0], *wires, good[1]])
    assert [receipts[0].status, receipts[-1].status] == ["new", "new"]
    assert {receipt.status for receipt in receipts[1:-1]} <= {"new", "quarantined"}
    assert Entry.objects.filter(device=desk.id).count() == len(wires) + 2
    before = snapshot()
    rebuild()
    assert snapshot() == before


header_fields = st.sampled_from([name for name, _ in laws._FIELDS])


@fuzzed
@given(st.data())
def test_whatever_bytes_come_their_neighbours_are_applied(data):
    with forgotten():
        _try_bytes(data)


def _try_bytes(data):
    desk = Desk()
    desk.enrol()
    good = desk.make(person(uuid4()))
    model = json.loads(desk.make(person(uuid4())).header)
    model[data.draw(header_fields)] = data.draw(json_values)
    header = data.draw(st.sampled_from([written(model).encode(), data.draw(st.binary())]))
    body = data.draw(
        st.text()
        | st.sampled_from(["[[]]", "[]", "{}", '[["a"]]', "[" * 5000, '"x"', "\ud800", "\0"])
    )
    signature = data.draw(st.sampled_from([keys.sign(desk.key, header), b"", b"\0" * 64]))
    receipts = accept([Wire(header, body, signature), good])
    assert receipts[1].status == "new"
    assert receipts[0].status in {"new", "quarantined", "unreadable"}
    stored = Entry.objects.filter(device=desk.id, quarantine="").values_list("position", flat=True)
    assert Mention.objects.filter(entry_position__in=stored).exists()


def test_a_name_that_search_cannot_fold_is_still_a_name(desk):
    odd = ["'", "ould", "\u200f", "كوني", "ʼ" * 100, "<b>", "1" * 120, "\U0001f600"]
    wires = [desk.make(person(uuid4(), name_said=name, aliases=[name])) for name in odd]
    assert reasons(wires) == ["new"] * len(odd)
    assert all(0 < len(key) <= 40 for key in NameKey.objects.values_list("key", flat=True))
