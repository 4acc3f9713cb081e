"""What every act of the registry checks first, and how it becomes an entry."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may, scope
from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.queries import heads
from akwaba.ledger.services import Draft, Say
from akwaba.registry.problems import DateInFuture, NotYourPost, NotYourTask, ReasonMissing

CLOCKS_MAY_DIFFER_BY = timedelta(days=1)
"""A tablet set to the wrong day must not stop a family; see the hybrid clock for the order."""


def require(actor: Officer, act: Act, post: str) -> None:
    """Raises NotYourTask or NotYourPost."""
    if not actor.is_active or not may(actor.role, act):
        raise NotYourTask
    if not works_at(actor, post):
        raise NotYourPost(post=post)


def works_at(actor: Officer, post: str) -> bool:
    posts = scope(role=actor.role, posts=actor.posts, all_posts=actor.all_posts)
    return posts is None or post in posts


def today() -> date:
    return timezone.localdate()


def require_past(day: date | None) -> None:
    """Raises DateInFuture; a day of grace covers clocks that differ."""
    if day is not None and day > today() + CLOCKS_MAY_DIFFER_BY:
        raise DateInFuture(value=day.isoformat())


def one_line(text: str) -> str:
    """Words in one line, without what cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def require_reason(reason: str) -> str:
    """Raises ReasonMissing where nothing but spaces was written."""
    reason = one_line(reason)[:200]
    if not reason:
        raise ReasonMissing
    return reason


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def said(values: dict[str, Any]) -> dict[str, Any]:
    """Only what was said: an entry does not carry empty fields."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {}, ())}


def act(actor: Officer, *, kind: str, subject: UUID, post: str, says: Sequence[Say]) -> Entry:
    """Append one entry of this room."""
    draft = Draft(kind=f"registry.{kind}", subject=subject, scope=post or "national", says=says)
    return ledger.append(officer=actor.id, drafts=[draft])[0]


def say(
    row: FoldedRow,
    values: dict[str, Any],
    *,
    basis: str = "interview",
    about: UUID | None = None,
) -> Say:
    """A statement that replaces what the row now shows."""
    return Say(
        table=row.table,
        id=row.id,
        values=values,
        base=base_of(row, values),
        basis=basis,
        about=about,
    )


def base_of(row: FoldedRow, values: dict[str, Any]) -> dict[str, list[str]]:
    """For each field, the entries whose value it replaces."""
    base = {name: heads(row, name) for name in values}
    return {name: entries for name, entries in base.items() if entries}


def mention(row: FoldedRow) -> Say:
    """A statement that says nothing: the entry then stands in this row's history too."""
    return Say(table=row.table, id=row.id, values={})
