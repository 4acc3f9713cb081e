"""Every person and every household of a register weighed against what is asked, compiled.

No blocking: whoever is there is found, however the name was spelt.
"""

import numpy as np

from akwaba.matching.births import FIRST_YEAR, SPAN
from akwaba.matching.compiled import compiled, inlined

UNKNOWN_YEAR = SPAN
HOUSEHOLDS_AT_ONCE = 512
ROUNDING = 0.01
"""Bits by which two sums of the same parts never differ."""


@inlined
def _parts(i, names, place, birth, asked, dates, sex, rare, rows):
    """(bits of the individual, bits of what families share) of one row.

    `asked` holds year, day, telephone, paper and community of the person looked for.
    """
    inside = 1 if asked[4] >= 0 and rows.community[i] == asked[4] else 0
    year = rows.year[i]
    at = year - FIRST_YEAR if year > 0 else UNKNOWN_YEAR
    own = names[0][inside, rows.given[i]] + sex[rows.sex[i]]
    if asked[1] > 0 and rows.day[i] > 0 and asked[0] == year:
        own += dates[0] if asked[1] == rows.day[i] else dates[1]
    else:
        own += birth[at]
    if asked[3] != 0 and rows.paper[i] > 0:
        own += rare[2] if asked[3] == rows.paper[i] else rare[3]
    shared = (
        names[1][inside, rows.family[i]]
        + names[2][inside, rows.mother[i]]
        + names[3][inside, rows.father[i]]
        + place[inside, rows.place[i]]
    )
    if asked[2] != 0 and rows.phone[i] > 0:
        shared += rare[0] if asked[2] == rows.phone[i] else rare[1]
    return own, shared


@inlined
def _insert(value, key, values, keys):
    """Keep the highest, the first of equals before the others."""
    at = len(values) - 1
    while at > 0 and values[at - 1] < value:
        values[at], keys[at] = values[at - 1], keys[at - 1]
        at -= 1
    values[at], keys[at] = value, key


@inlined
def _names_and_place(names, place, community, rows, start, into):
    """Write the bits of given name, surname and place from row `start` on, as float32.

    Numbers are taken as unsigned: a negative index would have to be looked for each time. Birth
    and sex are no part of this loop: together they take longer than one after the other.
    """
    given, family, there = names[0][0], names[1][0], place[0]
    own_given, own_family, own_there = names[0][1], names[1][1], place[1]
    for k in range(len(into)):
        i = start + k
        g, f, p = np.uint32(rows.given[i]), np.uint32(rows.family[i]), np.uint32(rows.place[i])
        if rows.community[i] == community:
            into[k] = own_given[g] + own_family[f] + own_there[p]
        else:
            into[k] = given[g] + family[f] + there[p]


@inlined
def _add_birth_and_sex(birth, sex, rows, start, into):
    for k in range(len(into)):
        year = rows.year[start + k]
        at = np.uint32(year - FIRST_YEAR if year > 0 else UNKNOWN_YEAR)
        into[k] += birth[at] + sex[np.uint32(rows.sex[start + k])]


@inlined
def _parents(i, names, community, rows):
    inside = 1 if community >= 0 and rows.community[i] == community else 0
    return names[2][inside, rows.mother[i]] + names[3][inside, rows.father[i]]


@inlined
def _add_where_same(column, number, bits, start, into):
    """Add `bits` where a number that hardly anybody shares is the one asked for."""
    for k in range(len(into)):
        if column[start + k] == number:
            into[k] += bits


@inlined
def _most(table):
    """The most that a table could add to a row for which it says nothing otherwise."""
    most = np.float32(0)
    for x in table.flat:
        most = max(most, x)
    return most


@inlined
def _bound(names, place, births, asked, sex, rare, rows, start, into):
    """Write what each row could reach without its parents, from row `start` on."""
    community = asked[4] if asked[4] >= 0 else -2
    _names_and_place(names, place, community, rows, start, into)
    _add_birth_and_sex(births, sex, rows, start, into)
    if asked[2] > 0:
        _add_where_same(rows.phone, asked[2], max(rare[0], np.float32(0)), start, into)
    if asked[3] > 0:
        _add_where_same(rows.paper, asked[3], max(rare[2], np.float32(0)), start, into)


