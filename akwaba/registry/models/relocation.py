"""A household that moves on to another post: from then on that post serves it, and knows it."""

from typing import Any, ClassVar

from django.db import models

from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.models import FoldedRow, Handed
from akwaba.ledger.registers import Register
from akwaba.registry.models.columns import PLACE_LENGTH


class Relocation(FoldedRow):
    """One move of a household between two posts."""

    table = "registry.relocation"
    about = "household"
    hands_over = "to_post"
    fields_set: ClassVar = {
        "household": Register(),
        "people": Register(),
        "from_post": Register(),
        "to_post": Register(),
        "relocated_on": Register(),
        "reason": Register(),
    }

    household = models.UUIDField(null=True)
    people = models.JSONField(default=list)
    """Identifiers of those who moved with it."""
    from_post = models.CharField(max_length=PLACE_LENGTH, default="")
    to_post = models.CharField(max_length=PLACE_LENGTH, default="")
    relocated_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, default="")

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003
        return all(map(IDENTIFIER.fullmatch, values.get("people", ())))

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Hand them over: the node of the new post may hold what is known of them.

        A move that was struck out hands nobody over, unless another one to the same post does.
        """
        said = [columns for columns in shown.values() if columns["origin"] and columns["to_post"]]
        rows = [
            Handed(subject=subject, scope=columns["to_post"])
            for columns in said
            if not columns["void_reason"]
            for subject in _moved(columns)
        ]
        Handed.objects.bulk_create(rows, ignore_conflicts=True)
        for columns in said:
            if columns["void_reason"]:
                cls._take_back(set(_moved(columns)), columns["to_post"])

    @classmethod
    def _take_back(cls, subjects: set[str], post: str) -> None:
        others = cls.objects.filter(to_post=post, void_reason="", origin__isnull=False)
        for household, people in others.values_list("household", "people"):
            subjects -= {str(household), *people}
        Handed.objects.filter(scope=post, subject__in=subjects).delete()


def _moved(columns: dict[str, Any]) -> list[str]:
    return [subject for subject in (columns["household"], *columns["people"]) if subject]
