"""Parameters learnt without labels: where families tell who is who, and where nobody has one."""

import random

import pytest

from akwaba.matching.engine import Engine
from akwaba.matching.training import train
from akwaba.matching.weights import parameters_from
from tests.matching.invented import MEN, SURNAMES, SYLLABLES, WOMEN, persons

TIMES, PEOPLE = 3, 400
WRONG_BIRTHS = 0.15


@pytest.fixture(scope="module")
def alone():
    """People who came three times each, without a family, some with another date of birth."""
    chance = random.Random(5)  # noqa: S311  invented people, not secrets
    rows = []
    for number in range(PEOPLE):
        sex = chance.choice("MF")
        said = {
            "given_name": chance.choice(MEN if sex == "M" else WOMEN), "sex": sex,
            "family_name": chance.choice(SURNAMES),
            "village": "".join(chance.choices(SYLLABLES, k=3)), "country": "MLI",
        }  # fmt: skip
        born = birth(chance)
        for time in range(TIMES):
            dob = birth(chance) if chance.random() < WRONG_BIRTHS else born
            rows.append({"rec_id": f"{number}-{time}", "dob": dob, **said})
    return Engine.of(persons(rows), today=2025)


def birth(chance):
    return f"{chance.randint(1960, 2010)}-{chance.randint(1, 12):02}-{chance.randint(2, 28):02}"


def test_without_families_a_place_is_learnt_from_everybody(alone):
    """Nobody can be with the family again: who came from where says the same of each pair."""
    learnt = train(alone)
    assert learnt.m["place"][0] > 0.9
    assert learnt.m["place_alone"] == pytest.approx(learnt.m["place"], abs=0.05)


def test_who_came_often_makes_more_pairs_than_people_and_all_shares_stay_shares(alone):
    learnt = train(alone)
    assert learnt.household.family_again < 1
    assert parameters_from(learnt.as_json()).household == learnt.household
