"""Keep the drafts of connected tablets, and register them: the only writer of their tables.

Reads here make no line in the log of reads: an officer reads nothing but what they wrote
themselves and have not saved yet. What is registered is read through the registry, and logged.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from akwaba.access.models import Officer
from akwaba.desk.connected.facts import household_of, pictured
from akwaba.desk.models import ConnectedDraft, ConnectedPhoto
from akwaba.desk.problems import TooManyDrafts
from akwaba.ledger.problems import NotFound
from akwaba.registry.drafts import Outcome
from akwaba.registry.models import Household, Person
from akwaba.registry.photos import fit_for_keeping
from akwaba.registry.services import register_household, take_photo

KEPT = timedelta(days=7)
"""A tablet that was away over a weekend finds its drafts; a forgotten one tells nobody for long."""
MOST_DRAFTS = 200
"""Of one officer: more is no work of a day."""


def drafts_of(officer: Officer) -> QuerySet[ConnectedDraft]:
    """An officer's own; hidden and absent look alike."""
    return ConnectedDraft.objects.filter(officer=officer, saved_at__gt=timezone.now() - KEPT)


def draft_of(officer: Officer, draft_id: UUID) -> ConnectedDraft:
    """Raises NotFound."""
    found = drafts_of(officer).filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def save_draft(*, actor: Officer, draft_id: UUID, content: dict[str, Any]) -> bool:
    """Keep the draft as it is now. False where it was registered meanwhile: it does not come back.

    Raises NotFound where it is another officer's, TooManyDrafts.
    """
    drop_expired()
    if Household.objects.filter(pk=draft_id, origin__isnull=False).exists():
        return False
    values = {"content": content, "saved_at": timezone.now()}
    if ConnectedDraft.objects.filter(pk=draft_id, officer=actor).update(**values):
        return True
    if ConnectedDraft.objects.filter(pk=draft_id).exists():
        raise NotFound
    if drafts_of(actor).count() >= MOST_DRAFTS:
        raise TooManyDrafts(most=MOST_DRAFTS)
    ConnectedDraft.objects.create(pk=draft_id, officer=actor, **values)
    return True


def drop_draft(*, actor: Officer, draft_id: UUID) -> None:
    """Throw it away with its pictures; nothing happens where there is none."""
    ConnectedDraft.objects.filter(pk=draft_id, officer=actor).delete()


def keep_photo(*, actor: Officer, draft_id: UUID, person: UUID, content: bytes) -> None:
    """Keep one picture a person, small. Raises NotFound, PhotoUnusable."""
    draft = draft_of(actor, draft_id)
    ConnectedPhoto.objects.update_or_create(
        draft=draft, person=person, defaults={"content": fit_for_keeping(content)}
    )


def drop_photo(*, actor: Officer, draft_id: UUID, person: UUID) -> None:
    ConnectedPhoto.objects.filter(draft__officer=actor, draft=draft_id, person=person).delete()


@transaction.atomic
def register_draft(*, actor: Officer, post: str, content: dict[str, Any]) -> Outcome:
    """Register what the draft says, once however often it is sent; the draft goes.

    Raises the Problem of a refusal: then the draft stays as it is.
    """
    household = household_of(content, on=timezone.localdate())
    outcome = register_household(actor=actor, post=post, household=household)
    people = Person.objects.in_bulk(pictured(content))
    for photo in ConnectedPhoto.objects.filter(draft=household.id, draft__officer=actor):
        if photo.person in people and people[photo.person].household == household.id:
            take_photo(actor=actor, person=people[photo.person], content=bytes(photo.content))
    drop_draft(actor=actor, draft_id=household.id)
    return outcome


def drop_expired() -> None:
    """Nobody has to remember it: it happens whenever somebody saves."""
    ConnectedDraft.objects.filter(saved_at__lte=timezone.now() - KEPT).delete()
