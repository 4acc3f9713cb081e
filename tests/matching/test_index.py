"""The register that is kept ready for desks: whom it finds, and how soon it learns of a change."""

import time
from datetime import date

import pytest

from akwaba.matching.index import Index, Sought, mark_now
from akwaba.matching.registered import registered_people
from akwaba.places import services as places
from akwaba.registry import services as registry
from akwaba.registry.ages_said import parse_birth
from tests.registry.people import new, registered

pytestmark = pytest.mark.django_db

ON = date(2025, 11, 10)


def birth(said):
    return parse_birth(said, on=ON)


def sought(name, sex="", age="?", **more):
    known = birth(age)
    return Sought(name, sex, known.earliest, known.latest, **more)


@pytest.fixture
def facts(db):
    places.ensure_facts()


@pytest.fixture
def ouattara(awa, facts):
    """A family of Pogo under its mother, among fifteen others."""
    for number in range(15):
        registered(
            awa,
            new("Awa Traoré", sex="F", birth=birth(str(20 + number))),
            new("Issa Koné", sex="M", birth=birth(str(1 + number))),
        )
    return registered(
        awa,
        new("Mariam Ouattara", sex="F", birth=birth("34")),
        new("Drissa Coulibaly", sex="M", birth=birth("40")),
        new("Moussa Coulibaly", sex="M", birth=birth("8")),
    )


@pytest.fixture
def index():
    return Index()


RETURNED = [
    sought("Koulibali Drissa", "M", "~42"),
    sought("Mousa Koulibaly", "M", "9"),
    sought("Mariame Wattara", "F", "33"),
]
"""The same family under its father, heard by another clerk."""


def found(index, asked=RETURNED, posts=None):
    return {(match.asked, match.person) for match in index.search(asked, posts=posts)}


def same(family):
    mariam, drissa, moussa = family[1]
    return {(0, drissa.id), (1, moussa.id), (2, mariam.id)}


def test_a_family_is_found_under_another_head_with_other_spellings(index, ouattara):
    index.refresh()
    assert found(index) == same(ouattara)
    likeliest = index.search(RETURNED, posts=None)[0]
    assert likeliest.band == "almost_surely"


def test_one_who_came_with_strangers_is_found_alone(index, ouattara):
    _household, (mariam, _drissa, _moussa) = ouattara
    index.refresh()
    asked = [sought("Zié Soro", "M", "60"), RETURNED[2]]
    assert (1, mariam.id) in found(index, asked)
    assert all(place == 1 for place, _person in found(index, asked))


def test_nothing_is_found_before_the_register_was_read(index, ouattara):
    assert index.search(RETURNED, posts=None) is None
    assert not index.holds(ouattara[1][0].id)


def test_an_empty_register_finds_nobody(index, facts):
    index.refresh()
    assert index.search(RETURNED, posts=None) == []
    assert index.search(RETURNED[:1], posts=["pogo"]) == []


def test_only_people_of_the_posts_asked_for_are_found(index, ouattara, awa, toure):
    index.refresh()
    assert found(index, posts=["pogo"]) == same(ouattara)
    assert found(index, posts=["tengrela"]) == set()


def test_two_posts_are_told_apart(index, ouattara, toure):
    there = registered(
        toure,
        new("Mariam Ouattara", sex="F", birth=birth("34")),
        new("Drissa Coulibaly", sex="M", birth=birth("40")),
        new("Moussa Coulibaly", sex="M", birth=birth("8")),
        post="tengrela",
    )
    index.refresh()
    assert found(index, posts=["tengrela"]) == same(there)
    assert found(index, posts=["pogo"]) == same(ouattara)
    assert found(index) == same(there) | same(ouattara)


def test_it_is_read_again_only_when_something_was_folded(index, ouattara, awa):
    assert index.refresh()
    assert not index.refresh()
    _household, (ali,) = registered(awa, new("Ali Sanogo", sex="M", birth=birth("50")))
    assert not index.holds(ali.id)
    assert index.refresh()
    assert index.holds(ali.id)
    assert (0, ali.id) in found(index, [sought("Ally Sanogho", "M", "50")])


def test_whoever_was_struck_out_is_gone_from_the_next_reading(index, ouattara, awa):
    _household, (mariam, _drissa, _moussa) = ouattara
    index.refresh()
    registry.void_person(actor=awa, person=mariam, reason="deux fois")
    index.refresh()
    assert not index.holds(mariam.id)
    assert mariam.id not in {person for _place, person in found(index)}


def test_whoever_was_erased_is_gone_from_the_next_reading(index, ouattara, toure):
    _household, (mariam, _drissa, _moussa) = ouattara
    registry.erase_person(actor=toure, person=mariam, reason="demande")
    index.refresh()
    assert not index.holds(mariam.id)


def test_a_mark_changes_with_what_is_folded(ouattara, awa):
    before = mark_now()
    assert mark_now() == before
    registered(awa, new("Ali Sanogo"))
    assert mark_now() != before


def test_people_are_read_in_several_queries_as_in_one(ouattara, monkeypatch):
    whole = registered_people()
    monkeypatch.setattr("akwaba.matching.registered.AT_ONCE", 4)
    parts = registered_people()
    assert parts.ids == whole.ids
    assert len(parts.persons) == len(whole.persons) == 33
    villages = [people.persons.column("given_name") for people in (parts, whole)]
    assert list(villages[0].codes) == list(villages[1].codes)


@pytest.mark.django_db(transaction=True)
def test_it_reads_by_itself_in_the_background(index, ouattara):
    index.keep()
    index.keep()
    try:
        until = time.monotonic() + 60
        while not index.is_ready and time.monotonic() < until:
            time.sleep(0.05)
        assert found(index) == same(ouattara)
    finally:
        index.stop()
