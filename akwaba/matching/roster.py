"""Which household of the register is the family at the desk, with some of its members known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from akwaba.matching.queries import Query
from akwaba.matching.reasons import Reason
from akwaba.matching.scan import families, weigh_homes
from akwaba.matching.weights import odds_in_bits

if TYPE_CHECKING:
    from akwaba.matching.engine import Engine

CONSIDERED = 400
"""Households that are weighed by what families share too, after all were weighed by members."""
COMMON_LOAD = 0.7
"""Of what several members share, the best counts whole and the others are averaged: the members of
one family say the same thing again."""


@dataclass(frozen=True, slots=True)
class MemberMatch:
    """`member` is the place in the roster, `source` the place in the register's Persons."""

    member: int
    source: int
    bits: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class FamilyCandidate:
    """A household: the chance that it is the family asked for, and who is who."""

    household: int
    probability: float
    bits: float
    members: tuple[MemberMatch, ...]


def best_families(engine: "Engine", queries: Sequence[Query], top: int) -> list[FamilyCandidate]:
    """Weigh all households by members, then the best by what families share as well."""
    register, household = engine.register, engine.parameters.household
    tables = member_tables(queries)
    again, gone = np.log2(household.member_again), np.log2(1 - household.member_again)
    parts = engine.each_part(
        lambda first, last: families(
            *tables, register.rows, first, last, register.start, again, gone, CONSIDERED
        ),
        register.households,
    )
    keys = np.concatenate([part[0] for part in parts])
    bits = np.concatenate([part[1] for part in parts])
    homes = keys[np.lexsort((keys, -bits))[:CONSIDERED]]
    homes = homes[homes >= 0]
    rows = [np.arange(register.start[home], register.start[home + 1]) for home in homes]
    first = np.cumsum([0, *map(len, rows)])
    chosen = np.concatenate(rows)
    weighed = np.array([engine.parts_at(query, chosen) for query in queries])
    total, partner = weigh_homes(
        weighed[:, :, 0], weighed[:, :, 1], first, again, gone, COMMON_LOAD
    )
    prior = odds_in_bits(household.family_again) - float(np.log2(register.households))
    odds = 2.0 ** np.clip(total + prior, -60, 60)
    chances = odds / (1 + odds.sum())
    return [
        FamilyCandidate(
            int(homes[h]), float(chances[h]), float(total[h]),
            _matches(engine, queries, weighed, chosen, partner[:, h]),
        )
        for h in np.lexsort((homes, -total))[:top]
    ]  # fmt: skip


def member_tables(queries: Sequence[Query]) -> tuple[Any, ...]:
    """What tells members of one family apart, laid out for the compiled loop."""
    from akwaba.matching.engine import arguments  # noqa: PLC0415  each knows the other

    names, _, *others = zip(*map(arguments, queries), strict=True)
    return np.array([given for given, *_ in names]), *map(np.array, others)


def _matches(
    engine: "Engine", queries: Sequence[Query], weighed: Any, chosen: Any, partner: Any
) -> tuple[MemberMatch, ...]:
    return tuple(
        MemberMatch(
            member,
            int(engine.register.source[chosen[at]]),
            float(weighed[member, at, 0]),
            engine.reasons(queries[member], [chosen[at]])[0],
        )
        for member, at in enumerate(partner.tolist())
        if at >= 0
    )
