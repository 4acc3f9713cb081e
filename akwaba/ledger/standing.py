"""Who stands at a post now, asked of whichever tables say of a row at which post it stands."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from akwaba.ledger.tables import tables


def stands_at(posts: Collection[str], subject: str = "subject") -> Q:
    """Rows whose `subject` (the name of a column) stands at one of these posts."""
    models: list[Any] = [table.model for table in tables().values() if "post" in table.columns]
    found = Q()
    for model in models:
        there = model._base_manager.filter(id=OuterRef(subject), post__in=posts)  # noqa: SLF001  documented by Django
        found |= Q(Exists(there.exclude(origin=None)))
    return found
