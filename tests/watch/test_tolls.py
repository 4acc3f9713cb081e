"""Tolls keep their doubt: empty is unknown, never zero, and sums say what they leave out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.rules import (
    MOST_PEOPLE,
    Status,
    Sum,
    Toll,
    add_up,
    side_by_side,
    toll,
    unfit,
)

NUMBERS = st.none() | st.integers(0, 50)


@st.composite
def tolls(draw):
    status = draw(st.sampled_from(Status))
    if status is Status.UNKNOWN:
        return Toll(status)
    if status is Status.NONE_REPORTED:
        return Toll(status, best=draw(st.sampled_from([None, 0])))
    low, best, high = sorted(draw(st.lists(st.integers(0, 50), min_size=3, max_size=3)))
    empty = draw(st.sampled_from([(), ("low",), ("high",), ("best", "high"), ("low", "high")]))
    said = {"low": low, "best": best, "high": high}
    return Toll(status, **{name: None if name in empty else said[name] for name in said})


def test_a_sum_reads_from_the_least_to_the_most_and_names_the_unknown():
    known = [Toll(Status.COUNTED, 12, 15, 20), Toll(Status.ESTIMATED, best=11)]
    assert add_up([*known, Toll(Status.UNKNOWN), Toll(Status.UNKNOWN)]) == Sum(23, 31, 2, 2, 0)


def test_nobody_killed_is_a_toll_and_no_word_is_none():
    assert add_up([Toll(Status.NONE_REPORTED)]) == Sum(0, 0, 1, 0, 0)
    assert add_up([Toll(Status.UNKNOWN)]) == Sum(0, 0, 0, 1, 0)


def test_at_least_three_has_no_upper_end():
    assert add_up([Toll(Status.ESTIMATED, low=3)]) == Sum(3, 3, 1, 0, 1)


@given(st.lists(tolls()))
def test_every_toll_is_known_or_said_to_be_unknown(given_tolls):
    found = add_up(given_tolls)
    assert found.incidents + found.unknown == len(given_tolls)
    assert 0 <= found.low <= found.high


@given(st.lists(tolls()), tolls())
def test_one_more_incident_never_makes_a_sum_smaller(given_tolls, more):
    before, after = add_up(given_tolls), add_up([*given_tolls, more])
    assert (after.low, after.high) >= (before.low, before.high)
    assert after.unknown >= before.unknown


@given(st.lists(tolls(), min_size=1))
def test_figures_side_by_side_span_every_one_of_them(given_tolls):
    both = side_by_side(given_tolls)
    known = [each for each in given_tolls if each.is_known]
    if not known:
        assert not both.is_known
    else:
        assert both.least <= min(each.least for each in known if each.least is not None) or (
            both.least == 0
        )
        ends = [each.most for each in known]
        assert both.most is None or (None not in ends and both.most >= max(ends))
    assert side_by_side(reversed(given_tolls)) == both or not known


def test_two_counts_that_differ_are_disputed():
    both = side_by_side([Toll(Status.COUNTED, best=3), Toll(Status.COUNTED, best=12)])
    assert both == Toll(Status.DISPUTED, 3, None, 12)


@pytest.mark.parametrize(
    ("status", "numbers", "wrong"),
    [
        (Status.COUNTED, (None, 3, None), ""),
        (Status.COUNTED, (None, None, None), "missing"),
        (Status.COUNTED, (None, -1, None), "range"),
        (Status.COUNTED, (None, MOST_PEOPLE + 1, None), "range"),
        (Status.ESTIMATED, (5, 3, None), "order"),
        (Status.UNKNOWN, (None, 0, None), "not_known"),
        (Status.NONE_REPORTED, (None, 0, None), ""),
        (Status.NONE_REPORTED, (None, 2, None), "zero"),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused_by_name(status, numbers, wrong):
    assert unfit(status, *numbers) == wrong
    if wrong:
        with pytest.raises(ValueError, match=wrong):
            toll(status, *numbers)
