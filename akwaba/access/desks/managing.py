"""What supervisors and administrators do with the desks of their posts; each act is an entry."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from akwaba.access import kinds
from akwaba.access.desks.problems import (
    DeskIsRevoked,
    DeskNameMissing,
    PostNotYours,
    ReasonMissing,
)
from akwaba.access.desks.records import write_change
from akwaba.access.desks.rules import LEASE, is_entitled, is_gone
from akwaba.access.models import Desk, Officer
from akwaba.access.models.desks import NAME_LENGTH
from akwaba.access.permissions import posts_of
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.fold import Quarantine
from akwaba.ledger.models import Device, Entry

REASON_LENGTH = 200


@transaction.atomic
def rename_desk(*, actor: Officer, desk_id: UUID, name: str) -> Desk:
    """Raises PostNotYours, DeskNameMissing."""
    desk = _locked(actor, desk_id)
    called = " ".join(name.split())[:NAME_LENGTH]
    if not called:
        raise DeskNameMissing
    if called != desk.name:
        desk.name = desk.device.name = called
        desk.save(update_fields=["name"])
        desk.device.save(update_fields=["name"])
        write_change(actor=actor, desk=desk, kind=kinds.DESK_CHANGED, changes={"name": called})
    return desk


@transaction.atomic
def prolong_desk(*, actor: Officer, desk_id: UUID) -> Desk:
    """Give a desk a lease from now, also where the last one has ended.

    Who prolongs it knows where it was: what it made for this post meanwhile is applied too.
    Raises PostNotYours, DeskIsRevoked.
    """
    desk = _locked(actor, desk_id)
    if desk.device.revoked_at is not None:
        raise DeskIsRevoked
    desk.lease_until = timezone.now() + LEASE
    desk.save(update_fields=["lease_until"])
    changes = {"lease_until": _written(desk.lease_until)}
    write_change(actor=actor, desk=desk, kind=kinds.DESK_CHANGED, changes=changes)
    _admit_late(actor, desk)
    return desk


def _admit_late(actor: Officer, desk: Desk) -> None:
    """Apply what waited for the lease alone; of what it made elsewhere that post judges."""
    late = Entry.objects.filter(
        device=desk.pk, scope=desk.post, quarantine=Quarantine.EXPIRED_LEASE
    ).values_list("id", flat=True)
    ledger.admit_all(
        officer=actor.id,
        device=desk.pk,
        reason=_("The device was prolonged."),
        why_waiting=[Quarantine.EXPIRED_LEASE],
        among=set(late),
    )


@transaction.atomic
def revoke_desk(*, actor: Officer, desk_id: UUID, reason: str) -> Desk:
    """Trust a desk no more: it reads nothing, and what it brings waits for a supervisor.

    Raises PostNotYours, ReasonMissing.
    """
    desk = _locked(actor, desk_id)
    why = _reason(reason)
    if desk.device.revoked_at is None:
        now = timezone.now()
        _set_revoked(desk.device, now)
        changes = {"revocation": {"revoked_at": _written(now), "revoked_reason": why}}
        write_change(actor=actor, desk=desk, kind=kinds.DESK_REVOKED, changes=changes)
    return desk


@transaction.atomic
def reinstate_desk(*, actor: Officer, desk_id: UUID, reason: str) -> Desk:
    """Undo a revocation that was a mistake. Raises PostNotYours, ReasonMissing."""
    desk = _locked(actor, desk_id)
    why = _reason(reason)
    if desk.device.revoked_at is not None:
        _set_revoked(desk.device, None)
        changes = {"revocation": {"revoked_at": "", "revoked_reason": why}}
        write_change(actor=actor, desk=desk, kind=kinds.DESK_REINSTATED, changes=changes)
    return desk


@transaction.atomic
def note_missing(*, actor: Officer, desk_id: UUID) -> Desk:
    """Take note that entries were lost with the storage of a desk, so that it warns no more."""
    desk = _locked(actor, desk_id)
    if desk.missing:
        changes: dict[str, Any] = {"missing": desk.missing}
        if is_gone(seen_at=desk.last_seen_at, noticed_at=desk.missing_noticed_at):
            desk.waiting, desk.oldest_waiting_at = 0, None
        desk.made_at_least = max(0, desk.made_at_least - desk.missing)
        desk.missing, desk.missing_noticed_at = 0, None
        desk.save()
        write_change(actor=actor, desk=desk, kind=kinds.DESK_CHANGED, changes=changes)
    return desk


def _locked(actor: Officer, desk_id: UUID) -> Desk:
    desk = Desk.objects.select_for_update().select_related("device").get(pk=desk_id)
    may = is_entitled(role=actor.role, posts=posts_of(actor), act=Act.MANAGE_DESKS, post=desk.post)
    if not may:
        raise PostNotYours
    return desk


def _set_revoked(device: Device, at: datetime | None) -> None:
    device.revoked_at = at
    device.save(update_fields=["revoked_at"])


def _reason(reason: str) -> str:
    why = " ".join(reason.split())[:REASON_LENGTH]
    if not why:
        raise ReasonMissing
    return why


def _written(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
