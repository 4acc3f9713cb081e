"""Whatever is changed, taken out or put in another order behind our back is named."""

from uuid import uuid4

import pytest
from django.db import connection

from akwaba.ledger import services
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Device, Entry
from akwaba.ledger.services import Draft
from akwaba.ledger.verification import verify
from tests.factories import OFFICER, Desk, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def entries(db):
    """Five acts of this node, and three of a desk."""
    drafts = [Draft("registry.people_added", uuid4(), "pogo", [person(uuid4())]) for _ in range(5)]
    made = services.append(officer=OFFICER, drafts=drafts)
    desk = Desk()
    desk.enrol()
    accept([desk.make(person(uuid4())) for _ in range(3)])
    assert list(verify()) == []
    return made


def found():
    return [(fault.seq, fault.what) for fault in verify()]


def flip(content, place):
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("place", range(0, 480, 13))
def test_any_bit_of_a_header(entries, place):
    header = bytes(entries[2].header)
    Entry.objects.filter(pk=entries[2].pk).update(header=flip(header, place % len(header)))
    named = found()
    assert named[0][0] == 3
    assert named[0][1] in {"unreadable", "changed_header", "unsigned"}


@pytest.mark.parametrize("place", range(1, 200, 7))
def test_any_character_of_a_body(entries, place):
    body = entries[2].body
    place %= len(body)
    changed = body[:place] + chr(ord(body[place]) ^ 1) + body[place + 1 :]
    Entry.objects.filter(pk=entries[2].pk).update(body=changed)
    assert found() == [(3, "changed_body")]


@pytest.mark.parametrize("place", range(0, 64, 9))
def test_any_bit_of_a_signature(entries, place):
    signature = flip(bytes(entries[2].signature), place)
    Entry.objects.filter(pk=entries[2].pk).update(signature=signature)
    assert found() == [(3, "unsigned")]


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "registry.voided"},
        {"scope": "niornigue"},
        {"officer": uuid4()},
        {"made_at": "0" * 12 + "-0000"},
        {"hash": "0" * 64},
        {"id": uuid4()},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_column_that_says_something_else_than_the_header(entries, values):
    Entry.objects.filter(pk=entries[2].pk).update(**values)
    assert found() == [(3, "changed_header")]


def test_an_entry_taken_out(entries):
    Entry.objects.filter(pk=entries[2].pk).delete()
    assert found() == [(4, "missing")]


def test_the_end_cut_off(entries):
    Entry.objects.filter(pk__gte=entries[3].pk, device=entries[3].device).delete()
    assert found() == [(4, "cut_off")]


def test_everything_this_node_made_taken_out(entries):
    Entry.objects.filter(device=entries[0].device).delete()
    assert found() == [(1, "cut_off")]


def test_two_entries_exchanged(entries):
    one, other = entries[1], entries[2]
    Entry.objects.filter(pk=one.pk).update(seq=99)
    Entry.objects.filter(pk=other.pk).update(seq=one.seq)
    Entry.objects.filter(pk=one.pk).update(seq=other.seq)
    assert {(2, "changed_header"), (2, "reordered")} <= set(found())


def test_an_entry_hidden_in_quarantine(entries):
    Entry.objects.filter(pk=entries[2].pk).update(quarantine="revoked_device")
    assert found() == [(4, "missing")]


def test_a_device_that_nobody_enrolled(entries):
    Device.objects.filter(is_this_node=False).delete()
    assert [what for _, what in found()] == ["unknown_device"] * 3


def test_verifying_does_not_read_one_by_one(entries, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert found() == []


def test_the_database_itself_refuses_a_second_history(entries):
    from django.db import IntegrityError, transaction

    copy = entries[1]
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
    assert connection.is_usable()
