"""Registration numbers, issued offline from this node's own block, or lent to its devices."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from akwaba.ledger.identity import this_node
from akwaba.ledger.models import Device, Peer
from akwaba.ledger.services import lock_fold
from akwaba.registry.models import NumberBlock, NumberLoan
from akwaba.registry.numbers import LAST_BLOCK, LAST_SERIAL, registration_number
from akwaba.registry.problems import NumbersUsedUp

PLACES = 1000
"""At which the first number after a restored backup may stand in its block."""
LENT_AGAIN_WITHIN = timedelta(hours=1)
"""A device that asks again so soon has not read the answer, or has hundreds of numbers left."""


@dataclass(frozen=True, slots=True)
class Range:
    """Serials of one block, the first and the last included."""

    block: int
    first: int
    last: int

    @property
    def numbers(self) -> list[str]:
        serials = range(self.first, self.last + 1)
        return [registration_number(block=self.block, serial=serial) for serial in serials]


def take_numbers(count: int) -> list[str]:
    """Take the next numbers, inside the caller's transaction. Raises NumbersUsedUp."""
    lock_fold()  # before the block: who holds the one must never wait for the other
    numbers: list[str] = []
    while len(numbers) < count:
        numbers += _take_range(count - len(numbers)).numbers
    return numbers


@transaction.atomic
def lend_numbers(*, device: UUID, count: int) -> list[Range]:
    """Ranges of `count` numbers in all for one device; fewer or none where this node has no more.

    No number is lent to two devices or issued here as well. A device that asks again within
    LENT_AGAIN_WITHIN is told the same ranges: an answer that never arrives wastes no numbers.
    """
    lock_fold()
    now = timezone.now()
    within = (now - LENT_AGAIN_WITHIN, now)
    recent = NumberLoan.objects.filter(device=device, lent_at__range=within)
    told = [Range(loan.block_id, loan.first, loan.last) for loan in recent.order_by("id")]
    return told or _lend(device, count)


def _lend(device: UUID, count: int) -> list[Range]:
    ranges: list[Range] = []
    missing = count
    while missing:
        try:
            ranges.append(_take_range(missing))
        except NumbersUsedUp:
            break  # a desk without numbers goes on: the node numbers its families when they come
        missing -= ranges[-1].last - ranges[-1].first + 1
    NumberLoan.objects.bulk_create(
        NumberLoan(
            block_id=each.block,
            first=each.first,
            last=each.last,
            device=device,
            lent_at=timezone.now(),
        )
        for each in ranges
    )
    return ranges


def _take_range(most: int) -> Range:
    """The next serials of the open block, at least one and no more than `most`."""
    block = _open_block()
    first = block.next_serial
    block.next_serial = min(first + most, LAST_SERIAL + 1)
    block.save(update_fields=["next_serial"])
    return Range(block.block, first, block.next_serial - 1)


def _open_block() -> NumberBlock:
    """The block to go on with. One of before a restored backup may hold numbers given since."""
    device = this_node()
    blocks = NumberBlock.objects.select_for_update().filter(_of(device))
    waiting = blocks.filter(next_serial__lte=LAST_SERIAL)
    return waiting.order_by("block").first() or _next_block(device)


def _next_block(device: Device) -> NumberBlock:
    """A block that this node has not used: the capital's, where there is one.

    Without a capital the first is chosen by the node's own key: two nodes that never met could
    choose the same one in ten thousand, and the capital that enrols both sees it. After a restored
    backup the first serial is drawn: the same copy may be put back twice.
    """
    used = set(NumberBlock.objects.values_list("block", flat=True))
    free = next((block for block in _given(device) if block not in used), None)
    if free is None:
        raise NumbersUsedUp
    start = secrets.randbelow(PLACES) * (LAST_SERIAL // PLACES) if device.stands_for else 0
    return NumberBlock.objects.create(block=free, next_serial=start, device=device.pk)


def _given(device: Device) -> Iterable[int]:
    """The blocks that this node may use, in order."""
    capital = Peer.objects.filter(role=Peer.Role.CAPITAL).first()
    given = settings.AKWABA_NUMBER_BLOCK
    if given is not None or capital is not None:
        return [*([given] if given is not None else []), *(capital.blocks if capital else [])]
    last = NumberBlock.objects.filter(_of(device)).aggregate(last=Max("block"))["last"]
    first = int(device.id) % LAST_BLOCK + 1 if last is None else last + 1
    return chain(range(first, LAST_BLOCK + 1), range(1, first))


def _of(device: Device) -> Q:
    """The blocks opened under this device; those of before stand with a node's first one."""
    return Q(device=device.pk) if device.stands_for else Q(device=device.pk) | Q(device=None)


def own_blocks() -> list[int]:
    """The blocks from which this node has given out numbers."""
    return list(NumberBlock.objects.order_by("block").values_list("block", flat=True))
