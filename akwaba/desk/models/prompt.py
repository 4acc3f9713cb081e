"""A sentence as someone recorded it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Prompt(models.Model):
    """One recording of one sentence in one language, as this node plays it to families.

    It belongs to this node and is no entry of the ledger: it says nothing about anybody. Of each
    sentence and language one recording is in use, and the one that was taken out of use last is
    kept, so that it can be brought back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sentence = models.CharField(max_length=40)
    language = models.CharField(max_length=3)
    """ISO 639-3."""
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    """Bytes of the content, so that a list need not read it."""
    recorded_by = models.UUIDField()
    """The officer who brought it."""
    recorded_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)
    """When it was taken out of use; null while it is played."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sentence", "language"],
                condition=Q(removed_at__isnull=True),
                name="prompt_in_use_once",
            )
        ]
