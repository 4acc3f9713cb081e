"""Whether the clock of this computer can be right: it must not run behind what is written here."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from akwaba.access.desks.rules import instant
from akwaba.ledger.clock import milliseconds_of
from akwaba.ledger.models import Device, Entry, Peer
from akwaba.office.care.checks.findings import Finding, act, good
from akwaba.office.formats import spoken_moment

MAY_DIFFER_BY = timedelta(minutes=5)
"""As for the requests of desks: beyond it they are refused (access/desks/rules.py)."""


def clock(now: datetime) -> Finding:
    """Entries of tablets are no measure: their clocks may be wrong. What this node wrote is."""
    newest = max(filter(None, (_received_last(), _made_last())), default=None)
    mend = _("Set the date and the hour of this computer, then start Akwaba again.")
    if newest and newest - now > MAY_DIFFER_BY:
        return act(
            "clock",
            _("It says %(now)s, but something was written here on %(newest)s.")
            % {"now": spoken_moment(now), "newest": spoken_moment(newest)},
            mend,
        )
    offset = _told_by_capital()
    if offset is not None and abs(offset) > MAY_DIFFER_BY:
        by = timesince(now - abs(offset), now, depth=1)
        says = (
            _("It is %(time)s behind the clock of the capital.")
            if offset > timedelta(0)
            else _("It is %(time)s ahead of the clock of the capital.")
        )
        return act("clock", says % {"time": by}, mend)
    return good("clock", _("It says %(now)s.") % {"now": spoken_moment(now)})


def _received_last() -> datetime | None:
    newest: datetime | None = Entry.objects.aggregate(at=Max("received_at"))["at"]
    return newest


def _made_last() -> datetime | None:
    own = Device.objects.filter(is_this_node=True).exclude(last_made_at="")
    stamp = own.aggregate(at=Max("last_made_at"))["at"]
    return instant(milliseconds_of(stamp)) if stamp else None


def _told_by_capital() -> timedelta | None:
    """Its clock minus ours; None where the two were never compared."""
    capital = Peer.objects.filter(role=Peer.Role.CAPITAL, revoked_at=None).first()
    if capital is None or capital.offset is None:
        return None
    return timedelta(milliseconds=capital.offset)
