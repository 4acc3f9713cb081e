"""Why an officer decided as they did, beside the entry that says what."""

from typing import ClassVar

from django.db import models

from akwaba.ledger.models import FoldedRow
from akwaba.ledger.registers import Register


class Decision(FoldedRow):
    """The reason that somebody gave for settling a dispute; there is none where none was given."""

    table = "registry.decision"
    about = "holder"
    fields_set: ClassVar = {
        "holder": Register(),
        "why": Register(),
    }

    holder = models.UUIDField(null=True, db_index=True)
    """The person or household whose field was settled."""
    why = models.CharField(max_length=200, default="")
