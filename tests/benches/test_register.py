"""The invented register: the same seed, the shares that it promises, and families that hold."""

import csv
from collections import Counter

import numpy as np
import pytest

from benches import register, register_writing
from benches.register_repeats import KINDS, REPEATS, SHARES

PEOPLE = 5_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    register.write(PEOPLE, seed=7, out=folder / "persons.csv", truth=folder / "truth.csv")
    return folder


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_bytes(made, tmp_path):
    again = tmp_path / "persons.csv", tmp_path / "truth.csv"
    register.write(PEOPLE, seed=7, out=again[0], truth=again[1])
    for path in again:
        assert path.read_bytes() == (made / path.name).read_bytes()


def test_another_seed_gives_another_register(made, tmp_path):
    register.write(500, seed=8, out=tmp_path / "persons.csv", truth=tmp_path / "truth.csv")
    names = {row["village"] for row in rows(made / "persons.csv")}
    assert not {row["village"] for row in rows(tmp_path / "persons.csv")} <= names


def test_every_record_has_its_truth(made):
    persons, truth = rows(made / "persons.csv"), rows(made / "truth.csv")
    assert tuple(persons[0]) == register.COLUMNS
    assert tuple(truth[0]) == register.TRUTH
    assert [row["rec_id"] for row in persons] == [row["rec_id"] for row in truth]
    assert len({row["rec_id"] for row in truth}) == PEOPLE


def test_repeats_come_in_the_promised_shares(made):
    kinds = Counter(row["kind"] for row in rows(made / "truth.csv"))
    assert set(kinds) <= set(KINDS)
    again = PEOPLE - kinds["once"]
    assert again == pytest.approx(REPEATS * PEOPLE, rel=0.02)
    for kind, share in SHARES.items():
        assert kinds[kind] == pytest.approx(share * again, rel=0.1, abs=2)


def test_only_the_first_record_of_a_person_is_once(made):
    seen = set()
    for row in rows(made / "truth.csv"):
        assert (row["kind"] == "once") == (row["person"] not in seen)
        seen.add(row["person"])


def test_nobody_is_twice_in_a_household_at_one_registration(made):
    people = {row["rec_id"]: row["person"] for row in rows(made / "truth.csv")}
    members = [(row["hh_id"], people[row["rec_id"]]) for row in rows(made / "persons.csv")]
    assert len(set(members)) == len(members)


def test_each_household_has_one_who_stands_for_it(made):
    persons = rows(made / "persons.csv")
    heads = Counter(row["hh_id"] for row in persons if row["relation"] == "PA")
    assert set(heads) == {row["hh_id"] for row in persons}
    assert set(heads.values()) == {1}


def test_nobody_is_registered_before_birth(made):
    born = [
        (r["dob"], r["reg_date"]) for r in rows(made / "persons.csv") if r["dob_estimated"] == "0"
    ]
    assert born
    # One date in seventy is written wrong, by up to a year.
    assert sum(dob > on for dob, on in born) <= len(born) * 0.02


def test_an_age_that_was_only_said_has_no_day(made):
    said = [row for row in rows(made / "persons.csv") if row["dob_estimated"] == "1"]
    assert len(said) > PEOPLE * 0.8
    assert all(row["dob"][:4] in {"", row["birth_year"]} for row in said)


def test_two_registrars_write_the_same_name_in_several_ways():
    rng = np.random.default_rng(1)
    staff = register_writing.registrars(rng)
    everyone = np.arange(len(staff.birth))
    texts = register_writing.written(
        rng, staff, everyone, ["Ouédraogo", "Djénéba"], np.zeros(len(everyone), dtype=int)
    )
    assert {"Ouédraogo", "Ouedraogo", "Wedraogo"} <= set(texts)


@pytest.mark.parametrize("seed", range(20))
def test_a_slip_of_the_finger_changes_little(seed):
    new = register_writing.mistyped("Fatoumata", np.random.default_rng(seed))
    assert new[0] == "F"
    assert abs(len(new) - 9) <= 1
