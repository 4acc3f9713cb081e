"""Pairs worth weighing: rows are sorted by several keys, and each is weighed with its neighbours.

A block is all rows of one key. In a large one, rows stand by year of birth and each is weighed only
with those that follow within WINDOW: time grows with the register, never with its square.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.compiled import compiled, inlined
from akwaba.matching.kernels import Scales, individual_bits, shared_bits
from akwaba.matching.lexicon import Ints
from akwaba.matching.register import Register

Keys = NDArray[np.int64]
BLOCKS = (
    "phone", "paper", "given, family, district", "given, family", "given, village",
    "given, mother, father", "given, mother", "given, father", "family, village",
    "family, mother, father", "mother, father, village", "family, birth, district", "skeletons",
)  # fmt: skip
WINDOW = 60
"""Rows that follow in the same block."""
ROWS_AT_ONCE = 50_000


class Seeds(NamedTuple):
    """Pairs of rows that look alike, i before j, and their bits."""

    i: Ints
    j: Ints
    bits: NDArray[np.float32]


class Block(NamedTuple):
    name: str
    keys: Keys
    """-1 where the row has no such key."""


def blocks_of(register: Register) -> Iterator[Block]:
    """Make the keys one after the other: each is large, and needed once."""
    rows, words = register.rows, register.lexicon
    first = words.values[:, 0]
    heads = np.append(words.canon[words.sound[first[1:]]] + 1, 0)
    canon = np.concatenate([[0], heads[:-1]]).astype(np.int64)
    bone = np.concatenate([[0], words.bones[words.sound[first[1:]]] + 1]).astype(np.int64)
    given, family = canon[rows.given], canon[rows.family]
    mother, father = canon[rows.mother], canon[rows.father]
    village = register.places.village[rows.place].astype(np.int64)
    district = register.places.district[rows.place].astype(np.int64)
    year = rows.year.astype(np.int64)
    keys: tuple[tuple[NDArray[np.integer], ...], ...] = (
        (rows.phone,), (rows.paper,), (given, family, district), (given, family),
        (given, village), (given, mother, father), (given, mother), (given, father),
        (family, village), (family, mother, father), (mother, father, village),
        (family, year, district), (bone[rows.given], bone[rows.family]),
    )  # fmt: skip
    for name, parts in zip(BLOCKS, keys, strict=True):
        yield Block(name, _key(*parts))


def _key(*parts: NDArray[np.integer]) -> Keys:
    """One number of several; -1 where one of them is unknown."""
    key = np.zeros(len(parts[0]), np.int64)
    known = np.ones(len(parts[0]), bool)
    for part in parts:
        known &= part > 0
        key = key * (int(part.max(initial=0)) + 1) + part
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
        for block in blocks_of(register):
            chosen = np.flatnonzero(block.keys >= 0)
            order = chosen[np.lexsort((chosen, register.rows.year[chosen], block.keys[chosen]))]
            keys, order = block.keys[order], order.astype(np.int32)
            starts = range(0, len(order), ROWS_AT_ONCE)
            parts = pool.map(
                lambda start, order=order, keys=keys: Seeds(*_weigh(
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
def _weigh(order, keys, start, stop, window, least, rows, scales):
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
