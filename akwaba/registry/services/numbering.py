"""Registration numbers, issued offline from this node's own block, or lent to its devices."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from akwaba.ledger.services import lock_fold, this_node
from akwaba.registry.models import NumberBlock, NumberLoan
from akwaba.registry.numbers import LAST_BLOCK, LAST_SERIAL, registration_number
from akwaba.registry.problems import NumbersUsedUp

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
    waiting = NumberBlock.objects.select_for_update().filter(next_serial__lte=LAST_SERIAL)
    return waiting.order_by("block").first() or _next_block()


def _next_block() -> NumberBlock:
    """A block that this node has not used, first chosen by the node's own key.

    Two nodes that never met could choose the same one in ten thousand: the capital gives each
    node its block by AKWABA_NUMBER_BLOCK before they issue numbers side by side.
    """
    given = settings.AKWABA_NUMBER_BLOCK
    used = NumberBlock.objects.aggregate(last=Max("block"))["last"]
    if used is None:
        start = given if given is not None else int(this_node().id) % LAST_BLOCK + 1
    elif given is not None:
        raise NumbersUsedUp
    else:
        start = used + 1
    if start > LAST_BLOCK:
        raise NumbersUsedUp
    return NumberBlock.objects.create(block=start)
