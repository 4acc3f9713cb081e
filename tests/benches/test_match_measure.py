"""Precision, recall and the rest, on cases small enough to count by hand."""

import numpy as np
import pytest

from benches import match_gaps
from benches import match_measure as measure

# Six records of four people: a, a, b, b, b, c. True pairs: 0-1, 2-3, 2-4, 3-4.
PERSON = np.array([0, 0, 1, 1, 1, 2])
KINDS = ("once", "alone", "once", "part", "deliberate", "once")
PAIRS = [(1, 0, 0.99), (2, 3, 0.9), (4, 5, 0.9), (0, 5, 0.6), (3, 4, 0.2)]


def scored(pairs=PAIRS, person=PERSON):
    a, b, p = (np.array(column) for column in zip(*pairs, strict=True))
    return measure.ordered(a.astype(int), b.astype(int), p.astype(float), person)


def about(groups=None):
    kind = np.array([measure.HARDEST_FIRST.index(kind) for kind in KINDS])
    return measure.Register({}, PERSON, kind, groups or {})


def test_three_records_of_a_person_are_three_pairs():
    assert measure.true_pairs(PERSON) == 4


def test_a_threshold_counts_the_pairs_that_are_as_likely():
    right = measure.at(0.9, scored(), 4)
    assert right.precision == pytest.approx(2 / 3)
    assert right.recall == pytest.approx(2 / 4)
    assert right.f1 == pytest.approx(4 / 7)


def test_a_threshold_above_all_finds_nothing():
    assert measure.at(1.0, scored(), 4) == measure.Rightness(1.0, 0.0, 0.0)


def test_equally_likely_pairs_are_taken_together():
    thresholds, precision, recall = measure.curve(scored(), 4)
    assert thresholds.tolist() == [0.99, 0.9, 0.6, 0.2]
    assert precision == pytest.approx([1, 2 / 3, 2 / 4, 3 / 5])
    assert recall == pytest.approx([1 / 4, 2 / 4, 2 / 4, 3 / 4])


def test_the_best_threshold_has_the_greatest_f1():
    # F1 along the curve: 2/5, 4/7, 1/2, 2/3.
    top = measure.best(scored(), 4)
    assert top.threshold == 0.2
    assert top.f1 == pytest.approx(2 / 3)


def test_no_pairs_at_all_are_no_error():
    nothing = measure.ordered(np.zeros(0, int), np.zeros(0, int), np.zeros(0), PERSON)
    assert measure.best(nothing, 4) == measure.Rightness(1.0, 0.0, 0.0)
    assert measure.at(0.5, nothing, 4).f1 == 0.0


def test_a_pair_said_twice_counts_once_and_as_the_likelier():
    twice = scored([(0, 1, 0.4), (1, 0, 0.8), (2, 2, 1.0)])
    assert twice.probability.tolist() == [0.8]
    assert (twice.a.tolist(), twice.b.tolist()) == ([0], [1])


def test_sure_pairs_need_no_review_and_the_next_are_looked_at():
    person = np.concatenate(([0, 0, 1, 1, 2, 2], np.arange(3, 97)))  # a hundred: two reviews
    pairs = [(0, 1, 0.97), (0, 6, 0.96), (7, 8, 0.9), (2, 3, 0.8), (4, 5, 0.7)]
    found = measure.reviewed(scored(pairs, person), 3)
    assert found.precision == pytest.approx(1 / 2)
    assert found.recall == pytest.approx(2 / 3)
    assert measure.reviewed(scored(pairs, person), 3, sure=2).recall == pytest.approx(1 / 3)


def test_calibration_sets_what_was_said_beside_what_is_true():
    bands = {band["from"]: band for band in measure.calibration(scored())}
    assert bands[0.85] == {"from": 0.85, "pairs": 2, "said": pytest.approx(0.9), "true": 0.5}
    assert bands[0.99]["true"] == 1.0
    assert set(bands) == {0.2, 0.6, 0.85, 0.99}


def test_a_pair_of_two_repeats_counts_with_the_harder():
    # 0-1 alone; 2-3 part; 2-4 and 3-4 deliberate. Found at .9: 0-1 and 2-3.
    kinds = measure.recall_by_kind(scored(), about(), 0.9)
    assert {kind: right.recall for kind, right in kinds.items()} == {
        "deliberate": 0.0,
        "alone": 1.0,
        "part": 1.0,
    }
    assert measure.recall_by_kind(scored(), about(), 0.2)["deliberate"].recall == 0.5


def test_groups_are_compared_at_equal_precision(monkeypatch):
    monkeypatch.setattr(match_gaps, "FEWEST", 1)
    register = about({"sex": np.array(["F", "F", "M", "M", "F", "M"])})
    # F has the true pair 0-1; said of F: 0-1 (true), 4-5 and 0-5 (false).
    # M has 2-3, 2-4, 3-4; said of M: 2-3 and 3-4, both true.
    table, sizes = match_gaps.by_group(scored(), register, "sex", precision=0.9)
    assert {value: right.recall for value, right in table.items()} == {
        "F": 1.0,
        "M": pytest.approx(2 / 3),
    }
    assert sizes == [1, 3]
    (gap,) = match_gaps.gaps(scored(), register, precision=0.9).values()
    assert gap.points == pytest.approx(100 / 3)


def test_small_groups_scatter_by_chance_and_large_ones_do_not():
    half = {name: measure.Rightness(0.5, 0.9, 0.8) for name in "ab"}
    few, many = (match_gaps._by_chance(half, [size] * 2) for size in (100, 100_000))
    assert few > 3
    assert many < 1


def test_a_kind_of_repeat_that_does_not_count_is_missed_by_nobody(monkeypatch):
    monkeypatch.setattr(match_gaps, "FEWEST", 1)
    register = about({"sex": np.array(["F"] * 6)})
    every, _ = match_gaps.by_group(scored(), register, "sex", precision=0)
    kind = ("part", "alone")
    some, sizes = match_gaps.by_group(scored(), register, "sex", precision=0, kinds=kind)
    assert sizes == [2], "those who hid are not asked for"
    assert some["F"].recall == 1.0 > every["F"].recall


def test_how_it_is_used_is_told(capsys):
    with pytest.raises(SystemExit) as ended:
        measure.main(["--help"])
    assert ended.value.code == 0
    assert "PERSONS.csv" in capsys.readouterr().out


def test_files_are_read_as_they_are_written(tmp_path):
    persons, truth, pairs = (tmp_path / name for name in ("p.csv", "t.csv", "pairs.csv"))
    persons.write_text(
        "rec_id,sex,cercle,country,birth_year,reg_date,doc_no\n"
        "x,F,Kadiolo,MLI,2020,2024-05-01,\ny,M,Poni,BFA,,2024-06-01,B1\nz,,,,1950,2024-06-01,\n"
    )
    truth.write_text("rec_id,person,kind\nx,P1,once\ny,P2,once\nz,P1,alone\n")
    pairs.write_text("rec_id_a,rec_id_b,probability,band,reasons\nz,x,0.7,probably,\n")
    register = measure.register(persons, truth)
    assert register.groups["age"].tolist() == ["0-4", "unknown", "60+"]
    assert register.groups["origin"].tolist() == ["MLI", "BFA", "unknown"]
    assert register.groups["district"].tolist() == ["Kadiolo", "Poni", "unknown"]
    assert register.groups["document"].tolist() == ["without", "with", "without"]
    some = measure.scored(pairs, register)
    assert (some.a.tolist(), some.b.tolist(), some.true.tolist()) == ([0], [2], [True])