@compiled
def scan(names, place, birth, asked, dates, sex, rare, rows, start, stop, top):
    """The `top` rows of most bits among [start, stop): rows and bits, -1 where there are fewer.

    First all are weighed by what tells most. The best of these say how much is needed; parents are
    looked up, and the sum is made, only for those who could reach it.
    """
    near, births = np.empty(stop - start, np.float32), birth.copy()
    if asked[1] > 0:
        births[asked[0] - FIRST_YEAR] = max(births[asked[0] - FIRST_YEAR], dates.max())
    _bound(names, place, births, asked, sex, rare, rows, start, near)
    others = max(rare[1], np.float32(0)) + max(rare[3], np.float32(0)) + ROUNDING
    parents = _most(names[2]) + _most(names[3])
    values, keys = np.full(2 * top, -1e9), np.full(2 * top, -1, np.int64)
    _keep_best(near, values, keys)
    for k in range(len(keys)):
        if keys[k] >= 0:
            own, shared = _parts(
                start + keys[k], names, place, birth, asked, dates, sex, rare, rows
            )
            values[k] = own + shared
    needed = np.sort(values)[top] - ROUNDING
    values, keys = np.full(top, -1e9), np.full(top, -1, np.int64)
    for k in range(len(near)):
        most = near[k] + others
        if most + parents <= needed:
            continue
        i = start + k
        if most + _parents(i, names, asked[4], rows) <= needed:
            continue
        own, shared = _parts(i, names, place, birth, asked, dates, sex, rare, rows)
        if own + shared > values[top - 1]:
            _insert(own + shared, i, values, keys)
            needed = max(needed, values[top - 1] - ROUNDING)
    return keys, values


@inlined
def _keep_best(bits, values, keys):
    """The most of `bits` into `values`, and where they are into `keys`."""
    for k in range(len(bits)):
        if bits[k] > values[-1]:
            _insert(bits[k], k, values, keys)


@compiled
def parts_at(chosen, names, place, birth, asked, dates, sex, rare, rows):
    """(rows, 2): bits of the individual and of what families share."""
    found = np.empty((len(chosen), 2))
    for k in range(len(chosen)):
        found[k, 0], found[k, 1] = _parts(
            chosen[k], names, place, birth, asked, dates, sex, rare, rows
        )
    return found


@inlined
def _own_bits(given, birth, asked, dates, sex, rare, rows, start, into):
    """Write the bits of the individual of the rows from `start` on into `into`, as float32."""
    same, other, community = given[1], given[0], asked[4] if asked[4] >= 0 else -2
    year, day, paper = asked[0], asked[1], asked[3]
    for k in range(len(into)):
        i = start + k
        value = np.uint32(rows.given[i])
        into[k] = same[value] if rows.community[i] == community else other[value]
    for k in range(len(into)):
        its = rows.year[start + k]
        at = np.uint32(its - FIRST_YEAR if its > 0 else UNKNOWN_YEAR)
        into[k] += birth[at] + sex[np.uint32(rows.sex[start + k])]
    if day > 0:
        same_date, other_date = (
            dates[0] - birth[year - FIRST_YEAR],
            dates[1] - birth[year - FIRST_YEAR],
        )
        for k in range(len(into)):
            if rows.year[start + k] == year and rows.day[start + k] > 0:
                into[k] += same_date if rows.day[start + k] == day else other_date
    if paper != 0:
        for k in range(len(into)):
            if rows.paper[start + k] > 0:
                into[k] += rare[2] if rows.paper[start + k] == paper else rare[3]


@inlined
def _most_of_household(own, a, b, uniform, gone):
    """What members would be worth, were each asked one free to be any of them."""
    total = 0.0
    for q in range(len(own)):
        best = np.float32(-100)
        for i in range(a, b):
            best = max(best, own[q, i])
        total += max(uniform + best, gone if q < b - a else 0.0)
    return total


