"""Is it the same family? The posterior of each pair of people in two households, all weighed.

Four things may be true of two people i and j of the households A and B:

    1  A and B are one family, and i and j one person
    2  A and B are one family, and i and j two of its members
    3  A and B are two families, and i and j one person who was in both
    4  nothing of that: all likeness is chance

The evidence for "one family" is what both share (origin, telephone, surnames, parents: each
distinct one counted once) and the other members, matched one to one, i and j left out. So nothing
is counted twice, and a birth, a departure or a split costs only what it should.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.compiled import compiled, inlined
from akwaba.matching.kernels import (
    Scales,
    common,
    individual_bits,
    name_bits,
    place_bits,
    rare_bits,
    shared_bits,
)
from akwaba.matching.lexicon import Ints
from akwaba.matching.register import Rows

Reals = NDArray[np.float32]
MOST_SHARED = 60.0
"""Bits that two people could at most have in common of what families share."""


class Priors(NamedTuple):
    """log2 of the chances before any evidence."""

    family: float
    """Two households taken at random are one family."""
    alone: float
    """Two people of different families taken at random are one person."""
    again: float
    """A member of a family that came back is with it again."""
    gone: float


class Posteriors(NamedTuple):
    """One entry a pair of people."""

    i: Ints
    j: Ints
    bits: Reals
    """log2 of the odds that they are one person."""
    individual: Reals
    shared: Reals
    """What the two themselves have in common of what families share."""
    family: Reals
    """log2 of the odds that the households are one family, without these two."""
    others: Reals
    """Of that: from the other members."""
    rival: Reals
    """Bits of the best other match that one of the two has in the other's household."""


@inlined
def _compare_members(a0, b0, into, rows, scales):
    for a in range(into.shape[0]):
        for b in range(into.shape[1]):
            into[a, b] = individual_bits(a0 + a, b0 + b, rows, scales)


@inlined
def _assign(gain, partner_of_a, partner_of_b):
    """Match one to one, the best first, while there is gain."""
    na, nb = gain.shape
    for a in range(na):
        partner_of_a[a] = -1
    for b in range(nb):
        partner_of_b[b] = -1
    for _ in range(min(na, nb)):
        best, at, to = 0.0, -1, -1
        for a in range(na):
            if partner_of_a[a] >= 0:
                continue
            for b in range(nb):
                if partner_of_b[b] < 0 and gain[a, b] > best:
                    best, at, to = gain[a, b], a, b
        if at < 0:
            return
        partner_of_a[at], partner_of_b[to] = to, at


@inlined
def _distinct_bits(column, field, a0, partners, b0, rows, scales):
    """Bits of a name that members share: each distinct name of A once, at its best match."""
    total = 0.0
    for a in range(len(partners)):
        if partners[a] < 0 or column[a0 + a] == 0:
            continue
        first, best = True, -100.0
        for other in range(len(partners)):
            if partners[other] < 0 or column[a0 + other] != column[a0 + a]:
                continue
            if other < a:
                first = False
                break
            b = column[b0 + partners[other]]
            if b > 0:
                c = common(a0 + a, b0 + partners[other], rows)
                best = max(best, name_bits(column[a0 + a], b, field, c, scales))
        if first and best > -100.0:
            total += best
    return total


@inlined
def _family_bits(a0, b0, partners, rows, scales):
    """What two households share, over the members that are matched."""
    place, places, phone, met = 0.0, 0, 0.0, False
    for a in range(len(partners)):
        if partners[a] < 0:
            continue
        i, j = a0 + a, b0 + partners[a]
        place += place_bits(rows.place[i], rows.place[j], common(i, j, rows), 0, scales)
        places += 1
        found = rare_bits(rows.phone[i], rows.phone[j], scales.phone_m, scales.phone_u)
        if found != 0.0:
            phone, met = (max(phone, found) if met else found), True
    total = phone + (place / places if places else 0.0)
    total += _distinct_bits(rows.family, 1, a0, partners, b0, rows, scales)
    total += _distinct_bits(rows.mother, 2, a0, partners, b0, rows, scales)
    return total + _distinct_bits(rows.father, 3, a0, partners, b0, rows, scales)


