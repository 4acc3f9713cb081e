"""Which words are the given name and which the surname, as the register itself uses them."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.lexicon import Ints
from akwaba.matching.names import Descent, descent, words
from akwaba.matching.persons import Column, Persons

Name = tuple[str, ...]
SWAPPED = 2.0
"""Natural log of how much likelier the swapped order must be, on each of the two fields together,
before it is believed: e² ≈ 7 times."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the register has a word as a surname and as a given name."""

    family: Counter[str]
    given: Counter[str]

    def leaning(self, word: str) -> float:
        """Natural log of how many times as often it is a surname; 0 where never seen."""
        return math.log((self.family[word] + 0.5) / (self.given[word] + 0.5))

    def of(self, name: Name) -> float:
        return sum(map(self.leaning, name)) / len(name) if name else 0.0

    def split(self, said: Name) -> tuple[Name, Name]:
        """Part a name in one field into (given, family); a single word is what it mostly is.

        The most surname-like word is the surname; of equals, the last.
        """
        if len(said) == 1:
            return ((), said) if self.leaning(said[0]) > 0 else (said, ())
        at = max(range(len(said)), key=lambda index: (self.leaning(said[index]), index))
        return said[:at] + said[at + 1 :], (said[at],)

    def settle(self, given: Name, family: Name) -> tuple[Name, Name]:
        """Part what stands in one field, and turn what stands the wrong way round."""
        if not given or not family:
            return self.split(given or family) if given or family else ((), ())
        if self.of(given) - self.of(family) > SWAPPED:
            return family, given
        return given, family


@dataclass(frozen=True, slots=True)
class Named:
    """Distinct names, and which of them each person bears; name 0 is unknown."""

    names: Sequence[Name]
    given: Ints
    family: Ints
    mother: Ints
    father: Ints


def usage_of(persons: Persons) -> Usage:
    """Count words in each field, over the people who have both."""
    given, family = persons.column("given_name"), persons.column("family_name")
    both = (given.codes > 0) & (family.codes > 0)
    return Usage(_counted(family, both), _counted(given, both))


def _counted(column: Column, chosen: NDArray[np.bool_]) -> Counter[str]:
    met = np.bincount(column.codes[chosen], minlength=len(column.values))
    counted: Counter[str] = Counter()
    for value, times in zip(column.values, met.tolist(), strict=True):
        if times:
            for word in words(value):
                counted[word] += times
    return counted


def named(persons: Persons, usage: Usage) -> Named:
    """Settle each person's names. "Ag X" is the father's name again, and is kept as that alone."""
    given, family = persons.column("given_name"), persons.column("family_name")
    wide = len(family.values)
    pairs = given.codes.astype(np.int64) * wide + family.codes
    distinct, row = np.unique(pairs, return_inverse=True)
    number: dict[Name, int] = {(): 0}
    first = [descent(value) for value in given.values]
    last = [descent(value) for value in family.values]
    settled = np.zeros((len(distinct), 3), np.int32)
    for index, pair in enumerate(distinct.tolist()):
        parts = parts_of(first[pair // wide], last[pair % wide], usage)
        settled[index] = [number.setdefault(part, len(number)) for part in parts]
    parents = []
    for name in ("mother_given", "father_given"):
        column = persons.column(name)
        numbers = [number.setdefault(words(value), len(number)) for value in column.values]
        parents.append(np.array(numbers, np.int32)[column.codes])
    mother, father = parents
    said = settled[row]
    father = np.where(father == 0, said[:, 2], father).astype(np.int32)
    return Named(list(number), said[:, 0], said[:, 1], mother, father)


def parts_of(first: Descent, last: Descent, usage: Usage) -> tuple[Name, Name, Name]:
    """(given, family, father) of the two fields. A husband's name is not the woman's own."""
    father = first.father + last.father
    if father:
        return first.own + last.own, (), father
    given, family = usage.settle(first.own, last.own)
    return given, family, ()
