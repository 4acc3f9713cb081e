"""How much of a device's history lies here: what the device may rely on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Max, Min

from akwaba.ledger.fold import Quarantine
from akwaba.ledger.models import Entry, Peer

SPOILT = (Quarantine.BAD_SIGNATURE, Quarantine.BODY_CHANGED)
"""Changed on the way, or forged: another copy must come."""
NOT_THE_DEVICES = (Quarantine.UNKNOWN_DEVICE, *SPOILT)
"""What anybody could have sent in a device's name: it never stands for what the device made."""
CLOSED_OR_STRANGE = (Quarantine.SEALED_ELSEWHERE, Quarantine.UNKNOWN_DEVICE)

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Numbers of a device's entries, 1, 2, 3 … as it counted them."""

    stored_upto: int = 0
    """Every entry up to this one is stored here whole, in the device's own words."""
    holes: Ranges = field(default_factory=list)
    """First and last of each stretch that is missing below the highest number stored here."""
    last: int = 0
    """The highest number stored here."""
    held: Ranges = field(default_factory=list)
    """First and last of each stretch that is here and not applied: a person or a key is needed."""


def holdings(device: UUID | None) -> Holdings:
    """What is stored of a device; nothing of one that nobody enrolled.

    An envelope that cannot be opened yet is no hole (it need not be sent again), but the device
    keeps its own copy: nobody here can tell whether it holds the entry.
    """
    if device is None:
        return Holdings()
    waiting = list(
        Entry.objects.filter(device=device)
        .exclude(quarantine="")  # on its own: only so is the index of those that wait used
        .exclude(quarantine__in=SPOILT)
        .values_list("seq", "quarantine")
    )
    applied = Entry.objects.filter(device=device, quarantine="")
    if not waiting:
        told = applied.aggregate(count=Count("seq"), last=Max("seq"))
        if told["count"] == (told["last"] or 0):
            return Holdings(told["count"], last=told["count"])
    sealed = {seq for seq, reason in waiting if reason == Quarantine.SEALED_ELSEWHERE}
    opened = {seq for seq, reason in waiting if reason not in CLOSED_OR_STRANGE}
    done = set(applied.values_list("seq", flat=True))
    here = opened | done | sealed
    return Holdings(
        stored_upto=_first_missing(opened | done) - 1,
        holes=holes_in(here),
        last=max(here, default=0),
        held=stretches_of({seq for seq, _ in waiting} - done),
    )


def capital_upto(device: UUID, stored_upto: int) -> int | None:
    """Every entry of the device up to this number is at the capital too; None without a capital.

    The capital acknowledged everything up to a position of ours: what lies behind it is not there.
    """
    capital = Peer.objects.filter(role=Peer.Role.CAPITAL).first()
    if capital is None:
        return None
    not_there = Entry.objects.filter(device=device, position__gt=capital.sent_upto, brought_by=None)
    first = not_there.exclude(quarantine__in=NOT_THE_DEVICES).aggregate(first=Min("seq"))["first"]
    return stored_upto if first is None else min(stored_upto, first - 1)


def _first_missing(numbers: set[int]) -> int:
    first = 1
    while first in numbers:
        first += 1
    return first


def holes_in(numbers: Iterable[int]) -> Ranges:
    """First and last of each stretch that is missing below the highest number."""
    holes, expected = [], 1
    for number in sorted(numbers):
        if number > expected:
            holes.append((expected, number - 1))
        expected = number + 1
    return holes


def stretches_of(numbers: Iterable[int]) -> Ranges:
    """First and last of each stretch of numbers that follow one another."""
    stretches: Ranges = []
    for number in sorted(numbers):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return stretches
