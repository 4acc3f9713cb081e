"""Which words are the given name and which the surname, as the register itself uses them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.lexicon import Ints
from akwaba.matching.names import Descent, canonical, descent, phonetic, words
from akwaba.matching.persons import Column, Persons
from akwaba.matching.variants import variants

Name = tuple[str, ...]
SWAPPED = 2.0
"""Natural log of how much likelier the swapped order must be, on each of the two fields together,
before it is believed: e² ≈ 7 times."""
TABLE = 2.0
"""The table of variants knows what is a given name: it counts as so many people who bear it."""
ROUNDS = 4
"""Names in one field are parted anew until none changes; after two rounds hardly any does."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the register has a word as a surname and as a given name."""

    family: Counter[str]
    given: Counter[str]
    heard_family: Counter[str] = field(default_factory=Counter)
    """The same by the form under which all spellings of a name count together."""
    heard_given: Counter[str] = field(default_factory=Counter)

    def leaning(self, word: str) -> float:
        """Natural log of how many times as often it is a surname; 0 where never seen."""
        return math.log((self.family[word] + 0.5) / (self.given[word] + 0.5))

    def heard(self, word: str) -> float:
        """The same for all spellings of the word, and for those that nobody here bears yet."""
        key, known = canonical(word), _borne()
        as_family = self.heard_family[key] + 0.5 + TABLE * (known.get(key) is True)
        as_given = self.heard_given[key] + 0.5 + TABLE * (known.get(key) is False)
        return math.log(as_family / as_given)

    def of(self, name: Name) -> float:
        return sum(map(self.leaning, name)) / len(name) if name else 0.0

    def split(self, said: Name) -> tuple[Name, Name]:
        """Part a name in one field into (given, family); a single word is what it mostly is.

        The most surname-like word is the surname; of equals, the last.
        """
        if len(said) == 1:
            return ((), said) if self.heard(said[0]) > 0 else (said, ())
        at = self.surname_at(said)
        return said[:at] + said[at + 1 :], (said[at],)

    def surname_at(self, said: Name) -> int:
        """Where the most surname-like word stands; of equals, the last."""
        return max(range(len(said)), key=lambda index: (self.heard(said[index]), index))

    def count(self, said: Name, at: int, times: int) -> None:
        """Count a name whose surname stands there; a negative number takes it out again."""
        for index, word in enumerate(said):
            heard = self.heard_family if index == at else self.heard_given
            heard[canonical(word)] += times

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
    """Count words in each field, over the people who have both or more than one word in one."""
    given, family = persons.column("given_name"), persons.column("family_name")
    both = (given.codes > 0) & (family.codes > 0)
    usage = Usage(_counted(family, both), _counted(given, both))
    for counted, heard in ((usage.family, usage.heard_family), (usage.given, usage.heard_given)):
        for word, times in counted.items():
            heard[canonical(word)] += times
    said = _in_one_field(given, both) + _in_one_field(family, both)
    for name, at in _surnames(said, usage).items():
        for index, word in enumerate(name):
            (usage.family if index == at else usage.given)[word] += said[name]
    return usage


def _surnames(said: Mapping[Name, int], usage: Usage) -> Mapping[Name, int]:
    """Where the surname stands in names of one field, which are counted into `usage`.

    Those of which the table of variants knows a word come first: they teach the rest whichever
    order is the usual one here. Then each is parted anew as the others use its words. No name
    votes for itself: who was written the other way round is outvoted by those who share a word.
    """
    table = Usage(Counter(), Counter())
    order = sorted(said, key=lambda name: (not any(map(table.heard, name)), -said[name], name))
    at = {}
    for name in order:
        at[name] = usage.surname_at(name)
        usage.count(name, at[name], said[name])
    for _ in range(ROUNDS):
        has_moved = False
        for name in order:
            usage.count(name, at[name], -said[name])
            before, at[name] = at[name], usage.surname_at(name)
            usage.count(name, at[name], said[name])
            has_moved |= before != at[name]
        if not has_moved:
            break
    return at


def _in_one_field(column: Column, both: NDArray[np.bool_]) -> Counter[Name]:
    """Names of several own words that somebody has in this field and none in the other."""
    met = np.bincount(column.codes[~both], minlength=len(column.values))
    found: Counter[Name] = Counter()
    for value, times in zip(column.values[1:], met[1:].tolist(), strict=True):
        said = descent(value) if times else None
        if said and not said.father and said.own[1:]:
            found[said.own] += times
    return found


@cache
def _borne() -> Mapping[str, bool]:
    """By the key under which its spellings count: whether the table has it as a surname."""
    found: dict[str, set[bool]] = {}
    for row in variants():
        found.setdefault(phonetic(row.head), set()).add(not row.sex)
    return {key: is_family.pop() for key, is_family in found.items() if len(is_family) == 1}


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
