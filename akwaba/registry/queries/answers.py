"""The answers of a dispute: each value once, with everybody who gave it."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from akwaba.ledger import laws
from akwaba.ledger.consequences import parts_of
from akwaba.ledger.fold import Refused, read_act
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.registers import Contested, Head, displayed, load
from akwaba.registry.models import Document
from akwaba.registry.queries.disputes import Dispute, unseen, void_heads
from akwaba.registry.queries.telling import told_of
from akwaba.registry.queries.voices import Maker, When, makers_of, when_of
from akwaba.registry.stakes import VOID, voids

PUT_BACK = "registry.act_undone"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who gave an answer."""

    maker: Maker
    when: When
    kind: str
    """Of the entry, such as registry.person_corrected."""
    basis: str
    """interview, supervisor or document."""
    papers: Sequence[Mapping[str, Any]] = ()
    """Documents that the same act noted, as entries write them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One value, and whoever gave it."""

    entry: str
    """The entry that a decision names it by; OUT or COUNTS where it is about counting at all."""
    value: Any
    voices: Sequence[Voice]
    is_shown: bool
    changes: Sequence[tuple[str, Any]] = ()
    """Of a row that counts after all: what was changed about it unseen."""


OUT = "out"
COUNTS = "counts"


def answers_to(disputes: Sequence[Dispute]) -> list[list[Answer]]:
    """Of each dispute its answers, in the order in which they were first given."""
    voices = _voices(disputes)
    return [
        _about_counting(each.row, voices)
        if each.field == VOID
        else _of_field(each.row, each.field, voices)
        for each in disputes
    ]


def register_of(row: FoldedRow, field: str) -> Contested:
    return load({field: row.registers[field]})[field] if field in row.registers else Contested()


def _of_field(row: FoldedRow, field: str, voices: Mapping[tuple[str, str], Voice]) -> list[Answer]:
    register = register_of(row, field)
    shown = displayed(register)
    by_value: dict[str, list[str]] = {}
    for entry, head in _in_order(register.heads):
        by_value.setdefault(json.dumps(head.value, sort_keys=True), []).append(entry)
    return [
        Answer(
            entry=entries[0],
            value=register.heads[entries[0]].value,
            voices=[voices[entry, field] for entry in entries if (entry, field) in voices],
            is_shown=register.heads[entries[0]].value == shown,
        )
        for entries in by_value.values()
    ]


def _about_counting(row: FoldedRow, voices: Mapping[tuple[str, str], Voice]) -> list[Answer]:
    heads = void_heads(row)
    out = voids(heads)
    counts = [entry for entry, _head in _in_order(heads) if entry not in out]
    changed = unseen(row)
    changes = [
        (name, register_of(row, name).heads[entry].value)
        for entry, names in changed.items()
        for name in names
    ]
    return [
        Answer(
            entry=OUT,
            value=heads[out[0]].value if out else {},
            voices=[voices[entry, VOID] for entry in out if (entry, VOID) in voices],
            is_shown=bool(row.void_reason),
        ),
        Answer(
            entry=COUNTS,
            value={},
            voices=[
                voices[entry, name]
                for entry, name in [
                    *((entry, VOID) for entry in counts),
                    *((entry, names[0]) for entry, names in changed.items()),
                ]
                if (entry, name) in voices
            ],
            is_shown=not row.void_reason,
            changes=changes,
        ),
    ]


def _in_order(heads: Mapping[str, Head]) -> list[tuple[str, Head]]:
    return sorted(heads.items(), key=lambda item: (item[1].made_at, item[0]))


def _voices(disputes: Sequence[Dispute]) -> dict[tuple[str, str], Voice]:
    """By entry and field, whoever spoke; what was only put back, by whoever first said it."""
    wanted: dict[tuple[str, str], tuple[Dispute, Head]] = {}
    for each in disputes:
        for field, entries in _fields_of(each).items():
            heads = register_of(each.row, field).heads
            wanted.update({(entry, field): (each, heads[entry]) for entry in entries})
    entries = entries_named(entry for entry, _field in wanted)
    first = {
        key: said
        for key, (dispute, head) in wanted.items()
        if key[0] in entries
        and entries[key[0]].kind == PUT_BACK
        and (said := _first_said(dispute, key[1], head.value))
    }
    makers = makers_of([*entries.values(), *first.values()])
    return {
        key: _voice(first.get(key, entries[key[0]]), head.basis, makers)
        for key, (_dispute, head) in wanted.items()
        if key[0] in entries
    }


def _fields_of(dispute: Dispute) -> dict[str, Collection[str]]:
    """The entries to be told, by the field that they set."""
    if dispute.field != VOID:
        return {dispute.field: list(register_of(dispute.row, dispute.field).heads)}
    found: dict[str, list[str]] = {VOID: list(void_heads(dispute.row))}
    for entry, names in unseen(dispute.row).items():
        for name in names:
            found.setdefault(name, []).append(entry)
    return {field: entries for field, entries in found.items() if entries}


def entries_named(ids: Iterable[str]) -> dict[str, Entry]:
    """The applied entries among these."""
    found = Entry.objects.filter(id__in=set(ids), quarantine="")
    return {str(entry.id): entry for entry in found}


def _first_said(dispute: Dispute, field: str, value: Any) -> Entry | None:
    """The entry that first gave an answer which an undone decision put back."""
    row = (dispute.row.table, str(dispute.row.id))
    for told in told_of([dispute.owner.id]):
        if told.act is None or told.header.kind == PUT_BACK:
            continue
        for said in told.act.statements:
            if (said.table, said.id) == row and said.values.get(field) == value:
                return told.entry
    return None


def _voice(entry: Entry, basis: str, makers: Mapping[UUID, Maker]) -> Voice:
    return Voice(
        maker=makers[entry.id],
        when=when_of(entry),
        kind=entry.kind,
        basis=basis,
        papers=_papers(entry),
    )


def _papers(entry: Entry) -> list[Mapping[str, Any]]:
    parts = parts_of(entry)
    try:
        act = read_act(laws.read_header(bytes(entry.header)), parts or [])
    except Refused:
        return []
    return [said.values for said in act.statements if said.table == Document.table]
