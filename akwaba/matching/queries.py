"""One person as asked at a desk, weighed against every distinct value of the register."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from akwaba.matching.births import FIRST_YEAR, SPAN, birth_from
from akwaba.matching.fields import parts_of
from akwaba.matching.kernels import weigh_word, weigh_years
from akwaba.matching.lexicon import MOST_WORDS, OTHER, Floats, Levels
from akwaba.matching.names import descent, words
from akwaba.matching.places import NEAR, sound_of
from akwaba.matching.rare import paper_key, phone_key
from akwaba.matching.register import SEXES, Register
from akwaba.matching.scales import ONE_BIT
from akwaba.matching.scan import spread_words
from akwaba.matching.weights import (
    BIRTH_BANDS,
    NAMES,
    PLACE_LEVELS,
    SMALLEST,
    Parameters,
    birth_band,
    bits,
)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody, as typed; "" where it is not."""

    given_name: str = ""
    family_name: str = ""
    sex: str = ""
    dob: str = ""
    dob_estimated: bool = False
    birth_year: str = ""
    village: str = ""
    cercle: str = ""
    country: str = ""
    phone: str = ""
    doc_no: str = ""
    mother_given: str = ""
    father_given: str = ""


class Scale(NamedTuple):
    """Bits against every value: [0] for people of other communities, [1] for those of the same."""

    bits: Floats
    levels: Levels


@dataclass(frozen=True, slots=True)
class Query:
    """Everything that one scan needs; arrays are indexed by the numbers in `Rows`."""

    names: tuple[Scale, ...]
    place: Scale
    birth: Floats
    """(SPAN + 1,): bits by year of birth; the last is for the unknown year."""
    year: int
    day: int
    dates: Floats
    """Bits of the same date, and of another date in the same year."""
    sex: Floats
    phone: int
    paper: int
    rare: Floats
    """Bits of the same and another telephone, of the same and another paper."""
    community: int
    words: tuple[tuple[str, ...], ...] = field(default=())


def query_of(person: Person, register: Register, parameters: Parameters) -> Query:
    """Compare each of the person's values with all that the register knows."""
    given, family, father = parts_of(
        descent(person.given_name), descent(person.family_name), register.usage
    )
    said = (given, family, words(person.mother_given), words(person.father_given) or father)
    community = _community(register, family)
    year, day = _birth(person)
    names = tuple(
        _name_scale(register, parameters, index, name, community) for index, name in enumerate(said)
    )
    phone = register.phones.number(phone_key(person.phone))
    paper = register.papers.number(paper_key(person.doc_no))
    birth, dates = _birth_scale(register, parameters, year)
    return Query(
        names=names,
        place=_place_scale(register, parameters, person, community),
        birth=birth,
        year=year,
        day=day,
        dates=dates,
        sex=_sex_scale(parameters, SEXES.get(person.sex.strip().upper(), 0)),
        phone=phone,
        paper=paper,
        rare=np.array([
            *_rare_bits(parameters, "phone", register.phones.share, phone),
            *_rare_bits(parameters, "paper", register.papers.share, paper),
        ], np.float32),
        community=community,
        words=said,
    )  # fmt: skip


def _community(register: Register, family: tuple[str, ...]) -> int:
    lexicon = register.lexicon
    for word in family:
        number = lexicon.word_of.get(word)
        if number is not None:
            return int(register.communities.of_head[lexicon.canon[lexicon.sound[number]] + 1])
    return -1


def _birth(person: Person) -> tuple[int, int]:
    found = birth_from(person.dob.strip()) if person.dob.strip() else None
    if found is None:
        found = birth_from(person.birth_year.strip()) if person.birth_year.strip() else None
    year, day = found or (0, 0)
    return year, 0 if person.dob_estimated else day


def _name_scale(
    register: Register, parameters: Parameters, field: int, name: tuple[str, ...], community: int
) -> Scale:
    lexicon = register.lexicon
    if not name:
        size = len(lexicon.values)
        return Scale(np.zeros((2, size), np.float32), np.full(size, OTHER, np.uint8))
    compared = [
        _word_scale(register, parameters, field, word, community) for word in name[:MOST_WORDS]
    ]
    found, levels = spread_words(
        np.array([worth for worth, _ in compared]),
        np.array([level for _, level in compared]),
        lexicon.values,
    )
    return Scale(found, levels)


