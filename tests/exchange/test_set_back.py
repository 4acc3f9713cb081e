"""A laptop whose disk was put back from an old copy: nothing of before or after is lost."""

import pytest

from akwaba.ledger.comparison import tables_that_differ
from akwaba.ledger.exchange import forking
from akwaba.ledger.identity import begin_anew, known_as, this_node
from akwaba.ledger.models import Device, Entry
from akwaba.ledger.verification import verify
from tests.exchange.world import household_ids


def test_a_store_that_was_set_back_goes_on_under_a_new_device(world):
    pogo, capital = world.posts["pogo"], world.capital
    with pogo:
        first, _ = pogo.register("pogo")
        pogo.meet()
        copy = pogo.snapshot()
        lost, _ = pogo.register("pogo")
        pogo.meet()
    pogo.put_back(copy)
    with pogo:
        before = this_node()
        after, _ = pogo.register("pogo")
        told = pogo.meet()
        assert told.is_forked
        assert this_node() != before
        assert known_as() == before
        assert not list(verify())
    assert household_ids(pogo).keys() == {first, lost, after}
    assert household_ids(capital).keys() == {first, lost, after}
    with capital:
        assert not Entry.objects.exclude(quarantine="").exists()
        assert not list(verify())
    with pogo:
        assert not Entry.objects.exclude(quarantine="").exists()
        pogo.register("pogo")
        assert not pogo.meet(compares=True).is_forked
        assert pogo.meet(compares=True).differ == 0


@pytest.mark.parametrize("made_since", [1, 3])
@pytest.mark.parametrize("comes", ["before they meet", "after they met"])
def test_what_a_stick_brings_of_a_store_that_was_set_back_is_sorted_out(
    world, tmp_path, made_since, comes
):
    """With three, what follows the first contradiction would stand in a hole of the history."""
    pogo, capital = world.posts["pogo"], world.capital
    with pogo:
        first, _ = pogo.register("pogo")
        pogo.meet()
        copy = pogo.snapshot()
        lost, _ = pogo.register("pogo")
        pogo.meet()
    pogo.put_back(copy)
    with pogo:
        after = {pogo.register("pogo")[0] for _ in range(made_since)}
        pogo.export(capital.id, tmp_path / "pogo.akwaba")
    acts = [lambda: read_stick(capital, tmp_path / "pogo.akwaba"), lambda: meet(pogo)]
    for act in acts if comes == "before they meet" else reversed(acts):
        act()
    meet(pogo)
    for node in (pogo, capital):
        assert household_ids(node).keys() == {first, lost, *after}
        with node:
            assert not Entry.objects.exclude(quarantine="").exists()
            assert not list(verify())


def test_set_back_once_more_to_before_it_found_out_it_makes_nothing_twice(world):
    pogo, capital = world.posts["pogo"], world.capital
    with pogo:
        first, _ = pogo.register("pogo")
        pogo.meet()
        copy = pogo.snapshot()
        lost, _ = pogo.register("pogo")
        pogo.meet()
    pogo.put_back(copy)
    with pogo:
        after, _ = pogo.register("pogo")
        copy = pogo.snapshot()
        assert pogo.meet().is_forked
    pogo.put_back(copy)
    with pogo:
        last, _ = pogo.register("pogo")
        assert pogo.meet().is_forked
    meet(pogo)
    for node in (pogo, capital):
        assert household_ids(node).keys() == {first, lost, after, last}
        with node:
            assert Entry.objects.filter(id__in=registrations(pogo)).count() == 4
            assert not Entry.objects.exclude(quarantine="").exists()
            assert not list(verify())
            assert not tables_that_differ()


def registrations(node):
    with node:
        kind = "registry.household_registered"
        return list(Entry.objects.filter(kind=kind).values_list("id", flat=True))


def read_stick(node, path):
    with node:
        node.take(path)


def meet(node):
    with node:
        node.meet(compares=True)
        assert node.meet(compares=True).differ == 0


def test_a_restored_backup_never_numbers_an_entry_twice(world):
    pogo, capital = world.posts["pogo"], world.capital
    with pogo:
        pogo.register("pogo")
        pogo.meet()
        copy = pogo.snapshot()
        lost, _ = pogo.register("pogo")
        pogo.meet()
    pogo.put_back(copy)
    with pogo:
        begin_anew()
        after, _ = pogo.register("pogo")
        told = pogo.meet()
        assert not told.is_forked
        assert {lost, after} <= household_ids(pogo).keys()
        assert pogo.meet(compares=True).differ == 0
    assert {lost, after} <= household_ids(capital).keys()


def test_no_number_is_given_twice_after_a_restored_backup(world):
    from akwaba.registry.services.numbering import take_numbers

    pogo = world.posts["pogo"]
    with pogo:
        pogo.meet()
        take_numbers(3)
        copy = pogo.snapshot()
        lost = take_numbers(10)
    for _ in range(2):  # the same copy twice
        pogo.put_back(copy)
        with pogo:
            begin_anew()
            again = take_numbers(10)
            assert not set(lost) & set(again)
            lost += again
            pogo.meet()
            assert len(pogo.capital().blocks) >= 3


def test_a_store_that_was_not_set_back_is_not_taken_for_one(world):
    with world.posts["pogo"] as pogo:
        pogo.register("pogo")
        device = this_node()
        device.refresh_from_db()
        assert not forking.is_set_back((device.last_seq, device.last_hash))
        assert not forking.is_set_back((0, ""))
        assert forking.is_set_back((device.last_seq + 1, "f" * 64))
        assert forking.is_set_back((device.last_seq, "f" * 64))


def test_a_capital_that_was_set_back_is_offered_again_what_it_lost(world):
    pogo, capital = world.posts["pogo"], world.capital
    with pogo:
        first, _ = pogo.register("pogo")
        pogo.meet()
    with capital:
        copy = capital.snapshot()
    with pogo:
        second, _ = pogo.register("pogo")
        pogo.meet()
    capital.put_back(copy)
    with capital:
        begin_anew()
    with pogo:
        pogo.meet()
    assert household_ids(capital).keys() == {first, second}
    with pogo:
        assert pogo.meet(compares=True).differ == 0
        assert Device.objects.filter(stands_for=capital.id).exists()
