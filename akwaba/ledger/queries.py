"""What the ledger can tell: the history of a subject, and what a row now rests on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from akwaba.ledger import laws
from akwaba.ledger.fold import Act, Refused, read_act
from akwaba.ledger.models import Entry, FoldedRow, Mention
from akwaba.ledger.registers import EMPTY


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a subject's history."""

    entry: Entry
    header: laws.Header
    act: Act | None
    """None where the entry waits in quarantine, or its facts were erased."""


def history(subject: UUID) -> list[Told]:
    """Every entry that speaks of a subject, in the order in which they were made."""
    positions = Mention.objects.filter(subject=subject).values_list("entry_position", flat=True)
    entries = Entry.objects.filter(position__in=list(positions)).order_by("made_at", "id")
    return [_told(entry) for entry in entries]


def _told(entry: Entry) -> Told:
    header = laws.read_header(bytes(entry.header))
    if entry.quarantine:
        return Told(entry, header, None)
    try:
        return Told(entry, header, read_act(header, laws.read_body(entry.body)))
    except Refused:
        return Told(entry, header, None)


def quarantined() -> list[Told]:
    """What is kept but not applied, in the order in which it came; see fold.Quarantine."""
    waiting = Entry.objects.exclude(quarantine="").order_by("position")
    return [_told(entry) for entry in waiting.iterator(500)]


def heads(row: FoldedRow, name: str) -> list[str]:
    """The entries that a new write of this field replaces: its base."""
    saved: dict[str, Any] | None = row.registers.get(name)
    if saved is not None:
        return sorted(saved["heads"])
    columns = (
        row.fields_set[name].columns or (name,) if name in row.fields_set else ("void_reason",)
    )
    said = any(getattr(row, column) not in EMPTY for column in columns)
    return [str(row.origin)] if said and row.origin else []


def all_heads(row: FoldedRow) -> list[str]:
    """Every entry whose word the row now shows: what somebody who voids it has seen."""
    written = {entry for saved in row.registers.values() for entry in saved["heads"]}
    return sorted(written | ({str(row.origin)} if row.origin else set()))
