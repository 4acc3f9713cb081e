from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting.escalation import WAITS, Ladder, Why, next_telling, tellings
from akwaba.watch.alerting.life import Act, Doing, life_of
from akwaba.watch.alerting.life_words import REASONS
from akwaba.watch.alerting.ratings import Urgency
from tests.watch.alerting.test_life import (
    ANSWERED,
    CANCELLED,
    CLOSED,
    DAWN,
    GIVEN,
    RAISED,
    READ,
    acts_of_anybody,
)

LADDER = Ladder(
    steps=(("supervisor",), ("manager", "protection"), ("capital",)),
    wait=timedelta(minutes=30),
    owner_within=timedelta(hours=2),
)


def at(hours):
    return DAWN + timedelta(hours=hours)


def told(acts, hours):
    found = tellings(life_of(acts), LADDER, now=at(hours))
    return [((each.at - DAWN) / timedelta(hours=1), each.to, each.why) for each in found]


def test_when_nobody_acknowledges_the_next_step_is_told_and_the_last_again():
    assert told([RAISED], 1.6) == [
        (0, ("supervisor",), Why.RAISED),
        (0.5, ("manager", "protection"), Why.UNACKNOWLEDGED),
        (1, ("capital",), Why.UNACKNOWLEDGED),
        (1.5, ("capital",), Why.UNACKNOWLEDGED),
    ]


def test_who_is_told_next_and_when_is_known_before():
    coming = next_telling(life_of([RAISED]), LADDER, now=at(0.6))
    assert (coming.at, coming.to) == (at(1), ("capital",))


def test_an_acknowledgement_ends_the_ladder():
    assert [why for _, _, why in told([RAISED, READ], 2.9)] == [
        Why.RAISED,
        Why.UNACKNOWLEDGED,
    ]


def test_an_acknowledged_alert_without_an_owner_is_asked_about():
    assert told([RAISED, READ], 3)[-1] == (3, ("kone", "supervisor"), Why.UNOWNED)
    assert Why.UNOWNED not in [why for _, _, why in told([RAISED, READ, GIVEN], 11)]


def test_an_owner_who_does_not_answer_is_asked_and_then_others_with_them():
    assert told([RAISED, READ, GIVEN], 12.6)[-2:] == [
        (12, ("traore", "supervisor"), Why.OVERDUE),
        (12.5, ("traore", "manager", "protection"), Why.OVERDUE),
    ]


def test_an_answer_in_time_leaves_everybody_in_peace():
    life = life_of([RAISED, READ, GIVEN, ANSWERED])
    assert next_telling(life, LADDER, now=at(6)) is None
    assert Why.OVERDUE not in [each.why for each in tellings(life, LADDER, now=at(500))]


@pytest.mark.parametrize("end", [CLOSED, CANCELLED])
def test_nobody_is_told_of_what_is_over(end):
    life = life_of([RAISED, READ, GIVEN, ANSWERED, end])
    assert next_telling(life, LADDER, now=at(21)) is None


def test_more_time_means_no_telling_before_it_is_up():
    more = Act("more", at(11), Doing.ASSIGN, "kone", owner="traore", deadline=at(48))
    life = life_of([RAISED, READ, GIVEN, more])
    assert next_telling(life, LADDER, now=at(13)).at == at(48)


def test_asking_ends_after_a_while():
    assert len(told([RAISED], 10_000)) == 1 + LADDER.most_times
    assert next_telling(life_of([RAISED]), LADDER, now=at(10_000)) is None


def test_nothing_is_told_of_an_alert_that_is_still_under_way():
    assert told([READ, GIVEN], 500) == []


def test_every_telling_says_why():
    assert set(REASONS["fr"]) == set(Why)


def test_keys_tell_tellings_apart():
    keys = [each.key for each in tellings(life_of([RAISED, READ, GIVEN]), LADDER, now=at(40))]
    assert len(set(keys)) == len(keys)


@given(st.lists(acts_of_anybody, max_size=10), st.integers(0, 60), st.integers(0, 60))
def test_what_was_told_stays_told_and_the_next_comes_next(acts, some, more):
    earlier, later = sorted((some, more))
    life = life_of(acts)
    before = tellings(life, LADDER, now=at(earlier))
    after = tellings(life, LADDER, now=at(later))
    assert after[: len(before)] == before
    coming = next_telling(life, LADDER, now=at(earlier))
    if len(after) > len(before):
        assert coming == after[len(before)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": ()},
        {"steps": (("supervisor",), ())},
        {"wait": timedelta(0)},
        {"owner_within": timedelta(0)},
    ],
)
def test_a_ladder_without_people_or_time_is_refused(wrong):
    right = {"steps": (("a",),), "wait": timedelta(1), "owner_within": timedelta(1)}
    with pytest.raises(ValueError, match=r"ladder"):
        Ladder(**right | wrong)


def test_what_is_urgent_waits_least():
    assert set(WAITS) == set(Urgency)
    assert min(WAITS, key=WAITS.get) is Urgency.IMMEDIATE
