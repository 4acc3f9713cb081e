"""Whether an entry that was made elsewhere may be applied, from what this node knows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
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
from akwaba.ledger.models import Admission, Device, Entry, Erasure, Mention, Peer

Objection = Callable[[Device, Act], Quarantine | None]
"""What another room has against applying an act as the word of a device, if anything."""
Doubt = Callable[[Sequence[Act]], Objection]
"""Looks at the acts of a batch, to ask once for all of them what bears on them."""

FOLLOWED = ("", Quarantine.REVOKED_DEVICE, Quarantine.EXPIRED_LEASE, Quarantine.NOT_ENTITLED)
"""Verdicts of another node that hold here too."""
ADMITTED = "ledger.entry_admitted"
ON_CHAIN = ("", *WAITS_FOR_UPGRADE)
"""What became of entries that hold their place in their device's history."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the node that passed a batch on says of it, where its word is good; see PassedOn."""

    verdicts: Mapping[str, str] = field(default_factory=dict)
    """By the hash of the header: another entry under the same id is not excused by it."""
    voucher: Device | None = None
    """The node, where it answers for what it says was applied; None where its word is enough."""


@dataclass(frozen=True, slots=True)
class Read:
    """An entry that is to be judged, and what could be read of it."""

    header: Header
    parts: Sequence[Part] | None
    """None where the body cannot be read."""
    wire: Wire
    act: Act | Quarantine
    """What it says, or why this version cannot apply it."""

    @property
    def hash(self) -> str:
        return laws.hash_of(self.wire.header)


def read_of(header: Header, parts: Sequence[Part] | None, wire: Wire) -> Read:
    try:
        return Read(header, parts, wire, read_act(header, parts or []))
    except Refused as refused:
        return Read(header, parts, wire, refused.reason)


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

    def word(self, reads: Sequence[Read | None], devices: Mapping[str, Device]) -> Word:
        """`reads` are the entries in their order; None for what could not be read."""
        verdicts = {
            read.hash: verdict
            for read, verdict in zip(reads, self.verdicts, strict=True)
            if read and self._is_good_for(read.header, devices.get(read.header.device))
        }
        return Word(verdicts, None if self.follows_all else _devices({self.by})[str(self.by)])

    def _is_good_for(self, header: Header, device: Device | None) -> bool:
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
    let_in: set[str]
    """Entries that a person let in here or at the capital."""
    admitted: dict[str, list[Device]]
    """By entry the other nodes, by their devices, at which a person let it in."""
    hashes: dict[str, set[str]]
    """Hashes of the headers that hold an id for good."""
    copies: dict[str, dict[Wire, str]]
    """What waits under an id and why; it may never be applied, a good copy may still come."""
    chain: dict[tuple[str, int], tuple[str, str]]
    """(device, seq) to the hash of the entry there and the hash that it names."""
    broken: set[str] = field(default_factory=set)
    """Hashes of headers that contradict a history: what follows one of them contradicts it too."""
    word: Word = field(default_factory=Word)
    objection: Objection = lambda _device, _act: None

    def has(self, read: Read) -> bool:
        """Whether it is stored already. A spoilt copy does not stand in for a good one."""
        if not (self.hashes or self.copies):  # nearly always: all of a batch is new
            return False
        return read.hash in self.hashes[read.header.id] or read.wire in self.copies[read.header.id]

    def opens(self, read: Read) -> bool:
        """Whether what waits here may be applied now that it is brought once more.

        What a revoked node brought first is judged anew when anybody else brings it; what waits
        for a person, when a node that may say so says that it was applied.
        """
        why = self.copies[read.header.id].get(read.wire)
        is_vouched_for = self.word.verdicts.get(read.hash) == ""
        return why == Quarantine.REVOKED_DEVICE or (is_vouched_for and why in WAITS_FOR_PERSON)

    def hear(self, reads: Iterable[Read], doubt: Doubt | None, word: Word | None = None) -> None:
        """Before the first of a batch is judged: who may object, and what its bearer says of it."""
        self.word = word or Word()
        if doubt:
            self.objection = doubt([read.act for read in reads if isinstance(read.act, Act)])

    def is_admitted(self, header: Header, act: Act | Quarantine) -> bool:
        """Whether somebody let it in who may.

        What is admitted at a post's node is judged as if that node had said it. None admits its
        own, and what a device made that nobody knows is not a post's to admit.
        """
        if header.id in self.let_in:
            return True
        device = self.devices.get(header.device)
        return isinstance(act, Act) and any(
            device is not None
            and node_of(admitter) != node_of(device)
            and self.objection(admitter, act) is None
            for admitter in self.admitted.get(header.id, ())
        )

    def doubts(self, act: Act, content_hash: str = "") -> str:
        """Why a person must look at what nobody admitted; empty where nobody doubts it."""
        device = self.devices.get(act.header.device)
        verdict = self.word.verdicts.get(content_hash)
        if verdict == "" and self.word.voucher:
            return self.objection(self.word.voucher, act) or ""
        if device is None or verdict in FOLLOWED:
            return verdict or ""
        return self.objection(device, act) or ""

    def remember(self, header: Header, wire: Wire, reason: str) -> None:
        content_hash = laws.hash_of(wire.header)
        if reason == Quarantine.BROKEN_CHAIN:
            self.broken.add(content_hash)
        if reason not in ON_CHAIN:
            self.copies[header.id][wire] = reason
            return
        self.hashes[header.id].add(content_hash)
        self.chain[header.device, header.seq] = (content_hash, header.previous)


