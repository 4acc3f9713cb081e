"""What the ledger can tell: the history of a subject, and whether anything was tampered with."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from akwaba.ledger import keys, laws
from akwaba.ledger.fold import Act, Refused, read_act
from akwaba.ledger.models import Device, Entry, FoldedRow, Mention
from akwaba.ledger.registers import EMPTY


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a subject's history."""

    entry: Entry
    header: laws.Header
    act: Act | None
    """None where the entry waits in quarantine, or its facts were erased."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that `akwaba ledger verify` found wrong."""

    device: UUID
    seq: int
    entry: UUID
    what: str
    """missing, reordered, changed_header, changed_body, unsigned, unknown_device, or unreadable."""


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


def verify() -> Iterator[Fault]:
    """Walk every device's chain: each changed, missing or reordered entry is named.

    What waits in quarantine was never trusted and is left out.
    """
    devices = Device.objects.in_bulk()
    entries = Entry.objects.filter(quarantine="").order_by("device", "seq").iterator(500)
    for device, chain in groupby(entries, key=lambda entry: entry.device):
        previous, expected = laws.FIRST, 1
        for entry in chain:
            faults = list(_faults(entry, devices.get(device), previous, expected))
            yield from (Fault(device, entry.seq, entry.id, what) for what in faults)
            previous, expected = laws.hash_of(bytes(entry.header)), entry.seq + 1
        yield from _cut_off(devices.get(device), previous, expected)


def _faults(entry: Entry, device: Device | None, previous: str, expected: int) -> Iterator[str]:
    content = bytes(entry.header)
    try:
        header, parts = laws.read_header(content), laws.read_body(entry.body)
    except laws.Malformed:
        yield "unreadable"
        return
    columns = (str(entry.id), str(entry.device), entry.seq, entry.hash)
    if columns != (header.id, header.device, header.seq, laws.hash_of(content)):
        yield "changed_header"
    if device is None:
        yield "unknown_device"
    elif not keys.is_signed_by(bytes(device.public_key), content, bytes(entry.signature)):
        yield "unsigned"
    if not laws.holds(header, parts):
        yield "changed_body"
    if entry.seq != expected:
        yield "missing"
    elif header.previous != previous:
        yield "reordered"


def _cut_off(device: Device | None, previous: str, expected: int) -> Iterator[Fault]:
    """A node knows what it signed last: entries taken off the end of its own chain show too."""
    if device is not None and device.is_this_node and device.last_hash != previous:
        yield Fault(device.id, expected, device.id, "missing")
