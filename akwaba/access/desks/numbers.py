"""The registration numbers that a desk may give out with no network.

The register owns the numbers and lies above this room, so the settings name the function that
lends them.
"""

from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from akwaba.access.desks.rules import NUMBERS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence


class Range(Protocol):
    """Serials of one block, the first and the last included."""

    block: int
    first: int
    last: int


def lent_numbers(device: UUID) -> list[dict[str, Any]]:
    """Ranges that nobody else has, as a desk reads them; none where the node has none left."""
    ranges: Sequence[Range] = import_string(settings.DESK_NUMBERS)(
        device=device, count=NUMBERS_AT_ONCE
    )
    return [{"block": one.block, "first": one.first, "last": one.last} for one in ranges]