@inlined
def _sum(x, y):
    """log2(2^x + 2^y)."""
    if x < y:
        x, y = y, x
    return x + np.log2(1.0 + 2.0 ** max(y - x, -60.0))


@inlined
def _rivals(individual, a, b, partner_of_a, partner_of_b, uniform, gone):
    """log2 of the weight of all that a and b may be instead; and the bits of the best of it.

    Another match of a takes somebody's partner away: that one's loss counts, and that they may
    then be b. So twins of one name are each other's rivals in full, and brothers hardly.
    """
    total, best = gone, -100.0
    for other in range(individual.shape[1]):
        if other == b:
            continue
        weight = uniform + individual[a, other]
        best = max(best, individual[a, other])
        owner = partner_of_b[other]
        if owner == a:
            if partner_of_b[b] >= 0:
                weight += max(uniform + individual[partner_of_b[b], b] - gone, 0.0)
        elif owner >= 0:
            weight += max(uniform + individual[owner, b], gone)
            weight -= max(uniform + individual[owner, other], gone)
        total = _sum(total, weight)
    for other in range(individual.shape[0]):
        if other == a:
            continue
        weight = uniform + individual[other, b]
        best = max(best, individual[other, b])
        owned = partner_of_a[other]
        if owned >= 0 and owned != b:
            weight += gone - max(uniform + individual[other, owned], gone)
        total = _sum(total, weight)
    return total, best


@compiled
def weigh_households(left, right, start, least, priors, rows, scales):
    """Weigh all members of households left[k] and right[k]; keep pairs of at least `least` bits."""
    size, count = 1024, 0
    pairs = np.empty((size, 2), np.int32)
    facts = np.empty((size, 7), np.float32)
    for k in range(len(left)):
        a0, b0 = start[left[k]], start[right[k]]
        na, nb = start[left[k] + 1] - a0, start[right[k] + 1] - b0
        individual = np.empty((na, nb))
        _compare_members(a0, b0, individual, rows, scales)
        partner_of_a, partner_of_b = np.empty(na, np.int64), np.empty(nb, np.int64)
        _assign(individual, partner_of_a, partner_of_b)
        shared = _family_bits(a0, b0, partner_of_a, rows, scales)
        uniform = priors.again - np.log2(max(na, nb))
        least_alone = least - priors.alone - MOST_SHARED
        members, matched = 0.0, 0
        for a in range(na):
            if partner_of_a[a] >= 0:
                members += max(uniform + individual[a, partner_of_a[a]], priors.gone)
                matched += 1
        members += (min(na, nb) - matched) * priors.gone
        for a in range(na):
            for b in range(nb):
                own = individual[a, b]
                # Neither as a member nor as somebody met by chance: nothing could lift it.
                if own + uniform - priors.gone < least and own < least_alone:
                    continue
                alike = shared_bits(a0 + a, b0 + b, rows, scales)
                others, left_out = members, 0
                if partner_of_a[a] >= 0:
                    others -= max(uniform + individual[a, partner_of_a[a]], priors.gone)
                    left_out += 1
                if partner_of_b[b] >= 0 and partner_of_a[a] != b:
                    others -= max(uniform + individual[partner_of_b[b], b], priors.gone)
                    left_out += 1
                if left_out == 0:
                    others -= priors.gone
                family = priors.family + shared + others
                rivals, rival = _rivals(
                    individual, a, b, partner_of_a, partner_of_b, uniform, priors.gone
                )
                together, apart = family + uniform + own, priors.alone + own + alike
                yes = _sum(together, apart)
                no = _sum(family + rivals, 0.0)
                if yes - no < least:
                    continue
                if count == size:
                    pairs = np.concatenate((pairs, pairs))
                    facts = np.concatenate((facts, facts))
                    size *= 2
                pairs[count, 0], pairs[count, 1] = a0 + a, b0 + b
                facts[count, 0], facts[count, 1], facts[count, 2] = yes - no, own, alike
                facts[count, 3], facts[count, 4], facts[count, 5] = family, others, rival
                facts[count, 6] = 2.0 ** (together - yes)
                count += 1
    return pairs[:count].copy(), facts[:count].copy()


__all__ = ["Rows", "Scales"]
