"""Whether two nodes hold the same of a post: one hash over every row of its people."""

import json
from hashlib import sha256
from typing import Any

from akwaba.ledger.tables import tables
from akwaba.registry.models import Household

REGISTER = "registry."


def households_at(post: str) -> int:
    return Household.objects.filter(post=post, origin__isnull=False).count()


def tables_of(post: str) -> str:
    """SHA-256 over the rows that stand at the post, and over those about somebody there."""
    models = [table.model for name, table in sorted(tables().items()) if name.startswith(REGISTER)]
    content, people = sha256(), []
    for model in models:
        if _stands_at_a_post(model):
            there = {"post": post}
            rows = model._base_manager.filter(**there)  # noqa: SLF001  documented by Django
            people += list(rows.values_list("pk", flat=True))
            _take(content, rows)
    for model in models:
        if not _stands_at_a_post(model):
            about = {f"{model.about}__in": people}
            _take(content, model._base_manager.filter(**about))  # noqa: SLF001
    return content.hexdigest()


def _take(content: Any, rows: Any) -> None:
    for row in rows.order_by("pk").values_list():
        content.update(json.dumps(row, default=str, sort_keys=True).encode())


def _stands_at_a_post(model: Any) -> bool:
    return any(field.name == "post" for field in model._meta.fields)  # noqa: SLF001
