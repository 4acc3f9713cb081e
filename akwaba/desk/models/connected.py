"""Drafts of tablets that reach this node over plain HTTP: they have no key to lock them with."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from akwaba.access.models import Officer


class ConnectedDraft(models.Model):
    """A household that an officer is writing down, as the tablet has it.

    It is a form that nobody has saved: no entry of the ledger, and only its officer ever reads it.
    It goes when the household is registered, or after seven days.
    """

    id = models.UUIDField(primary_key=True)
    """The household's, made on the tablet."""
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)


class ConnectedPhoto(models.Model):
    """A picture of somebody on a draft, small already."""

    draft = models.ForeignKey(ConnectedDraft, on_delete=models.CASCADE, related_name="photos")
    person = models.UUIDField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "person"], name="connected_photo_once")
        ]
