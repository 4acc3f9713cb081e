"""Whom a matcher finds less often: recall at equal precision, by group of people."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from benches.match_measure import (
    HARDEST_FIRST,
    Register,
    Rightness,
    Scored,
    curve,
    pairs_of_one_person,
)

MOST_POINTS = 5.0
"""The target of the design: no group is found so many points less often than another."""
FEWEST = 100
"""True pairs in a group whose recall is worth stating."""
WITH_FAMILY = ("part", "whole_family")
"""Kinds of repeat that all groups know: small children neither come alone nor hide."""
DRAWS = 400


@dataclass(frozen=True, slots=True)
class Gap:
    """Points of recall between the group that is found best and the one that is found worst."""

    groups: dict[str, Rightness]
    by_chance: float
    """What it would be on average, were all groups found equally often: small groups scatter."""

    @property
    def points(self) -> float:
        recalls = [some.recall for some in self.groups.values()]
        return 100 * (max(recalls) - min(recalls)) if recalls else 0.0


def gaps(
    some: Scored, about: Register, *, precision: float, kinds: Collection[str] = HARDEST_FIRST
) -> dict[str, Gap]:
    """Each kind of group of which at least two are large enough; `kinds` of repeats that count."""
    found = {}
    for group in about.groups:
        groups, sizes = by_group(some, about, group, precision=precision, kinds=kinds)
        if len(groups) > 1:
            found[group] = Gap(groups, _by_chance(groups, sizes))
    return found


def by_group(
    some: Scored,
    about: Register,
    group: str,
    *,
    precision: float,
    kinds: Collection[str] = HARDEST_FIRST,
) -> tuple[dict[str, Rightness], list[int]]:
    """The recall of each value of a group, at the lowest threshold that is right so often for it.

    And how many true pairs each has. A pair belongs to the group of its earlier record. Wrong pairs
    have no kind of repeat: all of them count. Groups with few true pairs are left out.
    """
    wanted = np.isin(HARDEST_FIRST, list(kinds))
    first, second = pairs_of_one_person(about.person)
    first = first[wanted[np.minimum(about.kind[first], about.kind[second])]]
    counts = ~some.true | wanted[np.minimum(about.kind[some.a], about.kind[some.b])]
    values = about.groups[group]
    table, sizes = {}, []
    for value in np.unique(values[first]):
        total = int((values[first] == value).sum())
        if total < FEWEST:
            continue
        here = counts & (values[some.a] == value)
        part = Scored(
            some.a[here], some.b[here], some.probability[here], some.true[here], some.records
        )
        table[str(value)] = _at_precision(part, total, precision)
        sizes.append(total)
    return table, sizes


def _at_precision(part: Scored, total: int, precision: float) -> Rightness:
    thresholds, precisions, recalls = curve(part, total)
    able = np.flatnonzero(precisions >= precision)
    if not len(able):
        return Rightness(1.0, 0.0, 0.0)
    last = int(able[-1])
    return Rightness(float(thresholds[last]), float(precisions[last]), float(recalls[last]))


def _by_chance(groups: dict[str, Rightness], sizes: list[int]) -> float:
    recalls = np.array([right.recall for right in groups.values()])
    share = float(np.average(recalls, weights=sizes))
    draws = np.random.default_rng(1).binomial(sizes, share, (DRAWS, len(sizes))) / sizes
    return float(100 * np.mean(draws.max(axis=1) - draws.min(axis=1)))


def told(some: Scored, about: Register, *, precision: float) -> Iterator[str]:
    """A line a kind of group; last the largest gap that chance does not explain."""
    over: list[tuple[float, str]] = []
    for whose, kinds in (("", HARDEST_FIRST), (", came with their family", WITH_FAMILY)):
        for group, gap in gaps(some, about, precision=precision, kinds=kinds).items():
            recalls = " ".join(f"{name} {x.recall:.3f}" for name, x in gap.groups.items())
            said = f"{group}{whose}: {gap.points:.1f} points, by chance {gap.by_chance:.1f}"
            over.append((gap.points - gap.by_chance, said))
            yield f"gap, {said} ({recalls})"
    if over:
        yield f"largest gap beyond chance: {max(over)[1]}; wanted at most {MOST_POINTS:g} points"
