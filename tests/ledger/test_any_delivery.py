"""However batches come (in any order, again, cut off, spoilt on the way) the end is the same."""

from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from django.conf import settings as ours
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from akwaba.ledger import keys
from akwaba.ledger.batches import BatchUnreadable
from akwaba.ledger.holdings import Holdings, holdings
from akwaba.ledger.laws import hash_of, read_header
from akwaba.ledger.models import Entry
from akwaba.ledger.receiving import open_sealed, receive
from akwaba.ledger.verification import verify
from tests.ledger.sent import batch, open_entry, sealed_entry
from tests.ledger.snapshots import snapshot
from tests.ledger.test_order_does_not_matter import deliveries, histories, in_one_go

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.postgresql]

FORMER = keys.new_key()
FORMER_POINT = keys.public_bytes(FORMER)


@pytest.fixture(scope="module")
def key_file():
    """Where the former node's key will be put back."""
    path = Path(ours.AKWABA_HOME) / "keys" / f"sealing-{uuid4()}.pem"
    yield path
    path.unlink(missing_ok=True)


@st.composite
def travels(draw, wires):
    """Batches as bytes: some cut off, some with a bit turned, and at the end all of them whole."""
    sent = []
    for some in draw(deliveries(wires)):
        content = batch(*[_wrapped(draw, wire) for wire in some], packed=draw(st.booleans()))
        harm = draw(st.sampled_from(["none", "none", "cut", "bit", "twice"]))
        if harm == "cut":
            sent.append(content[: _place(draw, content)])
        if harm == "bit":
            spoilt = bytearray(content)
            spoilt[_place(draw, content)] ^= 1 << draw(st.integers(0, 7))
            sent.append(bytes(spoilt))
        sent += [content] * (2 if harm == "twice" else 1)
    return sent


def _place(draw, content):
    """Any place in it. Its length differs from run to run, so what is drawn is a share of it."""
    return draw(st.integers(0, 9_999)) * len(content) // 10_000


def _wrapped(draw, wire):
    """Sealed to this node, to the former one only, or not at all."""
    how = draw(st.sampled_from(["here", "here", "former", "open"]))
    if how == "open":
        return open_entry(wire)
    return sealed_entry(wire, [FORMER_POINT] if how == "former" else None)


def end_of(desks, contents, key_file):
    """Tables, applied entries and holdings once everything came and the old key was found."""
    key_file.unlink(missing_ok=True)
    with transaction.atomic():
        for desk in desks:
            desk.enrol()
        for content in contents:
            _bring(content)
        _put_back(key_file)
        open_sealed()
        end = (
            snapshot(),
            sorted(Entry.objects.filter(quarantine="").values_list("hash", flat=True)),
            [holdings(desk.id) for desk in desks],
            list(verify()),
        )
        transaction.set_rollback(True)
    return end


def _bring(content):
    """What arrives as rubbish is refused whole: the sender brings it again."""
    try:
        receive(content)
    except BatchUnreadable:
        return


def _put_back(path):
    path.write_bytes(
        FORMER.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@in_one_go(max_examples=40)
@given(st.data())
def test_nothing_is_lost_and_nothing_is_doubled_however_batches_travel(key_file, data):
    desks, wires = data.draw(histories())
    end = end_of(desks, data.draw(travels(wires)), key_file)
    assert end == end_of(desks, [batch(*map(open_entry, wires))], key_file)
    _, applied, held, faults = end
    assert applied == sorted(hash_of(wire.header) for wire in wires)
    made = [_made(desk, wires) for desk in desks]
    assert held == [Holdings(stored_upto=count, last=count) for count in made]
    assert faults == []


def _made(desk, wires):
    return sum(read_header(wire.header).device == str(desk.id) for wire in wires)
