"""Contacts of an enrolled desk: what it says it holds, who works on it, a forgotten PIN."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from akwaba.access import kinds, services
from akwaba.access.desks import rules
from akwaba.access.desks.problems import EscrowNotOpened, NotEntitled
from akwaba.access.desks.records import write_change
from akwaba.access.desks.words import Word
from akwaba.access.models import Desk, DeskOfficer, Officer
from akwaba.access.permissions import posts_of
from akwaba.access.rules import Act, Role
from akwaba.ledger import envelope, sealing
from akwaba.ledger.holdings import NOT_THE_DEVICES
from akwaba.ledger.models import Entry

LATEST = 400
"""Entries whose arrival is looked at, two whole batches; where all are new, none counts as old."""


@transaction.atomic
def hear(*, desk: Desk, word: Word, said_at: int) -> Desk:
    """Keep what a desk says and renew its lease; a word older than the last is a repetition.

    `said_at` is the time of its request in milliseconds. A revoked desk is heard, not renewed.
    """
    kept = Desk.objects.select_for_update().select_related("device").get(pk=desk.pk)
    now = timezone.now()
    if said_at <= kept.heard_until:
        return kept
    if rules.is_gone(seen_at=kept.last_seen_at, noticed_at=kept.missing_noticed_at):
        kept.missing, kept.missing_noticed_at = 0, None  # it is still there, with its key
    kept.heard_until, kept.last_seen_at = said_at, now
    if kept.device.revoked_at is None:
        kept.lease_until = rules.renewed(kept.lease_until, now)
    _notice_missing(kept, word, now)
    kept.waiting, kept.oldest_waiting_at = word.waiting, word.oldest_waiting
    kept.drafts, kept.photos = word.drafts, word.photos
    kept.app, kept.is_storage_protected = word.app, word.protected
    kept.save()
    return kept


def _notice_missing(desk: Desk, word: Word, now: datetime) -> None:
    stored, earlier = _stored(desk, now - rules.DELAY_OF_A_WORD)
    lost = rules.missing(made=desk.made_at_least, stored=stored, waiting=word.waiting)
    if lost > desk.missing:
        desk.missing, desk.missing_noticed_at = lost, now
    desk.made_at_least = rules.made_at_least(
        before=desk.made_at_least, stored_earlier=earlier, waiting=word.waiting
    )


def _stored(desk: Desk, before: datetime) -> tuple[int, int]:
    """How many of its entries are here, and how many of them surely came before that instant.

    Every contact of every desk asks: the index is read, and only the latest rows.
    """
    applied = Entry.objects.filter(device=desk.pk, quarantine="")
    waiting = dict(
        Entry.objects.filter(device=desk.pk)
        .exclude(quarantine="")  # on its own: only so is the index of those that wait used
        .exclude(quarantine__in=NOT_THE_DEVICES)
        .values_list("seq", "received_at")
    )
    twice = applied.filter(seq__in=waiting).count() if waiting else 0
    stored = applied.count() + len(waiting) - twice
    latest = applied.order_by("-seq").values_list("received_at", flat=True)[:LATEST]
    late = sum(at >= before for at in (*latest, *waiting.values()))
    return stored, stored - late if late < LATEST else 0


def sign_in_at_desk(*, desk: Desk, username: str, password: str, address: str) -> Officer:
    """Let an officer work on a desk. Refused and slowed as at sign-in; raises NotEntitled."""
    officer = services.sign_in(username=username, password=password, address=address)
    if not _may(officer, Act.REGISTER, desk):
        raise NotEntitled
    DeskOfficer.objects.update_or_create(
        desk=desk, officer=officer, defaults={"signed_in_at": timezone.now()}
    )
    return officer


def unlock_desk(*, desk: Desk, username: str, password: str, escrow: bytes, address: str) -> bytes:
    """Open the data key that a desk had sealed to this node: its officers forgot their PINs.

    An officer who works on the desk may, and a supervisor of its post; an entry says who did.
    Raises what sign-in raises, NotEntitled and EscrowNotOpened.
    """
    officer = services.sign_in(username=username, password=password, address=address)
    if not may_unlock(officer, desk):
        raise NotEntitled
    try:
        key = envelope.open_content(escrow, sealing.all_keys(), f"escrow {desk.pk}")
    except (envelope.SealedElsewhere, envelope.Damaged) as error:
        raise EscrowNotOpened from error
    at = timezone.now().isoformat(timespec="seconds")
    write_change(actor=officer, desk=desk, kind=kinds.DESK_UNLOCKED, changes={"unlocked_at": at})
    return key


def may_unlock(officer: Officer, desk: Desk) -> bool:
    works_there = DeskOfficer.objects.filter(desk=desk, officer=officer).exists()
    leads = officer.role == Role.SUPERVISOR
    return _may(officer, Act.REGISTER, desk) and (works_there or leads)


def _may(officer: Officer, act: Act, desk: Desk) -> bool:
    return rules.is_entitled(role=officer.role, posts=posts_of(officer), act=act, post=desk.post)
