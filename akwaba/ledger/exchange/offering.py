"""What a node may be given, by its role and posts, and what it was not given yet.

On PostgreSQL a cursor on a sequence loses rows where writers overtake each other. Here nobody
overtakes: every writer takes the lock of the fold before it draws a position, and keeps it until
its rows can be seen (decision 0007). So positions become visible in their order.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from akwaba.ledger import laws
from akwaba.ledger.exchange.packets import (
    LARGEST,
    MOST_ENTRIES,
    Item,
    item_of,
    size_of,
    within_limits,
)
from akwaba.ledger.holdings import NOT_THE_DEVICES
from akwaba.ledger.models import Device, Entry, Fed, Handed, Mention, Peer
from akwaba.ledger.services import EVERYWHERE
from akwaba.ledger.standing import stands_at

OF_OFFICERS_AND_DEVICES = "access."
"""Kinds of entry that every post may know: by whom and on what an act was done, with which key."""
SUBJECTS_AT_ONCE = 20
"""Subjects handed over whose history goes in one answer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The next entries for a node."""

    items: list[Item]
    upto: int
    """Position up to which it has everything, once these have arrived."""
    subjects: list[UUID]
    """Those handed over whose history is among the items."""

    @property
    def cursor(self) -> str:
        return "|".join([str(self.upto), *map(str, self.subjects)])


def visible_to(peer: Peer) -> QuerySet[Entry]:
    """Every entry that the peer may hold: the capital all, a post its own people's, others none."""
    entries = Entry.objects.exclude(quarantine__in=NOT_THE_DEVICES)
    if peer.role == Peer.Role.CAPITAL:
        return Entry.objects.all()
    if peer.role != Peer.Role.POST:
        return entries.none()
    about_them = Mention.objects.filter(subject__in=_handed(peer).values("subject"))
    return entries.filter(
        Q(scope__in=[*peer.posts, EVERYWHERE])
        | Q(kind__startswith=OF_OFFICERS_AND_DEVICES)
        | Q(position__in=about_them.values("entry_position"))
        | Q(device__in=devices_of(peer.device_id))
        | Q(brought_by=peer.device_id)
    )


def devices_of(node: UUID) -> QuerySet[Device, UUID]:
    """The devices under which a node makes entries."""
    found = Device.objects.filter(Q(pk=node) | Q(stands_for=node))
    return found.values_list("pk", flat=True)


def meant_for(peer: Peer) -> QuerySet[Entry]:
    """The same without what it brought itself, unless it asked for that back."""
    entries = visible_to(peer)
    return entries if peer.wants_all else entries.exclude(brought_by=peer.device_id)


def behind(peer: Peer, upto: int) -> QuerySet[Entry]:
    """What is meant for a node and lies behind a position."""
    return meant_for(peer).filter(position__gt=upto)


def after(peer: Peer, upto: int, most: int = MOST_ENTRIES) -> Offer:
    """The next of what is meant for a node and lies behind a position."""
    return _from(behind(peer, upto), upto, most)


def next_down(peer: Peer, cursor: str, *, wants_all: bool, most: int = MOST_ENTRIES) -> Offer:
    """What to give to a node that calls us, from where its cursor stands.

    A cursor that we did not give is read as the first one: what is known already costs little.
    """
    upto, had = _read_cursor(cursor)
    if not cursor:
        Fed.objects.filter(peer=peer.device_id).delete()
        had = list(_handed_to(peer))  # from the beginning, their history comes with all the rest
    # Who has left and comes back one day brings what was said meanwhile.
    Fed.objects.filter(peer=peer.device_id).exclude(subject__in=_handed_to(peer)).delete()
    Fed.objects.bulk_create(
        [Fed(peer=peer.device_id, subject=subject) for subject in had], ignore_conflicts=True
    )
    peer.wants_all = wants_all
    pending = _pending(peer)
    return _histories(pending, upto) if pending else after(peer, upto, most)


def histories(peer: Peer, upto: int) -> Iterator[Offer]:
    """What was made, up to a position, about those who were handed over to the peer's posts."""
    subjects = list(_handed_to(peer))
    while subjects:
        offer = _histories(subjects[:SUBJECTS_AT_ONCE], upto)
        subjects = subjects[len(offer.subjects) :]
        yield offer


