"""What can be said of the exchange with another node, as facts and in a line."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from akwaba.ledger.models import Peer


def as_facts(peer: Peer) -> dict[str, Any]:
    """As JSON has it; null where nobody knows."""

    def at(name: str) -> str | None:
        moment = getattr(peer, name)
        return moment.isoformat(timespec="seconds") if moment else None

    return {
        "node": str(peer.device_id),
        "name": peer.name,
        "role": peer.role,
        "posts": peer.posts,
        "last_contact_at": at("last_contact_at"),
        "waiting_up": peer.waiting_up,
        "oldest_waiting_at": at("oldest_waiting_at"),
        "waiting_down": peer.waiting_down,
        "photos_waiting": peer.photos_waiting,
        "held": peer.held,
        "compared_at": at("compared_at"),
        "differs_since": at("differs_since"),
        "revoked_at": at("revoked_at"),
        "problem": peer.problem,
    }


def as_line(peer: Peer) -> str:
    never = _("never")
    seen = peer.last_contact_at
    parts = [
        str(peer.device_id),
        peer.name,
        str(Peer.Role(peer.role).label),
        _("last contact: %(at)s")
        % {"at": date_format(localtime(seen), "d/m/Y H:i") if seen else never},
        _("to send: %(count)s") % {"count": _count(peer.waiting_up)},
        _("to receive: %(count)s") % {"count": _count(peer.waiting_down)},
    ]
    if peer.differs_since:
        parts.append(
            _("differs since %(at)s")
            % {"at": date_format(localtime(peer.differs_since), "d/m/Y H:i")}
        )
    if peer.revoked_at:
        parts.append(_("revoked"))
    if peer.problem:
        parts.append(peer.problem)
    return " · ".join(parts)


def _count(value: int | None) -> str:
    return "?" if value is None else str(value)
