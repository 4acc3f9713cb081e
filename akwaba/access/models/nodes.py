"""What the ledger says of nodes: the capital writes it, and every node reads it."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.dateparse import parse_datetime

from akwaba.ledger import keys
from akwaba.ledger.models import Device, FoldedRow
from akwaba.ledger.registers import Register

NAME_LENGTH = 80


class NodeRecord(FoldedRow):
    """A node: whose key is whose, what it may hold, whether it is still trusted."""

    table = "access.node"
    fields_set: ClassVar = {
        "name": Register(),
        "role": Register(),
        "posts": Register(),
        "public_key": Register(),
        "sealing_key": Register(),
        "blocks": Register(),
        "revocation": Register(columns=("revoked_at", "revoked_reason")),
    }

    name = models.CharField(max_length=NAME_LENGTH, default="")
    role = models.CharField(max_length=7, default="")
    posts = models.JSONField(default=list)
    """Codes of the posts whose people it may hold."""
    public_key = models.CharField(max_length=130, default="")
    """P-256 point, uncompressed, in hexadecimal digits."""
    sealing_key = models.CharField(max_length=130, default="")
    blocks = models.JSONField(default=list)
    """Blocks of registration numbers that it alone gives out."""
    revoked_at = models.CharField(max_length=40, default="")
    """ISO instant; empty while it is trusted."""
    revoked_reason = models.CharField(max_length=200, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003
        since = values.get("revocation", {}).get("revoked_at", "")
        return is_key(values) and (not since or is_instant(since))

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Know each node by its key, so that what it signs can be checked."""
        for node, columns in shown.items():
            make_known(
                UUID(node),
                kind=Device.Kind.NODE,
                name=columns["name"],
                public_key=columns["public_key"],
                revoked_at=parse_datetime(columns["revoked_at"] or ""),
            )


class NodeDeviceRecord(FoldedRow):
    """Another device under which a node makes entries, since its store was set back."""

    table = "access.node_device"
    fields_set: ClassVar = {"node": Register(), "public_key": Register()}

    node = models.UUIDField(null=True)
    public_key = models.CharField(max_length=130, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003
        return is_key(values)

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        for device, columns in shown.items():
            make_known(
                UUID(device),
                kind=Device.Kind.NODE,
                name="",
                public_key=columns["public_key"],
                stands_for=columns["node"],
            )


def is_key(values: dict[str, Any]) -> bool:
    """Whether the public key that an entry says, if it does, is one. Raises ValueError too."""
    said = values.get("public_key", "")
    return not said or keys.is_point(bytes.fromhex(said))


def is_instant(text: str) -> bool:
    """Whether it is an ISO instant with its offset. Raises ValueError for a day that is none."""
    instant = parse_datetime(text)
    return instant is not None and instant.tzinfo is not None


def make_known(
    device: UUID,
    *,
    kind: Device.Kind,
    name: str,
    public_key: str,
    stands_for: Any = None,
    revoked_at: datetime | None = None,
) -> None:
    """Keep the key of a device of elsewhere; one that is known here keeps the key that it has."""
    point = bytes.fromhex(public_key)
    if not point:
        return
    facts = {"kind": kind, "name": name, "public_key": point, "stands_for": stands_for}
    known, _ = Device.objects.get_or_create(pk=device, defaults=facts)
    if kind == Device.Kind.NODE and not known.is_this_node and known.revoked_at != revoked_at:
        known.revoked_at = revoked_at
        known.save(update_fields=["revoked_at"])
