"""Communities of names: names that go together in the register, and how common each is there.

Two strangers of one community share far more names than two taken at random: a Dabire among the
Dagara is no Dabire among the Tuareg. So what a stranger shares is counted within the community.
Nobody is told which people they belong to: a community is a number without a name, made from the
names and districts of the register itself, used for nothing else, and thrown away with it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.lexicon import Floats, Ints, Lexicon
from akwaba.matching.places import Places

Reals = NDArray[np.float64]
MOST = 24
"""Communities; about as many as there are peoples along the border."""
FEWEST_BEARERS = 8
"""People with a surname, from which on it is grouped by the company it keeps."""
PASSES = 15
SMOOTHING = 50.0
"""People at the register's own shares, added to each community: a small one proves little."""
MOST_FEATURES = 3_000


class Communities(NamedTuple):
    """`row` is the community of each person; the shifts are log2 of (within / in all)."""

    row: NDArray[np.int8]
    share: Floats
    """(communities,): log2 of the share of the people."""
    names: Floats
    """(communities, 4, heads)."""
    districts: Floats
    """(communities, districts)."""
    of_head: Ints
    """(heads,): the community of a surname; -1 where it is too rare to have one."""


def heads_of(lexicon: Lexicon) -> Ints:
    """(values,): which group of equivalents the first word of a name belongs to; 0 for unknown."""
    first = lexicon.values[:, 0]
    heads = np.zeros(len(first), np.int32)
    heads[1:] = lexicon.canon[lexicon.sound[first[1:]]] + 1
    return heads


def communities_of(lexicon: Lexicon, places: Places, names: list[Ints], place: Ints) -> Communities:
    """Group the people; `names` are the values of given, family, mother and father."""
    heads = heads_of(lexicon)
    columns = [heads[column] for column in names]
    district = places.district[place]
    size = int(heads.max(initial=0)) + 1
    surnames, vectors, bearers = _company(columns[0], columns[1], district, size)
    group_of = np.full(size, -1)
    group_of[surnames] = _grouped(vectors, bearers)
    row = group_of[columns[1]]
    count = int(row.max(initial=0)) + 1
    parts = [columns[0], district]
    shifts = [_shift(row, part, count, int(part.max(initial=0)) + 1) for part in parts]
    share = np.bincount(row[row >= 0], minlength=count) + 1.0
    share /= share.sum()
    unsure = np.flatnonzero(row < 0)
    guess = np.log2(share)[:, None] + sum(
        shift[:, part[unsure]] for shift, part in zip(shifts, parts, strict=True)
    )
    row[unsure] = guess.argmax(axis=0)
    share = (np.bincount(row, minlength=count) + 1.0) / (len(row) + count)
    return Communities(
        row.astype(np.int8),
        np.log2(share).astype(np.float32),
        np.stack([_shift(row, column, count, size) for column in columns], axis=1),
        _shift(row, district, count, len(places.districts)),
        group_of.astype(np.int32),
    )


def _company(given: Ints, family: Ints, district: Ints, size: int) -> tuple[Ints, Reals, Reals]:
    """What given names and districts each surname goes with, as unit vectors."""
    bearers = np.bincount(family, minlength=size)
    bearers[0] = 0
    surnames = np.flatnonzero(bearers >= FEWEST_BEARERS).astype(np.int32)
    place = np.full(size, -1)
    place[surnames] = np.arange(len(surnames))
    frequent = np.argsort(-np.bincount(given, minlength=size), kind="stable")[:MOST_FEATURES]
    column = np.full(size, -1)
    column[frequent[frequent > 0]] = np.arange(np.count_nonzero(frequent > 0))
    blocks = []
    for feature, wide in (
        (column[given], len(frequent)),
        (district - 1, int(district.max(initial=0))),
    ):
        known = (place[family] >= 0) & (feature >= 0)
        cells = place[family[known]] * max(wide, 1) + feature[known]
        counts = np.bincount(cells, minlength=len(surnames) * max(wide, 1))
        counts = counts.reshape(len(surnames), max(wide, 1)).astype(np.float64)
        blocks.append(np.sqrt(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)))
    return surnames, np.hstack(blocks) / np.sqrt(2), bearers[surnames].astype(np.float64)


def _grouped(vectors: Reals, weight: Reals) -> Ints:
    """Spherical k-means from the most borne surnames that are least alike; always the same."""
    if not len(vectors):
        return np.zeros(0, np.int32)
    centres = [int(weight.argmax())]
    nearest = vectors @ vectors[centres[0]]
    for _ in range(min(MOST, len(vectors)) - 1):
        centres.append(int(((1 - nearest) * weight).argmax()))
        nearest = np.maximum(nearest, vectors @ vectors[centres[-1]])
    means = vectors[centres]
    group = np.zeros(len(vectors), np.int32)
    for _ in range(PASSES):
        group = (vectors @ means.T).argmax(axis=1).astype(np.int32)
        sums = np.zeros_like(means)
        np.add.at(sums, group, vectors * weight[:, None])
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        means = np.where(length > 0, sums / np.maximum(length, 1e-12), means)
    return group


def _shift(row: Ints, column: Ints, count: int, size: int) -> Floats:
    """log2 of how much more common each value is within each community: (count, size)."""
    known = (column > 0) & (row >= 0)
    cells = np.bincount(row[known] * size + column[known], minlength=count * size)
    met = cells.reshape(count, size).astype(np.float64)
    overall = met.sum(axis=0) / max(met.sum(), 1)
    inside = (met + SMOOTHING * overall) / (met.sum(axis=1, keepdims=True) + SMOOTHING)
    ratio = np.where(overall > 0, inside / np.maximum(overall, 1e-12), 1)
    return np.log2(np.maximum(ratio, 1e-6)).astype(np.float32)
