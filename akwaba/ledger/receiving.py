"""Entries that come over the wire or in a file: opened, accepted, acknowledged.

Nothing is refused for one bad entry, and nothing is lost: an envelope that this node cannot open
is kept as it came, and opened when its key is put back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction

from akwaba.ledger import b64url, envelope, laws
from akwaba.ledger.acceptance import Receipt, accept, as_kept, read_entry, read_parts
from akwaba.ledger.batches import MOST_ENTRIES, read_batch, read_parcel, wire_from
from akwaba.ledger.consequences import after_fold, apply_upgraded
from akwaba.ledger.fold import WAITS_FOR_UPGRADE, Act, fold
from akwaba.ledger.holdings import Holdings, capital_upto, holdings
from akwaba.ledger.judging import Doubt, judge, look_up, read_of, wire_of
from akwaba.ledger.laws import Wire
from akwaba.ledger.models import Entry
from akwaba.ledger.sealing import all_keys
from akwaba.ledger.services import forget, lock_fold, mention

Keys = list[ec.EllipticCurvePrivateKey]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told about a batch or a file."""

    receipts: list[Receipt]
    """One for each entry that could be made out, in the order in which they were sent."""
    holdings: Holdings = field(default_factory=Holdings)
    """Of the device that sent it, or of the first entry's where no device is named."""
    is_whole: bool = True
    """False where it was cut off: what came before the cut has its receipts."""
    capital_upto: int | None = None
    """Of the same device; see holdings.capital_upto."""


def receive(content: bytes, *, device: UUID | None = None, doubt: Doubt | None = None) -> Answer:
    """Store a batch in one transaction.

    Raises BatchUnreadable or BatchTooLarge, with nothing stored; never for one bad entry.
    """
    batch = read_batch(content)
    wires = _wires(batch.entries, all_keys())
    receipts = accept(wires, doubt)
    maker = device or _maker(wires)
    told = holdings(maker)
    at_capital = capital_upto(maker, told.stored_upto) if maker else None
    return Answer(receipts, told, batch.is_whole, at_capital)


def receive_parcel(
    content: bytes,
    *,
    doubt: Doubt | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Answer:
    """Take in a file that a device exported: stored once, however often it is read.

    A transaction for each 200 entries; `progress` is told how many were taken in. Raises
    BatchUnreadable or ParcelTooLarge.
    """
    batch, keys = read_parcel(content), all_keys()
    receipts: list[Receipt] = []
    maker: UUID | None = None
    for start in range(0, len(batch.entries), MOST_ENTRIES):
        wires = _wires(batch.entries[start : start + MOST_ENTRIES], keys)
        receipts += accept(wires, doubt)
        maker = maker or _maker(wires)
        progress(len(wires))
    return Answer(receipts, holdings(maker), batch.is_whole)


def _wires(entries: Sequence[Any], keys: Keys) -> list[Wire]:
    return [wire_from(entry, keys) for entry in entries]


def _maker(wires: Sequence[Wire]) -> UUID | None:
    """The device of the first entry whose header can be read."""
    for wire in wires:
        if item := read_entry(wire):
            return UUID(item[0].device)
    return None


@transaction.atomic
def open_sealed(doubt: Doubt | None = None) -> int:
    """Open what waits in its envelope and now has its key; return how many were opened.

    Each is judged as if it came only now. One that is here already, opened, is let go.
    """
    waiting = Entry.objects.exclude(quarantine="").exclude(sealed=b"").order_by("position")
    if not waiting.exists():
        return 0
    lock_fold()
    keys, acts, opened = all_keys(), [], 0
    for entry in waiting:
        wire = _opened(entry, keys)
        if wire is not None:
            opened += 1
            acts += _take_in(entry, wire, doubt)
    fold(acts)
    after_fold(acts, doubt)
    return opened


@transaction.atomic
def apply_since_upgrade(doubt: Doubt | None = None) -> int:
    """Apply what waited for a newer version than the one before, and return how many did."""
    waiting = Entry.objects.exclude(quarantine="")  # on its own: only so is the index of these used
    if not waiting.filter(quarantine__in=WAITS_FOR_UPGRADE).exists():
        return 0
    lock_fold()
    return apply_upgraded(doubt)


def _opened(entry: Entry, keys: Keys) -> Wire | None:
    """The entry without its envelope; None where it stays closed."""
    wire = wire_of(entry)
    try:
        body = envelope.open_text(wire.sealed, keys, envelope.context_of(wire.header))
    except envelope.SealedElsewhere:
        return None
    except envelope.Damaged:
        body = b64url.encode(wire.sealed)
    return Wire(wire.header, body, wire.signature)


def _take_in(entry: Entry, wire: Wire, doubt: Doubt | None) -> list[Act]:
    """Judge an opened entry and keep it under what was found."""
    header = laws.read_header(wire.header)
    known = look_up([header])
    kept, parts = as_kept(wire, header, read_parts(wire), known.erased)
    read = read_of(header, parts, kept)
    if known.has(read):
        forget(entry)
        return []
    known.hear([read], doubt)
    act, reason = judge(read, known)
    entry.body, entry.sealed, entry.quarantine = kept.body, b"", reason
    entry.save(update_fields=["body", "sealed", "quarantine"])
    mention([entry], [(header, parts or [])])
    return [act] if act else []
