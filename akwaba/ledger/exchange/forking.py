"""Found out and put right: this node's store was set back, and it gave numbers out twice.

A copy of the whole disk that is put back knows nothing of what was made since. The node then
numbers its next entries as it numbered those that it lost, and signs them with the same key: two
histories of one device. The first meeting with a node that holds the lost ones shows it. What was
made since the copy was put back has reached nobody who holds the others, so it goes on under a new
device: same identifier, same facts, new number and signature.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from akwaba.ledger import keys, laws
from akwaba.ledger.exchange.offering import devices_of
from akwaba.ledger.fold import Quarantine
from akwaba.ledger.identity import begin_anew, key_of, this_node
from akwaba.ledger.judging import ON_CHAIN
from akwaba.ledger.laws import Header
from akwaba.ledger.models import Device, Entry, Peer
from akwaba.ledger.services import lock_fold

PAGE = 500


def is_set_back(latest: tuple[int, str]) -> bool:
    """Whether another node holds entries of ours that we do not have.

    `latest`: number and hash of the last entry that stands there in the history of our device.
    """
    seq, digest = latest
    device = this_node()
    if seq > device.last_seq:
        return True
    if seq == 0:
        return False
    own = Entry.objects.filter(device=device.pk, seq=seq, quarantine__in=ON_CHAIN).first()
    return own is None or own.hash != digest


def last_of(peer: Peer) -> list[list[Any]]:
    """Device, number and hash of the last entry that we have of each device of another node.

    A node that has them no more learns so that its store was set back.
    """
    found = Entry.objects.filter(quarantine__in=ON_CHAIN, device__in=devices_of(peer.device_id))
    last = found.values("device").annotate(last=Max("seq")).values_list("device", "last")
    return [
        [str(device), seq, digest]
        for device, seq in last
        for digest in found.filter(device=device, seq=seq).values_list("hash", flat=True)
    ]


def own_hashes(before: int | None = None) -> list[tuple[int, str]]:
    """Numbers and hashes of this node's last entries, newest first, below a number."""
    found = Entry.objects.filter(device=this_node().pk, quarantine__in=ON_CHAIN).order_by("-seq")
    if before is not None:
        found = found.filter(seq__lt=before)
    return list(found.values_list("seq", "hash")[:PAGE])


def apart(shared: int) -> list[str]:
    """Identifiers of this node's entries after number `shared`, in their order."""
    return [str(entry.id) for entry in _apart(this_node(), shared).only("id")]


def _apart(device: Device, shared: int) -> QuerySet[Entry]:
    found = Entry.objects.filter(device=device.pk, seq__gt=shared, quarantine__in=ON_CHAIN)
    return found.order_by("seq")


@transaction.atomic
def go_on_apart(shared: int, there: Collection[str] = ()) -> Device:
    """Make what came after number `shared` anew under a new device, and go on under that.

    `there`: identifiers of what the other node has under a device of ours that we do not know: it
    was made anew before, and then an old copy was put back again. That comes back as it stands
    there; until then ours contradicts the history.
    """
    lock_fold()
    old = Device.objects.select_for_update().get(pk=this_node().pk)
    _apart(old, shared).filter(id__in=there).update(quarantine=Quarantine.BROKEN_CHAIN)
    device = begin_anew()
    key = key_of(device)
    device.last_made_at = old.last_made_at
    last = Entry.objects.filter(device=old.pk, seq=shared, quarantine__in=ON_CHAIN).first()
    for entry in _apart(old, shared):
        header = _renumbered(laws.read_header(bytes(entry.header)), device)
        content = laws.write_header(header)
        entry.device, entry.seq, entry.hash = device.pk, header.seq, laws.hash_of(content)
        entry.header, entry.signature = content, keys.sign(key, content)
        entry.save(update_fields=["device", "seq", "hash", "header", "signature"])
        device.last_seq, device.last_hash = header.seq, entry.hash
    device.save(update_fields=["last_seq", "last_hash", "last_made_at"])
    Device.objects.filter(pk=old.pk).update(
        last_seq=shared, last_hash=last.hash if last else laws.FIRST
    )
    return device


def _renumbered(header: Header, device: Device) -> Header:
    """The same act, in the history of the new device."""
    fields = {name: getattr(header, name) for name in header.__slots__}
    fields |= {"device": str(device.pk), "seq": device.last_seq + 1, "previous": device.last_hash}
    return Header(**fields)
