"""What is said of an exchange: how long ago, what it brought, what went wrong and what mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from akwaba.ledger.acceptance import Receipt
from akwaba.ledger.exchange.session import Told
from akwaba.ledger.models import Peer

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ROLE_LABELS: dict[str, Any] = {
    Peer.Role.CAPITAL: _("Computer of the capital"),
    Peer.Role.POST: _("Computer of a post"),
    Peer.Role.PARTNER: _("Computer of a partner"),
}

_WRONG: dict[str, tuple[Any, Any]] = {
    "no_answer": (
        _("%(name)s did not answer. Nothing is lost: what waits is sent later."),
        _(
            "Is this computer connected, and is the other one running? Where there is no network, "
            "carry a file on a stick."
        ),
    ),
    "not_believed": (
        _("What answers at the address of %(name)s is another computer. Nothing was believed."),
        _(
            "Ask there whether the address changed or the computer was replaced. If so, take in a "
            "new answer card."
        ),
    ),
    "peer_refused": (
        _("%(name)s refused the exchange."),
        _("Call the officer there. “Exchange now” shows the reason that it gives."),
    ),
    "packet_unreadable": (
        _("What came from %(name)s was damaged on its way. Nothing of it was stored."),
        _("Exchange once more. If it stays, take in a new answer card."),
    ),
    "peer_too_old": (
        _("%(name)s has an older version of Akwaba and cannot read all that was made here."),
        _("Have it upgraded there. Until then what waits is kept here, and on the tablets."),
    ),
    "store_set_back": (
        _("%(name)s holds entries of this computer that are no longer here."),
        _(
            "A snapshot or an old copy of the disk was put back here. Make a backup, and restore "
            "it with akwaba restore; until then nothing is exchanged."
        ),
    ),
}
_OTHERWISE = (
    _("The last exchange with %(name)s broke off. What had arrived is stored."),
    _("Exchange once more. If it stays, tell whoever looks after this computer."),
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why the last attempt failed, and what somebody can do about it."""

    sentence: str
    mend: str


def wrong(peer: Peer) -> Wrong | None:
    """None where the last attempt succeeded."""
    if not peer.problem:
        return None
    sentence, mend = _WRONG.get(peer.problem, _OTHERWISE)
    return Wrong(gettext(str(sentence)) % {"name": peer.name}, str(mend))


def ago(at: datetime, now: datetime) -> str:
    """`3 min ago`. What lies ahead was written by another clock: it is just now as well."""
    passed = now - at
    if passed < MINUTE:
        return gettext("just now")
    if passed < HOUR:
        return gettext("%(n)s min ago") % {"n": passed // MINUTE}
    if passed < 2 * DAY:
        return gettext("%(n)s h ago") % {"n": passed // HOUR}
    return gettext("%(n)s days ago") % {"n": passed // DAY}


def brought(told: Told) -> list[str]:
    """What a meeting brought about, in sentences."""
    said = [
        ngettext("%(n)s entry sent.", "%(n)s entries sent.", told.sent) % {"n": told.sent},
        ngettext("%(n)s entry received.", "%(n)s entries received.", told.received)
        % {"n": told.received},
    ]
    photos = told.photos_sent + told.photos_received
    if photos:
        said.append(ngettext("%(n)s photo.", "%(n)s photos.", photos) % {"n": photos})
    if told.differ:
        said.append(gettext("The two computers do not hold the same: see below."))
    if told.is_forked:
        said.append(
            gettext(
                "This computer had been set back to an earlier state. It goes on under a new "
                "identity; nothing is lost."
            )
        )
    return said


def became(receipts: Iterable[Receipt]) -> list[str]:
    """What became of the entries of a file, in sentences."""
    receipts = list(receipts)
    if not receipts:
        return [gettext("It held no entry: nothing was waiting for this computer.")]
    new, known, waiting, unreadable = (
        sum(receipt.status == status for receipt in receipts)
        for status in ("new", "known", "quarantined", "unreadable")
    )
    said = [
        ngettext("%(n)s new entry.", "%(n)s new entries.", new) % {"n": new},
        ngettext("%(n)s was known already.", "%(n)s were known already.", known) % {"n": known},
    ]
    if waiting:
        said.append(
            ngettext(
                "%(n)s is kept and waits: for a person, an upgrade or an earlier entry.",
                "%(n)s are kept and wait: for a person, an upgrade or an earlier entry.",
                waiting,
            )
            % {"n": waiting}
        )
    if unreadable:
        said.append(
            ngettext(
                "%(n)s cannot be read and was not stored.",
                "%(n)s cannot be read and were not stored.",
                unreadable,
            )
            % {"n": unreadable}
        )
    return said
