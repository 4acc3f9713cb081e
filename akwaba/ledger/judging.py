"""Whether an entry that was made elsewhere may be applied, from what this node knows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from akwaba.ledger import keys, laws
from akwaba.ledger.fold import (
    WAITS_FOR_PERSON,
    WAITS_FOR_UPGRADE,
    Act,
    Quarantine,
    Refused,
    read_act,
)
from akwaba.ledger.laws import Header, Part, Wire
from akwaba.ledger.models import Admission, Device, Entry, Erasure

Doubt = Callable[[Device, Act], Quarantine | None]
"""What another room has against applying an act of a known device, unless a person admits it."""

FOLLOWED = ("", Quarantine.REVOKED_DEVICE, Quarantine.EXPIRED_LEASE, Quarantine.NOT_ENTITLED)
"""Verdicts of another node that hold here too."""
ON_CHAIN = ("", *WAITS_FOR_UPGRADE)
"""What became of entries that hold their place in their device's history."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What an enrolled node says of the entries that it passes on.

    It knows its desks and its officers, which nobody else does: what it applied is applied, what
    it holds for a person is held. What it could not read, or does not know, is judged anew.
    """

    by: UUID
    verdicts: Sequence[str]
    """For each entry why it is held there; empty for what was applied."""
    follows_all: bool = False
    """Whether that goes for what other nodes made as well: the capital's word, or one revoked."""
    posts: Collection[str] = ()
    """The posts for whose desks its word is good, where it is not good for all."""

    def is_good_for(self, header: Header, device: Device | None) -> bool:
        """Whether the node may judge this: its own posts' desks, or everything."""
        if self.follows_all:
            return True
        is_node = device is not None and device.kind != Device.Kind.DESK
        return not is_node and header.scope in self.posts


@dataclass(slots=True)
class Known:
    """What bears on a batch; it grows while the batch is judged."""

    devices: dict[UUID, Device]
    erased: set[str]
    admitted: dict[UUID, UUID | None]
    """What a person let in, and the device of the node at which they did."""
    hashes: dict[UUID, set[str]]
    """Hashes of the headers that hold an id for good."""
    copies: dict[UUID, set[Wire]]
    """What waits under an id and may never be applied: a good copy may still come."""
    chain: dict[tuple[UUID, int], tuple[str, str]]
    """(device, seq) to the hash of the entry there and the hash that it names."""
    verdicts: dict[UUID, str] = field(default_factory=dict)
    """Of the node that passed the entries on, where its word is good; see PassedOn."""

    def has(self, header: Header, wire: Wire) -> bool:
        """Whether it is stored already. A spoilt copy does not stand in for a good one."""
        entry = UUID(header.id)
        return laws.hash_of(wire.header) in self.hashes[entry] or wire in self.copies[entry]

    def doubts(self, act: Act, doubt: Doubt | None) -> str:
        """Why a person must look at it first; empty where nobody doubts or somebody admitted it."""
        device, entry = self.devices.get(UUID(act.header.device)), UUID(act.header.id)
        if device is None or self._is_admitted(entry, device):
            return ""
        if self.verdicts.get(entry) in FOLLOWED:
            return self.verdicts[entry]
        return (doubt(device, act) if doubt else None) or ""

    def _is_admitted(self, entry: UUID, device: Device) -> bool:
        """Whether somebody else than the node that made it let it in: none admits its own."""
        return entry in self.admitted and (
            device.kind == Device.Kind.DESK
            or device.is_this_node
            or self.admitted[entry] not in {device.pk, device.stands_for}
        )

    def remember(self, header: Header, wire: Wire, reason: str) -> None:
        entry = UUID(header.id)
        if reason not in ON_CHAIN:
            self.copies[entry].add(wire)
            return
        content_hash = laws.hash_of(wire.header)
        self.hashes[entry].add(content_hash)
        self.chain[UUID(header.device), header.seq] = (content_hash, header.previous)