@inlined
def _members(own, a, b, uniform, gone):
    """What members are worth, each asked one matched once, in the order of the roster."""
    taken, total = np.int64(0), 0.0
    for q in range(len(own)):
        best, at = -100.0, -1
        for i in range(a, min(b, a + 62)):
            if own[q, i] > best and not (taken >> (i - a)) & 1:
                best, at = own[q, i], i
        if at >= 0 and uniform + best > gone:
            taken |= np.int64(1) << (at - a)
            total += uniform + best
        elif q < b - a:
            total += gone
    return total


@compiled
def families(given, birth, asked, dates, sex, rare, rows, first, last, starts, again, gone, top):
    """The `top` households of [first, last) by their members alone, each asked one matched once.

    The first axis of the tables is who is asked for. A row taken by one of those asked is free for
    no other. Households are worked through some at a time, so that their bits stay at hand.
    """
    values, keys = np.full(top, -1e9), np.full(top, -1, np.int64)
    logs = np.log2(np.arange(1.0, 65.0 + len(asked)))
    for some in range(first, last, HOUSEHOLDS_AT_ONCE):
        until = min(some + HOUSEHOLDS_AT_ONCE, last)
        start = starts[some]
        own = np.empty((len(asked), starts[until] - start), np.float32)
        for q in range(len(asked)):
            _own_bits(given[q], birth[q], asked[q], dates[q], sex[q], rare[q], rows, start, own[q])
        for h in range(some, until):
            a, b = starts[h] - start, starts[h + 1] - start
            uniform = again - logs[max(b - a, len(asked)) - 1]
            if _most_of_household(own, a, b, uniform, gone) <= values[top - 1]:
                continue
            total = _members(own, a, b, uniform, gone)
            if total > values[top - 1]:
                _insert(total, h, values, keys)
    return keys, values


@compiled
def spread_words(bits, levels, values):
    """From words to names: ((2, values) of bits, (values,) of levels); value 0 is unknown.

    `bits` is (asked, 2, words) and `levels` (asked, words). As in `kernels.name_bits`, of the
    name with fewer words the best counts whole and the others half.
    """
    found = np.zeros((2, len(values)), np.float32)
    level = np.full(len(values), 4, np.uint8)
    asked = len(bits)
    for v in range(1, len(values)):
        if asked == 1 and values[v, 1] < 0:
            word = values[v, 0]
            found[0, v], found[1, v], level[v] = bits[0, 0, word], bits[0, 1, word], levels[0, word]
            continue
        held = 0
        while held < values.shape[1] and values[v, held] >= 0:
            held += 1
        for side in range(2):
            best, total = -100.0, 0.0
            for n in range(min(held, asked)):
                most = -100.0
                for k in range(max(held, asked)):
                    q, w = (k, values[v, n]) if held <= asked else (n, values[v, k])
                    most = max(most, bits[q, side, w])
                    level[v] = min(level[v], levels[q, w])
                best, total = max(best, most), total + most
            found[side, v] = best + 0.5 * (total - best)
    return found, level


@compiled
def weigh_homes(own, shared, first, again, gone, load):
    """(homes,) of bits, and (asked, homes) of which row each of those asked is, or -1.

    `own` and `shared` are (asked, rows); the rows of home h are first[h] to first[h + 1]. They are
    matched one to one, the best first. Of what families share, the best match counts with the
    weight `load`, and the sum of all with the rest of it.
    """
    asked, homes = len(own), len(first) - 1
    total, partner = np.zeros(homes), np.full((asked, homes), -1, np.int64)
    for h in range(homes):
        a, b = first[h], first[h + 1]
        taken = np.zeros(b - a, np.bool_)
        uniform = again - np.log2(max(b - a, asked))
        matched, best_shared, all_shared = 0, -100.0, 0.0
        while matched < min(asked, b - a):
            best, at, to = 0.0, -1, -1
            for q in range(asked):
                if partner[q, h] >= 0:
                    continue
                for i in range(a, b):
                    if not taken[i - a] and own[q, i] > best:
                        best, at, to = own[q, i], q, i
            if at < 0:
                break
            partner[at, h], taken[to - a] = to, True
            total[h] += max(uniform + best, gone)
            best_shared = max(best_shared, shared[at, to])
            all_shared += shared[at, to]
            matched += 1
        total[h] += gone * (min(asked, b - a) - matched)
        if matched:
            total[h] += load * best_shared + (1 - load) * all_shared
    return total, partner
