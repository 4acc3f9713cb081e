"""Verdicts given and taken back, by two officers, in any order: two nodes have the same tables."""

from functools import partial
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger.services import Say, rebuild
from akwaba.matching.verdicts import judgement_id
from tests.factories import Desk, id_of
from tests.ledger.test_order_does_not_matter import deliveries, fold_elsewhere

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.postgresql]

PEOPLE = [UUID(int=(7 << 76) | (2 << 62) | number) for number in range(11, 14)]
OFFICERS = [UUID(int=21), UUID(int=22), None]


def base_of(draw, values, earlier):
    named = {}
    for name in values:
        if earlier and draw(st.booleans()):
            heads = draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True))
            named[name] = [id_of(wire) for wire in heads]
    return {name: heads for name, heads in named.items() if heads}


@st.composite
def verdicts(draw, earlier):
    """One officer says something of one pair, or takes it back."""
    one, other = sorted(
        draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
    )
    judge = draw(st.sampled_from(OFFICERS))
    row = judgement_id(one, other, judge)
    seen = [id_of(wire) for wire in earlier[-2:]]
    if draw(st.integers(0, 3)) == 0:
        said = {"void": draw(st.sampled_from([{"void_reason": "error", "void_seen": seen}, {}]))}
        return Say("matching.judgement", row, said, base_of(draw, said, earlier), about=one)
    said = {
        "verdict": draw(st.sampled_from(["same", "different", "later"])),
        "level": draw(st.sampled_from(["supervisor", "supervisor", "clerk"])),
        "evidence": draw(st.sampled_from(["", "e1", "e2"])),
        "seen": draw(st.sampled_from([[], seen])),
        "linked": draw(st.sampled_from([0, 1])),
    }
    base = base_of(draw, said, earlier)
    if draw(st.booleans()):
        return Say("matching.judgement", row, said, base, about=one)
    pair = {"one": str(one), "other": str(other)} | ({"judge": str(judge)} if judge else {})
    return Say("matching.judgement", row, {"pair": pair, **said}, base, creates=True, about=one)


@st.composite
def histories(draw):
    desks = [Desk(), Desk()]
    wires = []
    for _ in range(draw(st.integers(1, 9))):
        desk = draw(st.sampled_from(desks))
        desk.wall += draw(st.sampled_from([0, 60_000, -10_000_000_000]))
        said = draw(verdicts(wires))
        wires.append(desk.make(said, kind="matching.pair_judged", subject=said.about))
    return desks, wires


in_one_go = partial(
    settings, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@in_one_go(max_examples=60)
@given(st.data())
def test_any_delivery_of_the_same_verdicts_folds_to_the_same_tables(data):
    desks, wires = data.draw(histories())
    batches = data.draw(deliveries(wires))
    assert fold_elsewhere(desks, batches) == fold_elsewhere(desks, [wires])


@in_one_go(max_examples=30)
@given(st.data())
def test_a_rebuild_from_zero_gives_the_verdicts_that_were_there(data):
    desks, wires = data.draw(histories())
    batches = data.draw(deliveries(wires))
    assert fold_elsewhere(desks, batches, then=rebuild) == fold_elsewhere(desks, batches)
