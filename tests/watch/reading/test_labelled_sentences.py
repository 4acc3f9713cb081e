"""The reader must not get worse than it was seen to be; `scoring` prints the figures."""

import pytest

from tests.watch.reading.scoring import AFTERWARDS, HALVES, labelled, scores

FLOORS = {
    "kinds": (0.95, 0.95),
    "places": (0.95, 0.90),
    "dates": (0.94, 0.95),
    "numbers": (0.95, 0.95),
}
"""Least precision and recall, a finding or two under what was measured."""
FLOORS_AFTERWARDS = {
    "kinds": (0.90, 0.86),
    "places": (0.90, 0.80),
    "dates": (0.93, 0.93),
    "numbers": (0.90, 0.88),
}


def too_low(half, floors):
    found = {what: (one.precision, one.recall) for what, one in scores(half).items()}
    return {
        what: found[what]
        for what, (precision, recall) in floors.items()
        if found[what][0] < precision or found[what][1] < recall
    }


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall_hold(half):
    assert too_low(half, FLOORS) == {}


def test_they_hold_on_the_harder_sentences():
    assert too_low(AFTERWARDS, FLOORS_AFTERWARDS) == {}


def test_the_set_is_half_french_and_half_is_held_back():
    every = [each for half in HALVES for each in labelled(half)]
    assert len(every) >= 80
    assert sum(each["lang"] == "fr" for each in every) * 2 == len(every)
    assert sum(each["half"] == "held_back" for each in every) * 2 == len(every)
    assert len({each["id"] for each in every}) == len(every)
