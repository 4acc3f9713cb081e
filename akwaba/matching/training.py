"""Learn the parameters from a register itself, without labels.

Expectation and maximisation: pairs are weighed with what is known so far, household by household;
each then counts as one person in two as much as it is likely, and its levels give the next m.
Because the family decides rather than the names, a round learns how names differ from people who
are known by their company.

Source: Dempster, Laird & Rubin (1977), JRSS B 39(1); Winkler (1988) for record linkage.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.engine import Engine
from akwaba.matching.kernels import FIELDS, compare
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
        parameters = learnt(current, match_whole(current, least=FROM, progress=progress))
    return replace(
        parameters,
        version=f"{date.today().isoformat()}",  # noqa: DTZ011  the day at the desk
        trained_on=f"{len(engine.register)} people, {rounds} rounds",
    )


def learnt(engine: Engine, matches: Matches) -> Parameters:
    """One maximisation."""
    before, rows = engine.parameters, engine.register.rows
    levels = compare(matches.pairs, rows, matches.scales)
    weight = matches.probability
    together = weight * matches.facts[:, -1]
    of_field = {name: levels[:, index] for index, name in enumerate(FIELDS)}
    age = engine.register.today - rows.year[matches.pairs].max(axis=1)
    band = np.digitize(age, (CHILD_UNTIL, YOUNG_UNTIL))
    m: dict[str, tuple[float, ...]] = {}
    for field in LEVELS:
        if field.startswith("birth_"):
            chosen = weight * (band == BIRTH_BANDS.index(field.removeprefix("birth_")))
            m[field] = _share(of_field["birth"], chosen, before.m[field])
        elif field == "place_alone":
            m[field] = _share(of_field["place"], weight - together, before.m[field])
        else:
            chosen = together if field == "place" else weight
            m[field] = _share(of_field[field], chosen, before.m[field])
    return replace(before, m=m, household=_household(engine, matches, together))


def _share(levels: NDArray[np.int8], weight: Reals, before: tuple[float, ...]) -> tuple[float, ...]:
    known = levels >= 0
    met = np.bincount(levels[known], weights=weight[known], minlength=len(before))
    total = met + PRIOR_PAIRS * np.array(before)
    return tuple((total / total.sum()).tolist())


def _household(engine: Engine, matches: Matches, together: Reals) -> Household:
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
        alone_again=_kept(
            (matches.probability - together).sum(), len(register), before.alone_again
        ),
    )


def _kept(found: float, among: int, before: float) -> float:
    return float((found + PRIOR_PAIRS * before) / (among + PRIOR_PAIRS))
