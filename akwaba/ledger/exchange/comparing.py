"""Do two nodes hold the same? Counted and checked device by device, day by day.

Each side counts the entries of a device and a day and takes the XOR of their hashes (SHA-256):
equal sums mean equal sets, in whatever order they came. Where a sum differs, hashes are compared,
what is missing travels again, and until then the difference is shown.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from akwaba.ledger.clock import milliseconds_of
from akwaba.ledger.exchange.offering import devices_of, visible_to
from akwaba.ledger.fold import WAITS_FOR_PERSON, WAITS_FOR_UPGRADE, Quarantine
from akwaba.ledger.models import Beyond, Entry, Peer

DAY = 24 * 60 * 60 * 1000
"""Milliseconds."""
BUCKETS_AT_ONCE = 20
"""Days of devices whose hashes are compared at one meeting."""

HELD = (
    "",
    *WAITS_FOR_UPGRADE,
    *(reason for reason in WAITS_FOR_PERSON if reason != Quarantine.UNKNOWN_DEVICE),
    Quarantine.SEALED_ELSEWHERE,
)
"""What counts as held: also what waits. What is spoilt, forged or strange is nobody's entry."""

Bucket = tuple[str, int]
"""A device and a day since 1970, by the stamps of its entries."""
Sums = dict[Bucket, tuple[int, str]]
"""How many entries, and the XOR of their hashes in 64 hexadecimal digits."""


def both_hold(peer: Peer) -> QuerySet[Entry]:
    """What should be here and at the peer, seen from the side that limits it.

    At the capital, what the post may hold; see held_here for the post's side.
    """
    if peer.role == Peer.Role.PARTNER:  # it holds what it made itself, and nothing else
        own = Q(device__in=devices_of(peer.device_id)) | Q(brought_by=peer.device_id)
        return Entry.objects.filter(own, quarantine__in=HELD)
    return visible_to(peer).filter(quarantine__in=HELD)


def held_here() -> QuerySet[Entry]:
    """What a node that calls compares: all but what the capital would not give it any more."""
    beyond = Beyond.objects.filter(position=OuterRef("position"))
    return Entry.objects.filter(~Exists(beyond), quarantine__in=HELD)


def sums_of(entries: QuerySet[Entry]) -> Sums:
    counts: dict[Bucket, int] = defaultdict(int)
    checks: dict[Bucket, int] = defaultdict(int)
    rows = entries.values_list("device", "made_at", "hash").distinct().iterator(chunk_size=2000)
    for device, made_at, digest in rows:
        bucket = (str(device), milliseconds_of(made_at) // DAY)
        counts[bucket] += 1
        checks[bucket] ^= int(digest, 16)
    return {bucket: (counts[bucket], f"{checks[bucket]:064x}") for bucket in counts}


def differing(ours: Sums, theirs: Sums) -> list[Bucket]:
    """The buckets of which the two do not hold the same, in order."""
    return sorted(
        bucket for bucket in ours.keys() | theirs.keys() if ours.get(bucket) != theirs.get(bucket)
    )


def hashes_in(entries: QuerySet[Entry], bucket: Bucket) -> set[str]:
    return set(_of(entries, bucket).values_list("hash", flat=True))


def _of(entries: QuerySet[Entry], bucket: Bucket) -> QuerySet[Entry]:
    device, day = bucket
    first, last = f"{day * DAY:012x}", f"{(day + 1) * DAY:012x}"
    return entries.filter(device=UUID(device), made_at__gte=first, made_at__lt=last)


def send_again(peer: Peer, hashes: Sequence[str]) -> None:
    """Go back to before the first of these: the peer has not got them after all.

    Nor what it brought itself: it lost that, and has it from us now.
    """
    lost = Entry.objects.filter(hash__in=hashes)
    lost.filter(brought_by=peer.device_id).update(brought_by=None)
    first = lost.aggregate(first=Min("position"))["first"]
    if first is not None and first <= peer.sent_upto:
        peer.sent_upto = first - 1


def leave_out(bucket: Bucket, hashes: Collection[str]) -> None:
    """Compare these no more: the peer has them, and would not give them to us today."""
    known = set(hashes)
    rows = _of(Entry.objects.all(), bucket).values_list("position", "hash")
    beyond = [Beyond(position=position) for position, digest in rows if digest in known]
    Beyond.objects.bulk_create(beyond, ignore_conflicts=True)


def take_back_in(bucket: Bucket | None = None) -> None:
    """Compare again what was left out of a day of a device; of all days where none is named."""
    left_out = Beyond.objects.all()
    if bucket is not None:
        left_out = left_out.filter(position__in=_of(Entry.objects.all(), bucket).values("position"))
    left_out.delete()
