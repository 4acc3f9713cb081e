"""From entries to tables: the one way in which anything that pages show comes to be.

The same fold serves what was made here, what came from elsewhere, and a rebuild from zero.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from akwaba.ledger import kinds
from akwaba.ledger.columns import UNFIT, Unfit
from akwaba.ledger.laws import IDENTIFIER, Header, Part
from akwaba.ledger.registers import BASIS_RANK, Write, apply
from akwaba.ledger.tables import Working, tables


class Quarantine(StrEnum):
    """Why an entry is kept but not applied."""

    UNKNOWN_KIND = "unknown_kind"
    NEWER_VERSION = "newer_version"
    UNFIT = "unfit"
    UNKNOWN_DEVICE = "unknown_device"
    REVOKED_DEVICE = "revoked_device"
    EXPIRED_LEASE = "expired_lease"
    NOT_ENTITLED = "not_entitled"
    SEALED_ELSEWHERE = "sealed_elsewhere"
    BAD_SIGNATURE = "bad_signature"
    BODY_CHANGED = "body_changed"
    OTHER_BYTES = "other_bytes"
    BROKEN_CHAIN = "broken_chain"


WAITS_FOR_UPGRADE = (Quarantine.UNKNOWN_KIND, Quarantine.NEWER_VERSION, Quarantine.UNFIT)
WAITS_FOR_PERSON = (
    Quarantine.UNKNOWN_DEVICE,
    Quarantine.REVOKED_DEVICE,
    Quarantine.EXPIRED_LEASE,
    Quarantine.NOT_ENTITLED,
)


class Refused(Exception):  # noqa: N818  a refusal is named for what is refused
    """The entry cannot be applied now; it is kept."""

    def __init__(self, reason: Quarantine) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Statement:
    """What an act says about one row."""

    table: str
    id: str
    values: dict[str, Any]
    base: dict[str, list[str]]
    basis: str
    creates: bool


@dataclass(frozen=True, slots=True)
class Act:
    """An entry that was read and found fit to be applied."""

    header: Header
    statements: list[Statement]
    subjects: frozenset[str]
    """Whom it speaks of, whether what it says of them is erased or not."""


def read_act(header: Header, parts: Sequence[Part]) -> Act:
    """Raises Refused where this version cannot apply the entry whole."""
    kind = kinds.known(header.kind)
    if kind is None:
        raise Refused(Quarantine.UNKNOWN_KIND)
    if header.version > kind.version:
        raise Refused(Quarantine.NEWER_VERSION)
    try:
        statements = [
            _read_statement(
                kinds.upcast(kind, header.version, json.loads(part.facts)), header, part.about
            )
            for part in parts
            if part.facts is not None
        ]
    except UNFIT as error:
        raise Refused(Quarantine.UNFIT) from error
    return Act(header, statements, frozenset([header.subject, *(part.about for part in parts)]))


def _read_statement(said: dict[str, Any], header: Header, about: str) -> Statement:
    table = tables()[said["of"]]
    if room_of(table.name) != room_of(header.kind):
        raise Unfit("A kind of entry speaks of the tables of its own room.")
    if not table.model.about and about != header.id:
        raise Unfit("What is said of the ledger belongs to the entry itself.")
    if IDENTIFIER.fullmatch(said["id"]) is None:
        raise Unfit("An identifier is written in one way only.")
    base = said.get("base") or {}
    for heads in base.values():
        if not isinstance(heads, list) or not all(map(IDENTIFIER.fullmatch, heads)):
            raise Unfit("A base names entries.")
    basis = said.get("basis", "interview")
    if basis not in BASIS_RANK:
        raise Unfit(f"{basis!r} is no basis that we know.")
    return Statement(
        table=table.name,
        id=said["id"],
        values=table.check(said["id"], said["set"], about),
        base=base,
        basis=basis,
        creates=said.get("new") is True,
    )


def room_of(name: str) -> str:
    """The room to which a kind or a table belongs."""
    return name.partition(".")[0]


def writes(act: Act) -> Iterator[tuple[Statement, Write]]:
    """What the act writes on each row. All that it says of a row that it makes, makes that row."""
    made = {(statement.table, statement.id) for statement in act.statements if statement.creates}
    for statement in act.statements:
        yield (
            statement,
            Write(
                entry=act.header.id,
                made_at=act.header.made_at,
                basis=statement.basis,
                values=statement.values,
                base=statement.base,
                creates=(statement.table, statement.id) in made,
            ),
        )


def fold(acts: Iterable[Act]) -> None:
    """Apply acts, each for the first time, in one go. The caller holds the transaction."""
    acts = list(acts)
    wanted: dict[str, set[str]] = defaultdict(set)
    for act in acts:
        for statement in act.statements:
            wanted[statement.table].add(statement.id)
    working = Working()
    working.read(wanted)
    for act in acts:
        for statement, write in writes(act):
            apply(working.row(statement.table, statement.id), write)
    working.write()
