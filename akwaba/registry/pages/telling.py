"""Entries in words and in JSON, for the command line: what was done, never what was said."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from akwaba.access.queries import officer_names
from akwaba.ledger import kinds
from akwaba.ledger.queries import Told
from akwaba.ledger.receiving import Answer
from akwaba.registry.fields import field_label
from akwaba.registry.pages.waiting import REASONS
from akwaba.registry.queries import moment_of

FAULTS: dict[str, Any] = {
    "unreadable": _("it cannot be read"),
    "changed_header": _("what it says of itself was changed"),
    "changed_body": _("its facts were changed"),
    "facts_removed": _("its facts were removed without an erasure"),
    "unsigned": _("its signature is not the device’s"),
    "unknown_device": _("nobody has enrolled its device"),
    "missing": _("an entry before it is missing"),
    "reordered": _("it does not follow the entry before it"),
    "cut_off": _("entries after this place are missing"),
}

UNREADABLE = _("It cannot be read: it is no entry, or it was cut off.")


def told_as_facts(told: Sequence[Told], subject: UUID) -> list[dict[str, Any]]:
    """Who, when, what kind of act and which fields of the subject it set."""
    names = officer_names({one.entry.officer for one in told})
    return [
        {
            "entry": one.header.id,
            "at": _moment(one),
            "officer": names.get(one.entry.officer, str(one.entry.officer)),
            "kind": _kind(one),
            "fields": _fields(one, str(subject)),
            "quarantine": one.entry.quarantine,
        }
        for one in told
    ]


def waits_as_facts(told: Sequence[Told]) -> list[dict[str, Any]]:
    """What waits, and why."""
    return [
        {
            "entry": one.header.id,
            "device": one.header.device,
            "at": _moment(one),
            "kind": _kind(one),
            "reason": one.entry.quarantine,
            "why": str(REASONS[one.entry.quarantine]),
        }
        for one in told
    ]


def file_as_facts(answer: Answer) -> dict[str, Any]:
    """What became of each entry of a file, and how far its device's history is stored."""
    return {
        "whole": answer.is_whole,
        "stored_upto": answer.holdings.stored_upto,
        "holes": answer.holdings.holes,
        "receipts": [
            {"entry": one.id, "status": one.status, "reason": one.reason} for one in answer.receipts
        ],
    }


def file_as_lines(name: str, answer: Answer) -> list[str]:
    """One line for each entry that waits or cannot be read, then the sum."""
    lines = [
        f"{name} · {place} · {one.id or '—'} · {REASONS.get(one.reason, UNREADABLE)}"
        for place, one in enumerate(answer.receipts, start=1)
        if one.status not in {"new", "known"}
    ]
    count = Counter(one.status for one in answer.receipts)
    told = _("%(new)s new, %(known)s known, %(waiting)s on hold, %(unreadable)s unreadable")
    numbers = {
        "new": count["new"],
        "known": count["known"],
        "waiting": count["quarantined"],
        "unreadable": count["unreadable"],
    }
    return [*lines, f"{name} · {told % numbers}"]


def _moment(told: Told) -> str:
    return moment_of(told.header.made_at).strftime("%Y-%m-%d %H:%M")


def _kind(told: Told) -> str:
    kind = kinds.known(told.header.kind)
    return str(kind.label) if kind else told.header.kind


def _fields(told: Told, subject: str) -> list[str]:
    if told.act is None:
        return []
    named = [
        field_label(name)
        for statement in told.act.statements
        if statement.id == subject
        for name in statement.values
    ]
    return list(dict.fromkeys(named))
