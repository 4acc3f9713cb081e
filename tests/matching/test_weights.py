"""Weights are the textbook's: nothing here needs a register."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.matching.parameters import load, save, shipped
from akwaba.matching.weights import (
    BIRTH_LEVELS,
    LEVELS,
    ParametersUnusable,
    birth_level,
    bits,
    odds_in_bits,
    parameters_from,
    probability,
)

years = st.integers(1900, 2025)
days = st.integers(0, 366)


@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_more_evidence_is_never_less_likely(a, b):
    assert probability(min(a, b)) <= probability(max(a, b))


@given(st.floats(1e-6, 1 - 1e-6))
def test_odds_and_probability_undo_each_other(share):
    assert probability(odds_in_bits(share)) == pytest.approx(share, rel=1e-6)


@given(years, days, years, days)
def test_a_birth_compares_the_same_both_ways(year_a, day_a, year_b, day_b):
    one = birth_level(year_a, day_a, year_b, day_b)
    assert one == birth_level(year_b, day_b, year_a, day_a)
    assert 0 <= one < len(BIRTH_LEVELS)


def test_a_shared_rare_name_is_worth_more_than_a_frequent_one():
    assert bits(0.7, 0.001) > bits(0.7, 0.1) > 0 > bits(0.01, 0.5)


def test_what_is_shipped_is_complete_and_adds_up():
    parameters = shipped()
    assert {field: len(m) for field, m in parameters.m.items()} == {
        field: len(levels) for field, levels in LEVELS.items()
    }
    assert all(sum(m) == pytest.approx(1, abs=1e-4) for m in parameters.m.values())


def test_parameters_survive_a_file(tmp_path):
    save(shipped(), tmp_path / "p.json")
    assert load(tmp_path / "p.json").as_json() == shipped().as_json()


@pytest.mark.parametrize("wrong", ["[]", "{", "{}", '{"format": 9}', '"x"'])
def test_a_file_that_is_no_parameters_is_refused(tmp_path, wrong):
    (tmp_path / "p.json").write_text(wrong)
    with pytest.raises(ParametersUnusable):
        load(tmp_path / "p.json")


def test_a_probability_above_one_is_refused():
    facts = json.loads(json.dumps(shipped().as_json()))
    facts["fields"]["given"]["same"]["m"] = 1.5
    with pytest.raises(ParametersUnusable, match=r"1\.5"):
        parameters_from(facts)
