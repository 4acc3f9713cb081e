"""What an officer changes about another node while the two exchange stays changed."""

import pytest

from akwaba.access.nodes.enrolling import revoke_node
from akwaba.access.services import console_officer
from akwaba.ledger.exchange import sticks
from akwaba.ledger.models import Device, Peer


@pytest.fixture
def pogo(world):
    return world.posts["pogo"]


def test_a_node_revoked_while_its_stick_is_noted_stays_revoked(world, pogo, tmp_path, monkeypatch):
    with pogo:
        pogo.register("pogo")
        pogo.export(world.capital.id, tmp_path / "stick")
    store_name, revoked = sticks.store_name, []

    def at_that_moment():
        if not revoked:
            revoked.append(revoke_node(actor=console_officer(), node=pogo.id, reason="Volé"))
        return store_name()

    with world.capital:
        monkeypatch.setattr(sticks, "store_name", at_that_moment)
        world.capital.take(tmp_path / "stick")
        assert revoked
        assert Peer.objects.get(pk=pogo.id).revoked_at is not None
        assert Device.objects.get(pk=pogo.id).revoked_at is not None


@pytest.mark.parametrize("path", ["greet", "entries", "feed", "photos", "compare"])
def test_a_capital_that_moved_during_a_meeting_is_called_at_its_new_address(world, pogo, path):
    with pogo:
        pogo.register("pogo")
        wire = world.wire(pogo, world.capital)

        def send(method, where, *said):
            if where.endswith(path):
                Peer.objects.filter(pk=world.capital.id).update(address="https://new.test")
            return wire(method, where, *said)

        pogo.meet(send=send, compares=True)
        assert pogo.capital().address == "https://new.test"
