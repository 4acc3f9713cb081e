"""Whether anything in the ledger was changed, taken out or put in another order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from akwaba.ledger import keys, laws
from akwaba.ledger.consequences import parts_of
from akwaba.ledger.fold import Quarantine
from akwaba.ledger.judging import ON_CHAIN, erased, wire_of
from akwaba.ledger.laws import Header
from akwaba.ledger.models import Admission, Device, Entry, Peer

SIGNED_AND_WAITING = (
    Quarantine.REVOKED_DEVICE,
    Quarantine.EXPIRED_LEASE,
    Quarantine.NOT_ENTITLED,
    Quarantine.SEALED_ELSEWHERE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that `akwaba ledger verify` found wrong."""

    device: UUID
    seq: int
    entry: UUID
    what: str
    """unreadable, changed_header, changed_body, unsigned, unknown_device, missing (an entry before
    this one), reordered (it does not follow the one before), facts_removed or cut_off."""


@dataclass(slots=True)
class _Chain:
    """How far one device's history has been followed."""

    previous: str = laws.FIRST
    expected: int = 1

    def follow(self, entry: Entry) -> None:
        self.previous, self.expected = laws.hash_of(bytes(entry.header)), entry.seq + 1


def verify(progress: Callable[[int], None] = lambda _: None) -> Iterator[Fault]:
    """Walk every device's history: each changed, missing or reordered entry is named.

    What waits in quarantine was never trusted and has no faults; where a device signed it as its
    next one, its place in the history is known all the same. `progress` is told of each
    entry that was looked at.
    """
    checks = _Checks()
    whole = Entry.objects.order_by("device", "seq", "position").iterator(500)
    for device, entries in groupby(whole, key=lambda entry: entry.device):
        chain = _Chain()
        for entry in entries:
            yield from checks.entry(entry, chain)
            progress(1)
        yield from checks.end(device, chain)
    for device in checks.silent:
        yield from checks.end(device, _Chain())


class _Checks:
    def __init__(self) -> None:
        self._devices = Device.objects.in_bulk()
        self._erased = erased()
        self._admitted = set(Admission.objects.values_list("id", flat=True))
        self._is_post = Peer.objects.filter(role=Peer.Role.CAPITAL).exists()
        self.silent = set(self._devices)
        """Devices of which no entry was found."""

    def entry(self, entry: Entry, chain: _Chain) -> Iterator[Fault]:
        self.silent.discard(entry.device)
        if entry.quarantine in ON_CHAIN:
            for what in self._faults(entry, chain):
                yield Fault(entry.device, entry.seq, entry.id, what)
            chain.follow(entry)
        elif self._is_next(entry, chain):
            chain.follow(entry)

    def _is_next(self, entry: Entry, chain: _Chain) -> bool:
        device = self._devices.get(entry.device)
        wire = wire_of(entry)
        return (
            entry.quarantine in SIGNED_AND_WAITING
            and device is not None
            and (device.revoked_at is not None or entry.quarantine != Quarantine.REVOKED_DEVICE)
            and keys.is_signed_by(bytes(device.public_key), wire.header, wire.signature)
            and entry.seq == chain.expected
            and laws.read_header(wire.header).previous == chain.previous
        )

    def _faults(self, entry: Entry, chain: _Chain) -> Iterator[str]:
        try:
            header = laws.read_header(bytes(entry.header))
        except laws.Malformed:
            yield "unreadable"
            return
        if not _columns_agree(entry, header):
            yield "changed_header"
        yield from self._source_faults(entry)
        yield from self._body_faults(entry, header)
        if entry.seq > chain.expected:
            # The capital gives a post its own people's entries only: others lie between them.
            if not (self._is_post and entry.brought_by is not None):
                yield "missing"
        elif entry.seq < chain.expected or header.previous != chain.previous:
            yield "reordered"

    def _source_faults(self, entry: Entry) -> Iterator[str]:
        device = self._devices.get(entry.device)
        wire = wire_of(entry)
        if device is None:
            if entry.id not in self._admitted:
                yield "unknown_device"
        elif not keys.is_signed_by(bytes(device.public_key), wire.header, wire.signature):
            yield "unsigned"

    def _body_faults(self, entry: Entry, header: Header) -> Iterator[str]:
        parts = parts_of(entry)
        if parts is None or not laws.holds(header, parts):
            yield "changed_body"
        elif any(part.facts is None and part.about not in self._erased for part in parts):
            yield "facts_removed"

    def end(self, device: UUID, chain: _Chain) -> Iterator[Fault]:
        """A node knows what it signed last: entries cut off its own history show too.

        Of a device under which it made entries before a backup was restored it does not.
        """
        known = self._devices.get(device)
        is_ours = known is not None and known.is_this_node and known.retired_at is None
        if known is not None and is_ours and known.last_hash != chain.previous:
            yield Fault(device, chain.expected, device, "cut_off")


def _columns_agree(entry: Entry, header: Header) -> bool:
    """The columns repeat the header, for queries; only the header is signed."""
    columns = (
        str(entry.id), str(entry.device), entry.seq, entry.hash, entry.kind, entry.scope,
        str(entry.officer), entry.made_at,
    )  # fmt: skip
    return columns == (
        header.id, header.device, header.seq, laws.hash_of(bytes(entry.header)), header.kind,
        header.scope, header.officer, header.made_at,
    )  # fmt: skip
