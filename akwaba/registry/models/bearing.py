"""Who bears which registration number: those that were given up, and those that are borne twice."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import DerivedRow, FoldedRow
from akwaba.ledger.registers import Register
from akwaba.ledger.tables import ROWS_A_QUERY
from akwaba.registry.models.columns import PLACE_LENGTH

NUMBER_LENGTH = 12


class FormerNumber(FoldedRow):
    """A registration number that somebody bore: it stands on their papers and must find them."""

    table = "registry.former_number"
    about = "holder"
    fields_set: ClassVar = {
        "holder": Register(),
        "number": Register(),
    }

    holder = models.UUIDField(null=True, db_index=True)
    """The person or household."""
    number = models.CharField(max_length=NUMBER_LENGTH, default="", db_index=True)


class SharedNumber(DerivedRow):
    """One of those who bear a registration number that others bear too.

    Numbers are issued once, until a laptop is restored from an old copy and issues them again.
    """

    pk = models.CompositePrimaryKey("number", "bearer")
    number = models.CharField(max_length=NUMBER_LENGTH)
    bearer = models.UUIDField(db_index=True)


class Numbered(FoldedRow):
    """A row that bears a registration number."""

    number = models.CharField(max_length=NUMBER_LENGTH, default="")
    post = models.CharField(max_length=PLACE_LENGTH, default="")
    """Where they are registered; places.Place.code."""

    class Meta:
        abstract = True

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Which of the numbers that these rows bear, or bore until now, are borne twice."""
        numbers = {row["number"] for row in shown.values() if row["number"]}
        shared = _shared(numbers, shown)
        for some in _portions(numbers | shared):
            SharedNumber.objects.bulk_create(
                SharedNumber(number=number, bearer=bearer)
                for number, bearers in _bearers(some).items()
                if len(bearers) > 1
                for bearer in sorted(bearers)
            )


def _shared(numbers: Collection[str], bearers: Iterable[str]) -> set[str]:
    """Of these numbers, and of those that these rows bore, the ones borne twice until now.

    They are taken out: who bears them is found anew.
    """
    found: set[str] = set()
    portions = zip_longest(_portions(numbers), _portions(map(uuid.UUID, bearers)), fillvalue=())
    for borne, ids in portions:
        rows = SharedNumber.objects.filter(Q(number__in=borne) | Q(bearer__in=ids))
        found.update(rows.values_list("number", flat=True))
    if found:
        SharedNumber.objects.filter(number__in=found).delete()
    return found


def _bearers(numbers: Collection[str]) -> dict[str, list[uuid.UUID]]:
    """Who bears each number and was not struck out."""
    borne = [
        model._base_manager.filter(  # noqa: SLF001  documented by Django
            number__in=numbers, origin__isnull=False, void_reason=""
        ).values_list("number", "id")
        for model in Numbered.__subclasses__()
    ]
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    for number, bearer in borne[0].union(*borne[1:], all=True):
        found[number].append(bearer)
    return found


def _portions(items: Iterable[Any]) -> Iterator[list[Any]]:
    whole = list(items)
    for start in range(0, len(whole), ROWS_A_QUERY):
        yield whole[start : start + ROWS_A_QUERY]
