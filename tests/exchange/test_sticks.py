"""A stick that somebody carries: lost, late, twice, cut off, to the wrong computer."""

from itertools import pairwise

import pytest

from akwaba.ledger.exchange import sticks
from akwaba.ledger.identity import begin_anew
from akwaba.ledger.models import Entry
from tests.exchange.world import household_ids


@pytest.fixture
def pogo(world):
    return world.posts["pogo"]


@pytest.fixture
def made(world, pogo, tmp_path):
    """A file of three households for the capital, and their identifiers."""
    with pogo:
        households = {pogo.register("pogo")[0] for _ in range(3)}
        pogo.export(world.capital.id, tmp_path / "pogo.akwaba")
    return tmp_path / "pogo.akwaba", households


def test_a_stick_brings_what_no_line_could(world, made):
    path, households = made
    with world.capital:
        told = world.capital.take(path)
        assert {receipt.status for receipt in told.receipts} == {"new"}
    assert household_ids(world.capital).keys() == households


def test_read_twice_it_adds_nothing(world, made):
    path, _ = made
    with world.capital:
        world.capital.take(path)
        count = Entry.objects.count()
        again = world.capital.take(path)
        assert {receipt.status for receipt in again.receipts} == {"known"}
        assert Entry.objects.count() == count


def test_writing_one_counts_nothing_as_sent(world, pogo, made):
    with pogo:
        assert pogo.meet().sent > 3


def test_the_answer_tells_the_post_what_arrived(world, pogo, made, tmp_path):
    path, _ = made
    with world.capital:
        world.capital.take(path)
        world.capital.register("pogo")
        world.capital.export(pogo.id, tmp_path / "back.akwaba")
    with pogo:
        pogo.take(tmp_path / "back.akwaba")
        assert len(household_ids(pogo)) == 4
        again = pogo.export(world.capital.id, tmp_path / "next.akwaba")
        assert again.entries == 0
        assert pogo.meet().sent == 0


def test_a_later_stick_may_arrive_first(world, pogo, made, tmp_path):
    first, households = made
    with pogo:
        later, _ = pogo.register("pogo")
        pogo.export(world.capital.id, tmp_path / "second.akwaba")
    with world.capital:
        world.capital.take(tmp_path / "second.akwaba")
        world.capital.take(first)
    assert household_ids(world.capital).keys() == {*households, later}


def test_another_computer_cannot_read_it(world, made):
    path, _ = made
    with world.posts["ouangolo"] as other, pytest.raises(sticks.StickForAnother):
        other.take(path)
    assert household_ids(other) == {}


def test_a_stranger_is_not_believed(world, pogo, made):
    path, _ = made
    with world.capital:
        from akwaba.ledger.models import Peer

        Peer.objects.filter(pk=pogo.id).delete()
        with pytest.raises(sticks.StickOfStranger):
            world.capital.take(path)
        assert not Entry.objects.filter(kind__startswith="registry.").exists()


def test_cut_off_anywhere_it_is_never_taken_for_whole(world, pogo, tmp_path, monkeypatch):
    monkeypatch.setattr("akwaba.ledger.exchange.packets.MOST_ENTRIES", 2)
    monkeypatch.setattr("akwaba.ledger.exchange.offering.after.__defaults__", (2,))
    with pogo:
        for _ in range(5):
            pogo.register("pogo", size=1)
        whole = tmp_path / "whole.akwaba"
        pogo.export(world.capital.id, whole)
    content = whole.read_bytes()
    sizes = []
    with world.capital:
        for length in range(len(content) - 1, 0, -len(content) // 23):
            cut = tmp_path / "cut.akwaba"
            cut.write_bytes(content[:length])
            with pytest.raises((sticks.StickCutOff, sticks.NoStick)):
                world.capital.take(cut)
            sizes.append(Entry.objects.count())
        world.capital.take(whole)
        assert Entry.objects.filter(kind__startswith="registry.").count() == 5
    assert all(before <= after for before, after in pairwise(sizes))


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_one_changed_bit_anywhere_is_noticed(world, made, tmp_path, place):
    path, _ = made
    content = bytearray(path.read_bytes())
    content[len(content) * place // 100] ^= 1
    changed = tmp_path / "changed.akwaba"
    changed.write_bytes(content)
    with world.capital:
        with pytest.raises(
            (sticks.StickCutOff, sticks.NoStick, sticks.StickOfStranger, sticks.StickForAnother)
        ):
            world.capital.take(changed)
        assert not Entry.objects.filter(quarantine="body_changed").exists()


def test_what_a_restored_capital_lost_comes_again_by_sticks_alone(world, pogo, tmp_path):
    capital = world.capital

    def carry(sender, receiver):
        with sender:
            sender.export(receiver.id, tmp_path / "stick")
        with receiver:
            receiver.take(tmp_path / "stick")

    def there_and_back():
        carry(pogo, capital)
        carry(capital, pogo)

    with pogo:
        pogo.register("pogo")
    there_and_back()
    backup = capital.snapshot()
    with pogo:
        lost, _ = pogo.register("pogo")
    there_and_back()
    capital.put_back(backup)
    with capital:
        begin_anew()  # as akwaba restore does
        new, _ = capital.register("pogo")
    there_and_back()
    there_and_back()
    assert {lost, new} <= household_ids(capital).keys() == household_ids(pogo).keys()
    with pogo:
        assert pogo.export(capital.id, tmp_path / "stick").entries == 0
