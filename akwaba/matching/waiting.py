"""The pairs that wait for an officer: what a run proposes, what clerks ask, where two differ.

Not those that are linked, nor those decided on what the records still say. Only pairs of which
the officer may see both ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may
from akwaba.matching.costs import stakes_of
from akwaba.matching.models import Judgement, Proposal, Standing
from akwaba.matching.verdicts import Outcome, ordered
from akwaba.registry.models import Cluster, Person
from akwaba.registry.queries import persons_for

MOST_LISTED = 400
"""Proposals that the queue holds at a time, those of the highest stake: nobody works off more in a
day, and a list of all would be read from the database at each verdict."""
UNTOLD_CHANCE = 0.5
"""Of a pair that no run proposed: as likely as not."""
DECIDED = (Outcome.SAME, Outcome.DIFFERENT)


class Why(StrEnum):
    """Why a pair waits, the gravest first."""

    DIFFER = "differ"
    ASKED = "asked"
    PROPOSED = "proposed"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair that waits."""

    one: Person
    other: Person
    why: Why
    probability: float | None
    """None where no run proposed it."""
    band: str
    stake: float
    is_put_off: bool
    """The officer said "later" themself: it comes last."""

    @property
    def key(self) -> tuple[UUID, UUID]:
        return self.one.id, self.other.id

    @property
    def homes(self) -> tuple[str, str]:
        """The two households, in one order; a person without one stands for themself."""
        one, other = sorted(str(each.household or each.id) for each in (self.one, self.other))
        return one, other


def pairs_to_compare(actor: Officer) -> int:
    """How many pairs wait for this officer, by one query; 0 for those who compare none."""
    if not may(actor.role, Act.RESOLVE_DISPUTE):
        return 0
    first, *others = (rows.values("one", "other") for rows in _sources(actor).values())
    return first.union(*others).count()


def queue_for(actor: Officer) -> list[Waiting]:
    """What waits: families together, those of the highest stake first, what was put off last."""
    if not may(actor.role, Act.RESOLVE_DISPUTE):
        return []
    sources = _sources(actor, puts_off=True)
    why: dict[tuple[UUID, UUID], Why] = {}
    for reason in Why:
        rows = sources[reason]
        if reason is Why.PROPOSED:
            rows = rows.order_by("-stake", "one", "other")[:MOST_LISTED]
        for one, other in rows.values_list("one", "other"):
            why.setdefault((one, other), reason)
    found = list(_with_people(actor, why))
    best: dict[tuple[str, str], float] = {}
    for pair in found:
        best[pair.homes] = max(pair.stake, best.get(pair.homes, 0.0))
    return sorted(
        found, key=lambda one: (one.is_put_off, -best[one.homes], one.homes, -one.stake, one.key)
    )


def standing_of(one: UUID, other: UUID) -> Standing | None:
    """What the judgements of a pair amount to; None where there are none."""
    first, second = ordered(one, other)
    return Standing.objects.filter(one=first, other=second).first()


def judgements_of(one: UUID, other: UUID) -> list[Judgement]:
    """The judgements of a pair that hold, the first first."""
    first, second = ordered(one, other)
    rows = Judgement.standing([first]).filter(other=second)
    return sorted(rows, key=lambda row: (row.made_at, row.id))


def is_second_look(actor: Officer, standing: Standing | None) -> bool:
    """Whether the pair is decided, and waits for this officer to look without knowing how."""
    return bool(
        standing and standing.is_sampled and standing.only_judge and standing.only_judge != actor.id
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the pairs that two supervisors judged apart: how many, and how many they agreed on."""

    pairs: int
    agreed: int


def agreement_for(actor: Officer) -> Agreement:
    """Among the pairs that the officer may see."""
    rows = _seen(actor, Standing.objects.filter(agreed__isnull=False))
    return Agreement(rows.count(), rows.filter(agreed=True).count())


def _sources(actor: Officer, *, puts_off: bool = False) -> dict[Why, QuerySet[Any]]:
    """The rows of each kind, every one with its ends in the columns `one` and `other`."""
    standing = Standing.objects.filter(one=OuterRef("one"), other=OuterRef("other"))
    decided = standing.filter(is_supervisors=True, outcome__in=DECIDED).filter(
        Q(evidence=OuterRef("evidence")) | Q(evidence="")
    )
    # A clerk at a counter may wave off what is unlikely; not what the engine is almost sure of.
    waved_off = standing.filter(is_supervisors=False, outcome=Outcome.DIFFERENT)
    own_later = Q(outcome=Outcome.LATER, only_judge=actor.id)
    proposed = Proposal.objects.filter(~Exists(decided), ~_linked()).exclude(
        ~Q(band=Proposal.Band.ALMOST_SURELY) & Q(Exists(waved_off))
    )
    asked = Standing.objects.filter(~_linked()).filter(
        Q(outcome=Outcome.LATER) | Q(outcome=Outcome.SAME, is_supervisors=False)
    )
    if not puts_off:
        proposed = proposed.filter(~Exists(standing.filter(own_later)))
        asked = asked.exclude(own_later)
    second = Standing.objects.filter(is_sampled=True, only_judge__isnull=False)
    return {
        Why.DIFFER: _seen(actor, Standing.objects.filter(outcome=Outcome.DIFFER)),
        Why.ASKED: _seen(actor, asked),
        Why.PROPOSED: _seen(actor, proposed),
        Why.SECOND: _seen(actor, second.exclude(only_judge=actor.id)),
    }


def _seen(actor: Officer, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of pairs, those of which the officer sees both ends, and both count."""
    people = persons_for(actor).filter(void_reason="")
    return rows.filter(
        Exists(people.filter(pk=OuterRef("one"))), Exists(people.filter(pk=OuterRef("other")))
    )


def _linked() -> Exists:
    """Whether both ends of the outer row count as one human being already."""
    other = Cluster.objects.filter(person=OuterRef(OuterRef("other"))).values("counted_as")
    return Exists(Cluster.objects.filter(person=OuterRef("one"), counted_as__in=other))


def _with_people(actor: Officer, why: dict[tuple[UUID, UUID], Why]) -> Iterable[Waiting]:
    people = persons_for(actor).in_bulk({end for pair in why for end in pair})
    proposals = _proposals(why)
    later = Standing.objects.filter(outcome=Outcome.LATER, only_judge=actor.id)
    put_off = set(later.values_list("one", "other"))
    chances = [
        (*pair, proposals[pair].probability if pair in proposals else UNTOLD_CHANCE) for pair in why
    ]
    for (one, other), stake in zip(why, stakes_of(chances), strict=True):
        proposal = proposals.get((one, other))
        if one in people and other in people:
            yield Waiting(
                one=people[one],
                other=people[other],
                why=why[one, other],
                probability=proposal.probability if proposal else None,
                band=proposal.band if proposal else "",
                stake=stake,
                is_put_off=(one, other) in put_off,
            )


def _proposals(pairs: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Proposal]:
    wanted = set(pairs)
    rows = Proposal.objects.filter(one__in={one for one, _other in wanted})
    return {(row.one, row.other): row for row in rows if (row.one, row.other) in wanted}


def proposal_of(one: UUID, other: UUID) -> Proposal | None:
    """What the last run found of a pair."""
    first, second = ordered(one, other)
    return Proposal.objects.filter(one=first, other=second).first()


def families(pairs: Sequence[Waiting]) -> list[list[Waiting]]:
    """Pairs of the same two households together, in the order given."""
    found: dict[tuple[str, str], list[Waiting]] = {}
    for pair in pairs:
        found.setdefault(pair.homes, []).append(pair)
    return list(found.values())
