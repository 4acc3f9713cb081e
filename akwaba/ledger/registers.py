"""Multi-value registers: how a field remembers who set it, so that nothing is overwritten.

Every field of a row is a register. A write names the entries that it replaces (its base). Those
that no known write replaces are the heads: one head is an ordinary value, two with different
values are a dispute that a person settles by a write which names both. What a row looks like
depends on the set of entries only, never on the order in which they came.

Shapiro et al., "A comprehensive study of convergent and commutative replicated data types", 2011,
section 3.2.2. No framework, no I/O.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

BASIS_RANK = {"": 0, "suggested": 1, "interview": 2, "supervisor": 3, "document": 4}
"""What a value rests on, weakest first: decides which head is displayed until a person settles."""


class Settles(Enum):
    """Who settles two values that did not know of each other."""

    BY_PERSON = "person"
    BY_CLOCK = "clock"
    """The later is displayed; the other stays visible in the history."""


@dataclass(frozen=True, slots=True)
class Register:
    """A field whose writes are kept apart: one column, or several that only make sense together."""

    columns: tuple[str, ...] = ()
    """Empty: one column of the register's own name, and the value is plain."""
    settles: Settles = Settles.BY_PERSON


@dataclass(frozen=True, slots=True)
class Head:
    """A value that nothing known replaces."""

    value: Any
    basis: str
    made_at: str


@dataclass(slots=True)
class Contested:
    """A register that was written after its row was made, or without it."""

    heads: dict[str, Head] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Every entry that a known write replaces; one that comes later is gone on arrival."""


@dataclass(slots=True)
class Row:
    """One row of a folded table, with what its registers remember."""

    id: str
    origin: str = ""
    """The entry that made the row; empty while only later entries have come."""
    made_at: str = ""
    basis: str = ""
    plain: dict[str, Any] = field(default_factory=dict)
    """Registers whose only write is the origin's."""
    contested: dict[str, Contested] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Write:
    """What one entry says about one row."""

    entry: str
    made_at: str
    basis: str
    values: Mapping[str, Any]
    base: Mapping[str, Iterable[str]]
    creates: bool = False


def apply(row: Row, write: Write) -> None:
    """Change the row by one write. Each entry is applied once; the order does not matter."""
    if write.creates:
        _originate(row, write)
    of_origin = _is_of_origin(row, write)
    for name, value in write.values.items():
        base = write.base.get(name, ())
        if of_origin and not base and name not in row.contested:
            if value not in EMPTY:
                row.plain[name] = value
        else:
            _contest(row, name, value, write, base)


EMPTY: tuple[Any, ...] = (None, "", [], {})
"""A row is made without saying these: an unset column and an empty one look the same."""


def _is_of_origin(row: Row, write: Write) -> bool:
    """A field told on a weaker basis than its row (a suggested relationship) keeps its own."""
    return write.entry == row.origin and write.basis == row.basis


def _originate(row: Row, write: Write) -> None:
    if row.origin and row.origin <= write.entry:
        return
    for name in list(row.plain):  # two entries made this row: the smaller id is the origin
        _contested(row, name)
    row.origin, row.made_at, row.basis = write.entry, write.made_at, write.basis


def _contested(row: Row, name: str) -> Contested:
    register = row.contested.get(name)
    if register is None:
        register = row.contested[name] = Contested()
        if name in row.plain:
            register.heads[row.origin] = Head(row.plain.pop(name), row.basis, row.made_at)
    return register


def _contest(row: Row, name: str, value: Any, write: Write, base: Iterable[str]) -> None:
    if write.creates and value in EMPTY and not base:
        return
    register = _contested(row, name)
    for replaced in base:
        register.gone.add(replaced)
        register.heads.pop(replaced, None)
    if write.entry not in register.gone:
        register.heads[write.entry] = Head(value, write.basis, write.made_at)
    if not register.gone and list(register.heads) == [row.origin] and _is_of_origin(row, write):
        row.plain[name] = register.heads[row.origin].value
        del row.contested[name]


def displayed(register: Contested) -> Any:
    """The value to show: document over supervisor over interview, then the clock, then the id."""
    if not register.heads:
        return None
    winner = max(
        register.heads.items(),
        key=lambda item: (BASIS_RANK.get(item[1].basis, 0), item[1].made_at, item[0]),
    )
    return winner[1].value


def is_disputed(register: Contested) -> bool:
    """Whether heads differ; the same value written twice is no dispute."""
    return len({json.dumps(head.value, sort_keys=True) for head in register.heads.values()}) > 1


def dump(contested: Mapping[str, Contested]) -> dict[str, Any]:
    """As JSON, always in one order, so that equal registers are equal rows."""
    return {
        name: {
            "heads": {
                entry: [_in_order(head.value), head.basis, head.made_at]
                for entry, head in sorted(register.heads.items())
            },
            "gone": sorted(register.gone),
        }
        for name, register in sorted(contested.items())
    }


def _in_order(value: Any) -> Any:
    """Columns in one order: an entry says them in its own, a row in the table's."""
    return dict(sorted(value.items())) if isinstance(value, dict) else value


def load(registers: Mapping[str, Any]) -> dict[str, Contested]:
    return {
        name: Contested(
            heads={entry: Head(*head) for entry, head in saved["heads"].items()},
            gone=set(saved["gone"]),
        )
        for name, saved in registers.items()
    }
