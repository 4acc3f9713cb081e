"""At the desk: one person, or a family, among all."""

import random

import numpy as np
import pytest

from akwaba.matching.engine import Engine, band_of
from akwaba.matching.queries import Person, query_of
from akwaba.matching.roster import member_tables
from akwaba.matching.scan import families
from tests.matching.invented import again, family, persons

FIELDS = set(Person.__dataclass_fields__)


def asked(row):
    return Person(**{name: value for name, value in row.items() if name in FIELDS})


@pytest.fixture(scope="module")
def homes():
    chance = random.Random(8)  # noqa: S311
    return [family(number, chance) for number in range(300)]


@pytest.fixture(scope="module")
def desk(homes):
    return Engine.of(persons([row for home in homes for row in home]), today=2025)


def rec_id(homes, source):
    return [row["rec_id"] for home in homes for row in home][source]


def test_a_person_spelt_otherwise_is_among_the_candidates(desk, homes):
    chance = random.Random(9)  # noqa: S311
    hits = 0
    for number, home in enumerate(homes[:60]):
        row = again(home, number, chance)[0]
        found = [rec_id(homes, c.source) for c in desk.search(asked(row))]
        hits += home[0]["rec_id"] in found
    assert hits >= 57


def test_the_candidate_says_why(desk, homes):
    first = desk.search(asked(homes[0][0]))[0]
    fields = {reason.field for reason in first.reasons if reason.bits > 0}
    assert {"given", "family", "place", "birth"} <= fields
    assert first.band in {"sure", "probable"}


def test_what_was_taken_together_is_the_sum_of_its_parts(desk, homes):
    """The compiled scan and the reasons are two ways to the same bits."""
    for home in homes[:20]:
        for candidate in desk.search(asked(home[-1])):
            said = sum(reason.bits for reason in candidate.reasons)
            assert said == pytest.approx(candidate.bits, abs=3.5)  # small parts are not said


def test_nobody_who_weighs_enough_is_passed_over(desk, homes):
    """Most rows are left out by a bound: those found are the first of all rows, weighed in full."""
    everybody = np.arange(len(desk.register))
    for number, home in enumerate(homes[:60]):
        said = dict(home[number % len(home)], dob="1990-05-03" if number % 3 else "")
        bits = desk.parts_at(query_of(asked(said), desk.register, desk.parameters), everybody)
        order = np.lexsort((everybody, -bits.sum(axis=1)))[:8]
        found = desk.search(asked(said))
        assert [c.source for c in found] == desk.register.source[order].tolist()
        assert [c.bits for c in found] == pytest.approx(bits.sum(axis=1)[order], abs=1e-5)


def test_no_household_that_weighs_enough_is_passed_over(desk, homes):
    register = desk.register
    for home in homes[:30]:
        queries = [query_of(asked(row), register, desk.parameters) for row in home[:4]]
        everyone, first = (
            families(
                *member_tables(queries), register.rows, 0, register.households, register.start,
                -0.2, -2.5, top,
            )
            for top in (register.households, 5)
        )  # fmt: skip
        assert [part.tolist() for part in first] == [part[:5].tolist() for part in everyone]


def test_chances_of_candidates_do_not_pass_one(desk):
    found = desk.search(Person(given_name="Moussa", family_name="Traoré"), top=64)
    assert sum(candidate.probability for candidate in found) <= 1
    assert [c.probability for c in found] == sorted((c.probability for c in found), reverse=True)


def test_threads_find_the_same(desk, homes):
    two = Engine(desk.register, desk.parameters, threads=2)
    for home in homes[:10]:
        assert two.search(asked(home[0])) == desk.search(asked(home[0]))
        assert two.search_family([asked(row) for row in home]) == desk.search_family(
            [asked(row) for row in home]
        )


def test_a_family_is_found_by_three_of_its_members(desk, homes):
    chance = random.Random(10)  # noqa: S311
    large = [home for home in homes if len(home) >= 3]
    first = 0
    for number, home in enumerate(large[:50]):
        roster = [asked(row) for row in again(home, number, chance)[:3]]
        best = desk.search_family(roster)[0]
        where = {rec_id(homes, match.source).split("-")[0] for match in best.members}
        first += where == {home[0]["rec_id"].split("-")[0]}
    assert first >= 49


def test_no_row_is_two_members(desk, homes):
    home = max(homes, key=len)
    for candidate in desk.search_family([asked(row) for row in home]):
        rows = [match.source for match in candidate.members]
        assert len(rows) == len(set(rows))


def test_an_unknown_name_and_no_name_are_no_error(desk):
    assert desk.search(Person(given_name="Xyzzy", village="Nulle Part", phone="1"))
    assert desk.search(Person())[0].probability < 0.05
    assert desk.search_family([]) == []
    assert Engine.of(persons([]), today=2025).search(Person(given_name="Awa")) == []


def test_swapped_and_single_fields_are_one_name(desk, homes):
    row = homes[5][0]
    whole = dict(row, given_name=f"{row['family_name']} {row['given_name']}", family_name="")
    swapped = dict(row, given_name=row["family_name"], family_name=row["given_name"])
    bits = [desk.search(asked(said))[0].bits for said in (row, whole, swapped)]
    assert np.ptp(bits) < 0.01


def test_bands_are_named_from_likely_to_not():
    assert [band_of(p) for p in (0.99, 0.6, 0.1, 0.01)] == ["sure", "probable", "look", ""]
