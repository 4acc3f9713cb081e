"""The words of all names, each once: compared word by word, weighed by how common they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from akwaba.matching.names import canonical, phonetic, skeleton
from akwaba.matching.weights import ALIKE, CLOSE, NAME_LEVELS

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Levels = NDArray[np.uint8]

Spread = Callable[[Callable[[int], Any], Sequence[int]], Iterable[Any]]
"""How work is done that falls into parts by where each starts; results in the order of the starts:
`map` does one after the other, and Spark on many machines."""

MOST_WORDS = 3
"""Words of a name that are compared; further ones add nothing that tells people apart."""
MOST_SOUNDS = 16_384
"""Sounds compared by Jaro-Winkler with one another: a table of 256 MB. Rarer ones, which only a
register of millions or a damaged file has, are compared by canonical form and skeleton alone."""
ROWS_AT_ONCE = 256
MOST_KNOWN = 2_000
"""Words asked that are remembered: about 2 MB. A few hundred make up most of what is asked."""
EQUIVALENT, NEAR, LIKE, OTHER = 1, 2, 3, 4
"""Indices in NAME_LEVELS; 0, the same spelling, is seen from the words themselves."""


class Spelt(NamedTuple):
    """What is quickly compared of many sounds, and bounds how alike two of them can be."""

    letters: NDArray[np.uint64]
    """A bit for a letter from a to z that occurs, another where it does twice."""
    length: Floats
    further: Floats
    """Letters that have no bit."""
    first: Ints
    """The first letter."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`values[v]` holds the words of a name, -1 where it has fewer; value 0 is the unknown name."""

    words: Sequence[str]
    values: Ints
    """(values, MOST_WORDS)"""
    sound: Ints
    """(words,): which sound a word has."""
    sounds: Sequence[str]
    canon: Ints
    """(sounds,): equal for the equivalent forms of one name."""
    bones: Ints
    """(sounds,): equal for equal skeletons."""
    heads: Mapping[str, int]
    skeletons: Mapping[str, int]
    """Which number of `canon` or `bones` a key has."""
    word_of: Mapping[str, int]
    spelt: Spelt
    """Of the first MOST_SOUNDS."""
    known: dict[str, tuple[Ints, Levels]] = field(default_factory=dict, repr=False)
    """What was asked before, as the sounds that are not OTHER and their levels."""

    def rows(self, wanted: Sequence[int], *, threads: int = 1) -> Levels:
        """Compare some sounds with all: (len(wanted), sounds) of levels 1 to 4."""
        return _levels(
            [self.sounds[s] for s in wanted], self.canon[wanted], self.bones[wanted], self, threads
        )

    def table(self, *, threads: int = 1, spread: Spread = map) -> Levels:
        """Compare all sounds with all: (sounds, sounds), at most MOST_SOUNDS of them."""
        size = min(len(self.sounds), MOST_SOUNDS)
        table = np.empty((size, size), np.uint8)

        def compared(start: int) -> Levels:
            stop = min(start + ROWS_AT_ONCE, size)
            return self.rows(range(start, stop), threads=threads)[:, :size]

        starts = range(0, size, ROWS_AT_ONCE)
        for start, rows in zip(starts, spread(compared, starts), strict=True):
            table[start : start + len(rows)] = rows
        return table

    def heard(self, word: str) -> Levels:
        """Compare any word, in the register or not, with all sounds: (sounds,)."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            found = self.known[word] = self._compared(word)
        levels = np.full(len(self.sounds), OTHER, np.uint8)
        levels[found[0]] = found[1]
        return levels

    def _compared(self, word: str) -> tuple[Ints, Levels]:
        sound, compared = phonetic(word), self.sounds[:MOST_SOUNDS]
        levels = np.full(len(self.sounds), OTHER, np.uint8)
        able = np.flatnonzero(most_alike(spelt_of([sound]), self.spelt) > ALIKE)
        levels[able] = _by_measure(_measured([sound], [compared[s] for s in able.tolist()], 1))[0]
        levels[self.bones == self.skeletons.get(skeleton(word), -1)] = NEAR
        levels[self.canon == self.heads.get(canonical(word), -1)] = EQUIVALENT
        alike = np.flatnonzero(levels != OTHER).astype(np.int32)
        return alike, levels[alike]


def spelt_of(sounds: Sequence[str]) -> Spelt:
    """Count the letters of each; the others than those from a to z have no bit."""
    letters = np.zeros(len(sounds), np.uint64)
    for index, sound in enumerate(sounds):
        bits = 0
        for letter in sound:
            if "a" <= letter <= "z":
                bit = 1 << 2 * (ord(letter) - ord("a"))
                bits |= 2 * bit if bits & bit else bit
        letters[index] = bits
    length = np.array([len(sound) for sound in sounds], np.float32)
    first = np.array([ord(sound[:1] or " ") for sound in sounds], np.int32)
    return Spelt(letters, length, length - np.bitwise_count(letters), first)


def most_alike(one: Spelt, others: Spelt) -> Floats:
    """The most that Jaro-Winkler could find: all letters that both have, in the same order.

    The first letters, of which Winkler counts four, are taken to be the same where the first is. A
    ten-thousandth is added for rounding.
    """
    common = np.bitwise_count(one.letters & others.letters).astype(np.float32)
    common += np.minimum(one.further, others.further)
    jaro = common * (1 / np.maximum(one.length, 1) + 1 / np.maximum(others.length, 1)) / 3 + 1 / 3
    bound: Floats = np.where(one.first == others.first, 0.6 * jaro + 0.4, jaro) + np.float32(1e-4)
    return bound


def _levels(
    sounds: Sequence[str], canon: Ints, bones: Ints, lexicon: Lexicon, threads: int
) -> Levels:
    compared = _by_measure(_measured(sounds, lexicon.sounds[:MOST_SOUNDS], threads))
    found = np.full((len(sounds), len(lexicon.sounds)), OTHER, np.uint8)
    found[:, : compared.shape[1]] = compared
    found[bones[:, None] == lexicon.bones[None, :]] = NEAR
    found[canon[:, None] == lexicon.canon[None, :]] = EQUIVALENT
    return found


def _measured(sounds: Sequence[str], others: Sequence[str], threads: int) -> Floats:
    measure: Floats = cdist(
        sounds,
        others,
        scorer=JaroWinkler.normalized_similarity,
        score_cutoff=ALIKE,
        dtype=np.float32,
        workers=threads,
    )
    return measure


def _by_measure(measure: Floats) -> Levels:
    levels = np.full(measure.shape, OTHER, np.uint8)
    levels[measure > ALIKE] = LIKE
    levels[measure > CLOSE] = NEAR
    return levels


def lexicon_of(
    names: Iterable[tuple[str, ...]], counts: Mapping[str, int]
) -> tuple[Lexicon, Mapping[tuple[str, ...], int]]:
    """Number the words of distinct names, and the names; their order changes no number.

    `counts` says how often each word occurs: frequent sounds come first.
    """
    cut = sorted({name[:MOST_WORDS] for name in names if name})
    words = sorted({word for name in cut for word in name})
    heard: dict[str, int] = {}
    for word in words:
        sound = phonetic(word)
        heard[sound] = heard.get(sound, 0) + counts.get(word, 0)
    sounds = sorted(heard, key=lambda sound: (-heard[sound], sound))
    number = {sound: index for index, sound in enumerate(sounds)}
    place = {word: index for index, word in enumerate(words)}
    values = np.full((len(cut) + 1, MOST_WORDS), -1, np.int32)
    for row, name in enumerate(cut, start=1):
        values[row, : len(name)] = [place[word] for word in name]
    canon, heads = _numbered([canonical(sound) for sound in sounds])
    bones, skeletons = _numbered([skeleton(sound) for sound in sounds])
    lexicon = Lexicon(
        words=words,
        values=values,
        sound=np.array([number[phonetic(word)] for word in words], np.int32),
        sounds=sounds,
        canon=canon,
        bones=bones,
        heads=heads,
        skeletons=skeletons,
        word_of=place,
        spelt=spelt_of(sounds[:MOST_SOUNDS]),
    )
    return lexicon, {name: row for row, name in enumerate(cut, start=1)}


def _numbered(keys: Sequence[str]) -> tuple[Ints, Mapping[str, int]]:
    known: dict[str, int] = {}
    numbers = [known.setdefault(key, len(known)) for key in keys]
    return np.array(numbers, np.int32), known


def chances(
    lexicon: Lexicon, columns: Sequence[Ints], *, threads: int = 1, spread: Spread = map
) -> Floats:
    """How likely a stranger's name falls on each level of a word: log2, (fields, levels, words).

    Each column holds the values of one field over the register. A level never met is taken to be
    met half a time.
    """
    shares = np.array([_shares(lexicon, column) for column in columns])
    known = np.array([max(np.count_nonzero(column), 1) for column in columns])
    heard = np.array([
        np.bincount(lexicon.sound, weights=share[: len(lexicon.sound)],
                    minlength=len(lexicon.sounds))
        for share in shares
    ])  # fmt: skip
    found = np.empty((len(columns), len(NAME_LEVELS), shares.shape[1]))
    found[:, 0] = shares
    mass = _mass(lexicon, heard, threads, spread)
    found[:, 1:, : len(lexicon.sound)] = mass[:, :, lexicon.sound]
    found[:, 1] -= shares
    found[:, OTHER] = 1 - found[:, :OTHER].sum(axis=1)
    least = (0.5 / known)[:, None, None]
    return np.log2(np.clip(found, least, 1)).astype(np.float32)


def _shares(lexicon: Lexicon, column: Ints) -> NDArray[np.float64]:
    """What share of the known names holds each word."""
    known = column[column > 0]
    met = np.bincount(known, minlength=len(lexicon.values))
    share = np.zeros(max(len(lexicon.words), 1))
    for position in range(MOST_WORDS):
        word = lexicon.values[:, position]
        np.add.at(share, word[word >= 0], met[word >= 0])
    return share / max(len(known), 1)


def _mass(
    lexicon: Lexicon, heard: NDArray[np.float64], threads: int, spread: Spread
) -> NDArray[np.float64]:
    """What share has a name on each level from a sound: (fields, levels but the first, sounds)."""
    size = len(lexicon.sounds)
    weights = heard.T.astype(np.float32)
    mass = np.zeros((len(heard), len(NAME_LEVELS) - 1, size))

    def summed(start: int) -> Floats:
        rows = lexicon.rows(range(start, min(start + ROWS_AT_ONCE, size)), threads=threads)
        levels = [((rows == level).astype(np.float32) @ weights).T for level in range(1, OTHER)]
        return np.stack(levels, axis=1)

    starts = range(0, size, ROWS_AT_ONCE)
    for start, found in zip(starts, spread(summed, starts), strict=True):
        mass[:, : OTHER - 1, start : start + found.shape[2]] = found
    return mass
