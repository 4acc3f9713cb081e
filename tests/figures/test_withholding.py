"""The laws of what may be shown, for any counts and any key."""

from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from akwaba.figures import rules
from akwaba.figures.rules import Audience

KEY = b"a key of the node"
keys = st.binary(min_size=1, max_size=32)
names = st.text(min_size=1, max_size=12)
groups = st.dictionaries(names, st.integers(0, 40), max_size=8)
leaving = st.sampled_from([Audience.RELEASE, Audience.SECURITY])


@given(group=groups, key=keys, audience=leaving)
def test_no_shown_value_is_between_one_and_four(group, key, audience):
    shown = rules.shown(group, audience=audience, key=key)
    assert not {1, 2, 3, 4} & set(shown.values())


@given(group=groups, key=keys, audience=leaving)
def test_the_same_cells_get_the_same_answer(group, key, audience):
    once = rules.shown(group, audience=audience, key=key)
    again = rules.shown(dict(reversed(group.items())), audience=audience, key=key)
    assert once == again


@given(group=groups, key=keys)
def test_a_released_count_of_five_or_more_is_exact_or_rounded_with_the_small_ones(group, key):
    shown = rules.withheld(group, key=key)
    small = [cell for cell, number in group.items() if 0 < number < 5]
    changed = [cell for cell in group if group[cell] >= 5 and shown[cell] != group[cell]]
    assert len(changed) <= (1 if small else 0)


@given(group=groups, key=keys)
def test_security_sees_multiples_of_five_only(group, key):
    shown = rules.shown(group, audience=Audience.SECURITY, key=key)
    assert all(number % 5 == 0 for number in shown.values())


@given(number=st.integers(0, 1000), cell=names, key=keys)
def test_a_rounded_number_is_a_neighbour_of_the_number(number, cell, key):
    shown = rules.rounded(number, cell=cell, key=key)
    assert abs(shown - number) < 5
    assert shown == number or number % 5


@given(number=st.integers(0, 60), cell=names, key=keys)
def test_a_cell_that_grows_never_goes_back(number, cell, key):
    now = rules.rounded(number, cell=cell, key=key)
    assert rules.rounded(number + 1, cell=cell, key=key) >= now


def test_the_draw_is_unbiased_over_keys():
    """P(5) = n/5: over 20,000 keys the mean stays within four standard errors of n."""
    draws = 20_000
    for number in (1, 2, 3, 4, 7):
        total = sum(
            rules.rounded(number, cell="pogo|2025-11-12", key=str(key).encode())
            for key in range(draws)
        )
        part = number % 5 / 5
        error = 5 * (part * (1 - part) / draws) ** 0.5
        assert abs(total / draws - number) < 4 * error


def test_two_small_cells_cannot_be_had_back_together_from_an_exact_total():
    """If 28 of the 30 were exact, the two small cells would be two people: one each."""
    group = {"F 18-59": 20, "M 18-59": 8, "F 60+": 1, "M 60+": 1}
    exact = {
        sum(number for cell, number in shown.items() if number == group[cell])
        for key in range(200)
        for shown in [rules.withheld(group, key=str(key).encode())]
    }
    assert exact == {20}


def test_a_single_small_cell_cannot_be_had_back_from_an_exact_total():
    """The total, 53, may be known from another table: then 53 − 30 − 20 would be the small one."""
    group = {"MLI": 30, "BFA": 21, "CIV": 2}
    seen = {
        (shown["BFA"], shown["CIV"])
        for key in range(200)
        for shown in [rules.withheld(group, key=str(key).encode())]
    }
    assert seen == {(20, 0), (20, 5), (25, 0), (25, 5)}


def test_nothing_is_changed_for_use_inside():
    group = {"a": 1, "b": 4, "c": 17}
    assert rules.shown(group, audience=Audience.INSIDE, key=KEY) == group


def test_age_and_sex_are_told_from_twenty_people_on():
    told = rules.groups_by_size({"pogo": 20, "nielle": 19}, audience=Audience.RELEASE)
    assert told == (["pogo"], ["nielle"])


def test_security_sees_no_day_that_ended_less_than_24_hours_ago():
    asked = date(2025, 11, 16)
    noon = datetime(2025, 11, 16, 12, tzinfo=UTC)
    midnight = datetime(2025, 11, 16, 0, tzinfo=UTC)
    assert rules.delayed(asked, now=noon) == date(2025, 11, 14)
    assert rules.delayed(asked, now=midnight) == date(2025, 11, 14)
    assert rules.delayed(date(2025, 11, 1), now=noon) == date(2025, 11, 1)


def test_those_waiting_are_the_larger_of_counted_and_announced():
    waiting = rules.waiting
    assert waiting(counted=62, announced_missing=4, registered=50) == 12
    assert waiting(counted=62, announced_missing=20, registered=50) == 20
    assert waiting(counted=40, announced_missing=None, registered=50) == 0
    assert waiting(counted=None, announced_missing=3, registered=50) == 3


def test_waiting_is_unknown_where_nobody_counted_or_announced():
    assert rules.waiting(counted=None, announced_missing=None, registered=50) is None
    assert rules.total_of([None, None]) is None
    assert rules.total_of([None, 0]) == 0


def test_the_backlog_of_december_2024_was_fifteen_days():
    """70,500 estimated, 65,962 registered, 300 a day (WFP and Joint Response Plan 2024)."""
    days = rules.backlog_days(waiting=70_500 - 65_962, registered_in_week=7 * 300)
    assert round(float(days), 1) == 15.1


def test_a_backlog_without_speed_is_unknown_and_without_people_is_none():
    assert rules.backlog_days(waiting=10, registered_in_week=0) is None
    assert rules.backlog_days(waiting=None, registered_in_week=70) is None
    assert rules.backlog_days(waiting=0, registered_in_week=0) == Fraction(0)
