"""Whether an entry that was made elsewhere may be applied, from what this node knows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from akwaba.ledger import bare, keys, laws
from akwaba.ledger.columns import identifier_writer
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

    devices: dict[str, Device]
    erased: set[str]
    admitted: dict[str, UUID | None]
    """What a person let in, and the device of the node at which they did."""
    hashes: dict[str, set[str]]
    """Hashes of the headers that hold an id for good."""
    copies: dict[str, set[Wire]]
    """What waits under an id and may never be applied: a good copy may still come."""
    chain: dict[tuple[str, int], tuple[str, str]]
    """(device, seq) to the hash of the entry there and the hash that it names."""
    broken: set[str] = field(default_factory=set)
    """Hashes of headers that contradict a history: what follows one of them contradicts it too."""
    verdicts: dict[str, str] = field(default_factory=dict)
    """Of the node that passed the entries on, where its word is good; see PassedOn."""

    def has(self, header: Header, wire: Wire) -> bool:
        """Whether it is stored already. A spoilt copy does not stand in for a good one."""
        if not (self.hashes or self.copies):  # nearly always: all of a batch is new
            return False
        here = self.hashes[header.id]
        return laws.hash_of(wire.header) in here or wire in self.copies[header.id]

    def doubts(self, act: Act, doubt: Doubt | None) -> str:
        """Why a person must look at it first; empty where nobody doubts or somebody admitted it."""
        device, entry = self.devices.get(act.header.device), act.header.id
        if device is None or self._is_admitted(entry, device):
            return ""
        if self.verdicts.get(entry) in FOLLOWED:
            return self.verdicts[entry]
        return (doubt(device, act) if doubt else None) or ""

    def _is_admitted(self, entry: str, device: Device) -> bool:
        """Whether somebody else than the node that made it let it in: none admits its own."""
        return entry in self.admitted and (
            device.kind == Device.Kind.DESK
            or device.is_this_node
            or self.admitted[entry] not in {device.pk, device.stands_for}
        )

    def remember(self, header: Header, wire: Wire, reason: str) -> None:
        content_hash = laws.hash_of(wire.header)
        if reason == Quarantine.BROKEN_CHAIN:
            self.broken.add(content_hash)
        if reason not in ON_CHAIN:
            self.copies[header.id].add(wire)
            return
        self.hashes[header.id].add(content_hash)
        self.chain[header.device, header.seq] = (content_hash, header.previous)


def look_up(headers: Sequence[Header]) -> Known:
    """Everything that these entries must be held against, in a few queries."""
    ids = {header.id for header in headers}
    known = Known(
        devices=_devices({header.device for header in headers}),
        erased=erased(),
        admitted=_admitted(ids),
        hashes=defaultdict(set),
        copies=defaultdict(set),
        chain=_chain_near(headers),
        broken=_broken_before(headers),
    )
    for entry in Entry.objects.filter(id__in=bare.existing(Entry, ids)):
        if entry.quarantine in ON_CHAIN:
            known.hashes[str(entry.id)].add(entry.hash)
        else:
            known.copies[str(entry.id)].add(wire_of(entry))
    return known


def _devices(ids: Collection[str]) -> dict[str, Device]:
    return {str(device.pk): device for device in Device.objects.filter(pk__in=ids)}


def _chain_near(headers: Sequence[Header]) -> dict[tuple[str, int], tuple[str, str]]:
    """See Known.chain: what stands where these entries want to stand, and before and after."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for header in headers:
        wanted[header.device].update((header.seq - 1, header.seq, header.seq + 1))
    return {
        (device, seq): (digest, laws.read_header(bytes(content)).previous)
        for device, seqs in wanted.items()
        for seq, digest, content in _at(device, seqs)
    }


def _broken_before(headers: Sequence[Header]) -> set[str]:
    waiting = Entry.objects.exclude(quarantine="")  # on its own: only so is their index used
    named = {header.previous for header in headers}
    broken = waiting.filter(quarantine=Quarantine.BROKEN_CHAIN, hash__in=named)
    return set(broken.values_list("hash", flat=True))


def _at(device: str, seqs: Collection[int]) -> Iterable[tuple[int, str, bytes | memoryview]]:
    """Number, hash and header of what stands at these places of a device's history."""
    rows = Entry.objects.filter(device=device, quarantine__in=ON_CHAIN)
    first, last = min(seqs), max(seqs)
    # Most batches are one stretch, and a stretch is asked for at a tenth of the price.
    is_stretch = last - first <= len(seqs) * 2
    near = rows.filter(seq__range=(first, last)) if is_stretch else rows.filter(seq__in=seqs)
    return near.values_list("seq", "hash", "header")


def _admitted(ids: Collection[str]) -> dict[str, UUID | None]:
    here = bare.existing(Admission, ids)
    if not here:
        return {}
    rows = dict(Admission.objects.filter(id__in=here).values_list("id", "origin"))
    made = Entry.objects.filter(id__in=[origin for origin in rows.values() if origin])
    devices = dict(made.values_list("id", "device"))
    return {str(entry): devices.get(origin) if origin else None for entry, origin in rows.items()}


def on_chain(ids: Iterable[str]) -> dict[UUID, set[str]]:
    """By identifier, the hashes of the entries that stand in their device's history here."""
    identifier = identifier_writer()
    rows = bare.find(Entry, ("id", "hash", "quarantine"), "id", map(identifier, ids))
    found: dict[UUID, set[str]] = defaultdict(set)
    for entry, digest, quarantine in rows:
        if quarantine in ON_CHAIN:
            found[bare.uuid_of(entry)].add(digest)
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
    device = known.devices.get(header.device)
    admitted = header.id in known.admitted
    verdict = known.verdicts.get(header.id)
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
    if known.hashes.get(header.id):
        raise Refused(Quarantine.OTHER_BYTES)
    vouched = verdict == ""
    if device and device.revoked_at is not None and not admitted and not vouched:
        raise Refused(Quarantine.REVOKED_DEVICE)
    _check_chain(header, laws.hash_of(wire.header), known)


def _check_chain(header: Header, content_hash: str, known: Known) -> None:
    device = header.device
    before = known.chain.get((device, header.seq - 1))
    after = known.chain.get((device, header.seq + 1))
    fits = (
        (device, header.seq) not in known.chain
        and header.previous not in known.broken
        and (before is None or before[0] == header.previous)
        and (after is None or after[1] == content_hash)
        and (header.seq > 1 or header.previous == laws.FIRST)
    )
    if not fits:
        raise Refused(Quarantine.BROKEN_CHAIN)


def waiting_for_person(ids: Iterable[str]) -> list[Entry]:
    waiting = Entry.objects.filter(id__in=list(ids), quarantine__in=WAITS_FOR_PERSON)
    return list(waiting.order_by("device", "seq", "position"))
