"""Villages of origin, each once: the same, spelt nearly so, of one district, of one country."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from akwaba.matching.lexicon import Floats, Ints
from akwaba.matching.names import phonetic, words
from akwaba.matching.persons import Persons

NEAR = 0.9
"""Jaro-Winkler between the sounds of two villages of one district: spellings of one of them."""
MOST_TOGETHER = 3_000
"""Villages compared pair by pair; a district that holds more is cut by first letter."""


@dataclass(frozen=True, slots=True)
class Places:
    """Place 0 is unknown; so are village, district and country 0."""

    village: Ints
    district: Ints
    country: Ints
    villages: Sequence[str]
    """What each village sounds like."""
    districts: Sequence[str]
    countries: Sequence[str]
    near_start: Ints
    near: Ints
    """`near[near_start[v]:near_start[v + 1]]` are the villages that sound nearly like v, sorted."""


def sound_of(said: str) -> str:
    return " ".join(phonetic(word) for word in words(said))


def places_of(persons: Persons) -> tuple[Places, Ints]:
    """The places of a register, and which one each person comes from."""
    columns = [persons.column(name) for name in ("village", "cercle", "country")]
    lists, numbers = [], []
    for column in columns:
        sounds = [sound_of(value) for value in column.values]
        known = ["", *sorted(set(sounds) - {""})]
        number = {sound: index for index, sound in enumerate(known)}
        lists.append(known)
        numbers.append(np.array([number[sound] for sound in sounds], np.int64)[column.codes])
    wide, deep = len(lists[1]), len(lists[2])
    keys = (numbers[0] * wide + numbers[1]) * deep + numbers[2]
    found, row = np.unique(np.append(keys, 0), return_inverse=True)
    village, district, country = (
        part.astype(np.int32)
        for part in (found // deep // wide, found // deep % wide, found % deep)
    )
    start, near = _near(lists[0], village, district)
    places = Places(village, district, country, lists[0], lists[1], lists[2], start, near)
    return places, row[:-1].astype(np.int32)


def _near(villages: Sequence[str], village: Ints, district: Ints) -> tuple[Ints, Ints]:
    together: dict[tuple[int, str], set[int]] = defaultdict(set)
    for v, d in zip(village.tolist(), district.tolist(), strict=True):
        if v:
            together[(d, "")].add(v)
    for (d, _), members in list(together.items()):
        if len(members) > MOST_TOGETHER:
            del together[(d, "")]
            for v in members:
                together[(d, villages[v][:1])].add(v)
    near: dict[int, set[int]] = defaultdict(set)
    for members in together.values():
        _compare(sorted(members), villages, near)
    lists = [sorted(near.get(v, ())) for v in range(len(villages))]
    start = np.cumsum([0, *map(len, lists)]).astype(np.int32)
    return start, np.array([v for some in lists for v in some], np.int32)


def _compare(members: list[int], villages: Sequence[str], near: dict[int, set[int]]) -> None:
    sounds = [villages[v] for v in members]
    for start in range(0, len(members), MOST_TOGETHER):
        measure = cdist(sounds[start : start + MOST_TOGETHER], sounds, dtype=np.float32,
                        scorer=JaroWinkler.normalized_similarity, score_cutoff=NEAR)  # fmt: skip
        for a, b in zip(*np.nonzero(measure), strict=True):
            if start + a != b:
                near[members[start + a]].add(members[b])


def chances(places: Places, row: Ints) -> Floats:
    """How likely a stranger's origin falls on each level of a place: log2, (levels, places)."""
    people = max(int(np.count_nonzero(row)), 1)
    share = np.bincount(row, minlength=len(places.village)) / people
    share[0] = 0
    in_village = np.bincount(places.village, weights=share, minlength=len(places.villages))
    in_district = np.bincount(places.district, weights=share, minlength=len(places.districts))
    in_country = np.bincount(places.country, weights=share, minlength=len(places.countries))
    both: dict[tuple[int, int], float] = {}
    for p in range(1, len(share)):
        key = (places.village[p], places.district[p])
        both[key] = both.get(key, 0.0) + share[p]
    same = np.array(
        [both.get(key, 0.0) for key in zip(places.village, places.district, strict=True)]
    )
    near = np.zeros(len(share))
    for p in range(1, len(share)):
        v, d = places.village[p], places.district[p]
        some = places.near[places.near_start[v] : places.near_start[v + 1]]
        near[p] = sum(both.get((w, d), 0.0) for w in some) if v else 0.0
    district = np.where(places.district > 0, in_district[places.district], same)
    country = np.where(places.country > 0, in_country[places.country], district)
    same = np.where(
        places.village > 0, np.where(places.district > 0, same, in_village[places.village]), 0
    )
    found = np.array([same, near, district - same - near, country - district, 1 - country])
    logs: Floats = np.log2(np.clip(found, 0.5 / people, 1)).astype(np.float32)
    return logs
