"""One pair weighed step by step: from the chance before any evidence to the probability."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from akwaba.matching.engine import Engine
from akwaba.matching.household import Priors, weigh_households
from akwaba.matching.kernels import compare, field_bits
from akwaba.matching.reasons import Reason, reasons_of
from akwaba.matching.scales import scales_of
from akwaba.matching.weights import probability

FROM_FAMILY = 1.0
"""Bits of the other members from which on they are given as a reason."""
LEAST = np.float32(-200)
"""Bits: every pair of two families is weighed, however unlike."""
_TOTAL, _OTHERS = 0, 4
"""Columns of what `weigh_households` tells; see there."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How likely two records are one person, and why; the strongest reason first.

    log2 of the odds are `prior` + all reasons but "members" + `little` + `families`.
    """

    probability: float
    reasons: tuple[Reason, ...]
    prior: float = 0.0
    """Of two people of the register taken at random."""
    little: float = 0.0
    """Fields that change too little to be given as a reason, and what was rounded away."""
    families: float = 0.0
    """What their households change: that both may be one family, and who else either may be."""

    @property
    def bits(self) -> float:
        """What the two themselves speak for, without their families."""
        return sum(reason.bits for reason in self.fields)

    @property
    def fields(self) -> tuple[Reason, ...]:
        """The reasons that lie in the two records themselves."""
        return tuple(reason for reason in self.reasons if reason.field != "members")

    @property
    def total(self) -> float:
        """log2 of the odds."""
        return self.prior + self.bits + self.little + self.families


def explain_rows(
    engine: Engine, rows: Sequence[Sequence[int]], priors: Priors
) -> list[Explanation]:
    """Weigh pairs of rows of a register, each amid the two households; in the order given."""
    held = engine.register
    pairs = np.array(rows, np.int32).reshape(-1, 2)
    scales = scales_of(held, engine.parameters, held.lexicon.table(threads=1))
    levels = compare(pairs, held.rows, scales).tolist()
    bits = field_bits(pairs, held.rows, scales).tolist()
    homes = np.unique(np.sort(held.rows.household[pairs], axis=1), axis=0)
    found, facts = weigh_households(
        homes[:, 0], homes[:, 1], held.start, LEAST, priors, held.rows, scales
    )
    facts_of = {tuple(sorted(pair)): fact for pair, fact in zip(found.tolist(), facts, strict=True)}
    return [
        _explanation(level, weight, facts_of[tuple(sorted(pair))], priors)
        for pair, level, weight in zip(pairs.tolist(), levels, bits, strict=True)
    ]


def _explanation(level: list[int], bits: list[float], facts: Any, priors: Priors) -> Explanation:
    reasons = reasons_of(level, bits)
    total, others = float(facts[_TOTAL]), float(facts[_OTHERS])
    if others >= FROM_FAMILY:
        reasons = (Reason("members", "same", round(others, 1)), *reasons)
    said = sum(reason.bits for reason in reasons if reason.field != "members")
    return Explanation(
        probability(total),
        reasons,
        prior=priors.alone,
        little=sum(bits) - said,
        families=total - priors.alone - sum(bits),
    )
