"""What every act of the watch checks first, and how it becomes an entry."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils import timezone

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may, scope
from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.queries import all_heads, heads
from akwaba.ledger.services import EVERYWHERE, Draft, Say
from akwaba.watch.models import REASON_LENGTH
from akwaba.watch.problems import (
    ChoiceNotKnown,
    DayInFuture,
    IncidentOfAnotherPost,
    ReasonNotGiven,
    TextTooLong,
    WatchNotYours,
)

CLOCKS_MAY_DIFFER_BY = timedelta(days=1)


def require(actor: Officer, act: Act, *, post: str | None = None) -> None:
    """Raises WatchNotYours, or IncidentOfAnotherPost where `post` is not the officer's."""
    if not actor.is_active or not may(actor.role, act):
        raise WatchNotYours
    if post is not None and not works_at(actor, post):
        raise IncidentOfAnotherPost


def works_at(actor: Officer, post: str) -> bool:
    """Whether an officer may change what was noted there; "" is the capital."""
    posts = scope(role=actor.role, posts=actor.posts, all_posts=actor.all_posts)
    return posts is None or post in posts


def post_of(actor: Officer) -> str:
    """Where what this officer notes is filed; "" for officers of the whole border."""
    posts = scope(role=actor.role, posts=actor.posts, all_posts=actor.all_posts)
    return "" if posts is None else next(iter(sorted(posts)), "")


def append(actor: Officer, kind: str, subject: UUID, post: str, says: Sequence[Say]) -> Entry:
    """One act of this room as an entry, and what follows from it in the tables."""
    draft = Draft(f"watch.{kind}", subject, post or EVERYWHERE, says)
    return ledger.append(officer=actor.id, drafts=[draft])[0]


def say(row: FoldedRow, values: dict[str, Any]) -> Say:
    """A statement that replaces what the row shows now."""
    base = {name: heads(row, name) for name in values}
    return Say(row.table, row.id, values, base={k: v for k, v in base.items() if v})


def void(row: FoldedRow, reason: str) -> Say:
    """The statement that a row no longer counts; its history stays."""
    return say(row, {"void": {"void_reason": reason, "void_seen": all_heads(row)}})


def mention(row: FoldedRow) -> Say:
    """A statement that says nothing: the entry then stands in this row's history too."""
    return Say(row.table, row.id, {})


def line(text: str, most: int) -> str:
    """Words in one line, without what cannot be seen. Raises TextTooLong."""
    kept = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(kept) > most:
        raise TextTooLong(length=len(kept), most=most)
    return kept


def reason_of(text: str) -> str:
    """Raises ReasonNotGiven where nothing but spaces was written."""
    kept = line(text, REASON_LENGTH)
    if not kept:
        raise ReasonNotGiven
    return kept


def choice(name: str, value: str, among: Iterable[StrEnum]) -> str:
    """Raises ChoiceNotKnown."""
    known = [str(each) for each in among]
    if value not in known:
        raise ChoiceNotKnown(value=value[:40], name=name, choices=", ".join(known))
    return value


def past(day: date) -> date:
    """Raises DayInFuture; a day of grace covers clocks that differ."""
    if day > timezone.localdate() + CLOCKS_MAY_DIFFER_BY:
        raise DayInFuture(value=day.isoformat())
    return day
