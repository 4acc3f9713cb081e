"""A register made ready to be searched: columns of small numbers, sorted by household."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from akwaba.matching import births, communities, lexicon, places, rare
from akwaba.matching.communities import Communities
from akwaba.matching.fields import Usage, named, usage_of
from akwaba.matching.lexicon import Floats, Ints, Lexicon, Spread
from akwaba.matching.persons import Persons
from akwaba.matching.places import Places
from akwaba.matching.rare import Rare

LARGEST_FAMILY = 40
"""Members. A larger "household" is a list of a site or of a village: its people are compared one
by one, without the evidence of a family."""
SEXES = {"F": 1, "FEMALE": 1, "FEMININ": 1, "FÉMININ": 1, "FEMME": 1, "M": 2, "MALE": 2,
         "MASCULIN": 2, "HOMME": 2, "H": 2}  # fmt: skip


class Rows(NamedTuple):
    """One number a person and field, 0 where unknown; people of a household stand together."""

    given: Ints
    family: Ints
    mother: Ints
    father: Ints
    place: Ints
    phone: Ints
    paper: Ints
    year: NDArray[np.int16]
    day: NDArray[np.int16]
    sex: NDArray[np.int8]
    community: NDArray[np.int8]
    household: Ints


@dataclass(frozen=True, slots=True)
class Chances:
    """log2 of how likely a stranger falls on each level, as counted in this register."""

    names: Floats
    """(4, levels, words): given, family, mother, father."""
    place: Floats
    birth: Floats


@dataclass(frozen=True, slots=True)
class Register:
    """`source[row]` is the person's place in the source; `start[h]` a household's first row."""

    rows: Rows
    source: Ints
    start: Ints
    lexicon: Lexicon
    usage: Usage
    places: Places
    phones: Rare
    papers: Rare
    chances: Chances
    communities: Communities
    today: int
    """The year against which ages are taken."""
    too_large: Sequence[str]
    """Households that are no family."""

    def __len__(self) -> int:
        return len(self.source)

    @property
    def households(self) -> int:
        return len(self.start) - 1


def register_of(
    persons: Persons, *, today: int, threads: int = 1, spread: Spread = map
) -> Register:
    """Number every name, place, date and telephone of a register, and count how common they are."""
    usage = usage_of(persons)
    names = named(persons, usage)
    words, value_of = lexicon.lexicon_of(names.names, usage.family + usage.given)
    number = np.array([0, *(value_of[n[: lexicon.MOST_WORDS]] for n in names.names[1:])], np.int32)
    household, too_large = _households(persons)
    order = np.lexsort((_tie(persons), household)).astype(np.int32)
    towns, place = places.places_of(persons)
    phones, phone = rare.rare_of(persons.column("phone"), rare.phone_key)
    papers, paper = rare.rare_of(persons.column("doc_no"), rare.paper_key)
    year, day = births.births_of(persons)
    bearing = [number[column] for column in (names.given, names.family, names.mother, names.father)]
    groups = communities.communities_of(words, towns, bearing, place)
    columns: tuple[NDArray[Any], ...] = (
        *bearing,
        place,
        phone,
        paper,
        year,
        day,
        sexes_of(persons),
        groups.row,
        household,
    )
    rows = Rows(*(np.ascontiguousarray(column[order]) for column in columns))
    counted = Chances(
        names=lexicon.chances(words, bearing, threads=threads, spread=spread),
        place=places.chances(towns, place),
        birth=births.chances(year, day),
    )
    start = np.searchsorted(rows.household, np.arange(rows.household.max(initial=-1) + 2))
    return Register(rows, order, start.astype(np.int32), words, usage, towns, phones, papers,
                    counted, groups, today, too_large)  # fmt: skip


def sexes_of(persons: Persons) -> NDArray[np.int8]:
    column = persons.column("sex")
    return np.array([SEXES.get(v.upper(), 0) for v in column.values], np.int8)[column.codes]


def _households(persons: Persons) -> tuple[Ints, tuple[str, ...]]:
    """Number the households in the order of their names; who has none is one alone."""
    column = persons.column("hh_id")
    size = np.bincount(column.codes, minlength=len(column.values))
    alone = (column.codes == 0) | (size[column.codes] > LARGEST_FAMILY)
    by_name = sorted(range(1, len(column.values)), key=lambda code: column.values[code])
    rank = np.zeros(len(column.values), np.int64)
    rank[by_name] = np.arange(len(by_name))
    key = rank[column.codes]
    singles = np.flatnonzero(alone)
    by_id = sorted(singles.tolist(), key=lambda row: str(persons.rec_id[row]))
    key[by_id] = len(by_name) + np.arange(len(by_id))
    numbers = np.unique(key, return_inverse=True)[1]
    large = [column.values[code] for code in by_name if size[code] > LARGEST_FAMILY]
    return numbers.astype(np.int32), tuple(large)


def _tie(persons: Persons) -> Ints:
    """The rank of each rec_id: the same file in another order is worked through in the same."""
    order = sorted(range(len(persons)), key=lambda row: str(persons.rec_id[row]))
    rank = np.empty(len(persons), np.int32)
    rank[np.array(order, np.int64)] = np.arange(len(persons))
    return rank
