"""The whole register against itself: who is in it twice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.blocking import BLOCKS, seeds_of
from akwaba.matching.clusters import clusters_of
from akwaba.matching.engine import LOOK, Engine
from akwaba.matching.household import Priors, weigh_households
from akwaba.matching.kernels import Scales, compare, field_bits
from akwaba.matching.lexicon import Ints, Spread
from akwaba.matching.reasons import Reason, reasons_of
from akwaba.matching.register import Register
from akwaba.matching.scales import scales_of
from akwaba.matching.weights import Parameters, odds_in_bits

SEED_BITS = 5.0
"""Bits below log2 of the register's size from which on a pair may bring two households together: at
one in 32 of what would make the two a pair by themselves."""
HOUSEHOLDS_AT_ONCE = 4_000
STEPS = len(BLOCKS) + 20
"""What the progress of a run counts up to."""

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of rows of the register, the likeliest first."""

    pairs: Ints
    """(pairs, 2): rows, the smaller first."""
    probability: NDArray[np.float64]
    facts: NDArray[np.float32]
    """(pairs, 7): as `household.Posteriors`, and last the share of "in one family"."""
    scales: Scales

    def __len__(self) -> int:
        return len(self.pairs)


def priors_of(parameters: Parameters, *, people: int, households: int) -> Priors:
    """The chances of two rows taken at random."""
    chances = parameters.household
    return Priors(
        family=float(np.log2(2 * chances.family_again / max(households, 1))),
        alone=float(np.log2(2 * chances.alone_again / max(people, 1))),
        again=float(np.log2(chances.member_again)),
        gone=float(np.log2(1 - chances.member_again)),
    )


def match_whole(
    engine: Engine, *, least: float = LOOK, progress: Progress = lambda _: None
) -> Matches:
    """Weigh the register against itself; keep pairs of at least this probability.

    The same people in another order give the same pairs, whatever the number of threads.
    """
    register = engine.register
    table = register.lexicon.table(threads=engine.threads)
    scales = scales_of(register, engine.parameters, table)
    if len(register) == 0:
        return matches_of([], scales)
    seeds = seeds_of(
        register, scales, least=seed_bits(register),
        threads=engine.threads, done=lambda _: progress(1),
    )  # fmt: skip
    home = register.rows.household.astype(np.int64)
    together = np.unique(home[seeds.i] * register.households + home[seeds.j])
    parts = _weighed(engine, scales, together, odds_in_bits(least), progress)
    return matches_of(parts, scales)


def _weighed(
    engine: Engine, scales: Scales, together: NDArray[np.int64], least: float, progress: Progress
) -> list[Any]:
    """Weigh the members of household pairs, on all threads; in the order of the pairs."""
    register = engine.register
    priors = priors_of(engine.parameters, people=len(register), households=register.households)
    left, right = together // register.households, together % register.households
    edges = list(range(0, len(together), HOUSEHOLDS_AT_ONCE)) or [0]
    parts, told = [], 0
    for index, part in enumerate(engine.run(
        lambda start: weigh_households(
            left[start : start + HOUSEHOLDS_AT_ONCE], right[start : start + HOUSEHOLDS_AT_ONCE],
            register.start, np.float32(least), priors, register.rows, scales,
        ),
        edges,
    )):  # fmt: skip
        parts.append(part)
        steps = 20 * (index + 1) // len(edges)
        progress(steps - told)
        told = steps
    return parts


def seed_bits(register: Register) -> float:
    """Bits from which on a pair brings its two households together."""
    return float(np.log2(len(register))) - SEED_BITS


def matches_of(parts: list[Any], scales: Scales) -> Matches:
    """Put together what was weighed in parts; their order changes nothing."""
    pairs = np.concatenate([part[0] for part in parts] or [np.zeros((0, 2), np.int32)])
    facts = np.concatenate([part[1] for part in parts] or [np.zeros((0, 7), np.float32)])
    probability = 1 / (1 + 2.0 ** -np.clip(facts[:, 0].astype(np.float64), -500, 500))
    order = np.lexsort((pairs[:, 1], pairs[:, 0], -probability))
    return Matches(pairs[order], probability[order], facts[order], scales)


class Comparer(Protocol):
    """Where a register is compared; the answers are the same everywhere."""

    @property
    def spread(self) -> Spread: ...

    def match(
        self, engine: Engine, *, least: float = LOOK, progress: Progress = lambda _: None
    ) -> Matches: ...


class Here:
    """In this process."""

    @property
    def spread(self) -> Spread:
        return map

    def match(
        self, engine: Engine, *, least: float = LOOK, progress: Progress = lambda _: None
    ) -> Matches:
        return match_whole(engine, least=least, progress=progress)


def persons_in(engine: Engine, matches: Matches) -> Ints:
    """(rows,): the smallest row of the person to whom each row belongs."""
    return clusters_of(
        len(engine.register), matches.pairs, matches.probability, engine.register.rows.household
    )


def reasons_for(engine: Engine, matches: Matches, chosen: slice) -> list[tuple[Reason, ...]]:
    """Say why, pair by pair."""
    pairs = matches.pairs[chosen]
    levels = compare(pairs, engine.register.rows, matches.scales)
    bits = field_bits(pairs, engine.register.rows, matches.scales)
    found = []
    for level, weight, fact in zip(
        levels.tolist(), bits.tolist(), matches.facts[chosen].tolist(), strict=True
    ):
        reasons = list(reasons_of(level, weight))
        others = fact[FACT_OTHERS]
        if others > 0 and fact[FACT_TOGETHER] > 0.5:  # noqa: PLR2004  rather with the family than alone
            reasons.insert(0, Reason("members", "same", round(others, 1)))
        found.append(tuple(reasons))
    return found


FACT_OTHERS, FACT_TOGETHER = 4, 6
