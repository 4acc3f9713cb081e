"""Registration numbers, issued offline from this node's own block."""

from django.conf import settings
from django.db.models import Max

from akwaba.ledger.services import lock_fold, this_node
from akwaba.registry.models import NumberBlock
from akwaba.registry.numbers import LAST_BLOCK, LAST_SERIAL, registration_number
from akwaba.registry.problems import NumbersUsedUp


def take_numbers(count: int) -> list[str]:
    """Take the next numbers, inside the caller's transaction. Raises NumbersUsedUp."""
    lock_fold()  # before the block: who holds the one must never wait for the other
    numbers: list[str] = []
    while len(numbers) < count:
        block = _open_block()
        first = block.next_serial
        taken = min(count - len(numbers), LAST_SERIAL + 1 - first)
        numbers += [
            registration_number(block=block.block, serial=first + step) for step in range(taken)
        ]
        block.next_serial = first + taken
        block.save(update_fields=["next_serial"])
    return numbers


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
