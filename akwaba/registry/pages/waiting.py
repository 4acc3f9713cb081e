"""Entries in quarantine, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.access.queries import officer_names
from akwaba.ledger import kinds
from akwaba.ledger.fold import WAITS_FOR_PERSON
from akwaba.ledger.models import Device, Entry
from akwaba.registry.queries import moment_of

MOST_SHOWN = 100

REASONS: dict[str, Any] = {
    "unknown_kind": gettext_lazy("Made by a newer version: this computer must be updated."),
    "newer_version": gettext_lazy("Made by a newer version: this computer must be updated."),
    "unfit": gettext_lazy("It does not fit the tables of this version."),
    "unknown_device": gettext_lazy("It comes from a device that nobody has enrolled."),
    "revoked_device": gettext_lazy("It comes from a device that was shut out."),
    "bad_signature": gettext_lazy("Its signature is not the device’s."),
    "body_changed": gettext_lazy("It was changed after it was signed."),
    "other_bytes": gettext_lazy("Another entry bears the same identifier."),
    "broken_chain": gettext_lazy("It does not follow the device’s entry before it."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that is kept but not applied."""

    id: UUID
    what: str
    who: str
    device: str
    scope: str
    at: datetime
    why: str
    may_admit: bool


def waiting_entries(actor: Officer) -> list[Waiting]:
    """Those of the officer's posts, oldest first."""
    entries = Entry.objects.exclude(quarantine="").order_by("position")
    posts = posts_of(actor)
    if posts is not None:
        entries = entries.filter(scope__in=posts)
    found = list(entries[:MOST_SHOWN])
    names = officer_names({entry.officer for entry in found})
    devices = dict(
        Device.objects.filter(id__in=[entry.device for entry in found]).values_list("id", "name")
    )
    return [
        Waiting(
            id=entry.id,
            what=_what(entry.kind),
            who=names.get(entry.officer, _("an officer of another node")),
            device=devices.get(entry.device, _("unknown device")),
            scope=entry.scope,
            at=moment_of(entry.made_at),
            why=str(REASONS.get(entry.quarantine, entry.quarantine)),
            may_admit=entry.quarantine in WAITS_FOR_PERSON,
        )
        for entry in found
    ]


def _what(kind: str) -> str:
    known = kinds.known(kind)
    return str(known.label) if known else kind
