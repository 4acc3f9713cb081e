"""Why two records may be one human being: weighed by the engine, amid a sample of the register.

A page shows two families, not the whole register: how common a name is here is counted in the
people registered last, which is near enough for reasons that somebody reads. The band of a pair
that a run proposed is the run's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.utils import timezone

from akwaba.matching.engine import Engine
from akwaba.matching.household import weigh_households
from akwaba.matching.kernels import compare, field_bits
from akwaba.matching.persons import persons_from
from akwaba.matching.reasons import Reason, reasons_of
from akwaba.matching.registered import told
from akwaba.matching.scales import scales_of
from akwaba.matching.telling import papers_of
from akwaba.matching.weights import probability
from akwaba.matching.whole import priors_of
from akwaba.places.queries import names_of
from akwaba.registry.models import Household, Person

SAMPLE = 1500
"""People among whom names are counted: a name that three in a thousand bear is met some times."""
FROM_FAMILY = 1.0
"""Bits of the other members from which on they are given as a reason."""
LEAST = np.float32(-200)
"""Bits: every pair of two families is weighed, however unlike."""
_FIELDS = (
    "id", "household", "post", "relationship", "name_said", "given_names", "family_name", "sex",
    "birth_earliest", "birth_latest", "origin_country", "origin_place", "origin_said", "phone",
    "mother", "father",
)  # fmt: skip
_OTHERS, _TOGETHER = 4, 6
"""Columns of what `weigh_households` tells; see there."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How likely two records are one person, and why; the strongest reason first."""

    probability: float
    reasons: tuple[Reason, ...]

    @property
    def bits(self) -> float:
        """What the two themselves speak for, without their families."""
        return sum(reason.bits for reason in self.reasons if reason.field != "members")


def explain(one: Person, other: Person, families: Sequence[Person] = ()) -> Explanation:
    """Weigh two records; `families` are the others of both households, where there are any."""
    return explain_all([(one, other)], families)[one.id, other.id]


def explain_all(
    pairs: Sequence[tuple[Person, Person]], families: Sequence[Person] = ()
) -> dict[tuple[UUID, UUID], Explanation]:
    """The same for several pairs of the same two families, by the ids of each pair."""
    people = {person.id: person for pair in pairs for person in pair}
    people |= {person.id: person for person in families}
    engine, row_of = _engine(people)
    scales = scales_of(engine.register, engine.parameters, engine.register.lexicon.table(threads=1))
    rows = np.array([[row_of[one.id], row_of[other.id]] for one, other in pairs], np.int32)
    levels = compare(rows, engine.register.rows, scales).tolist()
    bits = field_bits(rows, engine.register.rows, scales).tolist()
    weighed = _weighed(engine, scales, rows)
    return {
        (one.id, other.id): _explanation(level, weight, weighed[tuple(sorted(row))])
        for (one, other), row, level, weight in zip(pairs, rows.tolist(), levels, bits, strict=True)
    }


def _explanation(level: list[int], bits: list[float], facts: Sequence[float]) -> Explanation:
    reasons = list(reasons_of(level, bits))
    if facts[_OTHERS] >= FROM_FAMILY:
        reasons.insert(0, Reason("members", "same", round(facts[_OTHERS], 1)))
    return Explanation(probability(facts[0]), tuple(reasons))


def _weighed(engine: Engine, scales: Any, rows: Any) -> Mapping[tuple[Any, ...], list[float]]:
    """What each pair of rows weighs amid its two families, by the sorted rows."""
    home = engine.register.rows.household
    homes = np.unique(np.sort(home[rows], axis=1), axis=0)
    people = Person.objects.filter(origin__isnull=False, void_reason="").count()
    households = Household.objects.filter(origin__isnull=False, void_reason="").count()
    priors = priors_of(engine.parameters, people=people, households=households)
    pairs, facts = weigh_households(
        homes[:, 0], homes[:, 1], engine.register.start, LEAST, priors, engine.register.rows, scales
    )
    return {
        tuple(sorted(pair)): fact for pair, fact in zip(pairs.tolist(), facts.tolist(), strict=True)
    }


def _engine(people: Mapping[UUID, Person]) -> tuple[Engine, dict[UUID, int]]:
    """An engine over these people and a sample of all, and the row of each of these."""
    others = Person.objects.filter(origin__isnull=False, void_reason="").exclude(pk__in=people)
    sampled = list(others.order_by("-number").values(*_FIELDS)[:SAMPLE])
    asked = [{name: getattr(person, name) for name in _FIELDS} for person in people.values()]
    rows = asked + sampled
    places = names_of({row["origin_place"] for row in rows} - {""})
    papers = papers_of(list(people))
    facts = [
        {
            "rec_id": str(row["id"]),
            **told(row, places),
            "phone": row["phone"],
            "doc_no": next(iter(papers.get(row["id"], [])), ""),
        }
        for row in rows
    ]
    engine = Engine.of(persons_from(facts), today=timezone.localdate().year)
    row_of = {int(source): row for row, source in enumerate(engine.register.source)}
    return engine, {person: row_of[place] for place, person in enumerate(people)}
