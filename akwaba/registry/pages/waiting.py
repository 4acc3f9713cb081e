"""Entries in quarantine, in words."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.access.queries import officer_names
from akwaba.access.rules import Act, may
from akwaba.ledger import kinds, laws
from akwaba.ledger.consequences import parts_of
from akwaba.ledger.fold import WAITS_FOR_PERSON, Refused, read_act, room_of
from akwaba.ledger.models import Device, Entry
from akwaba.registry.models import Household, Person
from akwaba.registry.queries import moment_of

MOST_SHOWN = 50
"""Entries of one device."""
_ACTS = {"ledger": Act.ERASE, "access": Act.MANAGE_OFFICERS}
"""Who may admit an act of that room; those of others wait for whoever settles disputes."""

REASONS: dict[str, Any] = {
    "unknown_kind": gettext_lazy("Made by a newer version: this computer must be updated."),
    "newer_version": gettext_lazy("Made by a newer version: this computer must be updated."),
    "unfit": gettext_lazy("It does not fit the tables of this version."),
    "unknown_device": gettext_lazy("It comes from a device that nobody has enrolled."),
    "revoked_device": gettext_lazy("It comes from a device that was shut out."),
    "expired_lease": gettext_lazy("The device had not met its post for too long when it was made."),
    "not_entitled": gettext_lazy(
        "It says more than a desk, its officer or its post may say without a second look."
    ),
    "sealed_elsewhere": gettext_lazy(
        "It is sealed to another computer of the post. It opens when the key of that one is put "
        "back."
    ),
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
    does: str
    """What it would do, in numbers only: nobody is named on this page."""
    who: str
    device: str
    at: datetime
    why: str
    may_admit: bool


@dataclass(frozen=True, slots=True)
class WaitingDevice:
    """A device and what waits of it, in the order in which it was made."""

    id: UUID
    name: str
    entries: list[Waiting]
    more: int
    """How many wait that are not shown."""
    admissible: int
    """How many the officer may admit, those that are not shown included."""


def waiting_devices(actor: Officer) -> list[WaitingDevice]:
    """What waits at the officer's posts: the device that has waited longest first."""
    waiting = _waiting_for(actor)
    devices = waiting.values("device").annotate(first=Min("position"), count=Count("position"))
    return [_device(actor, row["device"], row["count"]) for row in devices.order_by("first")]


def _device(actor: Officer, device: UUID, count: int) -> WaitingDevice:
    entries = _waiting_for(actor).filter(device=device).order_by("seq", "position")
    known = Device.objects.filter(id=device).first()
    name = known.name if known else _("unknown device")
    shown = _told(actor, list(entries[:MOST_SHOWN]), name)
    return WaitingDevice(device, name, shown, count - len(shown), len(admissible(actor, device)))


def _told(actor: Officer, entries: list[Entry], device: str) -> list[Waiting]:
    names = officer_names({entry.officer for entry in entries})
    return [
        Waiting(
            id=entry.id,
            what=_what(entry.kind),
            does=_does(entry),
            who=names.get(entry.officer, _("an officer of another node")),
            device=device,
            at=moment_of(entry.made_at),
            why=str(REASONS.get(entry.quarantine, entry.quarantine)),
            may_admit=may_admit(actor, entry),
        )
        for entry in entries
    ]


def admissible_entry(actor: Officer, entry_id: UUID) -> Entry | None:
    """An entry that the officer may admit."""
    found = _waiting_for(actor).filter(id=entry_id, quarantine__in=WAITS_FOR_PERSON).first()
    return found if found and may_admit(actor, found) else None


def admissible(actor: Officer, device: UUID) -> list[UUID]:
    """What the officer may admit of a device."""
    waiting = _waiting_for(actor).filter(device=device, quarantine__in=WAITS_FOR_PERSON)
    return [entry.id for entry in waiting.defer("body", "sealed") if may_admit(actor, entry)]


def may_admit(actor: Officer, entry: Entry) -> bool:
    """Whether it waits for a person, and one who may do what it says about the ledger itself."""
    needed = _ACTS.get(room_of(entry.kind), Act.RESOLVE_DISPUTE)
    return entry.quarantine in WAITS_FOR_PERSON and may(actor.role, needed)


def _waiting_for(actor: Officer) -> QuerySet[Entry]:
    entries = Entry.objects.exclude(quarantine="")
    posts = posts_of(actor)
    return entries if posts is None else entries.filter(scope__in=posts)


def _does(entry: Entry) -> str:
    """What it would do if it were applied, as far as this version can read it."""
    parts = parts_of(entry)
    try:
        act = read_act(laws.read_header(bytes(entry.header)), parts or [])
    except Refused:
        return ""
    made = Counter(said.table for said in act.statements if said.creates)
    homes, people = made[Household.table], made[Person.table]
    others = len({(said.table, said.id) for said in act.statements}) - homes - people
    told = (
        (homes, ngettext("%(n)s new household", "%(n)s new households", homes)),
        (people, ngettext("%(n)s new person", "%(n)s new people", people)),
        (others, ngettext("%(n)s other fact", "%(n)s other facts", others)),
    )
    return ", ".join(words % {"n": n} for n, words in told if n > 0)


def _what(kind: str) -> str:
    known = kinds.known(kind)
    return str(known.label) if known else kind
