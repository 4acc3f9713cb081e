"""Who this node is: the device under which it makes entries, and the key by which others know it.

A node is known by its first device, for good: that key signs its requests and answers, and its
sealing key opens what is sealed to it. The device under which it makes entries is the same one
until the node's store is set back (an old backup was restored): then a new device makes the
entries, because two histories under one device could never be told apart.
"""

import os
import secrets
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from akwaba.ledger import b64url, keys
from akwaba.ledger.models import Device, Peer, Store


def this_node() -> Device:
    """The device under which this node makes entries; made at the first start.

    A database without its key file (copied to another machine) goes on under a new device: two
    machines must never write one history.
    """
    return _active(list(_own())) or _new_device(stands_for=None)


def known_as() -> Device:
    """The device by which desks and other nodes know this node."""
    own = list(_own())
    device = _active(own) or _new_device(stands_for=None)
    first = next((each for each in own if each.pk == device.stands_for), None)
    return first if first and has_key(first) else device


def _active(own: Sequence[Device]) -> Device | None:
    usable = (each for each in own if each.retired_at is None and has_key(each))
    return min(usable, key=lambda each: each.pk, default=None)


@transaction.atomic
def begin_anew() -> Device:
    """Make entries under a new device from now on; the node stays known as it was.

    For a store that was set back: numbers that the old device would give to its next entries were
    perhaps given before. The store gets a new name too, so that others offer again what it lost.
    """
    before = this_node()
    device = _new_device(stands_for=before.stands_for or before.id)
    Device.objects.filter(pk=before.pk).update(retired_at=timezone.now())
    Store.objects.update_or_create(pk=1, defaults={"name": _new_name()})
    Peer.objects.update(cursor="", wants_all=True, sent_upto=0, photos_upto=None)
    return device


def proof() -> dict[str, str]:
    """That the device under which we make entries is ours: both keys have signed for it."""
    device = this_node()
    content = _proved(known_as().pk, device.pk)
    return {
        "id": str(device.pk),
        "public_key": b64url.encode(bytes(device.public_key)),
        "signature": b64url.encode(keys.sign(key_of(device), content)),
    }


def read_proof(node: UUID, said: Any) -> tuple[UUID, bytes] | None:
    """The device and its key, from a proof that the node itself has signed; None without one."""
    try:
        device = UUID(said["id"])
        point, signature = b64url.decode(said["public_key"]), b64url.decode(said["signature"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    is_proved = keys.is_point(point) and keys.is_signed_by(point, _proved(node, device), signature)
    return (device, point) if is_proved else None


def know_device(node: UUID, said: Any) -> None:
    """Keep the key of the device under which another node makes entries now."""
    told = read_proof(node, said)
    if told is not None:
        facts = {"kind": Device.Kind.NODE, "public_key": told[1], "stands_for": node}
        Device.objects.get_or_create(pk=told[0], defaults=facts)


def _proved(node: UUID, device: UUID) -> bytes:
    return f"device\n{node}\n{device}".encode()


def store_name() -> str:
    """The name of this node's store of entries: another one means that it was set back."""
    store, _ = Store.objects.get_or_create(pk=1, defaults={"name": _new_name()})
    return store.name


def has_key(device: Device) -> bool:
    return _key_file(device).exists()


def key_of(device: Device) -> ec.EllipticCurvePrivateKey:
    """The private key of one of this node's devices."""
    return keys.read_key(_key_file(device), passphrase())


def passphrase() -> str:
    return os.environ.get("AKWABA_PASSPHRASE", "")


def key_folder() -> Path:
    return Path(settings.AKWABA_HOME) / "keys"


def _own() -> models.QuerySet[Device]:
    return Device.objects.filter(is_this_node=True)


def _new_device(stands_for: UUID | None) -> Device:
    device = Device(
        name=socket.gethostname()[:80],
        kind=Device.Kind.NODE,
        is_this_node=True,
        stands_for=stands_for,
    )
    key = keys.make_key(_key_file(device), passphrase())
    device.public_key = keys.public_bytes(key)
    device.save()
    return device


def _key_file(device: Device) -> Path:
    return key_folder() / f"device-{device.id}.pem"


def _new_name() -> str:
    return secrets.token_hex(16)
