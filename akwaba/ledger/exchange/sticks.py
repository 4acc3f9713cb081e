r"""The same batches in a file, for a stick that somebody carries.

    akwaba stick 1\n
    head\n                   JSON: who made it for whom, and what each has of the other's
    length, signature, packet  4, 64 and as many bytes as the length says; again and again
    0, signature, end          JSON: how many entries, and up to which position

Each signature is the node's, over the head, the place in the file and what follows. A stick may be
lost, late, cut off, read twice or before an earlier one: entries are stored once, by their
identifier, and nothing counts as sent before the other side said on a stick of its own, or over
the line, that it arrived. Packets are sealed to the one node that may read them.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akwaba.ledger import keys
from akwaba.ledger.acceptance import Receipt
from akwaba.ledger.exchange import comparing, offering, packets
from akwaba.ledger.exchange.packets import PacketUnreadable
from akwaba.ledger.exchange.taking import take_in
from akwaba.ledger.identity import known_as, proof, store_name
from akwaba.ledger.judging import Doubt
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem
from akwaba.ledger.signing import sign_as_node

MAGIC = b"akwaba stick 1\n"
LENGTH_BYTES = 4
LARGEST_HEAD = 4096
LARGEST_PACKET = 5 * 1024 * 1024
LAST_POSITION = 2**62
_STORE = re.compile(r"[0-9a-f]{0,32}", re.ASCII)
_POSITION = re.compile(r"[0-9]{0,18}", re.ASCII)

Head = dict[str, Any]
Progress = Callable[[int], None]


class NoStick(Problem):
    code = "no_stick"
    message = _(
        "This is no file that another computer of Akwaba made for a stick, or its beginning is "
        "damaged. Nothing was stored. Copy it again from the stick, or have it made again."
    )


class StickForAnother(Problem):
    """It is sealed to another node: this one could not open it anyway."""

    code = "stick_for_another"
    message = _("This file was made for another computer (%(node)s). Nothing was stored.")


class StickOfStranger(Problem):
    code = "stick_of_stranger"
    message = _(
        "This file comes from a computer that is not enrolled here (%(node)s). Nothing was "
        "stored. Exchange the cards of both computers first."
    )


class StickForRevoked(Problem):
    """Who is no longer trusted is given nothing, on no way."""

    status = 409
    code = "stick_for_revoked"
    message = _("%(name)s is no longer trusted here: no file is made for it.")


class StickCutOff(Problem):
    """What came before the cut is stored."""

    code = "stick_cut_off"
    message = _(
        "The file is damaged or ends too early: the %(count)s entries before that place are "
        "stored. Copy it again and import it again; nothing is stored twice."
    )


@dataclass(frozen=True, slots=True)
class Stick:
    """What was written, or read."""

    peer: Peer
    receipts: list[Receipt]
    """Of what was read; empty for what was written."""
    entries: int


def write(
    file: BinaryIO, peer: Peer, *, everything: bool = False, progress: Progress = lambda _: None
) -> Stick:
    """Write what the peer has not said that it has, or everything that it may hold.

    Raises StickForRevoked.
    """
    if peer.revoked_at is not None:
        raise StickForRevoked(name=peer.name)
    start = 0 if everything else _start(peer)
    head = json.dumps(
        {
            "from": str(known_as().pk),
            "to": str(peer.device_id),
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "store": store_name(),
            "start": start,
            "has": peer.received_upto,
            "of_store": peer.their_store,
            "cursor": peer.cursor.partition("|")[0],
            "cursor_store": peer.state,
            "posts": peer.posts,
            "device": proof(),
        }
    ).encode()
    file.write(MAGIC + head + b"\n")
    context = packets.context_between(known_as().pk, peer.device_id)
    upto, count, place = start, 0, 0
    for offer in _offers(peer, start):
        packet = packets.pack({}, offer.items, to=bytes(peer.sealing_key), context=context)
        _write_piece(file, head, place, packet)
        upto, count, place = offer.upto, count + len(offer.items), place + 1
        progress(len(offer.items))
    _write_end(file, head, place, {"entries": count, "upto": upto})
    return Stick(peer, [], count)


def _start(peer: Peer) -> int:
    if peer.role == Peer.Role.CAPITAL:
        return peer.sent_upto
    return int(peer.their_cursor or 0)


def _offers(peer: Peer, start: int) -> Iterator[offering.Offer]:
    if peer.role == Peer.Role.POST:
        yield from offering.histories(peer, start)
    upto = start
    while (offer := offering.after(peer, upto)).items:
        yield offer
        upto = offer.upto


def read(
    file: BinaryIO,
    doubt_of: Callable[[Peer], Doubt],
    progress: Progress = lambda _: None,
    *,
    know: Callable[[Peer, object], object],
) -> Stick:
    """Store what a file holds. Raises NoStick, StickForAnother, StickOfStranger, StickCutOff.

    `know` is told of the device under which the peer makes entries now, once the first signature
    shows that the peer wrote it.
    """
    head_bytes, head, peer = _read_head(file)
    context = packets.context_between(peer.device_id, known_as().pk)
    receipts: list[Receipt] = []
    place = 0
    while packet := _read_piece(file, head_bytes, place, peer):
        try:
            _said, items = packets.unpack(packet, context, most=packets.MOST_IN_A_PACKET)
        except PacketUnreadable:
            raise StickCutOff(count=len(receipts)) from None
        if place == 0:
            know(peer, head.get("device"))
        receipts += take_in(peer, items, doubt_of(peer), progress)
        place += 1
    end = _read_end(file, head_bytes, place, peer)
    if end is None:
        raise StickCutOff(count=len(receipts))
    if any(receipt.status == "unreadable" for receipt in receipts):
        head["start"] = LAST_POSITION  # what a newer version made travels again until it is read
    _note(peer, head, end)
    return Stick(peer, receipts, len(receipts))


@transaction.atomic
def _note(peer: Peer, head: Head, end: Head) -> None:
    """What a whole file tells of how far each has got with the other.

    Nothing else of the peer is written: it may be revoked, or joined anew, at the same time.
    """
    peer = Peer.objects.select_for_update().get(pk=peer.pk)
    if head["store"] != peer.their_store:
        peer.their_store, peer.received_upto = head["store"], 0
    if head["start"] <= peer.received_upto:
        peer.received_upto = max(peer.received_upto, end["upto"])
    if peer.role == Peer.Role.CAPITAL:
        _note_capital(peer, head, end)
    elif head["cursor_store"] == store_name() and head.get("posts", peer.posts) == peer.posts:
        peer.their_cursor = head["cursor"]
        peer.save(update_fields=["their_cursor"])
    peer.last_contact_at = timezone.now()
    peer.save(update_fields=["their_store", "received_upto", "last_contact_at"])


def _note_capital(peer: Peer, head: Head, end: Head) -> None:
    """How far our entries have come there, and how far its own have come here."""
    if head["store"] != peer.state:
        peer.begin_with(head["store"])  # as at a greeting: it lost what it had acknowledged
    if head.get("posts", peer.posts) != peer.posts:
        peer.posts, peer.cursor = head["posts"], ""  # older entries of a new post come too
        comparing.take_back_in()
    if head["of_store"] == store_name():
        peer.sent_upto = max(peer.sent_upto, head["has"])
    at = int(peer.cursor.partition("|")[0] or 0)
    if head["start"] <= at < end["upto"]:  # nothing lies between
        peer.cursor = str(end["upto"])
    peer.save(update_fields=[*Peer.OF_ITS_STORE, "posts"])


def _read_head(file: BinaryIO) -> tuple[bytes, Head, Peer]:
    if file.read(len(MAGIC)) != MAGIC:
        raise NoStick
    line = file.readline(LARGEST_HEAD)
    try:
        head = json.loads(line)
        sender, receiver = UUID(head["from"]), UUID(head["to"])
        _check_head(head)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoStick from error
    if receiver != known_as().pk:
        raise StickForAnother(node=receiver)
    peer = Peer.objects.select_related("device").filter(pk=sender).first()
    if peer is None:
        raise StickOfStranger(node=sender)
    return line.rstrip(b"\n"), head, peer


def _check_head(head: Head) -> None:
    """Raises TypeError or ValueError."""
    forms = dict.fromkeys(("store", "of_store", "cursor_store"), _STORE) | {"cursor": _POSITION}
    for name, form in forms.items():
        if form.fullmatch(head[name]) is None:
            raise ValueError(name)
    if not all(isinstance(post, str) for post in head.get("posts", [])):
        raise ValueError("posts")
    if not _is_position(head["start"]) or not _is_position(head["has"]):
        raise ValueError("position")


def _is_position(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < LAST_POSITION


def _write_piece(file: BinaryIO, head: bytes, place: int, content: bytes) -> None:
    file.write(len(content).to_bytes(LENGTH_BYTES))
    file.write(sign_as_node(_signed(head, place, content)) + content)


def _write_end(file: BinaryIO, head: bytes, place: int, end: Head) -> None:
    content = json.dumps(end).encode()
    file.write(bytes(LENGTH_BYTES) + sign_as_node(_signed(head, place, content)) + content)


def _read_piece(file: BinaryIO, head: bytes, place: int, peer: Peer) -> bytes:
    """The next packet; empty at the end, or where the file breaks off or was changed."""
    length = int.from_bytes(file.read(LENGTH_BYTES))
    if not 0 < length <= LARGEST_PACKET:
        return b""
    signature, content = file.read(keys.SIGNATURE_BYTES), file.read(length)
    return content if _is_theirs(peer, head, place, content, signature) else b""


def _read_end(file: BinaryIO, head: bytes, place: int, peer: Peer) -> Head | None:
    """What the end says; None where this is not the end that was written."""
    signature, content = file.read(keys.SIGNATURE_BYTES), file.read(LARGEST_HEAD)
    if not _is_theirs(peer, head, place, content, signature):
        return None
    try:
        end: Head = json.loads(content)
        return end if _is_position(end["upto"]) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_theirs(peer: Peer, head: bytes, place: int, content: bytes, signature: bytes) -> bool:
    signed = _signed(head, place, content)
    return keys.is_signed_by(bytes(peer.device.public_key), signed, signature)


def _signed(head: bytes, place: int, content: bytes) -> bytes:
    told = [sha256(head).hexdigest(), str(place), sha256(content).hexdigest()]
    return "\n".join(["stick", *told]).encode()
