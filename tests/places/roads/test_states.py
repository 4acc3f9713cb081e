"""What was said of a road means the same in whatever order it came; the worst counts."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akwaba.places.roads.rules import (
    FUEL_BLOCKADE_PERCENT,
    Mode,
    Passage,
    Season,
    State,
    StateOverTime,
    passage_on,
    passages_on,
)

DAY = date(2025, 11, 14)
ROAD = UUID(int=1)


def said(state, start=DAY, end=None, *, mode=Mode.BOTH, slowness=100, number=1):
    return StateOverTime(
        id=UUID(int=number),
        road=ROAD,
        state=state,
        slowness_percent=slowness,
        from_on=start,
        until_on=end,
        mode=mode,
        incident=None,
        source="a driver",
        made_at=f"{number:017d}",
    )


days = st.integers(-5, 5).map(lambda ahead: DAY + timedelta(days=ahead))
told = st.builds(
    said,
    st.sampled_from(State),
    days,
    st.one_of(st.none(), days),
    mode=st.sampled_from(Mode),
    slowness=st.integers(101, 5000),
    number=st.integers(1, 1000),
)
one_each = st.lists(told, unique_by=lambda one: one.id, max_size=6)


@settings(deadline=None)
@given(one_each, st.randoms(use_true_random=False), st.sampled_from([Mode.MOTOR, Mode.FOOT]))
def test_the_order_in_which_it_was_heard_does_not_matter(states, chance, mode):
    shuffled = list(states)
    chance.shuffle(shuffled)
    assert passage_on(shuffled, DAY, mode) == passage_on(states, DAY, mode)


@settings(deadline=None)
@given(one_each, told)
def test_what_concerns_other_days_changes_nothing(states, other):
    away = said(other.state, DAY + timedelta(days=1), number=2000)
    gone = said(other.state, DAY - timedelta(days=9), DAY - timedelta(days=1), number=2001)
    assert passage_on([*states, away, gone], DAY, Mode.FOOT) == passage_on(states, DAY, Mode.FOOT)


def test_a_road_of_which_nothing_is_said_is_open():
    assert passage_on([], DAY, Mode.MOTOR) == Passage(State.OPEN)


def test_a_fuel_blockade_slows_motor_traffic_and_closes_nothing():
    blockade = said(State.SLOW, mode=Mode.MOTOR, slowness=FUEL_BLOCKADE_PERCENT)
    motor = passage_on([blockade], DAY, Mode.MOTOR)
    assert motor.is_possible
    assert motor.factor == pytest.approx(360 / 35, abs=0.01)
    assert passage_on([blockade], DAY, Mode.FOOT) == Passage(State.OPEN)


def test_a_blockade_does_not_lift_the_closure_of_a_bridge():
    bridge = said(State.CLOSED, DAY - timedelta(days=9), number=1)
    blockade = said(State.SLOW, mode=Mode.MOTOR, slowness=500, number=2)
    assert passage_on([bridge, blockade], DAY, Mode.MOTOR).state is State.CLOSED


def test_who_says_open_ends_what_began_before_and_not_what_begins_later():
    closed = said(State.CLOSED, DAY - timedelta(days=9), number=1)
    opened = said(State.OPEN, DAY - timedelta(days=2), number=2)
    assert passage_on([closed, opened], DAY, Mode.FOOT).state is State.OPEN
    again = said(State.CLOSED, DAY, number=3)
    assert passage_on([closed, opened, again], DAY, Mode.FOOT).state is State.CLOSED


def test_the_last_day_still_counts_and_the_next_does_not():
    closed = said(State.CLOSED, DAY - timedelta(days=2), DAY)
    assert passage_on([closed], DAY, Mode.FOOT).state is State.CLOSED
    assert passage_on([closed], DAY + timedelta(days=1), Mode.FOOT).state is State.OPEN


def test_it_is_possible_where_nobody_knows_and_that_is_said():
    passage = passage_on([said(State.UNKNOWN)], DAY, Mode.FOOT)
    assert passage.is_possible
    assert passage.state is State.UNKNOWN


def test_a_track_for_walkers_carries_no_motor_and_the_rains_cut_what_is_dry_only():
    path = passages_on([], DAY, mode=Mode.FOOT, season=Season.ALL)
    assert (path[Mode.MOTOR].is_possible, path[Mode.FOOT].is_possible) == (False, True)
    track = {"mode": Mode.BOTH, "season": Season.DRY}
    assert passages_on([], date(2025, 8, 1), **track)[Mode.FOOT].state is State.CLOSED
    assert passages_on([], date(2025, 12, 1), **track)[Mode.FOOT].state is State.OPEN
