"""Desks: the tablets and browsers that register at a post, and what the ledger says of them."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from akwaba.access.models.nodes import is_key, make_known
from akwaba.access.models.officers import Officer
from akwaba.ledger.models import Device, FoldedRow
from akwaba.ledger.registers import Register

POST_LENGTH = 60
NAME_LENGTH = 80


class Desk(models.Model):
    """A device that registers at one post of this node.

    It stands beside the ledger's Device, which holds its key and whether it is revoked. As with
    an officer's account, no entry changes it: an entry from elsewhere must never open a door here.
    """

    device = models.OneToOneField(Device, on_delete=models.PROTECT, primary_key=True)
    name = models.CharField(max_length=NAME_LENGTH)
    post = models.CharField(max_length=POST_LENGTH)
    """Code of the post where it stands: the scope of what it makes."""
    enrolled_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField()
    """After it the device still registers and sends; it reads nothing more."""
    last_seen_at = models.DateTimeField(null=True)
    heard_until = models.BigIntegerField(default=0)
    """Time of its latest word, in milliseconds by its own belief: an older word is a repetition."""
    waiting = models.PositiveIntegerField(null=True)
    """Entries that it said it holds and this node has not; null before its first word."""
    oldest_waiting_at = models.DateTimeField(null=True)
    drafts = models.PositiveIntegerField(null=True)
    photos = models.PositiveIntegerField(null=True)
    app = models.CharField(max_length=40, default="")
    """Version of the app that it runs."""
    is_storage_protected = models.BooleanField(null=True)
    """Whether its browser promised not to evict what it keeps; null where it did not say."""
    made_at_least = models.PositiveBigIntegerField(default=0)
    """Entries that it has certainly made, by its own words and what came."""
    missing = models.PositiveIntegerField(default=0)
    """Entries that it once held, and that neither it nor this node has any more."""
    missing_noticed_at = models.DateTimeField(null=True)
    officers = models.ManyToManyField(Officer, through="DeskOfficer", related_name="desks")

    @property
    def has_lease_ended(self) -> bool:
        return self.lease_until < timezone.now()


class DeskOfficer(models.Model):
    """An officer who signed in at a desk with their password, and may work there offline since."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    signed_in_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["desk", "officer"], name="an_officer_is_noted_once_at_a_desk"
            )
        ]


class EnrolmentCode(models.Model):
    """The right to enrol one device at one post, once and for a quarter of an hour.

    The code itself is kept nowhere: it follows from the id and this node's secret.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.CharField(max_length=POST_LENGTH)
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT)
    """The device that used it; null while nobody has."""


class DeskRecord(FoldedRow):
    """What the ledger says of a desk, of this node or another: where it stood, and until when."""

    table = "access.desk"
    fields_set: ClassVar = {
        "name": Register(),
        "post": Register(),
        "public_key": Register(),
        "lease_until": Register(),
        "revocation": Register(columns=("revoked_at", "revoked_reason")),
        "unlocked_at": Register(),
        "missing": Register(),
    }

    name = models.CharField(max_length=NAME_LENGTH, default="")
    post = models.CharField(max_length=POST_LENGTH, default="")
    public_key = models.CharField(max_length=130, default="")
    """P-256 point, uncompressed, in hexadecimal digits."""
    lease_until = models.CharField(max_length=40, default="")
    """ISO instant that a person gave; renewals by the device itself are no entries."""
    revoked_at = models.CharField(max_length=40, default="")
    """ISO instant; empty while the desk is trusted."""
    revoked_reason = models.CharField(max_length=200, default="")
    unlocked_at = models.CharField(max_length=40, default="")
    """ISO instant at which somebody had its data key opened because a PIN was forgotten."""
    missing = models.IntegerField(null=True)
    """Entries that were lost with the device's storage, as a person took note of them."""

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003
        return is_key(values)

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Know the desks of other nodes by their keys, so that what they sign can be checked."""
        for device, columns in shown.items():
            make_known(
                uuid.UUID(device),
                kind=Device.Kind.DESK,
                name=columns["name"],
                public_key=columns["public_key"],
            )
