"""Any order, duplication and batching of the same entries folds to the same tables."""

from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say, rebuild
from akwaba.registry.clusters import link_id
from tests.factories import Desk, id_of, person
from tests.ledger.snapshots import snapshot

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.postgresql]

PEOPLE = [UUID(int=(7 << 76) | (2 << 62) | number) for number in range(1, 4)]
"""Few, so that entries meet on the same rows."""

VALUES = {
    "name_said": ["Awa", "Awa Koné", ""],
    "sex": ["F", "M", ""],
    "aliases": [["Tantie"], [], ["Awa la grande", "Tantie"]],
    "birth": [
        {"birth_precision": "year", "birth_earliest": "1987-01-01"},
        {"birth_precision": "year", "birth_earliest": "1987-01-01", "birth_said": ""},
        {},
    ],
    "phone": ["07", "05"],
    "household": [{"household": str(person)} for person in PEOPLE[:2]],
}


@st.composite
def values(draw):
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3, unique=True))
    return {name: draw(st.sampled_from(VALUES[name])) for name in names}


def base_of(draw, values, earlier):
    named = {}
    for name in values:
        if earlier and draw(st.booleans()):
            heads = draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True))
            named[name] = [id_of(wire) for wire in heads]
    return {name: heads for name, heads in named.items() if heads}


BASES = st.sampled_from(["interview", "document", "supervisor", "suggested"])


@st.composite
def statements(draw, earlier):
    what = draw(st.sampled_from(["create", "set", "set", "set", "void", "link", "unlink", "need"]))
    one = draw(st.sampled_from(PEOPLE))
    if what == "create":
        said = draw(values())
        empty = [Say("registry.person", one, {"marital": ""})]
        return [person(one, **said), *draw(st.sampled_from([[], empty]))]
    if what == "set":
        said = draw(values())
        base = base_of(draw, said, earlier)
        return [Say("registry.person", one, said, base, draw(BASES))]
    if what == "void":
        seen = [id_of(wire) for wire in earlier[-2:]]
        said = {"void": draw(st.sampled_from([{"void_reason": "twice", "void_seen": seen}, {}]))}
        return [Say("registry.person", one, said, base_of(draw, said, earlier))]
    if what == "need":
        said = {"person": str(one), "code": "DS", "state": draw(st.sampled_from(["", "pending"]))}
        return [Say("registry.need", uuid4(), said, creates=True, about=one)]
    first, second = sorted(
        draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
    )
    row = link_id(first, second)
    if what == "link":
        said = {"pair": {"one": str(first), "other": str(second)}, "reason": "same face"}
        return [Say("registry.link", row, said, creates=True, about=first)]
    said = {"void": draw(st.sampled_from([{"void_reason": "two women"}, {}]))}
    return [Say("registry.link", row, said, base_of(draw, said, earlier), about=first)]


@st.composite
def histories(draw):
    """Devices, and what they made without seeing all that the others made."""
    desks = [Desk() for _ in range(draw(st.integers(1, 3)))]
    wires = []
    for _ in range(draw(st.integers(1, 9))):
        desk = draw(st.sampled_from(desks))
        desk.wall += draw(st.sampled_from([0, 0, 60_000, -10_000_000_000]))
        wires.append(desk.make(*draw(statements(wires))))
    return desks, wires


@st.composite
def deliveries(draw, wires):
    """The same entries in another order, some of them twice, in batches."""
    order = draw(st.permutations(wires + draw(st.lists(st.sampled_from(wires), max_size=4))))
    batches = []
    while order:
        size = draw(st.integers(1, len(order)))
        batches.append(order[:size])
        order = order[size:]
    return batches


def fold_elsewhere(desks, batches, *, then=lambda: None):
    """The tables of a node that received these batches and nothing else."""
    with transaction.atomic():
        for desk in desks:
            desk.enrol()
        for batch in batches:
            accept(batch)
        then()
        tables = snapshot()
        transaction.set_rollback(True)
    return tables


in_one_go = partial(
    settings, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@in_one_go(max_examples=60)
@given(st.data())
def test_any_delivery_of_the_same_entries_folds_to_the_same_tables(data):
    desks, wires = data.draw(histories())
    batches = data.draw(deliveries(wires))
    assert fold_elsewhere(desks, batches) == fold_elsewhere(desks, [wires])


@in_one_go(max_examples=30)
@given(st.data())
def test_a_rebuild_from_zero_gives_the_tables_that_were_there(data):
    desks, wires = data.draw(histories())
    batches = data.draw(deliveries(wires))
    assert fold_elsewhere(desks, batches, then=rebuild) == fold_elsewhere(desks, batches)
