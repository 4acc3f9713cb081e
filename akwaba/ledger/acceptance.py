"""Entries that were made elsewhere: stored whatever they are, applied if they can be.

Never refused at the door: what cannot be applied waits in quarantine with its reason, and one bad
entry never holds up its batch.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from akwaba.ledger import laws
from akwaba.ledger.columns import is_storable
from akwaba.ledger.consequences import (
    after_fold,
    judge_again,
    let_go_of_closed,
    let_go_of_renumbered,
)
from akwaba.ledger.fold import Act, fold
from akwaba.ledger.judging import Doubt, PassedOn, judge, look_up, on_chain
from akwaba.ledger.laws import Header, Malformed, Part, Wire
from akwaba.ledger.services import entry_of, follow_clocks, lock_fold, store


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one entry that was sent here."""

    id: str
    status: str
    """new, known, quarantined, or unreadable where there is no header to keep it under."""
    reason: str = ""
    hash: str = ""
    """Of the header; empty where it could not be read."""


@transaction.atomic
def accept(
    wires: Sequence[Wire],
    doubt: Doubt | None = None,
    passed_on: PassedOn | None = None,
) -> list[Receipt]:
    """Store a batch (200 entries or fewer) and apply what fits, in one transaction.

    What `doubt` names a reason against waits for a person; see PassedOn for what nodes bring.
    """
    lock_fold()
    known_at = _settled(wires)
    places = [place for place in range(len(wires)) if place not in known_at]
    if passed_on:
        passed_on = replace(passed_on, verdicts=[passed_on.verdicts[place] for place in places])
    taken = _take([wires[place] for place in places], doubt, passed_on) if places else []
    receipts = known_at | dict(zip(places, taken, strict=True))
    return [receipts[place] for place in range(len(wires))]


def _settled(wires: Sequence[Wire]) -> dict[int, Receipt]:
    """By place in the batch what stands in its device's history here already: most of a repetition.

    The header alone tells, as its hash covers the body; what is here was read well before.
    """
    names: dict[int, str] = {}
    for place, wire in enumerate(wires):
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            names[place] = laws.identifier(json.loads(wire.header)["id"])
    here = on_chain(names.values())
    hashes = {place: laws.hash_of(wires[place].header) for place in names}
    return {
        place: Receipt(name, "known", hash=hashes[place])
        for place, name in names.items()
        if hashes[place] in here[UUID(name)]
    }


def _take(wires: Sequence[Wire], doubt: Doubt | None, passed_on: PassedOn | None) -> list[Receipt]:
    items = [read_entry(wire) for wire in wires]
    known = look_up([item[0] for item in items if item])
    if passed_on:
        told = zip(items, passed_on.verdicts, strict=True)
        known.verdicts = {
            item[0].id: verdict
            for item, verdict in told
            if item and passed_on.is_good_for(item[0], known.devices.get(item[0].device))
        }
    receipts: list[Receipt] = []
    fresh: list[tuple[Header, Wire, str]] = []
    reads: list[tuple[Header, Sequence[Part]]] = []
    acts: list[Act] = []
    for wire, item in zip(wires, items, strict=True):
        if item is None:
            receipts.append(Receipt("", "unreadable"))
            continue
        header, parts = item
        content_hash = laws.hash_of(wire.header)
        kept, parts = as_kept(wire, header, parts, known.erased)
        if known.has(header, kept):
            receipts.append(Receipt(header.id, "known", hash=content_hash))
            continue
        act, reason = judge(header, parts, kept, known, doubt)
        known.remember(header, kept, reason)
        fresh.append((header, kept, reason))
        reads.append((header, parts or []))
        if act is not None:
            acts.append(act)
        status = "quarantined" if reason else "new"
        receipts.append(Receipt(header.id, status, reason, content_hash))
    brought_by = passed_on.by if passed_on else None
    store([entry_of(*each, brought_by=brought_by) for each in fresh], reads)
    _bring_about(fresh, acts)
    judge_again(doubt, known.verdicts)
    let_go_of_renumbered(header.id for header, _, _ in fresh)
    return receipts


def _bring_about(fresh: Sequence[tuple[Header, Wire, str]], acts: list[Act]) -> None:
    """What follows from entries that were just stored, in the same transaction."""
    let_go_of_closed(
        {UUID(header.id): laws.hash_of(wire.header) for header, wire, reason in fresh if not reason}
    )
    follow_clocks([header for header, _, _ in fresh])
    fold(acts)
    after_fold(acts)


def read_entry(wire: Wire) -> tuple[Header, list[Part] | None] | None:
    """The header and, unless it cannot be read, the body; None where there is no header."""
    try:
        header = laws.read_header(wire.header)
    except Malformed:
        return None
    return header, read_parts(wire)


def read_parts(wire: Wire) -> list[Part] | None:
    """None where the body cannot be read."""
    try:
        return laws.read_body(wire.body)
    except Malformed:
        return None


def as_kept(
    wire: Wire, header: Header, parts: list[Part] | None, erased: set[str]
) -> tuple[Wire, list[Part] | None]:
    """The entry without facts about the erased, and without characters that no column holds."""
    if parts is None:
        if header.subject in erased:
            return replace(wire, body="", sealed=b""), None
        return replace(wire, body=wire.body if is_storable(wire.body) else ascii(wire.body)), None
    if erased & {part.about for part in parts}:
        parts = laws.without(parts, erased)
        wire = replace(wire, body=laws.write_body(parts))
    return wire, parts
