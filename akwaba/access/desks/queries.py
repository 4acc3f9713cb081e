"""Reading desks: who asks, who works on it, and what each holds."""

from uuid import UUID

from akwaba.access.models import Desk, Officer


def desk_for(device: UUID) -> Desk | None:
    """The desk of that device, with the device itself."""
    return Desk.objects.select_related("device").filter(device=device).first()


def officer_at(desk: Desk, officer: UUID) -> Officer | None:
    """An officer with an open account who signed in on that desk with their password."""
    return desk.officers.filter(id=officer, is_active=True).first()
