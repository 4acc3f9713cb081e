"""A node of tomorrow's version among today's: kept, passed on, applied once they follow."""

import pytest

from akwaba.cli import prepare
from akwaba.ledger.comparison import tables_that_differ
from akwaba.ledger.models import Entry
from akwaba.ledger.verification import verify
from akwaba.registry.models import Person
from tests.exchange.versions import REGISTERS, WELCOMED
from tests.exchange.world import household_ids


@pytest.fixture
def world(make_world):
    """Two laptops at the same post: what one is told, the other may hold."""
    world = make_world({"new": ["pogo"], "old": ["pogo"]})
    with world.time():
        yield world


@pytest.fixture
def told(world):
    """What tomorrow's laptop said before all met: a household, its person, and one of another."""
    new = world.posts["new"]
    new.upgrade()
    with new:
        household, (person, *_) = new.register("pogo", kind=WELCOMED)
        _, (other, *_) = new.register("pogo", kind=REGISTERS[0])
        new.correct(person, "Awa", version=2)
        new.correct(other, "Bintou", version=2)
    meet_all(world)
    return household, person, other


def meet_all(world):
    for _ in range(2):
        for node in world.posts.values():
            with node:
                node.meet(compares=True)


def waiting(node):
    with node:
        rows = Entry.objects.exclude(quarantine="").order_by("position")
        return list(rows.values_list("kind", "quarantine"))


def name_at(node, person):
    with node:
        return Person.objects.values_list("name_said", flat=True).get(pk=person)


AHEAD = [
    (WELCOMED, "unknown_kind"),
    ("registry.person_corrected", "newer_version"),
    ("registry.person_corrected", "newer_version"),
]


def test_today_keeps_what_it_does_not_know_and_passes_it_on(world, told):
    household, _, other = told
    for node in (world.capital, world.posts["old"]):
        assert waiting(node) == AHEAD
        assert household not in household_ids(node)
        assert name_at(node, other) == "Person 0"
        with node:
            assert not list(verify())
    for node in world.posts.values():
        with node:
            assert node.meet(compares=True).differ == 0


def test_once_they_are_upgraded_all_show_the_same(world, told):
    household, person, other = told
    for node in (world.posts["old"], world.capital):
        assert node.upgrade() == len(AHEAD)
        assert waiting(node) == []
        assert household in household_ids(node)
        assert (name_at(node, person), name_at(node, other)) == ("Awa", "Bintou")
        with node:
            assert not list(verify())
            assert not tables_that_differ()


def test_a_newer_version_applies_it_when_it_starts(world, told):
    old = world.posts["old"]
    old.kinds = world.posts["new"].kinds
    with old:
        prepare(old.home)
    assert waiting(old) == []
    assert told[0] in household_ids(old)


def test_what_follows_it_in_the_history_of_its_maker_is_applied_at_once(world, told):
    new, old = world.posts["new"], world.posts["old"]
    with new:
        later, _ = new.register("pogo", kind=REGISTERS[0])
    meet_all(world)
    assert later in household_ids(old)
    assert later in household_ids(world.capital)


def test_one_who_does_not_follow_hands_it_on_by_a_stick(world, tmp_path):
    new, old = world.posts["new"], world.posts["old"]
    new.upgrade()
    old.upgrade()
    with new:
        household, _ = new.register("pogo", kind=WELCOMED)
        new.meet()
    with world.capital:
        world.capital.export(old.id, tmp_path / "stick")
    with old:
        old.take(tmp_path / "stick")
    assert household in household_ids(old)
    assert household not in household_ids(world.capital)
