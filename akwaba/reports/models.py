"""What the reader of a report must know besides the figures: facts with their source."""

from typing import ClassVar

from django.db import models

from akwaba.ledger.models import FoldedRow
from akwaba.ledger.registers import Register

SENTENCE_LENGTH = 400
SOURCE_LENGTH = 200
ADDRESS_LENGTH = 300


class Context(FoldedRow):
    """One fact about the situation, from a source that can be looked up. It names nobody."""

    table = "reports.context"
    fields_set: ClassVar = {
        "day": Register(),
        "sentence": Register(columns=("said_fr", "said_en")),
        "certainty": Register(),
        "deaths": Register(columns=("deaths", "deaths_number")),
        "origin_of_it": Register(columns=("source", "address")),
    }

    day = models.DateField(null=True)
    """When it happened, or when it was said."""
    said_fr = models.CharField(max_length=SENTENCE_LENGTH, default="")
    said_en = models.CharField(max_length=SENTENCE_LENGTH, default="")
    """Empty: the French sentence stands in the English report too."""
    certainty = models.CharField(max_length=10, default="")
    """known, estimated or unknown; see rules.Certainty."""
    deaths = models.CharField(max_length=10, default="")
    """Empty where nobody is said to have died; see rules.Deaths."""
    deaths_number = models.IntegerField(null=True)
    """Null is unknown, never zero."""
    source = models.CharField(max_length=SOURCE_LENGTH, default="")
    address = models.CharField(max_length=ADDRESS_LENGTH, default="")
