"""Pairs worth weighing: rows are sorted by several keys, and each is weighed with its neighbours.

A block is all rows of one key. In a large one, rows stand by year of birth and each is weighed only
with those that follow within WINDOW: time grows with the register, never with its square.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.births import LAST_YEAR
from akwaba.matching.compiled import compiled, inlined
from akwaba.matching.kernels import Scales, individual_bits, shared_bits
from akwaba.matching.lexicon import Ints
from akwaba.matching.register import Register, Rows

Keys = NDArray[np.int64]
BLOCKS = (
    "phone", "paper", "date", "given, family, district", "given, family", "given, village",
    "given, mother, father", "given, mother or district", "given, father", "family, village",
    "family, parents or district", "village, parents or district", "family, birth, district",
    "skeletons",
)  # fmt: skip
"""A district stands for parents who are not known: without them, families are looked for there."""
WINDOW = 60
"""Rows that follow in the same block."""
ROWS_AT_ONCE = 50_000
LONGEST_YEAR = 366


class Seeds(NamedTuple):
    """Pairs of rows that look alike, i before j, and their bits."""

    i: Ints
    j: Ints
    bits: NDArray[np.float32]


class Coded(NamedTuple):
    """A number a row, 0 where unknown; all are below `size`."""

    numbers: Keys
    size: int


class Block(NamedTuple):
    name: str
    keys: Keys
    """-1 where the row has no such key."""


def blocks_of(rows: Rows, scales: Scales) -> Iterator[Block]:
    """Make the keys one after the other: each is large, and needed once.

    Some rows of a register have the same keys alone as they have among all.
    """
    first = scales.values[1:, 0]
    canon = np.append(0, scales.head[first]).astype(np.int64)
    bone = np.append(0, scales.bones[scales.sound[first]] + 1).astype(np.int64)
    given, family, mother, father = (
        _coded(names, canon) for names in (rows.given, rows.family, rows.mother, rows.father)
    )
    village, district = _coded(rows.place, scales.village), _coded(rows.place, scales.district)
    year = Coded(rows.year.astype(np.int64), LAST_YEAR + 1)
    day = Coded(rows.day.astype(np.int64), LONGEST_YEAR + 1)
    phone = Coded(rows.phone.astype(np.int64), len(scales.phone_u))
    paper = Coded(rows.paper.astype(np.int64), len(scales.paper_u))
    parents = _or(_both(mother, father), district)
    keys: tuple[tuple[Coded, ...], ...] = (
        (phone,), (paper,), (year, day), (given, family, district), (given, family),
        (given, village), (given, mother, father), (given, _or(mother, district)), (given, father),
        (family, village), (family, parents), (village, parents),
        (family, year, district), (_coded(rows.given, bone), _coded(rows.family, bone)),
    )  # fmt: skip
    for name, parts in zip(BLOCKS, keys, strict=True):
        yield Block(name, _key(parts))


def _coded(values: Ints, meaning: NDArray[np.integer]) -> Coded:
    return Coded(meaning[values].astype(np.int64), int(meaning.max(initial=0)) + 1)


def _both(one: Coded, other: Coded) -> Coded:
    """0 where one of the two is unknown."""
    known = (one.numbers > 0) & (other.numbers > 0)
    together = one.numbers * other.size + other.numbers
    return Coded(np.where(known, together, 0), one.size * other.size)


def _or(one: Coded, other: Coded) -> Coded:
    """The other where the one is unknown; no number means both."""
    instead = np.where(other.numbers > 0, one.size + other.numbers, 0)
    return Coded(np.where(one.numbers > 0, one.numbers, instead), one.size + other.size)


def _key(parts: tuple[Coded, ...]) -> Keys:
    """One number of several; -1 where one of them is unknown."""
    key = np.zeros(len(parts[0].numbers), np.int64)
    known = np.ones(len(key), bool)
    for numbers, size in parts:
        known &= numbers > 0
        key = key * size + numbers
    return np.where(known, key, -1)


def seeds_of(
    register: Register,
    scales: Scales,
    *,
    least: float,
    threads: int = 1,
    done: Callable[[Block], object] = lambda _: None,
) -> Seeds:
    """Weigh each row with its neighbours in every block; keep pairs of at least `least` bits."""
    found: list[Seeds] = []
    with ThreadPoolExecutor(threads) as pool:
        for block in blocks_of(register.rows, scales):
            chosen = np.flatnonzero(block.keys >= 0)
            order = chosen[np.lexsort((chosen, register.rows.year[chosen], block.keys[chosen]))]
            keys, order = block.keys[order], order.astype(np.int32)
            starts = range(0, len(order), ROWS_AT_ONCE)
            parts = pool.map(
                lambda start, order=order, keys=keys: Seeds(*weigh_neighbours(
                    order, keys, start, start + ROWS_AT_ONCE, WINDOW, np.float32(least),
                    register.rows, scales,
                )),
                starts,
            )  # fmt: skip
            found.extend(parts)
            done(block)
    return distinct(found, len(register))


def distinct(found: list[Seeds], rows: int) -> Seeds:
    if not found:
        return Seeds(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
    i = np.concatenate([part.i for part in found])
    j = np.concatenate([part.j for part in found])
    bits = np.concatenate([part.bits for part in found])
    _, once = np.unique(i.astype(np.int64) * rows + j, return_index=True)
    return Seeds(i[once], j[once], bits[once])


@inlined
def _between_households(i, j, rows, scales):
    if rows.household[i] == rows.household[j]:
        return -1000.0
    return individual_bits(i, j, rows, scales) + shared_bits(i, j, rows, scales)


@compiled
def weigh_neighbours(order, keys, start, stop, window, least, rows, scales):
    """Weigh order[start:stop] each with those that follow in its block; (i, j, bits) of pairs."""
    size = 1024
    left, right = np.empty(size, np.int32), np.empty(size, np.int32)
    bits = np.empty(size, np.float32)
    count = 0
    for p in range(start, min(stop, len(order))):
        for q in range(p + 1, min(p + 1 + window, len(order))):
            if keys[q] != keys[p]:
                break
            i, j = min(order[p], order[q]), max(order[p], order[q])
            total = _between_households(i, j, rows, scales)
            if total < least:
                continue
            if count == size:
                left, right = np.append(left, left), np.append(right, right)
                bits = np.append(bits, bits)
                size *= 2
            left[count], right[count], bits[count] = i, j, total
            count += 1
    return left[:count].copy(), right[:count].copy(), bits[:count].copy()
