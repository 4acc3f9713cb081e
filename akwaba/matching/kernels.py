"""The inner loops, compiled: bits of a pair from numbers and tables, without Python objects."""

from typing import NamedTuple

import numpy as np

from akwaba.matching import weights
from akwaba.matching.births import FIRST_YEAR
from akwaba.matching.compiled import compiled, inlined
from akwaba.matching.lexicon import Floats, Ints, Levels

birth_level = inlined(weights.birth_level)
birth_band = inlined(weights.birth_band)


class Scales(NamedTuple):
    """Everything that a pair of rows is weighed with. Bits are log2 of m / u."""

    values: Ints
    sound: Ints
    canon: Ints
    bones: Ints
    table: Levels
    """(sounds, sounds), or of the most frequent of them."""
    names_m: Floats
    """(4, levels): log2 m of given, family, mother, father."""
    names_u: Floats
    """(4, levels, words)."""
    village: Ints
    district: Ints
    country: Ints
    near_start: Ints
    near: Ints
    place_m: Floats
    """(2, levels): of families that came back, and of people who came alone."""
    place_u: Floats
    birth_m: Floats
    """(bands, levels)."""
    birth_u: Floats
    sex: Floats
    """Bits of the same and of another sex."""
    phone_m: Floats
    phone_u: Floats
    paper_m: Floats
    paper_u: Floats
    head: Ints
    """(words,): the column of `names_shift` of a word."""
    community_share: Floats
    names_shift: Floats
    """(communities, 4, heads): log2 of how much more common a name is there."""
    district_shift: Floats
    today: int


@inlined
def word_level(a, b, scales):
    if a == b:
        return 0
    x, y = scales.sound[a], scales.sound[b]
    if x < len(scales.table) and y < len(scales.table):
        return int(scales.table[x, y])
    if scales.canon[x] == scales.canon[y]:
        return 1
    return 2 if scales.bones[x] == scales.bones[y] else 4


@inlined
def word_bits(a, b, field, c, scales):
    """Bits of two words; c is the community that both people are of, or -1."""
    level = word_level(a, b, scales)
    u = scales.names_u
    chance = 0.5 * (u[field, level, a] + u[field, level, b])
    if c >= 0:
        if level < 4 and field != 1:
            shift = scales.names_shift
            more = shift[c, field, scales.head[a]] + shift[c, field, scales.head[b]]
            chance = min(chance + 0.5 * more, 0.0)
        elif level == 4 and field == 1:
            chance = scales.community_share[c]
    return scales.names_m[field, level] - chance


@inlined
def name_bits(a, b, field, c, scales):
    """The best of the words counts whole, the others half: second names are often left out."""
    if a == 0 or b == 0:
        return 0.0
    if scales.values[a, 1] < 0 and scales.values[b, 1] < 0:
        return word_bits(scales.values[a, 0], scales.values[b, 0], field, c, scales)
    if scales.values[a, 1] < 0 or (scales.values[b, 2] >= 0 and scales.values[a, 2] < 0):
        a, b = b, a
    best, total, words = -100.0, 0.0, 0
    for j in range(scales.values.shape[1]):
        y = scales.values[b, j]
        if y < 0:
            break
        found = -100.0
        for i in range(scales.values.shape[1]):
            x = scales.values[a, i]
            if x < 0:
                break
            found = max(found, word_bits(x, y, field, c, scales))
        best, total, words = max(best, found), total + found, words + 1
    return best + 0.5 * (total - best)


@inlined
def is_near(v, w, scales):
    for at in range(scales.near_start[v], scales.near_start[v + 1]):  # noqa: SIM110  numba has no any
        if scales.near[at] == w:
            return True
    return False


@inlined
def place_level(p, q, scales):
    """The index in PLACE_LEVELS, or -1 where nothing can be compared."""
    v, w = scales.village[p], scales.village[q]
    d, e = scales.district[p], scales.district[q]
    c, f = scales.country[p], scales.country[q]
    together = d * e == 0 or d == e
    if v > 0 and w > 0 and together:
        if v == w:
            return 0
        if is_near(v, w, scales):
            return 1
    if d > 0 and e > 0 and d == e:
        return 2
    if c > 0 and f > 0:
        return 3 if c == f else 4
    return 4 if v > 0 and w > 0 else -1


@inlined
def place_bits(p, q, c, alone, scales):
    level = place_level(p, q, scales)
    if level < 0:
        return 0.0
    u = scales.place_u
    chance = 0.5 * (u[level, p] + u[level, q])
    if c >= 0 and level < 3:
        chance = min(chance + scales.district_shift[c, scales.district[p]], 0.0)
    return scales.place_m[alone, level] - chance


@inlined
def common(i, j, rows):
    """The community of both people; -1 where they are of two."""
    return rows.community[i] if rows.community[i] == rows.community[j] else -1


@inlined
def birth_bits(year_a, day_a, year_b, day_b, scales):
    if year_a == 0 or year_b == 0:
        return 0.0
    level = birth_level(year_a, day_a, year_b, day_b)
    band = birth_band(year_a, year_b, scales.today)
    u = scales.birth_u
    chance = 0.5 * (u[level, year_a - FIRST_YEAR] + u[level, year_b - FIRST_YEAR])
    return scales.birth_m[band, level] - chance


@inlined
def rare_bits(a, b, m, u):
    if a == 0 or b == 0:
        return 0.0
    return m[0] - u[a] if a == b else m[1]


