"""Identity, status, consent and household are settled by a person, whatever the clocks say."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.ledger import clock, registers
from akwaba.ledger.registers import Contested, Head, Row, Settles, Write
from akwaba.ledger.tables import tables
from akwaba.registry.models import Person
from akwaba.registry.stakes import SETTLED_BY_A_PERSON, VOID, Shown, Stake, stake_of, why_shown

OURS = {name: table for name, table in tables().items() if name.startswith("registry.")}
GRAVE = [
    (name, field)
    for name, table in OURS.items()
    for field in table.registers
    if stake_of(name, field) in SETTLED_BY_A_PERSON and field != VOID
]
BY_CLOCK = {
    "registry.household": {"address", "phone", "note"},
    "registry.person": {"language", "phone"},
    "registry.token": {"issued_on"},
    "registry.document": {"signer", "reprint"},
    "registry.link": {"reason"},
}
"""All that a clock may settle: how to reach somebody, and what was printed when and why."""


@pytest.mark.parametrize(("table", "field"), GRAVE)
def test_what_an_error_would_cost_most_is_never_settled_by_a_clock(table, field):
    assert OURS[table].registers[field].settles is Settles.BY_PERSON


@pytest.mark.parametrize("table", OURS)
def test_nothing_else_is_settled_by_a_clock_than_what_is_listed_here(table):
    by_clock = {
        name
        for name, register in OURS[table].registers.items()
        if register.settles is Settles.BY_CLOCK
    }
    assert by_clock == BY_CLOCK.get(table, set())


@pytest.mark.parametrize(
    ("table", "field", "stake"),
    [
        ("registry.person", "legal", Stake.STATUS),
        ("registry.person", "process", Stake.STATUS),
        ("registry.person", "name_said", Stake.IDENTITY),
        ("registry.person", "birth", Stake.IDENTITY),
        ("registry.consent", "answer", Stake.CONSENT),
        ("registry.person", "household", Stake.HOUSEHOLD),
        ("registry.person", "post", Stake.HOUSEHOLD),
        ("registry.household", "void", Stake.HOUSEHOLD),
        ("registry.need", "state", Stake.NEED),
        ("registry.household", "crossing", Stake.OTHER),
    ],
)
def test_what_is_at_stake_follows_from_the_field(table, field, stake):
    assert stake_of(table, field) is stake


moments = st.integers(0, 2**44)
bases = st.sampled_from(["interview", "supervisor", "document"])
edits = st.lists(st.tuples(moments, bases), min_size=2, max_size=4)


@given(st.sampled_from(GRAVE), moments, edits)
def test_edits_that_did_not_know_of_each_other_stay_disputed_whatever_the_clocks_say(
    where, made, apart
):
    name, field = where
    first = Write("entry-0", clock.stamp(made, 0), "interview", {field: "0"}, {}, creates=True)
    others = [
        Write(f"entry-{at}", clock.stamp(wall, 0), basis, {field: str(at)}, {field: ["entry-0"]})
        for at, (wall, basis) in enumerate(apart, start=1)
    ]
    orders = list(permutations([first, *others]))[:24]
    seen = set()
    for order in orders:
        row = Row(id="row")
        for write in order:
            registers.apply(row, write)
        assert OURS[name].is_disputed(row)
        assert len(row.contested[field].heads) == len(others)
        seen.add(registers.displayed(row.contested[field]))
    assert len(seen) == 1


@given(st.sampled_from(GRAVE), edits)
def test_only_an_entry_that_names_every_answer_settles(where, apart):
    name, field = where
    row = Row(id="row")
    for at, (wall, basis) in enumerate(apart):
        registers.apply(row, Write(f"{at}", clock.stamp(wall, 0), basis, {field: f"{at}"}, {}))
    heads = sorted(row.contested[field].heads)
    late = clock.stamp(2**47, 0)
    registers.apply(row, Write("some", late, "document", {field: "x"}, {field: heads[1:]}))
    assert OURS[name].is_disputed(row)
    rest = sorted(row.contested[field].heads)
    registers.apply(row, Write("all", clock.stamp(0, 0), "interview", {field: "0"}, {field: rest}))
    assert not OURS[name].is_disputed(row)


def head(value, basis="interview", at=0):
    return Head(value, basis, clock.stamp(at, 0))


@pytest.mark.parametrize(
    ("heads", "why"),
    [
        ({"a": head(1, "document"), "b": head(2, at=9)}, Shown.STRONGER),
        ({"a": head(1, at=1), "b": head(2, at=2)}, Shown.LATER),
        ({"a": head(1), "b": head(2)}, Shown.CHOSEN),
        ({"a": head(1, at=3), "b": head(1, at=2), "c": head(2, at=1)}, Shown.LATER),
    ],
)
def test_it_is_said_why_one_answer_is_displayed_meanwhile(heads, why):
    assert why_shown(Contested(heads=heads)) is why


def test_every_field_of_a_person_is_weighed():
    assert {stake_of(Person.table, field) for field in Person.fields_set} == {
        Stake.STATUS,
        Stake.IDENTITY,
        Stake.HOUSEHOLD,
        Stake.OTHER,
    }
