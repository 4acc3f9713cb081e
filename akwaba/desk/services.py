"""Keep the recorded sentences of this node: the only writer of this room's tables.

They are reference data of the node that says nothing about anybody, so they make no entries.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akwaba.access.models import Officer
from akwaba.access.permissions import RoleNotAllowed
from akwaba.access.rules import Role
from akwaba.desk import prompts
from akwaba.desk.models import Prompt
from akwaba.desk.problems import RecordingMissing, RecordingTooLarge, RecordingUnusable
from akwaba.ledger.problems import NotFound

KEEP_PROMPTS = frozenset({Role.SUPERVISOR, Role.INFORMATION, Role.ADMINISTRATOR})
"""Roles that bring recordings."""

WHY_UNUSABLE: dict[str, Any] = {
    "wav": _("it is a WAV file, ten times too heavy for a tablet."),
    "mp4": _("it is an MP4 or M4A file, which not every tablet plays."),
    "not_opus": _("its sound is not Opus."),
    "film": _("it is a film."),
    "unknown": _("it is no sound that we know."),
}


@transaction.atomic
def record_prompt(*, actor: Officer, sentence: str, language: str, content: bytes) -> Prompt:
    """Put a recording into use; the one before it is kept until another replaces it in turn.

    Raises RecordingMissing, RecordingTooLarge or RecordingUnusable, with nothing changed.
    """
    _require(actor, sentence, language)
    media_type = prompts.media_type_of(content)
    if media_type == "empty":
        raise RecordingMissing
    if media_type == "too_large":
        kilobytes = -(-len(content) // 1024)
        raise RecordingTooLarge(kilobytes=kilobytes, most=prompts.MOST_BYTES // 1024)
    if media_type in WHY_UNUSABLE:
        raise RecordingUnusable(reason=WHY_UNUSABLE[media_type])
    _take_out_of_use(sentence, language)
    return Prompt.objects.create(
        sentence=sentence,
        language=language,
        media_type=media_type,
        content=content,
        size=len(content),
        recorded_by=actor.id,
    )


@transaction.atomic
def remove_prompt(*, actor: Officer, sentence: str, language: str) -> None:
    """Take a recording out of use; it can be brought back. Nothing happens where there is none."""
    _require(actor, sentence, language)
    _take_out_of_use(sentence, language)


@transaction.atomic
def restore_prompt(*, actor: Officer, sentence: str, language: str) -> None:
    """Bring back the recording that was taken out of use last, in exchange for the one in use.

    Raises NotFound where there is none.
    """
    _require(actor, sentence, language)
    kept = Prompt.objects.filter(sentence=sentence, language=language)
    former = kept.filter(removed_at__isnull=False).first()
    if former is None:
        raise NotFound
    kept.filter(removed_at__isnull=True).update(removed_at=timezone.now())
    kept.filter(pk=former.pk).update(removed_at=None)


def _require(actor: Officer, sentence: str, language: str) -> None:
    if actor.role not in KEEP_PROMPTS or not actor.is_active:
        raise RoleNotAllowed
    if prompts.sentence_for(sentence) is None or language not in prompts.LANGUAGES:
        raise NotFound


def _take_out_of_use(sentence: str, language: str) -> None:
    """Of those that were in use, only the last one is kept."""
    kept = Prompt.objects.filter(sentence=sentence, language=language)
    if kept.filter(removed_at__isnull=True).exists():
        kept.filter(removed_at__isnull=False).delete()
        kept.update(removed_at=timezone.now())
