"""Which household of the register is the family at the desk, with some of its members known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from akwaba.matching.queries import Query
from akwaba.matching.reasons import Reason
from akwaba.matching.scan import families, own_bits
from akwaba.matching.weights import odds_in_bits

if TYPE_CHECKING:
    from akwaba.matching.engine import Engine

CONSIDERED = 60
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
    own = _own(engine, queries)
    again, gone = np.log2(household.member_again), np.log2(1 - household.member_again)
    parts = engine.each_part(
        lambda first, last: families(own, first, last, register.start, again, gone, CONSIDERED),
        register.households,
    )
    keys = np.concatenate([part[0] for part in parts])
    bits = np.concatenate([part[1] for part in parts])
    order = np.lexsort((keys, -bits))[:CONSIDERED]
    found = [
        _weighed(engine, queries, own, int(key), float(total))
        for key, total in zip(keys[order], bits[order], strict=True)
        if key >= 0
    ]
    found.sort(key=lambda item: (-item[0], item[1]))
    prior = odds_in_bits(household.family_again) - float(np.log2(register.households))
    odds = 2.0 ** np.clip(np.array([total for total, *_ in found]) + prior, -60, 60)
    chances = odds / (1 + odds.sum())
    return [
        FamilyCandidate(h, float(chance), total, _matches(engine, queries, own, pairs))
        for (total, h, pairs), chance in zip(found[:top], chances, strict=False)
    ]


def _own(engine: "Engine", queries: Sequence[Query]) -> Any:
    from akwaba.matching.engine import arguments  # noqa: PLC0415  each knows the other

    own = np.empty((len(queries), len(engine.register)), np.float32)
    for index, query in enumerate(queries):
        names, _, birth, asked, dates, sex, rare = arguments(query)
        engine.each_part(
            lambda start, stop, tables=(names, birth, asked, dates, sex, rare), row=own[index]:
                own_bits(*tables, engine.register.rows, start, stop, row),
            len(engine.register),
        )  # fmt: skip
    return own


def _weighed(
    engine: "Engine", queries: Sequence[Query], own: Any, household: int, members: float
) -> tuple[float, int, list[tuple[int, int]]]:
    """Add to the members' bits what the families share, of those who are matched."""
    start, stop = engine.register.start[household], engine.register.start[household + 1]
    pairs = _paired(own[:, start:stop], int(start))
    shared = [engine.parts_at(queries[member], [row])[0, 1] for member, row in pairs]
    if not shared:
        return members, household, pairs
    best = max(shared)
    rest = COMMON_LOAD * best + (1 - COMMON_LOAD) * sum(shared)
    return members + float(rest), household, pairs


def _paired(own: Any, start: int) -> list[tuple[int, int]]:
    """Match members and rows one to one, the best first, while they are alike."""
    pairs, left = [], own.astype(float).copy()
    for _ in range(min(left.shape)):
        member, row = np.unravel_index(left.argmax(), left.shape)
        if left[member, row] <= 0:
            break
        pairs.append((int(member), start + int(row)))
        left[member, :] = left[:, row] = -np.inf
    return sorted(pairs)


def _matches(
    engine: "Engine", queries: Sequence[Query], own: Any, pairs: list[tuple[int, int]]
) -> tuple[MemberMatch, ...]:
    return tuple(
        MemberMatch(
            member,
            int(engine.register.source[row]),
            float(own[member, row]),
            engine.reasons(queries[member], [row])[0],
        )
        for member, row in pairs
    )
