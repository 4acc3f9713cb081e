"""Batches between nodes as bytes: CBOR, deflated, sealed to the one node that may read them.

A batch is sealed whole, not body by body as a desk must: so headers, which resemble one another,
shrink as well. Opened it holds `{"entries": [item, …], …}` with one item for each entry:

    [header, signature, body, verdict, sealed]

in bytes, bytes, text, text and bytes; what is empty at the end is left out. The verdict says why
the sender holds the entry; see judging.PassedOn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import cbor2
from django.utils.translation import gettext_lazy as _

from akwaba.ledger import envelope
from akwaba.ledger.judging import wire_of
from akwaba.ledger.laws import Wire
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import Problem
from akwaba.ledger.sealing import all_keys

FORMAT = 1
MOST_ENTRIES = 200
LARGEST = 1024 * 1024
"""Bytes of a batch before it is deflated; one entry alone may be larger, up to the envelope's
limit."""
MOST_ITEMS = 5
LEAST_ITEMS = 2
_LEFT_OUT: list[Any] = [b"", b"", "", "", b""]


class PacketUnreadable(Problem):
    """It was cut off, changed on its way, sealed to another node, or never a packet."""

    code = "packet_unreadable"
    message = _(
        "What was sent cannot be opened here: it was damaged on its way, or it is sealed to "
        "another computer. Nothing was stored. Send it again."
    )


@dataclass(frozen=True, slots=True)
class Item:
    """An entry on its way, and what its sender made of it."""

    wire: Wire
    verdict: str = ""


def item_of(entry: Entry) -> Item:
    return Item(wire_of(entry), entry.quarantine)


def size_of(item: Item) -> int:
    """Bytes, nearly, before they are deflated."""
    wire = item.wire
    return len(wire.header) + len(wire.body) + len(wire.signature) + len(wire.sealed) + 16


def within_limits(items: Sequence[Item], most: int = MOST_ENTRIES) -> list[Item]:
    """The first of them, as many as travel at once; at least one."""
    chosen: list[Item] = []
    size = 0
    for item in items[:most]:
        size += size_of(item)
        if chosen and size > LARGEST:
            break
        chosen.append(item)
    return chosen


def pack(said: dict[str, Any], items: Sequence[Item], *, to: bytes, context: str) -> bytes:
    """Seal a batch to a node's public point of 65 bytes."""
    content = {"format": FORMAT, **said, "entries": [_written(item) for item in items]}
    return envelope.seal(cbor2.dumps(content), [to], context)


def unpack(content: bytes, context: str) -> tuple[dict[str, Any], list[Item]]:
    """What a packet says, and its entries. Raises PacketUnreadable."""
    try:
        said = cbor2.loads(envelope.open_content(content, all_keys(), context))
    except (envelope.SealedElsewhere, envelope.Damaged, ValueError, RecursionError) as error:
        raise PacketUnreadable from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise PacketUnreadable
    entries = said.pop("entries", None)
    if not isinstance(entries, list):
        raise PacketUnreadable
    return said, [_read(entry) for entry in entries]


def context_between(sender: UUID, receiver: UUID) -> str:
    """What a packet is sealed under: it cannot be turned to another node or come from another."""
    return f"packet {sender} {receiver}"


def _written(item: Item) -> list[Any]:
    wire = item.wire
    parts = [wire.header, wire.signature, wire.body, item.verdict, wire.sealed]
    while len(parts) > LEAST_ITEMS and not parts[-1]:
        parts.pop()
    return parts


def _read(entry: object) -> Item:
    """The entry; what is no entry is an empty one, which nobody can read: its receipt says so."""
    kinds = (bytes, bytes, str, str, bytes)
    if not isinstance(entry, list) or not LEAST_ITEMS <= len(entry) <= MOST_ITEMS:
        return Item(Wire(b"", "", b""))
    if not all(map(isinstance, entry, kinds)):
        return Item(Wire(b"", "", b""))
    header, signature, body, verdict, sealed = [*entry, *_LEFT_OUT[len(entry) :]]
    return Item(Wire(header, body, signature, sealed), verdict)
