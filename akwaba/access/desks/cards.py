"""A desk as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akwaba.access.desks.rules import is_gone, is_long_unseen
from akwaba.access.models import Desk
from akwaba.access.posts import known_posts
from akwaba.access.queries import officer_names
from akwaba.ledger import kinds
from akwaba.ledger.queries import history


@dataclass(frozen=True, slots=True)
class Card:
    """What a supervisor must know of a desk. `holds` is None where it never said."""

    desk: Desk
    post_name: str
    officers: list[str]
    holds: int | None
    is_revoked: bool
    has_lease_ended: bool
    is_long_unseen: bool
    missing: int
    is_gone: bool
    """It seems to have come back as another device; see rules.is_gone."""

    @property
    def needs_somebody(self) -> bool:
        return bool(self.missing) or self.is_long_unseen


def card_of(desk: Desk, post_names: Mapping[str, str], now: datetime) -> Card:
    holds = None
    if desk.waiting is not None:
        holds = desk.waiting + (desk.drafts or 0) + (desk.photos or 0)
    return Card(
        desk=desk,
        post_name=post_names.get(desk.post, desk.post),
        officers=sorted(officer.display_name for officer in desk.officers.all()),
        holds=holds,
        is_revoked=desk.device.revoked_at is not None,
        has_lease_ended=desk.lease_until < now,
        is_long_unseen=is_long_unseen(seen_at=desk.last_seen_at, holds=holds, now=now),
        missing=desk.missing,
        is_gone=is_gone(seen_at=desk.last_seen_at, noticed_at=desk.missing_noticed_at),
    )


def cards_of(desks: list[Desk], post_names: Mapping[str, str]) -> list[Card]:
    now = timezone.now()
    return [card_of(desk, post_names, now) for desk in desks]


@dataclass(frozen=True, slots=True)
class Event:
    """One act about a desk, as the timeline shows it."""

    what: str
    who: str
    at: datetime
    details: list[str]


def events_of(desk: UUID) -> list[Event]:
    """What people did with a desk, latest first; its own renewals are no acts of anybody."""
    told = [one for one in history(desk) if one.entry.kind.startswith("access.")]
    names = officer_names({one.entry.officer for one in told})
    return [
        Event(
            what=_label(one.entry.kind),
            who=names.get(one.entry.officer, _("somebody unknown here")),
            at=one.entry.received_at,
            details=[] if one.act is None else _details(one.act.statements[0].values),
        )
        for one in reversed(told)
    ]


def _label(kind: str) -> str:
    known = kinds.known(kind)
    return str(known.label) if known else kind


def _details(said: Mapping[str, object]) -> list[str]:
    revocation = said.get("revocation")
    found = []
    if isinstance(revocation, dict) and revocation.get("revoked_reason"):
        found.append(_("Reason: %(reason)s") % {"reason": revocation["revoked_reason"]})
    if said.get("name"):
        found.append(_("Name: %(name)s") % {"name": said["name"]})
    if said.get("post"):
        code = str(said["post"])
        found.append(_("Post: %(post)s") % {"post": known_posts().get(code, code)})
    if said.get("lease_until"):
        until = datetime.fromisoformat(str(said["lease_until"]))
        day = date_format(timezone.localtime(until), "j F Y")
        found.append(_("May read until %(day)s.") % {"day": day})
    if said.get("missing"):
        found.append(_("Entries that were lost: %(number)s") % {"number": said["missing"]})
    return found
