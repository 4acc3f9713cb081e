"""Who bears which registration number: those that were given up, and those that are borne twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db import models

from akwaba.ledger import bare
from akwaba.ledger.columns import identifier_writer
from akwaba.ledger.models import DerivedRow, FoldedRow
from akwaba.ledger.registers import Register
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
        numbers |= _forget_shared(numbers, shown)
        bare.insert(
            SharedNumber,
            ("number", "bearer"),
            [
                (number, bearer)
                for number, bearers in sorted(_bearers(numbers).items())
                if len(bearers) > 1
                for bearer in sorted(bearers)
            ],
        )


def _forget_shared(numbers: Collection[str], bearers: Iterable[str]) -> set[str]:
    """Of these numbers, and of those that these rows bore, the ones borne twice until now.

    They are taken out: who bears them is found anew.
    """
    if not SharedNumber.objects.exists():  # nearly always
        return set()
    ids = map(identifier_writer(), bearers)
    rows = [
        *bare.find(SharedNumber, ("number",), "number", numbers),
        *bare.find(SharedNumber, ("number",), "bearer", ids),
    ]
    found = {number for (number,) in rows}
    SharedNumber.objects.filter(number__in=found).delete()
    return found


def _bearers(numbers: Collection[str]) -> dict[str, list[Any]]:
    """Who bears each number and was not struck out; identifiers as the database has them."""
    found: dict[str, list[Any]] = defaultdict(list)
    for model in Numbered.__subclasses__():
        borne = bare.find(
            model, ("number", "id"), "number", numbers, "origin IS NOT NULL AND void_reason = ''"
        )
        for number, bearer in borne:
            found[number].append(bearer)
    return found
