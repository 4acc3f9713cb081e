"""Entries that were made elsewhere: stored whatever they are, applied if they can be.

Never refused at the door: what cannot be applied waits in quarantine with its reason, and one bad
entry never holds up its batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from akwaba.ledger import keys, laws
from akwaba.ledger.fold import Act, Quarantine, Refused, fold, read_act
from akwaba.ledger.laws import Header, Malformed, Part, Wire
from akwaba.ledger.models import Admission, Device, Entry, Erasure
from akwaba.ledger.services import after_fold, entry_of, lock_fold, store


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one entry that was sent here."""

    id: str
    status: str
    """new, known, quarantined, or unreadable where there is no header to keep it under."""
    reason: str = ""


@dataclass(slots=True)
class _Known:
    """What this node knows that bears on a batch."""

    devices: dict[UUID, Device]
    hashes: dict[UUID, set[str]]
    """Hashes stored under each id of the batch."""
    chain: dict[tuple[UUID, int], tuple[str, str]]
    """(device, seq) to the hash of the applied entry there and the hash that it names."""
    erased: set[str]
    admitted: set[UUID]


@transaction.atomic
def accept(wires: Sequence[Wire]) -> list[Receipt]:
    """Store a batch (200 entries or fewer) and apply what fits, in one transaction."""
    lock_fold()
    readable = [_read(wire) for wire in wires]
    known = _look_up([item[0] for item in readable if item])
    receipts: list[Receipt] = []
    entries: list[Entry] = []
    reads: list[tuple[Header, Sequence[Part]]] = []
    acts: list[Act] = []
    for wire, item in zip(wires, readable, strict=True):
        if item is None:
            receipts.append(Receipt("", "unreadable"))
            continue
        header, parts = item
        content_hash = laws.hash_of(wire.header)
        stored = known.hashes.setdefault(UUID(header.id), set())
        if content_hash in stored:
            receipts.append(Receipt(header.id, "known"))
            continue
        act, reason = _judge(header, parts, wire, known)
        stored.add(content_hash)
        if known.erased & {part.about for part in parts}:
            parts = laws.without(parts, known.erased)
            wire = replace(wire, body=laws.write_body(parts))  # noqa: PLW2901
        entries.append(entry_of(header, wire, reason))
        reads.append((header, parts))
        if act is not None:
            acts.append(_without_erased(act, parts, known))
            known.chain[UUID(header.device), header.seq] = (content_hash, header.previous)
        receipts.append(Receipt(header.id, "quarantined" if reason else "new", reason))
    store(entries, reads)
    fold(acts)
    after_fold(acts)
    return receipts


def _read(wire: Wire) -> tuple[Header, list[Part]] | None:
    """A body that cannot be read is one that the header was not signed over."""
    try:
        header = laws.read_header(wire.header)
    except Malformed:
        return None
    try:
        return header, laws.read_body(wire.body)
    except Malformed:
        return header, []


def _look_up(headers: Sequence[Header]) -> _Known:
    ids = {UUID(header.id) for header in headers}
    devices = {UUID(header.device) for header in headers}
    seqs = {seq for header in headers for seq in (header.seq - 1, header.seq, header.seq + 1)}
    hashes: dict[UUID, set[str]] = {}
    for entry_id, content_hash in Entry.objects.filter(id__in=ids).values_list("id", "hash"):
        hashes.setdefault(entry_id, set()).add(content_hash)
    near = Entry.objects.filter(device__in=devices, seq__in=seqs, quarantine="")
    return _Known(
        devices=Device.objects.in_bulk(devices),
        hashes=hashes,
        chain={
            (device, seq): (content_hash, laws.read_header(bytes(header)).previous)
            for device, seq, content_hash, header in near.values_list(
                "device", "seq", "hash", "header"
            )
        },
        erased={str(row) for row in Erasure.objects.values_list("id", flat=True)},
        admitted=set(Admission.objects.filter(id__in=ids).values_list("id", flat=True)),
    )


def _judge(
    header: Header, parts: Sequence[Part], wire: Wire, known: _Known
) -> tuple[Act | None, str]:
    """The act if it can be applied, else the reason why it waits."""
    try:
        _check_source(header, parts, wire, known)
        return read_act(header, parts), ""
    except Refused as refused:
        return None, refused.reason


def _check_source(header: Header, parts: Sequence[Part], wire: Wire, known: _Known) -> None:
    device = known.devices.get(UUID(header.device))
    admitted = UUID(header.id) in known.admitted
    if device is None and not admitted:
        raise Refused(Quarantine.UNKNOWN_DEVICE)
    if device and not keys.is_signed_by(bytes(device.public_key), wire.header, wire.signature):
        raise Refused(Quarantine.BAD_SIGNATURE)
    if not laws.holds(header, parts):
        raise Refused(Quarantine.BODY_CHANGED)
    if known.hashes[UUID(header.id)]:
        raise Refused(Quarantine.OTHER_BYTES)
    if device and device.revoked_at is not None and not admitted:
        raise Refused(Quarantine.REVOKED_DEVICE)
    _check_chain(header, laws.hash_of(wire.header), known)


def _check_chain(header: Header, content_hash: str, known: _Known) -> None:
    device = UUID(header.device)
    before = known.chain.get((device, header.seq - 1))
    after = known.chain.get((device, header.seq + 1))
    fits = (
        (device, header.seq) not in known.chain
        and (before is None or before[0] == header.previous)
        and (after is None or after[1] == content_hash)
        and (header.seq > 1 or header.previous == laws.FIRST)
    )
    if not fits:
        raise Refused(Quarantine.BROKEN_CHAIN)


def _without_erased(act: Act, parts: Sequence[Part], known: _Known) -> Act:
    if not known.erased:
        return act
    return read_act(act.header, parts)
