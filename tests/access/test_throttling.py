"""Wrong passwords make the next try wait, never for long."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from akwaba.access.throttling import FIRST_WAIT, LONGEST_WAIT, REMEMBERED, waiting_time

NOW = datetime(2025, 11, 12, 9, 0, tzinfo=UTC)
moments = st.lists(
    st.timedeltas(timedelta(days=-400), timedelta(days=400)).map(lambda away: NOW + away),
    max_size=60,
)


def ago(*seconds):
    return [NOW - timedelta(seconds=each) for each in seconds]


def test_a_few_slips_cost_nothing():
    assert waiting_time(wrong=ago(1, 2, 3, 4), free=5, now=NOW) == timedelta(0)


def test_the_fifth_wrong_password_makes_one_wait():
    assert waiting_time(wrong=ago(0, 2, 3, 4, 5), free=5, now=NOW) == FIRST_WAIT


def test_the_wait_runs_out():
    assert waiting_time(wrong=ago(31, 32, 33, 34, 35), free=5, now=NOW) == timedelta(0)


def test_each_further_one_doubles_the_wait():
    assert waiting_time(wrong=ago(*range(7)), free=5, now=NOW) == 4 * FIRST_WAIT


def test_a_clock_set_back_a_year_does_not_close_the_door():
    ahead = [NOW + timedelta(days=365)] * 50
    assert waiting_time(wrong=ahead, free=5, now=NOW) == timedelta(0)


def test_what_is_long_past_is_forgiven():
    past = [NOW - REMEMBERED - timedelta(seconds=1)] * 50
    assert waiting_time(wrong=past, free=5, now=NOW) == timedelta(0)


@given(moments, st.integers(1, 40))
def test_nobody_ever_waits_longer_than_the_longest(wrong, free):
    assert timedelta(0) <= waiting_time(wrong=wrong, free=free, now=NOW) <= LONGEST_WAIT


@given(moments, st.integers(1, 40))
def test_one_more_wrong_password_never_shortens_the_wait(wrong, free):
    before = waiting_time(wrong=wrong, free=free, now=NOW)
    assert waiting_time(wrong=[*wrong, NOW], free=free, now=NOW) >= before
