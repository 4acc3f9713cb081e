"""Learn the parameters from a register itself, without labels.

Expectation and maximisation: pairs are weighed with what is known so far, household by household;
each then counts as one person in two as much as it is likely, and its levels give the next m.
Because the family decides rather than the names, a round learns how names differ from people who
are known by their company. Where nobody came with a family, each field is learnt from pairs that
are likely without it: else it would seem never to fail, for whom it tells apart is not counted.

Source: Dempster, Laird & Rubin (1977), JRSS B 39(1); Winkler (1988) for record linkage.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.engine import Engine
from akwaba.matching.kernels import FIELDS, compare, field_bits
from akwaba.matching.weights import (
    BIRTH_BANDS,
    CHILD_UNTIL,
    LEVELS,
    YOUNG_UNTIL,
    Household,
    Parameters,
)
from akwaba.matching.whole import Matches, match_whole

FROM = 0.67
"""Pairs less likely are left out: among them are many strangers, and they would teach that one
person's facts differ as strangers' do."""
SEEN = 0.01
"""Pairs less likely are not asked what they would be without one field. With families they are not
asked either: measured at 100,000 people, that takes the best F1 from .909 to .890."""
PRIOR_PAIRS = 20.0
"""What was known before counts as so many pairs: a small register moves it little."""
MOST_AGAIN = 0.95
ROUNDS = 2

Reals = NDArray[np.float64]


def train(
    engine: Engine, *, rounds: int = ROUNDS, progress: Callable[[int], object] = lambda _: None
) -> Parameters:
    """Learn from the engine's register, starting from its parameters."""
    parameters = engine.parameters
    for _ in range(rounds):
        current = Engine(engine.register, parameters, threads=engine.threads)
        least = FROM if has_families(engine) else SEEN
        parameters = learnt(current, match_whole(current, least=least, progress=progress))
    return replace(
        parameters,
        version=f"{date.today().isoformat()}",  # noqa: DTZ011  the day at the desk
        trained_on=f"{len(engine.register)} people, {rounds} rounds",
    )


def has_families(engine: Engine) -> bool:
    return engine.register.households < len(engine.register)


def learnt(engine: Engine, matches: Matches) -> Parameters:
    """One maximisation."""
    before, rows = engine.parameters, engine.register.rows
    levels = compare(matches.pairs, rows, matches.scales)
    own = field_bits(matches.pairs, rows, matches.scales)
    likely = np.where(matches.probability >= FROM, matches.probability, 0)
    together = likely * matches.facts[:, -1].astype(np.float64)
    age = engine.register.today - rows.year[matches.pairs].max(axis=1)
    band = np.digitize(age, (CHILD_UNTIL, YOUNG_UNTIL))
    m: dict[str, tuple[float, ...]] = {}
    for field in LEVELS:
        at = FIELDS.index(field.partition("_")[0])
        weight = likely if has_families(engine) else _without(matches, own[:, at])
        if field.startswith("birth_"):
            weight = weight * (band == BIRTH_BANDS.index(field.removeprefix("birth_")))
        elif field.startswith("place") and has_families(engine):
            weight = together if field == "place" else likely - together
        m[field] = _share(levels[:, at], weight, before.m[field])
    return replace(before, m=m, household=_household(engine, matches, likely, together))


def _without(matches: Matches, own: NDArray[np.float32]) -> Reals:
    """How likely each pair is without the bits of one field; 0 where that is not likely."""
    bits = matches.facts[:, 0].astype(np.float64) - own
    probability: Reals = 1 / (1 + 2.0 ** -np.clip(bits, -500, 500))
    return np.where(probability >= FROM, probability, 0)


def _share(levels: NDArray[np.int8], weight: Reals, before: tuple[float, ...]) -> tuple[float, ...]:
    known = levels >= 0
    met = np.bincount(levels[known], weights=weight[known], minlength=len(before))
    total = met + PRIOR_PAIRS * np.array(before)
    return tuple((total / total.sum()).tolist())


def _household(engine: Engine, matches: Matches, weight: Reals, together: Reals) -> Household:
    register, before = engine.register, engine.parameters.household
    if not len(matches):
        return before
    home = register.rows.household[matches.pairs].astype(np.int64)
    _, family = np.unique(home[:, 0] * register.households + home[:, 1], return_inverse=True)
    likely = np.zeros(int(family.max()) + 1)
    np.maximum.at(likely, family, together)
    size = np.diff(register.start)[home].min(axis=1)
    smaller = np.zeros(len(likely))
    np.maximum.at(smaller, family, size)
    again = together.sum() / max(float((likely * smaller).sum()), 1e-9)
    return Household(
        member_again=float(np.clip(again, 0.5, MOST_AGAIN)),
        family_again=_kept(likely.sum(), register.households, before.family_again),
        alone_again=_kept((weight - together).sum(), len(register), before.alone_again),
    )


def _kept(found: float, among: int, before: float) -> float:
    """A share. Who came five times makes ten pairs: there may be more of them than people."""
    return float(min((found + PRIOR_PAIRS * before) / (among + PRIOR_PAIRS), MOST_AGAIN))