@compiled
def weigh_word(heard, sound, number, m, chances, sharper, shift, stranger):
    """One word against all: ((2, words) of bits, for strangers and its own community; levels).

    `heard` is the level of each sound and `number` the word's own, or -1. `sharper` bits are added
    to every chance. Within the community `shift` is added to that of likeness, where it is not
    empty, and `stranger` is that of another name, where it is below 0.
    """
    bits, levels = np.empty((2, len(sound)), np.float32), np.empty(len(sound), np.uint8)
    zero, half = np.float32(0), np.float32(0.5)
    for w in range(len(sound)):
        level = np.uint8(0) if w == number else heard[sound[w]]
        chance = chances[level, w]
        if number >= 0:
            chance = half * (chance + chances[level, number])
        if sharper > 0:
            chance = min(chance + sharper, zero)
        inside = chance
        if level == 4:
            inside = stranger if stranger < 0 else chance
        elif len(shift):
            more = half * (shift[w] + shift[number]) if number >= 0 else shift[w]
            inside = min(chance + more, zero)
        bits[0, w], bits[1, w], levels[w] = m[level] - chance, m[level] - inside, level
    return bits, levels


@compiled
def weigh_years(year, today, m, chances):
    """A year of birth against each from FIRST_YEAR on: bits; `m` is (bands, levels)."""
    bits = np.empty(chances.shape[1], np.float32)
    for at in range(len(bits)):
        other = FIRST_YEAR + at
        level = birth_level(year, 0, other, 0)
        chance = np.float32(0.5) * (chances[level, year - FIRST_YEAR] + chances[level, at])
        bits[at] = m[birth_band(year, other, today), level] - chance
    return bits


@inlined
def individual_bits(i, j, rows, scales):
    """What tells a person from others of the same family."""
    total = name_bits(rows.given[i], rows.given[j], 0, common(i, j, rows), scales)
    total += birth_bits(rows.year[i], rows.day[i], rows.year[j], rows.day[j], scales)
    if rows.sex[i] > 0 and rows.sex[j] > 0:
        total += scales.sex[0] if rows.sex[i] == rows.sex[j] else scales.sex[1]
    return total + rare_bits(rows.paper[i], rows.paper[j], scales.paper_m, scales.paper_u)


@inlined
def shared_bits(i, j, rows, scales):
    """What a family shares: surname, origin, parents, telephone; of somebody who came alone."""
    c = common(i, j, rows)
    return (
        name_bits(rows.family[i], rows.family[j], 1, c, scales)
        + place_bits(rows.place[i], rows.place[j], c, 1, scales)
        + name_bits(rows.mother[i], rows.mother[j], 2, c, scales)
        + name_bits(rows.father[i], rows.father[j], 3, c, scales)
        + rare_bits(rows.phone[i], rows.phone[j], scales.phone_m, scales.phone_u)
    )


@inlined
def name_level(a, b, scales):
    """The level of the two words that are most alike; -1 where a name is unknown."""
    if a == 0 or b == 0:
        return -1
    best = 4
    for n in range(scales.values.shape[1]):
        for k in range(scales.values.shape[1]):
            x, y = scales.values[a, n], scales.values[b, k]
            if x >= 0 and y >= 0:
                best = min(best, word_level(x, y, scales))
    return best


@compiled
def compare(pairs, rows, scales):
    """The level of each pair in each of FIELDS, -1 where unknown: (pairs, fields)."""
    found = np.full((len(pairs), 9), -1, np.int8)
    for k in range(len(pairs)):
        i, j = pairs[k, 0], pairs[k, 1]
        found[k, 0] = name_level(rows.given[i], rows.given[j], scales)
        found[k, 1] = name_level(rows.family[i], rows.family[j], scales)
        found[k, 2] = name_level(rows.mother[i], rows.mother[j], scales)
        found[k, 3] = name_level(rows.father[i], rows.father[j], scales)
        if rows.year[i] > 0 and rows.year[j] > 0:
            found[k, 4] = birth_level(rows.year[i], rows.day[i], rows.year[j], rows.day[j])
        if rows.sex[i] > 0 and rows.sex[j] > 0:
            found[k, 5] = int(rows.sex[i] != rows.sex[j])
        found[k, 6] = place_level(rows.place[i], rows.place[j], scales)
        if rows.phone[i] > 0 and rows.phone[j] > 0:
            found[k, 7] = int(rows.phone[i] != rows.phone[j])
        if rows.paper[i] > 0 and rows.paper[j] > 0:
            found[k, 8] = int(rows.paper[i] != rows.paper[j])
    return found


@compiled
def field_bits(pairs, rows, scales):
    """The bits of each pair in each of FIELDS, 0 where unknown: (pairs, fields)."""
    found = np.zeros((len(pairs), 9), np.float32)
    for k in range(len(pairs)):
        i, j = pairs[k, 0], pairs[k, 1]
        c = common(i, j, rows)
        found[k, 0] = name_bits(rows.given[i], rows.given[j], 0, c, scales)
        found[k, 1] = name_bits(rows.family[i], rows.family[j], 1, c, scales)
        found[k, 2] = name_bits(rows.mother[i], rows.mother[j], 2, c, scales)
        found[k, 3] = name_bits(rows.father[i], rows.father[j], 3, c, scales)
        found[k, 4] = birth_bits(rows.year[i], rows.day[i], rows.year[j], rows.day[j], scales)
        if rows.sex[i] > 0 and rows.sex[j] > 0:
            found[k, 5] = scales.sex[0] if rows.sex[i] == rows.sex[j] else scales.sex[1]
        found[k, 6] = place_bits(rows.place[i], rows.place[j], c, 1, scales)
        phone = rare_bits(rows.phone[i], rows.phone[j], scales.phone_m, scales.phone_u)
        found[k, 7] = phone
        found[k, 8] = rare_bits(rows.paper[i], rows.paper[j], scales.paper_m, scales.paper_u)
    return found


FIELDS = ("given", "family", "mother", "father", "birth", "sex", "place", "phone", "paper")
