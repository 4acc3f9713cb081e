"""What people found when they compared two records, and which pairs wait to be compared."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import BY_CLOCK, DerivedRow, FoldedRow
from akwaba.ledger.queries import heads
from akwaba.ledger.registers import Register, load
from akwaba.matching.verdicts import Finding, Outcome, is_looked_at_twice, judgement_id, summary

LONGEST_EVIDENCE = 64


class Judgement(FoldedRow):
    """What one officer found when they compared two records; void once they took it back.

    Two who judge one pair apart make two rows: neither overwrites the other, and a queue shows
    where they differ. That two records are one human being is said by registry.Link alone.
    """

    table = "matching.judgement"
    about = "one"
    fields_set: ClassVar = {
        "pair": Register(columns=("one", "other", "judge")),
        "verdict": Register(),
        "level": Register(settles=BY_CLOCK),
        "evidence": Register(settles=BY_CLOCK),
        "said": Register(settles=BY_CLOCK),
        "seen": Register(settles=BY_CLOCK),
        "blind": Register(settles=BY_CLOCK),
        "linked": Register(settles=BY_CLOCK),
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
    judge = models.UUIDField(null=True)
    """The officer; null for what a desk wrote."""
    verdict = models.CharField(max_length=10, default="")
    evidence = models.CharField(max_length=LONGEST_EVIDENCE, default="")
    """Fingerprint of what was compared: once that changes, the pair may be asked about again."""
    level = models.CharField(max_length=10, default="")
    said = models.IntegerField(null=True)
    """How likely the machine held it then, in thousandths; null where it was not asked."""
    seen = models.JSONField(default=list)
    """Entries of others' judgements that lay before the officer: this one stands over those."""
    blind = models.CharField(max_length=10, default="")
    """The verdict that the officer gave before they saw any other; empty where they saw some."""
    linked = models.IntegerField(null=True)
    """1 where the two records were linked before: what taking the judgement back restores."""

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:
        """The pair is written in one order, its row is its own, and a verdict is one of ours."""
        if values.get("verdict", "") not in {"", *cls.Verdict.values}:
            return False
        if values.get("blind", "") not in {"", *cls.Verdict.values}:
            return False
        if "pair" not in values:
            return True
        one, other = (uuid.UUID(values["pair"].get(end)) for end in ("one", "other"))
        judge = values["pair"].get("judge")
        judged = judgement_id(one, other, uuid.UUID(judge) if judge else None)
        return one < other and row_id == str(judged)

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """What the judgements of each of these pairs amount to."""
        pairs = {
            (uuid.UUID(row["one"]), uuid.UUID(row["other"]))
            for row in shown.values()
            if row["one"] and row["other"]
        }
        firsts = {one for one, _other in pairs}
        stale = Standing.objects.filter(one__in=firsts).values_list("one", "other")
        for one, other in pairs & set(stale):
            Standing.objects.filter(one=one, other=other).delete()
        found: dict[tuple[Any, Any], list[Judgement]] = {pair: [] for pair in pairs}
        for judgement in cls.standing(firsts):
            found.get((judgement.one, judgement.other), []).append(judgement)
        Standing.objects.bulk_create(
            [standing for pair, rows in found.items() if (standing := _standing(pair, rows))]
        )

    @classmethod
    def standing(cls, people: Collection[uuid.UUID]) -> "models.QuerySet[Judgement]":
        """Judgements that hold, of pairs whose first end is one of these."""
        return cls._base_manager.filter(one__in=people, origin__isnull=False, void_reason="")


def findings(judgements: Iterable[Judgement]) -> list[Finding]:
    """The judgements as verdicts.py weighs them."""
    return [_finding(judgement) for judgement in judgements]


def _finding(row: Judgement) -> Finding:
    saved = row.registers.get("verdict")
    written = load({"verdict": saved})["verdict"].heads.values() if saved else ()
    said = [str(head.value or "") for head in written] or [row.verdict]
    return Finding(
        judge=row.judge,
        verdicts=frozenset(filter(None, said)),
        is_supervisors=row.level == Judgement.Level.SUPERVISOR,
        evidence=row.evidence,
        entries=frozenset(heads(row, "verdict")),
        seen=frozenset(row.seen),
        blind=row.blind,
        made_at=max((head.made_at for head in written), default=row.made_at),
    )


class Standing(DerivedRow):
    """A pair, and what all the judgements of it amount to."""

    pk = models.CompositePrimaryKey("one", "other")
    one = models.UUIDField()
    other = models.UUIDField(db_index=True)
    outcome = models.CharField(max_length=10)
    """See verdicts.Outcome."""
    is_supervisors = models.BooleanField()
    """False while only clerks have said something."""
    evidence = models.CharField(max_length=LONGEST_EVIDENCE)
    """Fingerprint of what it rests on; empty where nobody worked it out."""
    only_judge = models.UUIDField(null=True)
    """The supervisor whose word alone it rests on; null where there are none, or several."""
    is_sampled = models.BooleanField()
    """A second supervisor is to look at it, without knowing what the first one said."""
    agreed = models.BooleanField(null=True)
    """Whether those who judged apart said the same; null where fewer than two did."""

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["outcome"],
                condition=Q(outcome__in=("later", "differ")) | Q(is_supervisors=False),
                name="standing_open",
            ),
            models.Index(
                fields=["one"],
                condition=Q(is_sampled=True, only_judge__isnull=False),
                name="standing_second_look",
            ),
        ]


def _standing(pair: tuple[uuid.UUID, uuid.UUID], rows: Iterable[Judgement]) -> Standing | None:
    found = summary([finding for finding in findings(rows) if finding.verdicts])
    if found is None:
        return None
    one, other = pair
    return Standing(
        one=one,
        other=other,
        outcome=found.outcome,
        is_supervisors=found.is_supervisors,
        evidence=found.evidence,
        only_judge=next(iter(found.judges)) if len(found.judges) == 1 else None,
        is_sampled=found.is_supervisors
        and found.outcome in {Outcome.SAME, Outcome.DIFFERENT}
        and is_looked_at_twice(one, other),
        agreed=found.agreed,
    )


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
    """0 to 1, as the engine holds it; how well that is borne out: matching/parameters.md."""
    band = models.CharField(max_length=13, choices=Band)
    stake = models.FloatField(default=0.0)
    """What an error would cost, for the order of the queue: higher is looked at first."""
    found_at = models.DateTimeField()
    evidence = models.CharField(max_length=LONGEST_EVIDENCE, default="")
    """Fingerprint of what the two said when the run met them; see evidence.py."""

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
    waiting = models.PositiveIntegerField(default=0)
    """So many of them were not applied yet; see running._waiting."""
    weights = models.CharField(max_length=80, default="")
    """Version of the weights."""
    engine = models.CharField(max_length=20, default="embedded")
    said = models.JSONField(default=list)
    """What whoever reads the result must know, such as blocks that were bounded: sentences' codes
    and numbers, never names."""
