"""The capital gives each post blocks of numbers that nobody else has, and no more than it needs."""

import json

import pytest

from akwaba.access.nodes import cards, enrolling
from akwaba.access.nodes.problems import NoBlockLeft
from akwaba.access.services import console_officer
from akwaba.ledger import keys
from akwaba.ledger.exchange.lines import Line
from akwaba.ledger.identity import known_as
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Device, Entry, Peer


@pytest.fixture
def pogo(world):
    return world.posts["pogo"]


def greets(world, pogo, **said):
    """The blocks that the capital tells, where none of its own is left to the post."""
    with pogo:
        line = Line(pogo.capital(), world.wire(pogo, world.capital))
        words = {"devices": [], "blocks_left": 0, **said}
        return json.loads(line.ask("/sync/v1/greet", json.dumps(words).encode()))["blocks"]


def test_answers_that_were_lost_cost_no_blocks(world, pogo):
    with pogo:
        known = pogo.capital().blocks
    first = greets(world, pogo, blocks=known)
    assert len(first) == len(known) + 1
    assert {tuple(greets(world, pogo, blocks=known)) for _ in range(5)} == {tuple(first)}
    assert len(greets(world, pogo, blocks=first)) == len(first) + 1


def test_who_does_not_say_what_it_knows_is_given_no_more(world, pogo):
    before = greets(world, pogo)
    assert greets(world, pogo, blocks="100") == greets(world, pogo, blocks=[{}]) == before


def test_what_a_stale_copy_of_the_peer_says_gives_nothing_twice(world, pogo):
    with world.capital:
        stale = Peer.objects.get(pk=pogo.id)
        known = stale.blocks
        one = enrolling.give_block(actor=console_officer(), peer=stale, known=known)
        stale.blocks = known
        other = enrolling.give_block(actor=console_officer(), peer=stale, known=one)
        assert len(other) == len(set(other)) == len(known) + 2


def test_where_none_is_left_the_exchange_goes_on_and_nobody_is_enrolled(world, pogo, monkeypatch):
    monkeypatch.setattr(enrolling, "LAST_BLOCK", enrolling.FIRST_BLOCK - 1)
    with pogo:
        known = pogo.capital().blocks
    assert greets(world, pogo, blocks=known) == known
    card = cards.Card(
        node=uuid7(),
        name="Doropo",
        public_key=keys.public_bytes(keys.new_key()),
        sealing_key=keys.public_bytes(keys.new_key()),
    )
    with world.capital, pytest.raises(NoBlockLeft):
        enrolling.enrol_node(actor=console_officer(), card=card, role="post", posts=["doropo"])


def test_a_node_cannot_have_devices_without_end(world, pogo, monkeypatch):
    monkeypatch.setattr(enrolling, "MOST_DEVICES", 3)
    with pogo:
        proofs = [_proof(known_as().pk) for _ in range(5)]
    for proof in proofs:
        greets(world, pogo, device=proof)
    with world.capital:
        assert Device.objects.filter(stands_for=pogo.id).count() == 3
        assert Entry.objects.filter(kind="access.node_device_added").count() == 3


def _proof(node):
    from akwaba.ledger import b64url

    key, device = keys.new_key(), uuid7()
    return {
        "id": str(device),
        "public_key": b64url.encode(keys.public_bytes(key)),
        "signature": b64url.encode(keys.sign(key, f"device\n{node}\n{device}".encode())),
    }