def look_up(headers: Sequence[Header]) -> Known:
    """Everything that these entries must be held against, in a few queries."""
    ids = {header.id for header in headers}
    let_in, admitted = _admitted(ids)
    known = Known(
        devices=_devices({header.device for header in headers}),
        erased=erased(),
        let_in=let_in,
        admitted=admitted,
        hashes=defaultdict(set),
        copies=defaultdict(dict),
        chain=_chain_near(headers),
        broken=_broken_before(headers),
    )
    for entry in Entry.objects.filter(id__in=bare.existing(Entry, ids)):
        if entry.quarantine in ON_CHAIN:
            known.hashes[str(entry.id)].add(entry.hash)
        else:
            known.copies[str(entry.id)][wire_of(entry)] = entry.quarantine
    return known


def _devices(ids: Iterable[Any]) -> dict[str, Device]:
    """By identifier; all devices of a node that was revoked are."""
    found = list(Device.objects.filter(pk__in=set(ids)))
    nodes = Device.objects.in_bulk({device.stands_for for device in found if device.stands_for})
    for device in found:
        if device.revoked_at is None and (node := nodes.get(node_of(device))):
            device.revoked_at = node.revoked_at
    return {str(device.pk): device for device in found}


def node_of(device: Device) -> UUID:
    """The device by which the node is known that makes entries under this one."""
    return device.stands_for or device.pk


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


def _admitted(ids: Collection[str]) -> tuple[set[str], dict[str, list[Device]]]:
    """See Known.let_in and Known.admitted. A revoked node admits nothing."""
    let_in: set[str] = set()
    elsewhere: dict[str, list[Device]] = defaultdict(list)
    here = bare.existing(Admission, ids)
    if not here:
        return let_in, elsewhere
    mentions = Mention.objects.filter(subject__in=here).values_list("entry_position", "subject")
    made = Entry.objects.filter(kind=ADMITTED, quarantine="")
    makers = dict(
        made.filter(position__in=[position for position, _ in mentions]).values_list(
            "position", "device"
        )
    )
    devices = _devices(makers.values())
    capital = set(Peer.objects.filter(role=Peer.Role.CAPITAL).values_list("pk", flat=True))
    for position, entry in mentions:
        by = devices.get(str(makers.get(position)))
        if by is None or by.revoked_at is not None:
            continue
        if by.is_this_node or node_of(by) in capital:
            let_in.add(str(entry))
        else:
            elsewhere[str(entry)].append(by)
    return let_in, elsewhere


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


def judge(read: Read, known: Known) -> tuple[Act | None, str]:
    """The act if it can be applied, else the reason why it waits."""
    is_admitted = known.is_admitted(read.header, read.act)
    try:
        _check_source(read, known, is_admitted=is_admitted)
    except Refused as refused:
        return None, refused.reason
    if not isinstance(read.act, Act):
        return None, read.act
    reason = "" if is_admitted else known.doubts(read.act, read.hash)
    return (None, reason) if reason else (read.act, "")


def _check_source(read: Read, known: Known, *, is_admitted: bool) -> None:
    header, wire = read.header, read.wire
    device = known.devices.get(header.device)
    verdict = known.word.verdicts.get(read.hash)
    if device is None and not is_admitted:
        if verdict and verdict in FOLLOWED:
            raise Refused(Quarantine(verdict))
        raise Refused(Quarantine.UNKNOWN_DEVICE)
    if device and not keys.is_signed_by(bytes(device.public_key), wire.header, wire.signature):
        raise Refused(Quarantine.BAD_SIGNATURE)
    if wire.sealed:
        raise Refused(Quarantine.SEALED_ELSEWHERE)
    if read.parts is None or not laws.holds(header, read.parts):
        raise Refused(Quarantine.BODY_CHANGED)
    if known.hashes.get(header.id):
        raise Refused(Quarantine.OTHER_BYTES)
    vouched = verdict == ""
    if device and device.revoked_at is not None and not is_admitted and not vouched:
        raise Refused(Quarantine.REVOKED_DEVICE)
    _check_chain(header, read.hash, known)


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
