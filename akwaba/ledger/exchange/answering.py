"""What this node answers another one that calls; who calls is settled before (access/nodes)."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akwaba.ledger import clock
from akwaba.ledger.exchange import comparing, forking, offering, packets
from akwaba.ledger.exchange.packets import PacketUnreadable
from akwaba.ledger.exchange.taking import take_in
from akwaba.ledger.fold import WAITS_FOR_PERSON
from akwaba.ledger.identity import known_as, proof, store_name, this_node
from akwaba.ledger.judging import ON_CHAIN, Doubt
from akwaba.ledger.models import Entry, Peer
from akwaba.ledger.problems import Problem

HASHES_AT_ONCE = 500
MOST_DEVICES = 50


class StoreSetBack(Problem):
    """A copy of its disk was put back, or a snapshot: it knows nothing of what came after."""

    status = 409
    code = "store_set_back"
    message = _(
        "This computer was set back to an earlier state. Others hold entries of its own that it "
        "has lost, and it would give their numbers again: nothing is exchanged before somebody has "
        "run akwaba restore here. Nothing is lost."
    )


def greet(peer: Peer, said: dict[str, Any]) -> dict[str, Any]:
    """What the caller must know before anything travels: our time, our store, its own history."""
    _check_not_set_back(peer, said)
    devices = _texts(said, "devices", MOST_DEVICES)
    own = {str(device) for device in offering.devices_of(peer.device_id)}
    cursor, wants_all = _cursor(said)
    peer.last_contact_at = timezone.now()
    peer.waiting_up = offering.waiting_for(peer, cursor, wants_all=wants_all)
    peer.waiting_down = _count(said, "waiting")
    peer.oldest_waiting_at = None
    peer.problem = ""
    peer.save(
        update_fields=[
            "last_contact_at", "waiting_up", "waiting_down", "oldest_waiting_at", "problem",
        ]
    )  # fmt: skip
    return {
        "server_time": clock.wall_now(),
        "store": store_name(),
        "device": proof(),
        "waiting": peer.waiting_up,
        "latest": {device: _latest(device) if device in own else [0, ""] for device in devices},
        "held": Entry.objects.exclude(quarantine="")
        .filter(brought_by=peer.device_id, quarantine__in=WAITS_FOR_PERSON)
        .count(),
    }


def _check_not_set_back(peer: Peer, said: dict[str, Any]) -> None:
    """Raises StoreSetBack where the caller holds an entry of this node that is not here any more.

    Then numbers would be given twice: everything waits until somebody has restored a backup.
    """
    for told in _list(said, "yours")[:MOST_DEVICES]:
        if not isinstance(told, list) or len(told) != len(("device", "seq", "hash")):
            raise PacketUnreadable
        device, seq, digest = told
        if not isinstance(seq, int) or not isinstance(digest, str):
            raise PacketUnreadable
        if device == str(this_node().pk) and forking.is_set_back((seq, digest)):
            Peer.objects.filter(pk=peer.pk).update(problem=StoreSetBack.code)
            raise StoreSetBack


def _list(said: dict[str, Any], name: str) -> list[Any]:
    value = said.get(name, [])
    if not isinstance(value, list):
        raise PacketUnreadable
    return value


def _latest(device: str) -> list[Any]:
    """Number and hash of the last entry of a device that stands in its history here."""
    found = Entry.objects.filter(device=_uuid(device), quarantine__in=ON_CHAIN).order_by("-seq")
    return list(found.values_list("seq", "hash").first() or (0, ""))


def take_entries(peer: Peer, content: bytes, doubt: Doubt | None) -> dict[str, Any]:
    """Store a batch; what did not simply arrive is told by its place in the batch."""
    context = packets.context_between(peer.device_id, known_as().id)
    _said, items = packets.unpack(content, context)
    receipts = take_in(peer, items, doubt)
    left = max(0, (peer.waiting_down or 0) - len(receipts))
    Peer.objects.filter(pk=peer.pk).update(waiting_down=left)
    return {
        "stored": len(receipts),
        "apart": [
            [place, receipt.status, receipt.reason]
            for place, receipt in enumerate(receipts)
            if receipt.status in {"quarantined", "unreadable"}
        ],
        "store": store_name(),
        "server_time": clock.wall_now(),
    }


def give_entries(peer: Peer, said: dict[str, Any]) -> bytes:
    """The next entries for the caller, sealed to it."""
    cursor, wants_all = _cursor(said)
    most = min(_count(said, "most") or packets.MOST_ENTRIES, packets.MOST_ENTRIES)
    offer = offering.next_down(peer, cursor, wants_all=wants_all, most=max(1, most))
    left = (peer.waiting_up or 0) - len(offer.items)
    if left <= 0:  # counted at the greeting; to count all again for each batch costs the most
        left = offering.waiting_for(peer, offer.cursor, wants_all=wants_all)
    Peer.objects.filter(pk=peer.pk).update(waiting_up=left)
    told = {"cursor": offer.cursor, "waiting": left, "store": store_name()}
    context = packets.context_between(known_as().id, peer.device_id)
    return packets.pack(told, offer.items, to=bytes(peer.sealing_key), context=context)


def know(peer: Peer, said: dict[str, Any]) -> dict[str, Any]:
    """Which of these hashes stand in a device's history here, which entries in any of the caller's.

    A caller of an older version names no entries.
    """
    hashes = _texts(said, "hashes", HASHES_AT_ONCE)
    device = _uuid(said.get("device"))
    here = Entry.objects.filter(quarantine__in=ON_CHAIN)
    found = here.filter(device=device, hash__in=hashes)
    ids = [_uuid(entry) for entry in _texts({"entries": [], **said}, "entries", HASHES_AT_ONCE)]
    there = here.filter(device__in=offering.devices_of(peer.device_id), id__in=ids)
    return {
        "known": list(found.values_list("hash", flat=True)),
        "there": [str(entry) for entry in there.values_list("id", flat=True)],
    }


def compare(peer: Peer, said: dict[str, Any]) -> dict[str, Any]:
    """Where the caller's sums differ from ours."""
    theirs = {(device, day): (count, check) for device, day, count, check in _sums(said)}
    ours = comparing.sums_of(comparing.both_hold(peer))
    differ = comparing.differing(ours, theirs)
    peer.compared_at = timezone.now()
    peer.differs_since = (peer.differs_since or peer.compared_at) if differ else None
    peer.save(update_fields=["compared_at", "differs_since"])
    return {"differ": differ[: comparing.BUCKETS_AT_ONCE], "count": len(differ)}


