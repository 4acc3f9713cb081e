"""The names that a reader of places knows: built once from a list, then only read."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from akwaba.places.rules import fold, sound
from akwaba.watch.reading.proposals import Candidate

LEAST_LIKENESS = 0.84
"""Of a misspelt name with one that is known, by sound; a letter in six may differ."""
SHORTEST_GUESSED = 6
"""Letters. Of shorter names too many are alike."""
MOST_GUESSED = 3
LONGEST_NAME_WORDS = 4

_COUNTRIES = {
    "MLI": ("Mali",), "BFA": ("Burkina Faso", "Burkina"), "GIN": ("Guinée", "Guinea"),
    "CIV": ("Côte d’Ivoire", "Ivory Coast", "RCI"), "NER": ("Niger",), "NGA": ("Nigeria",),
    "SEN": ("Sénégal", "Senegal"), "GHA": ("Ghana",), "TGO": ("Togo",), "BEN": ("Bénin", "Benin"),
    "MRT": ("Mauritanie", "Mauritania"), "LBR": ("Libéria", "Liberia"),
    "DZA": ("Algérie", "Algeria"),
}  # fmt: skip


class Named(Protocol):
    """A place as whoever asks knows it; one with several names is given several times."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def country(self) -> str:
        """ISO alpha-3."""


class Names:
    """Places by the way their names are written and by the way they sound."""

    def __init__(self, places: Iterable[Named]) -> None:
        """Take the places, each under the first name given for its key.

        The countries around are known beside them, by ISO alpha-3 as key.
        """
        self._written: dict[str, dict[str, Candidate]] = defaultdict(dict)
        self._sounded: dict[str, dict[str, Candidate]] = defaultdict(dict)
        for country, names in _COUNTRIES.items():
            for name in names:
                self._add(Candidate(country, names[0], country, None, None), name)
        known: dict[str, Candidate] = {}
        for place in places:
            if fold(place.name) not in _COUNTRY_NAMES:
                one = Candidate(
                    place.key, place.name, place.country, place.latitude, place.longitude
                )
                self._add(known.setdefault(place.key, one), place.name)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for key in self._sounded:
            self._by_length[len(key)].append(key)

    def _add(self, place: Candidate, name: str) -> None:
        if written := fold(name):
            self._written[written].setdefault(place.key, place)
            self._sounded[sound(name)].setdefault(place.key, place)

    def written(self, said: str) -> tuple[Candidate, ...]:
        """Places written so, but for case, accents and hyphens."""
        return tuple(self._written.get(fold(said), {}).values())

    def heard(self, said: str) -> tuple[Candidate, ...]:
        """Places that sound so: Wangolodougou."""
        return tuple(self._sounded.get(sound(said), {}).values())

    def alike(self, said: str) -> tuple[Candidate, ...]:
        """Places whose names are a slip away, likeliest first; empty for short words."""
        key = sound(said)
        if len(key) < SHORTEST_GUESSED:
            return ()
        near = [each for size in (-1, 0, 1) for each in self._by_length.get(len(key) + size, ())]
        found = process.extract(
            key,
            near,
            scorer=OSA.normalized_similarity,
            score_cutoff=LEAST_LIKENESS,
            limit=MOST_GUESSED,
        )
        return tuple(place for name, _, _ in found for place in self._sounded[name].values())


_COUNTRY_NAMES = frozenset(fold(name) for names in _COUNTRIES.values() for name in names)


def is_country(place: Candidate) -> bool:
    """Whether a candidate is a whole country."""
    return place.key == place.country
