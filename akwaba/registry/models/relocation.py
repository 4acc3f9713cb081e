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
        """Hand them over: the node of the new post may hold what is known of them."""
        rows = [
            Handed(subject=subject, scope=columns["to_post"])
            for columns in shown.values()
            if columns["origin"] and columns["to_post"]
            for subject in (columns["household"], *columns["people"])
            if subject
        ]
        Handed.objects.bulk_create(rows, ignore_conflicts=True)
