"""What a phone that can no longer send had on it: taken in here, and told entry by entry."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akwaba.access.entitlement import entitlement
from akwaba.desk import frames
from akwaba.desk.problems import CodesMisread, CodesUnreadable, ParcelMissing
from akwaba.ledger import kinds
from akwaba.ledger.acceptance import Receipt
from akwaba.ledger.models import Device, Entry
from akwaba.ledger.receiving import Answer, receive_parcel
from akwaba.places.queries import names_of
from akwaba.registry.pages.waiting import REASONS

BECAME = {
    "new": gettext_lazy("taken in"),
    "known": gettext_lazy("was here already"),
    "quarantined": gettext_lazy("on hold"),
    "unreadable": gettext_lazy("cannot be read"),
}
MARKS = {"new": "good", "known": "good", "quarantined": "care", "unreadable": "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a parcel, and what became of it. Nobody is named."""

    number: int | None
    """As its device counted it; None where it cannot be read."""
    what: str
    post: str
    became: str
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A parcel that was taken in."""

    device: str
    lines: list[Line]
    summary: list[str]
    """How many became what, in words."""
    is_settled: bool
    """Nothing waits, nothing was cut off and nothing could not be read."""
    waits: bool
    """Some of it is on hold."""
    holes: list[tuple[int, int]]
    """Numbers of entries of that device that are in no parcel and never came."""
    is_whole: bool


def parcels_in(content: bytes, codes: str) -> tuple[list[bytes], list[frames.Series]]:
    """The whole parcels in a file or in a text of codes, and the series that still lack some.

    Raises ParcelMissing, CodesUnreadable or CodesMisread.
    """
    if content and not frames.looks_like_frames(content):
        return [content], []
    text = content.decode(errors="replace").lstrip("\ufeff") if content else codes
    if not text.strip():
        raise ParcelMissing
    found = frames.read_frames(text).series
    if not found:
        raise CodesUnreadable
    partial = [series for series in found if series.missing]
    whole = [series.content for series in found if not series.missing]
    if None in whole:
        raise CodesMisread
    return [parcel for parcel in whole if parcel is not None], partial


def take_in(content: bytes) -> Taken:
    """Store a parcel, once however often it is brought, and tell what became of each entry.

    Raises BatchUnreadable or BatchTooLarge.
    """
    return _told(receive_parcel(content, doubt=entitlement()))


def _told(answer: Answer) -> Taken:
    receipts = answer.receipts
    entries = _entries(receipts)
    posts = names_of({entry.scope for entry in entries.values()})
    makers = {entry.device for entry in entries.values()}
    names = Device.objects.filter(id__in=makers).values_list("name", flat=True)
    counts = Counter(receipt.status for receipt in receipts)
    return Taken(
        device=", ".join(sorted(names)) or _("unknown device"),
        lines=[_line(receipt, entries.get(receipt.id), posts) for receipt in receipts],
        summary=[_counted(status, counts[status]) for status in BECAME if counts[status]],
        is_settled=answer.is_whole and not counts["quarantined"] and not counts["unreadable"],
        waits=bool(counts["quarantined"]),
        holes=answer.holdings.holes,
        is_whole=answer.is_whole,
    )


def _entries(receipts: Sequence[Receipt]) -> dict[str, Any]:
    """The stored headers of a parcel, without their bodies."""
    ids = [UUID(receipt.id) for receipt in receipts if receipt.id]
    rows = Entry.objects.filter(id__in=ids).only("id", "device", "seq", "kind", "scope")
    return {str(entry.id): entry for entry in rows}


def _line(receipt: Receipt, entry: Entry | None, posts: dict[str, str]) -> Line:
    kind = kinds.known(entry.kind) if entry else None
    return Line(
        number=entry.seq if entry else None,
        what=str(kind.label) if kind else (entry.kind if entry else _("an entry")),
        post=posts.get(entry.scope, "") if entry else "",
        became=str(BECAME[receipt.status]),
        mark=MARKS[receipt.status],
        why=str(REASONS.get(receipt.reason, receipt.reason)) if receipt.reason else "",
    )


def _counted(status: str, n: int) -> str:
    words = {
        "new": ngettext("%(n)s entry taken in", "%(n)s entries taken in", n),
        "known": ngettext("%(n)s was here already", "%(n)s were here already", n),
        "quarantined": ngettext("%(n)s entry on hold", "%(n)s entries on hold", n),
        "unreadable": ngettext("%(n)s entry cannot be read", "%(n)s entries cannot be read", n),
    }
    return words[status] % {"n": n}