def _handed_to(peer: Peer) -> QuerySet[Handed, UUID]:
    return _handed(peer).values_list("subject", flat=True).distinct().order_by("subject")


def _handed(peer: Peer) -> QuerySet[Handed]:
    """Who was handed over to the peer's posts, and stands there still."""
    return Handed.objects.filter(stands_at(peer.posts), scope__in=peer.posts)


def _histories(pending: list[UUID], upto: int) -> Offer:
    """As many of these subjects as travel at once, at least one."""
    about_them = Mention.objects.filter(subject__in=pending).values("entry_position")
    earlier = Entry.objects.filter(position__lte=upto, position__in=about_them)
    found = earlier.exclude(quarantine__in=NOT_THE_DEVICES).order_by("position")
    items = [item_of(entry) for entry in found]
    if len(pending) > 1 and sum(map(size_of, items)) > LARGEST:
        return _histories(pending[: len(pending) // 2], upto)
    return Offer(items, upto, pending)


def waiting_for(peer: Peer, cursor: str, *, wants_all: bool) -> int:
    """How many entries are here for a node that calls us."""
    upto, _ = _read_cursor(cursor)
    peer.wants_all = wants_all
    return behind(peer, upto).count() + len(_pending(peer))


def _pending(peer: Peer) -> list[UUID]:
    if peer.role != Peer.Role.POST:
        return []
    had = Fed.objects.filter(peer=peer.device_id).values("subject")
    return list(_handed_to(peer).exclude(subject__in=had)[:SUBJECTS_AT_ONCE])


def _from(entries: QuerySet[Entry], upto: int, most: int) -> Offer:
    found = list(entries.order_by("position")[:most])
    items = within_limits([item_of(entry) for entry in found], most)
    return Offer(items, found[len(items) - 1].position if items else upto, [])


def _read_cursor(cursor: str) -> tuple[int, list[UUID]]:
    first, *subjects = cursor.split("|")
    if not (first.isascii() and first.isdigit() and len(first) < len("9" * 19)):
        return 0, []
    try:
        return int(first), [UUID(subject) for subject in subjects[:SUBJECTS_AT_ONCE]]
    except ValueError:
        return 0, []


RECORD = 32
"""Bytes by which an entry is named: its identifier, and the first half of its hash."""
RECORDS_AT_ONCE = 1000


def named_again(peer: Peer) -> tuple[list[tuple[int, bytes]], int]:
    """Positions and names of entries that the peer had once, and the position behind them."""
    found = (
        meant_for(peer)
        .filter(position__gt=peer.sent_upto, position__lte=peer.offered_upto)
        .order_by("position")
    )
    rows = found.values_list("position", "id", "hash")[:RECORDS_AT_ONCE]
    named = [(position, name_of(entry, digest)) for position, entry, digest in rows]
    return named, named[-1][0] if named else peer.offered_upto


def name_of(entry: UUID, digest: str) -> bytes:
    return entry.bytes + bytes.fromhex(digest)[: RECORD - len(entry.bytes)]


def lacking(content: bytes) -> list[int]:
    """The places of the named entries that are not here."""
    names = [content[at : at + RECORD] for at in range(0, len(content), RECORD)]
    ids = [UUID(bytes=name[:16]) for name in names if len(name) == RECORD]
    here: set[bytes] = set()
    for start in range(0, len(ids), MOST_ENTRIES):
        rows = Entry.objects.filter(id__in=ids[start : start + MOST_ENTRIES])
        rows = rows.exclude(quarantine__in=NOT_THE_DEVICES)
        here.update(name_of(entry, digest) for entry, digest in rows.values_list("id", "hash"))
    return [place for place, name in enumerate(names) if name not in here]


def first_unread(items: Sequence[Item], apart: Sequence[Any]) -> int | None:
    """Position of the first entry that a peer could not read, though we can; None where it could.

    What nobody can read was spoilt on our disk: the rest does not wait for it. `apart` is what
    was answered; see answering.take_entries.
    """
    places = sorted(place for place, status, _ in apart if status == "unreadable")
    for place in places:
        with suppress(laws.Malformed):
            entry = laws.read_header(items[place].wire.header).id
            found = Entry.objects.filter(id=entry, hash=laws.hash_of(items[place].wire.header))
            return found.values_list("position", flat=True).first()
    return None
