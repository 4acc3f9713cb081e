"""Persons from pairs: bounded, and without chains that no evidence closes.

Two clusters become one only if their people, each with each, are more likely one person than not:
a pair that was not found likely counts against. So A~B and B~C alone do not make A~C.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.lexicon import Ints
from akwaba.matching.weights import odds_in_bits

LARGEST = 12
"""Registrations of one person; more is a fault of the data, for people to look at."""
FROM = 0.5
UNSEEN_BITS = -4.0
"""What a pair within a cluster counts that was not found likely enough to be kept."""
Pairs = NDArray[np.int32]


def clusters_of(rows: int, pairs: Pairs, probability: NDArray[np.float64], household: Ints) -> Ints:
    """Give each row the smallest row of its cluster; the likeliest pairs are joined first."""
    likely = probability >= FROM
    order = np.lexsort((pairs[likely, 1], pairs[likely, 0], -probability[likely]))
    known = {
        (int(i), int(j)): odds_in_bits(float(p))
        for (i, j), p in zip(pairs, probability, strict=True)
    }
    head = np.arange(rows, dtype=np.int32)
    members: dict[int, list[int]] = {}
    for i, j in pairs[likely][order].tolist():
        a, b = int(head[i]), int(head[j])
        if a == b:
            continue
        left, right = members.get(a, [a]), members.get(b, [b])
        if _belong(left, right, known, household):
            first = min(a, b)
            members[first] = sorted(left + right)
            head[members[first]] = first
    return head


def _belong(
    left: Sequence[int],
    right: Sequence[int],
    known: dict[tuple[int, int], float],
    household: Ints,
) -> bool:
    """No two of one household, not too many, and on the whole more likely than not."""
    if len(left) + len(right) > LARGEST:
        return False
    if {int(household[i]) for i in left} & {int(household[j]) for j in right}:
        return False
    return sum(known.get((min(i, j), max(i, j)), UNSEEN_BITS) for i in left for j in right) > 0
