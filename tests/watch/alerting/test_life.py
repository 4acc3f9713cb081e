from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting.life import Act, Doing, Refusal, State, life_of, refusal
from akwaba.watch.alerting.life_words import REFUSALS

DAWN = datetime(2025, 11, 15, 6, tzinfo=UTC)


def act(hour, doing, by="kone", **more):
    at = DAWN + timedelta(hours=hour)
    return Act(f"{hour}-{doing}-{by}", at, doing, by, **more)


RAISED = act(0, Doing.RAISE, by="yao")
READ = act(1, Doing.ACKNOWLEDGE)
GIVEN = act(2, Doing.ASSIGN, owner="traore", deadline=DAWN + timedelta(hours=12))
ANSWERED = act(5, Doing.ANSWER, by="traore", words="Deux agents et un camion d’eau partent.")
CLOSED = act(20, Doing.CLOSE)
CANCELLED = act(20, Doing.CANCEL, words="Compté deux fois.")
WHOLE = [RAISED, READ, GIVEN, ANSWERED, CLOSED]


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([], State.UNKNOWN),
        (WHOLE[:1], State.RAISED),
        (WHOLE[:2], State.ACKNOWLEDGED),
        (WHOLE[:3], State.ACKNOWLEDGED),
        (WHOLE[:4], State.ANSWERED),
        (WHOLE, State.CLOSED),
        ([RAISED, CANCELLED], State.CANCELLED),
        ([RAISED, GIVEN], State.RAISED),
    ],
)
def test_an_alert_lives_step_by_step(acts, state):
    life = life_of(acts)
    assert (life.state, life.refused) == (state, ())


def test_a_life_says_who_did_what_and_when():
    life = life_of(WHOLE)
    assert (life.raised_by, life.raised_at) == ("yao", DAWN)
    assert life.acknowledged == (("kone", READ.at),)
    assert (life.owner, life.deadline) == ("traore", GIVEN.deadline)
    assert (life.answers, life.ended_at) == ((ANSWERED,), CLOSED.at)


@pytest.mark.parametrize(
    ("before", "done", "reason"),
    [
        ([], READ, Refusal.NOT_RAISED),
        ([RAISED], act(1, Doing.RAISE), Refusal.ALREADY_RAISED),
        ([RAISED, READ], act(2, Doing.ACKNOWLEDGE), Refusal.ALREADY_ACKNOWLEDGED),
        ([RAISED], act(2, Doing.ASSIGN, deadline=GIVEN.deadline), Refusal.NO_OWNER),
        ([RAISED], act(2, Doing.ASSIGN, owner="traore"), Refusal.NO_DEADLINE),
        (
            [RAISED],
            act(13, Doing.ASSIGN, owner="t", deadline=GIVEN.deadline),
            Refusal.DEADLINE_PAST,
        ),
        ([RAISED, GIVEN], ANSWERED, Refusal.NOT_ACKNOWLEDGED),
        ([RAISED, READ], ANSWERED, Refusal.NO_OWNER),
        ([RAISED, READ, GIVEN], act(5, Doing.ANSWER, words="  "), Refusal.NO_REASON),
        ([RAISED, READ, GIVEN], CLOSED, Refusal.NOT_ANSWERED),
        ([RAISED], act(3, Doing.CANCEL), Refusal.NO_REASON),
        (WHOLE, act(21, Doing.ANSWER, words="Trop tard."), Refusal.OVER),
        ([RAISED, CANCELLED], act(21, Doing.ACKNOWLEDGE, by="sow"), Refusal.OVER),
    ],
)
def test_what_is_impossible_is_refused_by_name_and_changes_nothing(before, done, reason):
    life = life_of(before)
    assert refusal(life, done) is reason
    after = life_of([*before, done])
    assert [(each.act, each.reason) for each in after.refused] == [(done, reason)]
    assert after.state is life.state


def test_every_refusal_says_what_to_do():
    assert set(REFUSALS["fr"]) == set(Refusal)


def test_several_may_acknowledge_each_once():
    life = life_of([RAISED, READ, act(3, Doing.ACKNOWLEDGE, by="sow")])
    assert [officer for officer, _ in life.acknowledged] == ["kone", "sow"]


def test_to_ask_another_after_an_answer_is_to_ask_anew():
    again = act(6, Doing.ASSIGN, owner="sow", deadline=DAWN + timedelta(hours=30))
    life = life_of([*WHOLE[:4], again])
    assert (life.state, life.owner, life.answered_at) == (State.ACKNOWLEDGED, "sow", None)
    assert refusal(life, CLOSED) is Refusal.NOT_ANSWERED


def test_what_came_late_is_read_at_its_time():
    """The acknowledgement was made offline and arrives after the alert was closed."""
    late = life_of([RAISED, GIVEN, ANSWERED, CLOSED, READ])
    assert late == life_of(WHOLE)


acts_of_anybody = st.builds(
    act,
    st.integers(0, 8),
    st.sampled_from(Doing),
    by=st.sampled_from(["kone", "sow"]),
    owner=st.sampled_from([None, "traore"]),
    deadline=st.sampled_from([None, DAWN + timedelta(hours=4), DAWN + timedelta(hours=40)]),
    words=st.sampled_from(["", "Un camion part."]),
)


@given(st.lists(acts_of_anybody, max_size=8), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_acts_matters(acts, chance):
    shuffled = acts + chance.choices(acts, k=len(acts)) if acts else []
    chance.shuffle(shuffled)
    assert life_of(shuffled) == life_of(acts)


@given(st.lists(acts_of_anybody, max_size=12))
def test_no_answered_alert_lacks_an_owner_and_nothing_follows_an_end(acts):
    life = life_of(acts)
    if life.state is State.ANSWERED:
        assert life.owner
        assert life.acknowledged
    for each in [
        *life.answers,
        *(Act("", at, Doing.ACKNOWLEDGE, by) for by, at in life.acknowledged),
    ]:
        assert life.ended_at is None or each.at <= life.ended_at


def test_a_thousand_acts_in_the_other_order():
    many = [RAISED, *(act(1, Doing.ACKNOWLEDGE, by=f"o{number:03}") for number in range(1000))]
    assert life_of(many[::-1]) == life_of(many)
