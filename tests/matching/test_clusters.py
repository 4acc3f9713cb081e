"""Persons from pairs: no chains, no giants."""

import numpy as np

from akwaba.matching.clusters import LARGEST, clusters_of


def clusters(rows, pairs, household=None):
    homes = np.arange(rows) if household is None else np.array(household)
    found = np.array([pair[:2] for pair in pairs], np.int32).reshape(-1, 2)
    chances = np.array([pair[2] for pair in pairs], float)
    return clusters_of(rows, found, chances, homes).tolist()


def test_a_likely_pair_is_one_person_and_an_unlikely_one_is_not():
    assert clusters(4, [(0, 1, 0.9), (2, 3, 0.3)]) == [0, 0, 2, 3]


def test_three_registrations_are_one_person_where_all_pairs_agree():
    assert clusters(3, [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.8)]) == [0, 0, 0]


def test_a_chain_that_nothing_closes_is_not_followed():
    assert clusters(3, [(0, 1, 0.9), (1, 2, 0.8)]) == [0, 0, 2]


def test_two_of_a_household_are_never_one_person():
    assert clusters(3, [(0, 1, 0.99), (1, 2, 0.98), (0, 2, 0.97)], [7, 8, 7]) == [0, 0, 2]


def test_nobody_grows_beyond_what_a_person_can_be():
    many = 40
    pairs = [(i, j, 0.99) for i in range(many) for j in range(i + 1, many)]
    assert max(np.bincount(clusters(many, pairs))) <= LARGEST


def test_the_order_of_the_pairs_does_not_matter():
    pairs = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.6), (3, 4, 0.7), (2, 3, 0.55)]
    assert clusters(5, pairs) == clusters(5, pairs[::-1])
