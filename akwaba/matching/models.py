"""What people found when they compared two records, and which pairs wait to be compared."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import FoldedRow
from akwaba.ledger.registers import Register

LONGEST_EVIDENCE = 64


class Judgement(FoldedRow):
    """What one officer found when they compared two records; void once they took it back.

    Two who judge one pair apart make two rows: neither overwrites the other, and a queue shows
    where they differ. That two records are one human being is said by registry.Link alone.
    """

    table = "matching.judgement"
    about = "one"
    fields_set: ClassVar = {
        "pair": Register(columns=("one", "other")),
        "verdict": Register(),
        "evidence": Register(),
        "level": Register(),
        "said": Register(),
    }

    class Verdict(models.TextChoices):
        SAME = "same"
        DIFFERENT = "different"
        LATER = "later"
        """Somebody else is to look at it."""

    class Level(models.TextChoices):
        CLERK = "clerk"
        """Found while a family waits: a supervisor looks at what is not plainly different."""
        SUPERVISOR = "supervisor"

    one = models.UUIDField(null=True, db_index=True)
    """The smaller id of the two."""
    other = models.UUIDField(null=True, db_index=True)
    verdict = models.CharField(max_length=10, default="")
    evidence = models.CharField(max_length=LONGEST_EVIDENCE, default="")
    """Fingerprint of what was compared: once that changes, the pair may be asked about again."""
    level = models.CharField(max_length=10, default="")
    said = models.IntegerField(default=0)
    """How likely the machine held it then, in thousandths; 0 where it was not asked."""

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:  # noqa: ARG003  as the fold calls it
        """The pair is written in one order only, and a verdict is one of ours."""
        if values.get("verdict", "") not in {"", *cls.Verdict.values}:
            return False
        if "pair" not in values:
            return True
        one, other = (uuid.UUID(values["pair"].get(end)) for end in ("one", "other"))
        return one < other


class Proposal(models.Model):
    """Two records of this node that may be one human being: what a run found, for a person.

    Nothing of a person is written here but the ids: what speaks for it is worked out when it is
    shown. Each run writes the table anew, so it is not folded and travels nowhere.
    """

    class Band(models.TextChoices):
        ALMOST_SURELY = "almost_surely"
        PROBABLY = "probably"
        LOOK = "look"

    one = models.UUIDField()
    other = models.UUIDField(db_index=True)
    probability = models.FloatField()
    """0 to 1, calibrated; see docs/explanation/matching.md."""
    band = models.CharField(max_length=13, choices=Band)
    stake = models.FloatField(default=0.0)
    """What an error would cost, for the order of the queue: higher is looked at first."""
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_proposed_once"),
            models.CheckConstraint(
                condition=Q(one__lt=models.F("other")), name="a_pair_has_one_order"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-stake"], name="proposal_by_stake")]


class Run(models.Model):
    """A comparison of the whole register: when, over how many, with which weights."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Null while it works, and for one that was broken off."""
    persons = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    """Entries up to this position had been folded: the next run starts from what came after."""
    weights = models.CharField(max_length=80, default="")
    """Version of the weights."""
    engine = models.CharField(max_length=20, default="embedded")
    said = models.JSONField(default=list)
    """What whoever reads the result must know, such as blocks that were bounded: sentences' codes
    and numbers, never names."""
