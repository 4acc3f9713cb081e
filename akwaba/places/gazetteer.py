"""An index of names in memory: what is written the same, what begins so, what is similar.

It knows no database: `queries` fills it and throws it away when a layer changes.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from akwaba.places.rules import ADMINISTRATIVE, Kind, fold, great_circle_km, sound

LEAST_SIMILARITY = 0.72
"""Below this, a name is another name. Measured on the spellings in tests/places."""
SHORTEST_FOR_SIMILARITY = 4
"""Of three letters nearly everything is similar to everything."""
SCORE_OF_SAME_SOUND = 0.97
SCORE_OF_LATER_WORD = 0.6
PENALTY_OF_UNFINISHED = 0.1
MOST_ALIKE = 50
KM_THAT_COST_A_TENTH = 250
LAST = "\U0010ffff"


class Band(IntEnum):
    """How a name was found."""

    SIMILAR = 1
    BEGINS = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place as the type-ahead offers it."""

    code: str
    name: str
    country: str
    kinds: frozenset[str]
    region: str
    """Name of what it lies in; empty where unknown."""
    latitude: float | None
    longitude: float | None
    population: int | None
    source: str
    is_own: bool

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude), or None where unknown."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class Found:
    """A place and how well it answers: `score` is from 0 to 1 and compares within one band."""

    place: Suggestion
    band: Band
    score: float


Key = tuple[str, int, bool]
"""A folded name, the number of its place, and whether it is the whole name."""


class Gazetteer:
    """Names of places, ready to be searched. Built once, then only read: safe between threads."""

    def __init__(self, places: Iterable[tuple[Suggestion, Iterable[str]]]) -> None:
        """Take each place with all its names; names that fold to nothing are left out."""
        self._places: list[Suggestion] = []
        folded: set[Key] = set()
        sounded: set[Key] = set()
        for number, (place, names) in enumerate(places):
            self._places.append(place)
            for name in names:
                for part, is_whole in _parts(name):
                    if key := fold(part):
                        folded.add((key, number, is_whole))
                        sounded.add((sound(key), number, is_whole))
        self._folded = sorted(folded)
        self._sounded = sorted(sounded)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        for key, number, is_whole in self._sounded:
            if is_whole:
                self._by_sound[key].append(number)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._by_sound:
            self._by_length[len(key)].append(key)

    def __len__(self) -> int:
        """How many places it knows."""
        return len(self._places)

    def search(
        self,
        text: str,
        *,
        accept: Callable[[Suggestion], bool] = lambda _place: True,
        near: tuple[float, float] | None = None,
        limit: int = 8,
    ) -> list[Found]:
        """The best `limit` places for what was typed, best first.

        Order: written before similar, our own facts first within both, then the band, the score
        (less what distance costs), what people use most (posts, towns, units of administration),
        and the larger place.
        """
        best: dict[int, tuple[Band, float]] = {}
        self._collect(self._written(text), best, accept)
        if len(best) < limit:
            self._collect(self._similar(sound(text)), best, accept)
        found = [Found(self._places[n], band, score) for n, (band, score) in best.items()]
        found.sort(key=lambda one: _order(one, near))
        return found[:limit]

    def _collect(
        self,
        hits: Iterable[tuple[int, Band, float]],
        best: dict[int, tuple[Band, float]],
        accept: Callable[[Suggestion], bool],
    ) -> None:
        for number, band, score in hits:
            known = best.get(number)
            if (known is None or (band, score) > known) and accept(self._places[number]):
                best[number] = (band, score)

    def _written(self, text: str) -> Iterator[tuple[int, Band, float]]:
        """Names that are, or begin with, what was typed, letter by letter or by sound."""
        for typed, keys, worth in (
            (fold(text), self._folded, 1.0),
            (sound(text), self._sounded, SCORE_OF_SAME_SOUND),
        ):
            for key, number, is_whole in _beginning(typed, keys):
                if key == typed and is_whole:
                    yield number, Band.SAME, worth
                else:
                    share = len(typed) / len(key) * worth
                    yield number, Band.BEGINS, share if is_whole else share * SCORE_OF_LATER_WORD

    def _similar(self, typed: str) -> Iterator[tuple[int, Band, float]]:
        """Names with a slip of the finger or the ear, finished or not."""
        if len(typed) < SHORTEST_FOR_SIMILARITY:
            return
        for key, likeness in _alike(typed, self._of_similar_length(typed)):
            for number in self._by_sound[key]:
                yield number, Band.SIMILAR, likeness
        # An unfinished word: only names with the same first letter, or every key would be cut.
        begun: dict[str, list[int]] = defaultdict(list)
        for key, number, is_whole in _beginning(typed[0], self._sounded):
            if is_whole and len(key) > len(typed):
                begun[key[: len(typed)]].append(number)
        for key, likeness in _alike(typed, list(begun)):
            for number in begun[key]:
                yield number, Band.SIMILAR, likeness - PENALTY_OF_UNFINISHED

    def _of_similar_length(self, typed: str) -> list[str]:
        """Keys that are neither too short nor too long to reach the least similarity."""
        shortest = math.ceil(len(typed) * LEAST_SIMILARITY)
        longest = math.floor(len(typed) / LEAST_SIMILARITY)
        lengths = range(shortest, longest + 1)
        return [key for length in lengths for key in self._by_length.get(length, ())]


def _alike(typed: str, keys: list[str]) -> Iterator[tuple[str, float]]:
    for key, likeness, _ in process.extract(
        typed,
        keys,
        scorer=OSA.normalized_similarity,
        score_cutoff=LEAST_SIMILARITY,
        limit=MOST_ALIKE,
    ):
        yield key, likeness


def _parts(name: str) -> Iterator[tuple[str, bool]]:
    """The whole name, then the name from each later word on: San Pedro is found under Pedro."""
    yield name, True
    rest = name.replace("-", " ")
    while " " in rest:
        rest = rest.split(" ", 1)[1]
        yield rest, False


def _beginning(typed: str, keys: list[Key]) -> Iterator[Key]:
    if typed:
        start = bisect_left(keys, (typed, -1, False))
        stop = bisect_left(keys, (typed + LAST, -1, False))
        yield from keys[start:stop]


def _order(found: Found, near: tuple[float, float] | None) -> tuple[float, ...]:
    place = found.place
    score = found.score
    if near is not None and place.position is not None:
        score -= min(0.2, great_circle_km(near, place.position) / KM_THAT_COST_A_TENTH / 10)
    use = _rank_of_use(place.kinds)
    return (
        found.band is Band.SIMILAR,
        not place.is_own,
        -found.band,
        use if found.band is Band.BEGINS else 0,  # of "b", a post is likelier than a short name
        -round(score, 6),
        use,
        -(place.population or 0),
    )


def _rank_of_use(kinds: frozenset[str]) -> int:
    if kinds & {Kind.POST, Kind.CROSSING, Kind.SITE}:
        return 0
    return 2 if kinds & ADMINISTRATIVE else 1
