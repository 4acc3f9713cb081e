"""Batches between nodes as bytes: CBOR, deflated, sealed to the one node that may read them.

A batch is sealed whole, not body by body as a desk must: so headers, which resemble one another,
shrink as well. Opened it holds `{"entries": [item, …], …}` with one item for each entry:

    [header, parts, verdict]                      see squeezing.py; an empty verdict is left out
    [header, signature, body, verdict, sealed]    as it is, where it cannot be squeezed

The verdict says why the sender holds the entry; see judging.PassedOn.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import cbor2
from django.utils.translation import gettext_lazy as _

from akwaba.ledger import envelope
from akwaba.ledger.exchange.squeezing import Spoilt, name_of, restore, squeeze
from akwaba.ledger.judging import wire_of
from akwaba.ledger.laws import Wire
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import Problem
from akwaba.ledger.sealing import all_keys

FORMAT = 1
MOST_ENTRIES = 200
MOST_IN_A_PACKET = 50_000
"""Where whole histories travel: more are a few kilobytes that unfold to gigabytes."""
LARGEST = 1024 * 1024
"""Bytes of a batch before it is deflated; one entry alone may be larger, up to the envelope's
limit."""
SQUEEZED = 2
"""Header and parts; a verdict may follow."""
_NOT_CBOR = (cbor2.CBORError, ValueError, TypeError, ArithmeticError, RecursionError)
"""What cbor2 raises for bytes that are none, or that hold a value which cannot be."""


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
    written, random, before = [], bytearray(), ""
    for item in items:
        squeezed = squeeze(item.wire, before)
        before = name_of(item.wire)
        if squeezed is None:
            written.append(_verbatim(item))
            continue
        (header, parts), own = squeezed
        random += own
        written.append([header, parts, item.verdict] if item.verdict else [header, parts])
    # What is random comes last: between words it would only keep these from shrinking.
    content = {"format": FORMAT, **said, "entries": written, "random": bytes(random)}
    return envelope.seal(cbor2.dumps(content), [to], context)


def unpack(
    content: bytes, context: str, *, most: int = MOST_ENTRIES
) -> tuple[dict[str, Any], list[Item]]:
    """What a packet says, and its entries: no more than `most`. Raises PacketUnreadable."""
    try:
        said = cbor2.loads(envelope.open_content(content, all_keys(), context))
    except (envelope.SealedElsewhere, envelope.Damaged, *_NOT_CBOR) as error:
        raise PacketUnreadable from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise PacketUnreadable
    entries, random = said.pop("entries", None), said.pop("random", None)
    if not isinstance(entries, list) or len(entries) > most or not isinstance(random, bytes):
        raise PacketUnreadable
    items: list[Item] = []
    at = 0
    for entry in entries:
        item, at = _read(entry, random, at, name_of(items[-1].wire) if items else "")
        items.append(item)
    return said, items


def context_between(sender: UUID, receiver: UUID) -> str:
    """What a packet is sealed under: it cannot be turned to another node or come from another."""
    return f"packet {sender} {receiver}"


def _verbatim(item: Item) -> list[Any]:
    wire = item.wire
    return [wire.header, wire.signature, wire.body, item.verdict, wire.sealed]


def _read(entry: object, random: bytes, at: int, before: str) -> tuple[Item, int]:
    """An entry, and where among the random bytes those of the next one begin.

    What is no entry is an empty one, which nobody can read: its receipt says so.
    """
    kinds = (bytes, bytes, str, str, bytes)
    if isinstance(entry, list) and len(entry) == len(kinds):
        if all(map(isinstance, entry, kinds)):
            header, signature, body, verdict, sealed = entry
            return Item(Wire(header, body, signature, sealed), verdict), at
    elif isinstance(entry, list) and len(entry) in {SQUEEZED, SQUEEZED + 1}:
        verdict = entry[SQUEEZED] if len(entry) > SQUEEZED else ""
        with suppress(Spoilt):
            wire, behind = restore(entry, random, before, at)
            return Item(wire, verdict if isinstance(verdict, str) else ""), behind
    return Item(Wire(b"", "", b"")), at