def compare_hashes(peer: Peer, said: dict[str, Any]) -> dict[str, Any]:
    """Which entries of one device and day we lack, and how many the caller lacks.

    `beyond`: which we have, and would not give to the caller, though it holds them.
    """
    device, day = said.get("device"), said.get("day")
    hashes = said.get("hashes")
    if not isinstance(device, str) or not isinstance(day, int) or not isinstance(hashes, list):
        raise PacketUnreadable
    _uuid(device)
    theirs = {digest for digest in hashes if isinstance(digest, str)}
    ours = comparing.hashes_in(comparing.both_hold(peer), (device, day))
    here = comparing.hashes_in(Entry.objects.filter(quarantine__in=comparing.HELD), (device, day))
    return {
        "lack": sorted(theirs - here),
        "beyond": sorted(theirs & here - ours),
        "more": len(ours - theirs),
    }


def _cursor(said: dict[str, Any]) -> tuple[str, bool]:
    cursor = said.get("cursor", "")
    return (cursor if isinstance(cursor, str) else ""), said.get("all") is True


def _count(said: dict[str, Any], name: str) -> int | None:
    value = said.get(name)
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return value if is_count else None


def _texts(said: dict[str, Any], name: str, most: int) -> list[str]:
    value = said.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise PacketUnreadable
    return value[:most]


def _sums(said: dict[str, Any]) -> list[tuple[str, int, int, str]]:
    sums = said.get("sums")
    kinds = (str, int, int, str)
    if not isinstance(sums, list):
        raise PacketUnreadable
    for each in sums:
        if not isinstance(each, list) or len(each) != len(kinds):
            raise PacketUnreadable
        if not all(map(isinstance, each, kinds)):
            raise PacketUnreadable
    return [tuple(each) for each in sums]


def _uuid(text: object) -> UUID:
    try:
        return UUID(text if isinstance(text, str) else "")
    except ValueError as error:
        raise PacketUnreadable from error