def _word_scale(
    register: Register, parameters: Parameters, field: int, word: str, community: int
) -> tuple[Floats, Levels]:
    """Bits of one word against all words, for strangers to its community and for its own."""
    lexicon, groups = register.lexicon, register.communities
    shift, stranger = np.zeros(0, np.float32), np.float32(0)
    if community >= 0 and NAMES[field] == "family":
        stranger = groups.share[community]
    elif community >= 0:
        shift = groups.names[community, field][lexicon.canon[lexicon.sound] + 1]
    found: tuple[Floats, Levels] = weigh_word(
        lexicon.heard(word),
        lexicon.sound,
        lexicon.word_of.get(word, -1),
        np.log2(np.clip(parameters.m[NAMES[field]], SMALLEST, 1)).astype(np.float32),
        register.chances.names[field],
        np.float32(ONE_BIT if NAMES[field] == "given" else 0),
        shift,
        stranger,
    )
    return found


def _place_scale(
    register: Register, parameters: Parameters, person: Person, community: int
) -> Scale:
    places = register.places
    asked = [
        (sound, _index(known, sound))
        for sound, known in (
            (sound_of(person.village), places.villages),
            (sound_of(person.cercle), places.districts),
            (sound_of(person.country), places.countries),
        )
    ]
    if not any(sound for sound, _ in asked):
        size = len(places.village)
        return Scale(np.zeros((2, size), np.float32), np.full(size, 255, np.uint8))
    levels = _place_levels(register, asked)
    known = levels >= 0
    level = np.where(known, levels, len(PLACE_LEVELS) - 1)
    chance = register.chances.place[level, np.arange(len(level))]
    m = np.log2(np.clip(parameters.m["place_alone"], SMALLEST, 1))
    inside = chance
    if community >= 0:
        shift = register.communities.districts[community][places.district]
        inside = np.where(level < PLACE_LEVELS.index("country"),
                          np.minimum(chance + shift, 0), chance)  # fmt: skip
    found = np.where(known, np.array([m[level] - chance, m[level] - inside]), 0)
    return Scale(found.astype(np.float32), np.where(known, level, 255).astype(np.uint8))


def _index(known: Sequence[str], sound: str) -> int:
    """The number of a village, district or country; -1 where the register has none of it."""
    if not sound:
        return 0
    at = bisect_left(known, sound)  # they are sorted
    return at if at < len(known) and known[at] == sound else -1


def _place_levels(register: Register, asked: list[tuple[str, int]]) -> NDArray[np.int8]:
    """As `kernels.place_level`, of one place against all."""
    places = register.places
    (village, v), (district, d), (country, c) = asked
    together = (places.district == d) | (places.district == 0) | (not district)
    levels = np.full(len(places.village), -1, np.int8)
    if village:
        levels[places.village > 0] = 4
    if country:
        levels[places.country > 0] = np.where(places.country == c, 3, 4)[places.country > 0]
    if district:
        levels[(places.district == d) & (places.district > 0)] = 2
    if village:
        near = _near(register, village, v)
        levels[near[places.village] & together] = 1
        levels[(places.village == v) & (places.village > 0) & together] = 0
    levels[0] = -1
    return levels


def _near(register: Register, village: str, number: int) -> NDArray[np.bool_]:
    places = register.places
    near = np.zeros(len(places.villages), bool)
    if number > 0:
        near[places.near[places.near_start[number] : places.near_start[number + 1]]] = True
    else:
        near = cdist([village], places.villages, scorer=JaroWinkler.normalized_similarity,
                     score_cutoff=NEAR)[0] > 0  # fmt: skip
    near[0] = False
    return near


def _birth_scale(register: Register, parameters: Parameters, year: int) -> tuple[Floats, Floats]:
    scale, dates = np.zeros(SPAN + 1, np.float32), np.zeros(2, np.float32)
    if not year:
        return scale, dates
    u, mine = register.chances.birth, year - FIRST_YEAR
    m = np.log2(np.clip([parameters.m[f"birth_{band}"] for band in BIRTH_BANDS], SMALLEST, 1))
    scale[:SPAN] = weigh_years(year, register.today, m, u)
    dates[:] = m[birth_band(year, year, register.today), [0, 2]] - u[[0, 2], mine]
    return scale, dates


def _sex_scale(parameters: Parameters, sex: int) -> Floats:
    scale = np.zeros(3, np.float32)
    if sex:
        same, different = (
            bits(m, u) for m, u in zip(parameters.m["sex"], parameters.u["sex"], strict=True)
        )
        scale[sex], scale[3 - sex] = same, different
    return scale


def _rare_bits(
    parameters: Parameters, field: str, share: Floats, number: int
) -> tuple[float, float]:
    same, different = parameters.m[field]
    known = float(share[number]) if number > 0 else 0.0
    return float(np.log2(max(same, SMALLEST))) - known, bits(different, parameters.u[field][1])