def look_up(headers: Sequence[Header]) -> Known:
    """Everything that these entries must be held against, in a few queries."""
    ids = {UUID(header.id) for header in headers}
    devices = {UUID(header.device) for header in headers}
    seqs = {seq for header in headers for seq in (header.seq - 1, header.seq, header.seq + 1)}
    near = Entry.objects.filter(device__in=devices, seq__in=seqs, quarantine__in=ON_CHAIN)
    known = Known(
        devices=Device.objects.in_bulk(devices),
        erased=erased(),
        admitted=_admitted(ids),
        hashes=defaultdict(set),
        copies=defaultdict(set),
        chain={
            (entry.device, entry.seq): (
                entry.hash,
                laws.read_header(bytes(entry.header)).previous,
            )
            for entry in near.only("device", "seq", "hash", "header")
        },
    )
    for entry in Entry.objects.filter(id__in=ids):
        if entry.quarantine in ON_CHAIN:
            known.hashes[entry.id].add(entry.hash)
        else:
            known.copies[entry.id].add(wire_of(entry))
    return known


def _admitted(ids: Collection[UUID]) -> dict[UUID, UUID | None]:
    rows = dict(Admission.objects.filter(id__in=ids).values_list("id", "origin"))
    made = Entry.objects.filter(id__in=[origin for origin in rows.values() if origin])
    devices = dict(made.values_list("id", "device"))
    return {entry: devices.get(origin) if origin else None for entry, origin in rows.items()}


def on_chain(ids: Iterable[str]) -> dict[UUID, set[str]]:
    """By identifier, the hashes of the entries that stand in their device's history here."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Entry.objects.filter(id__in=[UUID(each) for each in ids], quarantine__in=ON_CHAIN)
    for entry, digest in rows.values_list("id", "hash"):
        found[entry].add(digest)
    return found


def erased(among: Iterable[UUID] | None = None) -> set[str]:
    """The subjects about whom nothing may be kept."""
    rows = Erasure.objects.filter(origin__isnull=False)
    if among is not None:
        rows = rows.filter(id__in=among)
    return {str(row) for row in rows.values_list("id", flat=True)}


def wire_of(entry: Entry) -> Wire:
    return Wire(bytes(entry.header), entry.body, bytes(entry.signature), bytes(entry.sealed))


def judge(
    header: Header,
    parts: Sequence[Part] | None,
    wire: Wire,
    known: Known,
    doubt: Doubt | None = None,
) -> tuple[Act | None, str]:
    """The act if it can be applied, else the reason why it waits; `parts` is None if unreadable."""
    try:
        _check_source(header, parts, wire, known)
        act = read_act(header, parts or [])
    except Refused as refused:
        return None, refused.reason
    reason = known.doubts(act, doubt)
    return (None, reason) if reason else (act, "")


def _check_source(header: Header, parts: Sequence[Part] | None, wire: Wire, known: Known) -> None:
    device = known.devices.get(UUID(header.device))
    admitted = UUID(header.id) in known.admitted
    verdict = known.verdicts.get(UUID(header.id))
    if device is None and not admitted:
        if verdict and verdict in FOLLOWED:
            raise Refused(Quarantine(verdict))
        raise Refused(Quarantine.UNKNOWN_DEVICE)
    if device and not keys.is_signed_by(bytes(device.public_key), wire.header, wire.signature):
        raise Refused(Quarantine.BAD_SIGNATURE)
    if wire.sealed:
        raise Refused(Quarantine.SEALED_ELSEWHERE)
    if parts is None or not laws.holds(header, parts):
        raise Refused(Quarantine.BODY_CHANGED)
    if known.hashes[UUID(header.id)]:
        raise Refused(Quarantine.OTHER_BYTES)
    vouched = verdict == ""
    if device and device.revoked_at is not None and not admitted and not vouched:
        raise Refused(Quarantine.REVOKED_DEVICE)
    _check_chain(header, laws.hash_of(wire.header), known)


def _check_chain(header: Header, content_hash: str, known: Known) -> None:
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


def waiting_for_person(ids: Iterable[str]) -> list[Entry]:
    waiting = Entry.objects.filter(id__in=list(ids), quarantine__in=WAITS_FOR_PERSON)
    return list(waiting.order_by("device", "seq", "position"))
