"""What waits: to be sent to the capital, for a person's decision, on a tablet nobody has seen."""

from datetime import datetime

from django.db.models import Min
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akwaba.access.desks.cards import cards_of
from akwaba.access.models import Desk
from akwaba.ledger.fold import WAITS_FOR_PERSON
from akwaba.ledger.models import Entry, Peer
from akwaba.office.care.checks.findings import Finding, act, good, look
from akwaba.office.care.checks.machine import DAY, WEEK


def capital(now: datetime) -> Finding:
    """How much of this node the capital does not have yet, and since when."""
    peer = Peer.objects.filter(role=Peer.Role.CAPITAL, revoked_at=None).first()
    if peer is None:
        return good("capital", _("This computer sends to no capital."))
    mend = _("Look for the network, then: akwaba exchange now. Or by stick: akwaba exchange export")
    if peer.last_contact_at is None:
        return look("capital", _("The capital was never met."), mend)
    met = timesince(peer.last_contact_at, now, depth=1)
    if not peer.waiting_up:
        says = _("It had everything when it was last met, %(met)s ago.") % {"met": met}
        return _by_age(says, mend, now, peer.last_contact_at, peer.problem)
    says = ngettext(
        "%(number)s entry waits to be sent; the capital was last met %(met)s ago.",
        "%(number)s entries wait to be sent; the capital was last met %(met)s ago.",
        peer.waiting_up,
    ) % {"number": peer.waiting_up, "met": met}
    return _by_age(says, mend, now, peer.oldest_waiting_at or peer.last_contact_at, peer.problem)


def _by_age(says: str, mend: str, now: datetime, since: datetime, problem: str) -> Finding:
    if problem:
        says = f"{says} {_('The last attempt failed: %(code)s.') % {'code': problem}}"
    if now - since > WEEK:
        return act("capital", says, mend)
    if problem or now - since > DAY:
        return look("capital", says, mend)
    return good("capital", says)


def quarantine(now: datetime) -> Finding:
    waiting = Entry.objects.filter(quarantine__in=WAITS_FOR_PERSON)
    count = waiting.count()
    if not count:
        return good("quarantine", _("No entry waits for a decision."))
    oldest = waiting.aggregate(at=Min("received_at"))["at"]
    says = ngettext(
        "%(number)s entry waits for a supervisor’s decision, the oldest for %(age)s.",
        "%(number)s entries wait for a supervisor’s decision, the oldest for %(age)s.",
        count,
    ) % {"number": count, "age": timesince(oldest, now, depth=1)}
    mend = _("A supervisor opens the page “On hold”; here: akwaba ledger quarantine")
    return (act if now - oldest > WEEK else look)("quarantine", says, mend)


def tablets() -> Finding:
    """Those that are trusted, hold something or never said, and were long not heard of."""
    # Asked as no officer: the officer of the commands is made when first needed, and we only look.
    known = Desk.objects.select_related("device").prefetch_related("officers")
    trusted = [card for card in cards_of(list(known), {}) if not card.is_revoked]
    silent = [card for card in trusted if card.is_long_unseen and not card.is_gone]
    if not silent:
        return good(
            "tablets",
            ngettext(
                "%(number)s is known, none is missed.",
                "%(number)s are known, none is missed.",
                len(trusted),
            )
            % {"number": len(trusted)},
        )
    holds = sum(card.holds or 0 for card in silent)
    says = ngettext(
        "%(number)s was not heard of for a day or more; as far as is known it holds %(holds)s.",
        "%(number)s were not heard of for a day or more; as far as is known they hold %(holds)s.",
        len(silent),
    ) % {"number": len(silent), "holds": holds}
    mend = _("Find them and bring them to the Wi-Fi of the post; akwaba desk list names them.")
    return (act if holds else look)("tablets", says, mend)
