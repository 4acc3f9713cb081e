"""How many files wait for an officer to settle something: one count, cheap enough for the menu."""

from typing import Any

from django.db.models import QuerySet

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may
from akwaba.ledger.models import FoldedRow
from akwaba.registry.codelists import need_level, needs
from akwaba.registry.models import Need, SharedNumber, Token
from akwaba.registry.queries.disputes import HANGS_ON, Owner
from akwaba.registry.queries.files import by_post, households_for, levels_seen, persons_for


def files_to_settle(actor: Officer) -> int:
    """People and households about whom something waits that this officer settles.

    A file counts once, however many of its fields have two answers: which fields those are, only
    disputes_for knows, who reads every one of them. 0 for those who settle nothing.
    """
    if not may(actor.role, Act.RESOLVE_DISPUTE):
        return 0
    people, households = persons_for(actor), households_for(actor)
    shared = SharedNumber.objects.values("bearer")
    first, *others = (
        by_post(actor, people).filter(is_disputed=True),
        by_post(actor, households).filter(is_disputed=True),
        people.filter(pk__in=shared),
        households.filter(pk__in=shared),
        *(_about(actor, people, model) for model in HANGS_ON.values()),
        _about(actor, households, Token),
    )
    return first.values("pk").union(*(found.values("pk") for found in others)).count()


def _about(actor: Officer, owners: QuerySet[Owner], model: type[FoldedRow]) -> QuerySet[Owner]:
    """Those who count, and of whose needs, papers or links one is disputed."""
    rows: QuerySet[Any] = model._base_manager.filter(is_disputed=True, origin__isnull=False)  # noqa: SLF001
    if model is Need:
        levels = levels_seen(actor)
        if "confidential" not in levels:  # who sees those sees the codes that no list has, too
            rows = rows.filter(code__in=[code for code in needs() if need_level(code) in levels])
    return owners.filter(pk__in=rows.values(model.about), void_reason="")
