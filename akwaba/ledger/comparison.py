"""Whether the folded tables are what their entries make them: rebuilt, compared, put back."""

import json
from collections.abc import Callable
from hashlib import sha256

from django.db import models, transaction

from akwaba.ledger.judging import Doubt
from akwaba.ledger.services import derived_models, folded_models, rebuild

Digest = tuple[int, str]


def tables_that_differ(
    progress: Callable[[int], None] = lambda _: None, doubt: Doubt | None = None
) -> list[str]:
    """Labels of the tables that a rebuild from zero would change. Nothing is changed by asking."""
    with transaction.atomic():
        before = digests()
        rebuild(progress=progress, doubt=doubt)
        after = digests()
        transaction.set_rollback(True)
    return sorted(label for label, digest in after.items() if before[label] != digest)


def digests() -> dict[str, Digest]:
    """For each table how many rows it has, and a hash over all of them in the order of their id."""
    return {model._meta.label: _digest(model) for model in (*folded_models(), *derived_models())}  # noqa: SLF001


def _digest(model: type[models.Model]) -> Digest:
    rows, content = 0, sha256()
    for row in model._base_manager.order_by("pk").values_list().iterator(2000):  # noqa: SLF001
        rows += 1
        content.update(json.dumps(row, default=str, sort_keys=True).encode())
    return rows, content.hexdigest()
