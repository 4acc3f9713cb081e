"""The whole register against itself: found, calibrated enough, and always the same."""

import random

import numpy as np

from akwaba.matching.engine import Engine
from akwaba.matching.training import train
from akwaba.matching.whole import match_whole, persons_in, reasons_for
from tests.matching.invented import person, persons, register

FEWEST_F1 = 0.9
"""Measured: 0.98."""


def named(engine, rows, matches):
    ids = np.array([row["rec_id"] for row in rows])[engine.register.source]
    return {
        tuple(sorted((str(ids[i]), str(ids[j])))): p
        for (i, j), p in zip(matches.pairs.tolist(), matches.probability.tolist(), strict=True)
    }


def f1(found, truth):
    hits = len(found & truth)
    return 2 * hits / (len(found) + len(truth))


def test_families_that_came_twice_are_found(rows_and_truth, engine, matches):
    rows, truth = rows_and_truth
    likely = {pair for pair, p in named(engine, rows, matches).items() if p >= 0.5}
    assert f1(likely, truth) >= FEWEST_F1


def test_the_order_of_the_rows_and_the_threads_change_nothing(rows_and_truth, engine, matches):
    rows = list(rows_and_truth[0])
    random.Random(3).shuffle(rows)  # noqa: S311
    other = Engine.of(persons(rows), today=2025, threads=2)
    assert named(other, rows, match_whole(other)) == named(engine, rows_and_truth[0], matches)


def test_two_members_are_not_both_one_person(engine, matches):
    """One to one: of two rows of a household, one at most is likely the same third person."""
    home = engine.register.rows.household
    likely = matches.pairs[matches.probability > 0.5]
    once = {(int(i), int(home[j])) for i, j in likely} | {(int(j), int(home[i])) for i, j in likely}
    assert len(once) == 2 * len(likely)


def test_a_person_has_no_two_rows_of_one_household(engine, matches):
    head = persons_in(engine, matches)
    keys = {
        (int(h), int(home)) for h, home in zip(head, engine.register.rows.household, strict=True)
    }
    assert len(keys) == len(head)
    assert len(set(head.tolist())) < len(head)


def test_the_strongest_reason_of_a_family_is_its_members(engine, matches):
    reasons = reasons_for(engine, matches, slice(0, 5))
    assert all(why[0].field == "members" and why[0].bits > 0 for why in reasons)


def test_a_shared_coulibaly_is_worth_less_than_a_rare_name():
    rows = [person(str(n), f"h{n}", given_name="Awa", family_name="Coulibaly") for n in range(300)]
    rows += [person(f"r{n}", f"r{n}", given_name="Awa", family_name="Ouologuem") for n in (1, 2)]
    engine = Engine.of(persons(rows), today=2025)
    rare = engine.register.lexicon.word_of["ouologuem"]
    frequent = engine.register.lexicon.word_of["coulibaly"]
    family = engine.register.chances.names[1, 0]
    assert family[rare] < family[frequent] - 5
    likely = match_whole(engine)
    assert all(p < 0.5 for pair, p in named(engine, rows, likely).items() if "0" in pair)


def test_training_learns_from_the_register_alone(engine):
    learnt = train(engine, rounds=1)
    assert learnt.m["sex"][0] > 0.97
    assert 0.03 < learnt.household.family_again < 0.2
    assert all(abs(sum(m) - 1) < 1e-6 for m in learnt.m.values())


def test_a_register_of_one_name_is_bounded():
    rows = [person(str(n), f"h{n}", given_name="Moussa", family_name="Traoré") for n in range(3000)]
    engine = Engine.of(persons(rows), today=2025)
    assert len(match_whole(engine)) < 3000 * 60


def test_two_hundred_people_are_a_list_and_no_family():
    rows, _ = register(30, 0)
    crowd = [dict(row, hh_id="site", rec_id=f"s{n}") for n, row in enumerate(rows * 3)][:200]
    engine = Engine.of(persons(crowd), today=2025)
    assert engine.register.too_large == ("site",)
    assert engine.register.households == 200


def test_nobody_and_somebody_alone_have_no_pairs():
    for rows in ([], [person("1", given_name="Awa")]):
        engine = Engine.of(persons(rows), today=2025)
        assert len(match_whole(engine)) == 0
