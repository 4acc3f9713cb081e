"""Entries that were made elsewhere: stored whatever they are, applied if they can be.

Never refused at the door: what cannot be applied waits in quarantine with its reason, and one bad
entry never holds up its batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from akwaba.ledger import laws
from akwaba.ledger.columns import is_storable
from akwaba.ledger.consequences import after_fold
from akwaba.ledger.fold import Act, fold
from akwaba.ledger.judging import judge, look_up
from akwaba.ledger.laws import Header, Malformed, Part, Wire
from akwaba.ledger.services import entry_of, lock_fold, store


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one entry that was sent here."""

    id: str
    status: str
    """new, known, quarantined, or unreadable where there is no header to keep it under."""
    reason: str = ""


@transaction.atomic
def accept(wires: Sequence[Wire]) -> list[Receipt]:
    """Store a batch (200 entries or fewer) and apply what fits, in one transaction."""
    lock_fold()
    readable = [_read(wire) for wire in wires]
    known = look_up([item[0] for item in readable if item])
    receipts: list[Receipt] = []
    fresh: list[tuple[Header, Wire, str]] = []
    reads: list[tuple[Header, Sequence[Part]]] = []
    acts: list[Act] = []
    for wire, item in zip(wires, readable, strict=True):
        if item is None:
            receipts.append(Receipt("", "unreadable"))
            continue
        header, parts = item
        kept, parts = _as_kept(wire, header, parts, known.erased)
        if known.has(header, kept):
            receipts.append(Receipt(header.id, "known"))
            continue
        act, reason = judge(header, parts, kept, known)
        known.remember(header, kept, reason)
        fresh.append((header, kept, reason))
        reads.append((header, parts or []))
        if act is not None:
            acts.append(act)
        receipts.append(Receipt(header.id, "quarantined" if reason else "new", reason))
    store([entry_of(*each) for each in fresh], reads)
    fold(acts)
    after_fold(acts)
    return receipts


def _read(wire: Wire) -> tuple[Header, list[Part] | None] | None:
    """The header and, unless it cannot be read, the body; None where there is no header."""
    try:
        header = laws.read_header(wire.header)
    except Malformed:
        return None
    try:
        return header, laws.read_body(wire.body)
    except Malformed:
        return header, None


def _as_kept(
    wire: Wire, header: Header, parts: list[Part] | None, erased: set[str]
) -> tuple[Wire, list[Part] | None]:
    """The entry without facts about the erased, and without characters that no column holds."""
    if parts is None:
        body = "" if header.subject in erased else wire.body
        return replace(wire, body=body if is_storable(body) else ascii(body)), None
    if erased & {part.about for part in parts}:
        parts = laws.without(parts, erased)
        wire = replace(wire, body=laws.write_body(parts))
    return wire, parts
