"""Head-counts, and the numbers that this node may issue."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import FoldedRow
from akwaba.ledger.registers import Register
from akwaba.registry.models.columns import PLACE_LENGTH


class Headcount(FoldedRow):
    """How many people somebody counted or estimated at a post on a day, registered or not."""

    table = "registry.headcount"
    fields_set: ClassVar = {
        "where": Register(columns=("post", "day")),
        "count": Register(columns=("people", "method", "source")),
    }

    post = models.CharField(max_length=PLACE_LENGTH, default="")
    day = models.DateField(null=True)
    people = models.IntegerField(null=True)
    method = models.CharField(max_length=10, default="")
    """counted or estimated."""
    source = models.CharField(max_length=200, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["post", "day"], name="headcount_day")]


class NumberBlock(models.Model):
    """The registration numbers that this node may issue. Local: it is not folded."""

    block = models.PositiveIntegerField(primary_key=True)
    next_serial = models.PositiveIntegerField(default=0)
    device = models.UUIDField(null=True)
    """Under which device this node opened it: after a restored backup none is gone on with."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_serial__lte=1_000_000), name="block_has_a_million_numbers"
            )
        ]


class NumberLoan(models.Model):
    """Numbers that a device may give out offline. Local; kept so that none is lent again."""

    block = models.ForeignKey(NumberBlock, on_delete=models.PROTECT)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    """The last serial of the range, which belongs to it."""
    device = models.UUIDField(db_index=True)
    lent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["block", "first"], name="a_number_is_lent_once"),
            models.CheckConstraint(
                condition=Q(last__gte=models.F("first")), name="a_loan_holds_numbers"
            ),
        ]
