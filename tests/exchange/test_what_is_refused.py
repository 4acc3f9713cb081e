"""What one node cannot read of another, or must not go on with, is said and loses nothing."""

import json
import os

import cbor2
import pytest

from akwaba.access.views import node_api
from akwaba.ledger import envelope, laws, sealing
from akwaba.ledger.exchange import lines, packets
from akwaba.ledger.exchange.lines import Line, NoAnswer, PeerRefused, PeerTooOld
from akwaba.ledger.exchange.packets import PacketUnreadable
from akwaba.ledger.holdings import capital_upto
from akwaba.ledger.identity import begin_anew, this_node
from akwaba.ledger.models import Entry, Peer
from tests.exchange.world import household_ids


@pytest.fixture
def pogo(world):
    return world.posts["pogo"]


def packet_of(count):
    pad = os.urandom(1000 + count // 50)  # what unfolds further than that is not opened at all
    said = {"format": packets.FORMAT, "entries": [[]] * count, "random": b"", "pad": pad}
    return envelope.seal(cbor2.dumps(said), [sealing.public_point()], "packet a b")


@pytest.mark.parametrize("most", [packets.MOST_ENTRIES, packets.MOST_IN_A_PACKET])
def test_a_packet_holds_no_more_entries_than_are_read(world, most):
    with world.capital:
        _, items = packets.unpack(packet_of(most), "packet a b", most=most)
        assert len(items) == most
        with pytest.raises(PacketUnreadable):
            packets.unpack(packet_of(most + 1), "packet a b", most=most)


def made_by_a_newer_version():
    """Turn the last household of who is switched on into one with a header of tomorrow's format."""
    entry = Entry.objects.filter(kind="registry.household_registered").latest("position")
    header = bytes(entry.header).replace(b'"format":1', b'"format":2')
    Entry.objects.filter(pk=entry.pk).update(header=header)
    return entry


def test_what_an_older_capital_cannot_read_is_not_counted_as_sent(world, pogo, monkeypatch):
    with pogo:
        first, _ = pogo.register("pogo")
        pogo.register("pogo")
        entry = made_by_a_newer_version()
    read = laws.read_header

    def reads(content):
        """The post reads what it made; the capital does not."""
        newest = content.replace(b'"format":2', b'"format":1')
        return read(newest if world.active is pogo else content)

    monkeypatch.setattr(laws, "read_header", reads)
    monkeypatch.setattr(
        laws, "hash_of", lambda content, hash_of=laws.hash_of: _same(content, hash_of)
    )
    with pogo:
        with pytest.raises(PeerTooOld):
            pogo.meet()
        peer = pogo.capital()
        assert peer.problem == "peer_too_old"
        assert peer.sent_upto == entry.position - 1
        assert peer.waiting_up == 1
        assert capital_upto(entry.device, entry.seq) < entry.seq
    assert first in household_ids(world.capital)


def _same(content, hash_of):
    """The hash of the entry as it was made: the test changed it afterwards."""
    return hash_of(content.replace(b'"format":2', b'"format":1'))


def test_what_nobody_can_read_any_more_holds_up_nothing(world, pogo):
    with pogo:
        pogo.register("pogo")
        made_by_a_newer_version()
        later, _ = pogo.register("pogo")
        pogo.meet(compares=False)
    assert later in household_ids(world.capital)


def test_a_stick_that_cannot_be_read_whole_is_not_acknowledged(world, pogo, tmp_path):
    with pogo:
        pogo.register("pogo")
        made_by_a_newer_version()
        pogo.export(world.capital.id, tmp_path / "stick")
    with world.capital:
        world.capital.take(tmp_path / "stick")
        assert Peer.objects.get(pk=pogo.id).received_upto == 0


def set_back(world, pogo):
    """The capital's disk is put back to before its last household, which the post holds."""
    with pogo:
        pogo.register("pogo")
        pogo.meet()
    copy = world.capital.snapshot()
    with world.capital:
        lost, _ = world.capital.register("pogo")
    with pogo:
        pogo.meet()
    world.capital.put_back(copy)
    return lost


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_capital_that_was_set_back_silently_goes_on_only_once_it_is_restored(
    world, pogo, goes_on
):
    lost = set_back(world, pogo)
    if goes_on:
        with world.capital:
            world.capital.register("pogo")
    with pogo, pytest.raises(PeerRefused, match="akwaba restore"):
        pogo.meet()
    with world.capital:
        assert Peer.objects.get(pk=pogo.id).problem == "store_set_back"
        begin_anew()  # as akwaba restore does
    with pogo:
        pogo.meet()
    assert lost in household_ids(pogo)
    assert goes_on or lost in household_ids(world.capital)


def test_a_capital_that_was_restored_has_back_what_it_made_itself(world, pogo):
    lost = set_back(world, pogo)
    with world.capital:
        begin_anew()
    with pogo:
        pogo.meet(compares=None)
        assert pogo.meet(compares=True).differ == 0
    assert lost in household_ids(world.capital)
    with world.capital:
        assert not Entry.objects.exclude(quarantine="").exists()
        assert this_node().last_seq == 0


def test_a_node_learns_nothing_of_the_devices_of_others(world, pogo):
    with world.posts["ouangolo"] as other:
        other.register("ouangolodougou")
        other.meet()
        device = str(this_node().pk)
    with pogo:
        line = Line(pogo.capital(), world.wire(pogo, world.capital))
        said = json.dumps({"devices": [device, str(this_node().pk)]}).encode()
        latest = json.loads(line.ask("/sync/v1/greet", said))["latest"]
    assert latest[device] == [0, ""]


def test_what_is_compared_may_be_larger_than_a_form(world, pogo, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    with pogo:
        for _ in range(3):
            pogo.register("pogo")
        line = Line(pogo.capital(), world.wire(pogo, world.capital))
        sums = [[str(pogo.id), day, 1, "0" * 64] for day in range(20)]
        told = json.loads(line.ask("/sync/v1/compare", json.dumps({"sums": sums}).encode()))
        assert told["count"] >= len(sums)
        with pytest.raises(PeerRefused):
            line.ask("/sync/v1/known", json.dumps({"hashes": ["0" * 64] * 20}).encode())


def test_more_than_anybody_compares_is_refused(world, pogo):
    with pogo:
        line = Line(pogo.capital(), world.wire(pogo, world.capital))
        with pytest.raises(PeerRefused):
            line.ask("/sync/v1/compare", b" " * (node_api.LARGEST_COMPARISON + 1))


class Endless:
    """An HTTP connection whose answer goes on and on."""

    status, headers, is_closed = 200, {}, False

    def request(self, *_):
        pass

    def getresponse(self):
        return self

    def read(self, most=None):
        assert most, "It would be read for ever."
        return bytes(most)

    def close(self):
        self.is_closed = True


def test_an_answer_without_end_is_no_answer(world, pogo, monkeypatch):
    endless = Endless()
    monkeypatch.setattr(lines, "_connection", lambda *_: endless)
    with pogo:
        peer = pogo.capital()
        with pytest.raises(NoAnswer):
            Line(peer, lines.over_http(peer)).ask("/sync/v1/greet", b"{}")
    assert endless.is_closed


def test_a_post_counts_down_what_waits_for_it(world, pogo):
    with world.capital:
        for _ in range(5):
            world.capital.register("pogo")
    with pogo:
        pogo.meet()
        assert pogo.capital().waiting_down == 0
