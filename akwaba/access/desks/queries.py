"""Reading desks: who asks, who works on them, and what each holds."""

from uuid import UUID

from akwaba.access.models import Desk, EnrolmentCode, Officer
from akwaba.access.permissions import posts_of


def desk_for(device: UUID) -> Desk | None:
    """The desk of that device, with the device itself."""
    return Desk.objects.select_related("device").filter(device=device).first()


def officer_at(desk: Desk, officer: UUID) -> Officer | None:
    """An officer with an open account who signed in on that desk with their password."""
    return desk.officers.filter(id=officer, is_active=True).first()


def desks_of(actor: Officer) -> list[Desk]:
    """The desks of the actor's posts: those that are trusted first, then by name."""
    found = Desk.objects.select_related("device", "enrolled_by").prefetch_related("officers")
    posts = posts_of(actor)
    if posts is not None:
        found = found.filter(post__in=posts)
    return sorted(
        found, key=lambda desk: (desk.device.revoked_at is not None, desk.post, desk.name)
    )


def desk_of(actor: Officer, desk_id: UUID) -> Desk | None:
    """One desk of the actor's posts; hidden and absent look alike."""
    return next((desk for desk in desks_of(actor) if desk.pk == desk_id), None)


def enrolment_of(actor: Officer, enrolment_id: UUID) -> EnrolmentCode | None:
    """One of the actor's own: a code is shown only to whoever had it made."""
    found = EnrolmentCode.objects.select_related("desk")
    return found.filter(id=enrolment_id, made_by=actor).first()
