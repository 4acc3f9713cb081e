"""The kinds of entry that this node knows, and how older versions of them are read.

A room declares its kinds in `kinds.py` and hands them over when its app is ready. A kind is never
removed: entries live longer than code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Statement = dict[str, Any]
Upcaster = Callable[[Statement], Statement]


@dataclass(frozen=True, slots=True)
class AtDesk:
    """What an entry of some kind may say when a desk made it, without a person looking at it."""

    act: str
    """What the officer at the desk must be allowed to do; access.rules.Act."""
    makes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Fields that it may set of rows that it makes, by table."""
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The same of rows that may be there already."""
    only: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    """(table, field) to the one value that it may have."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act."""

    name: str
    """room.what_happened, in the past: `registry.person_corrected`."""
    label: Any
    """What it is called on a page; translated when shown."""
    version: int = 1
    upcasters: Mapping[int, Upcaster] = field(default_factory=dict)
    """From each older version to the next: pure, for one statement."""
    at_desk: AtDesk | None = None
    """None for what no desk makes: such an entry of a desk waits for a person."""


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Raises ValueError where a version has no way to the next."""
    for kind in kinds:
        missing = set(range(1, kind.version)) - set(kind.upcasters)
        if missing:
            raise ValueError(f"{kind.name} cannot be read from versions {sorted(missing)}.")
        _KINDS[kind.name] = kind


def known(name: str) -> Kind | None:
    return _KINDS.get(name)


def upcast(kind: Kind, version: int, statement: Statement) -> Statement:
    """The statement as the newest version would have said it."""
    for step in range(version, kind.version):
        statement = kind.upcasters[step](statement)
    return statement
