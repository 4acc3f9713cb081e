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
from akwaba.ledger.judging import (
    Doubt,
    Known,
    PassedOn,
    Read,
    Word,
    judge,
    look_up,
    on_chain,
    read_of,
)
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
    reads = [
        _as_it_is_kept(wire, item[0], item[1], known) if item else None
        for wire, item in zip(wires, items, strict=True)
    ]
    word = passed_on.word(reads, known.devices) if passed_on else Word()
    known.hear([read for read in reads if read], doubt, word)
    receipts: list[Receipt] = []
    fresh: list[tuple[Read, str]] = []
    acts: list[Act] = []
    subjects: set[str] = set()
    for read in reads:
        if read is None:
            receipts.append(Receipt("", "unreadable"))
            continue
        is_here = known.has(read)
        is_judged = not is_here or known.opens(read)
        act, reason = judge(read, known) if is_judged else (None, "")
        if is_here and act is None:
            receipts.append(Receipt(read.header.id, "known", hash=read.hash))
            continue
        known.remember(read.header, read.wire, reason)
        fresh.append((read, reason))
        if act is not None:
            acts.append(act)
            subjects |= act.subjects
        status = "quarantined" if reason else "new"
        receipts.append(Receipt(read.header.id, status, reason, read.hash))
    _keep(fresh, brought_by=passed_on.by if passed_on else None)
    fold(acts)
    after_fold(acts, doubt)
    judge_again(subjects, doubt, word)
    let_go_of_renumbered(read.header.id for read, _ in fresh)
    return receipts


def _as_it_is_kept(wire: Wire, header: Header, parts: list[Part] | None, known: Known) -> Read:
    kept, parts = as_kept(wire, header, parts, known.erased)
    return read_of(header, parts, kept)


def _keep(fresh: Sequence[tuple[Read, str]], *, brought_by: UUID | None) -> None:
    store(
        [entry_of(read.header, read.wire, why, brought_by=brought_by) for read, why in fresh],
        [(read.header, read.parts or []) for read, _ in fresh],
    )
    let_go_of_closed({UUID(read.header.id): read.hash for read, why in fresh if not why})
    follow_clocks([read.header for read, _ in fresh])


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
