"""Incidents, figures and comparisons in any order: two nodes have the same board."""

from functools import partial
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger.services import Say, rebuild
from akwaba.watch.identifiers import choice_id, comparison_id, figure_id
from tests.factories import Desk, id_of
from tests.ledger.test_order_does_not_matter import deliveries, fold_elsewhere

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.postgresql]

INCIDENTS = [UUID(int=(7 << 76) | (2 << 62) | number) for number in range(31, 34)]
KEYS = ["a", "b"]
VOIDS = [{"void_reason": "error", "void_seen": []}, {}]


def base_of(draw, values, earlier):
    named = {
        name: [id_of(wire) for wire in draw(st.lists(st.sampled_from(earlier), max_size=3))]
        for name in values
        if earlier and draw(st.booleans())
    }
    return {name: sorted(set(heads)) for name, heads in named.items() if heads}


@st.composite
def rows(draw):
    """(table, row id, what can be said of it)."""
    one, other = sorted(
        draw(st.lists(st.sampled_from(INCIDENTS), min_size=2, max_size=2, unique=True))
    )
    key, number = draw(st.sampled_from(KEYS)), draw(st.integers(0, 9))
    about = draw(st.sampled_from(["deaths", "displaced"]))
    counted = {"incident": str(one), "about_what": about, "key": key, "best": number}
    choice = {"incident": str(one), "about_what": about, "figure": str(figure_id(one, key))}
    return draw(
        st.sampled_from([
            ("incident", one, {"kind": "armed_clash", "people_move": "yes"}),
            ("incident", one, {"kind": "decision_authority"}),
            ("figure", figure_id(one, key), {"counted": {**counted, "status": "counted"}}),
            ("choice", choice_id(one, about), {"choice": {**choice, "reason": "seen"}}),
            ("comparison", comparison_id(one, other), {
                "pair": {"one": str(one), "other": str(other)},
                "verdict": {"verdict": draw(st.sampled_from(["same", "different"]))},
            }),
        ])
    )  # fmt: skip


@st.composite
def statements(draw, earlier):
    table, row, values = draw(rows())
    if draw(st.integers(0, 4)) == 0:
        values = {"void": draw(st.sampled_from(VOIDS))}
    base = base_of(draw, values, earlier)
    return Say(f"watch.{table}", row, values, base, creates=draw(st.booleans()))


@st.composite
def histories(draw):
    desks = [Desk(), Desk()]
    wires = []
    for _ in range(draw(st.integers(1, 10))):
        desk = draw(st.sampled_from(desks))
        desk.wall += draw(st.sampled_from([0, 60_000, -10_000_000_000]))
        said = draw(statements(wires))
        wires.append(desk.make(said, kind="watch.incident_corrected", subject=said.id))
    return desks, wires


in_one_go = partial(
    settings, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@in_one_go(max_examples=50)
@given(st.data())
def test_any_delivery_of_the_same_incidents_folds_to_the_same_board(data):
    desks, wires = data.draw(histories())
    batches = data.draw(deliveries(wires))
    assert fold_elsewhere(desks, batches) == fold_elsewhere(desks, [wires])


@in_one_go(max_examples=20)
@given(st.data())
def test_a_rebuild_from_zero_gives_the_board_that_was_there(data):
    desks, wires = data.draw(histories())
    batches = data.draw(deliveries(wires))
    assert fold_elsewhere(desks, batches, then=rebuild) == fold_elsewhere(desks, batches)
