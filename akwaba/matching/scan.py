"""Every person and every household of a register weighed against what is asked, compiled.

No blocking: whoever is there is found, however the name was spelt.
"""

import numpy as np

from akwaba.matching.births import FIRST_YEAR, SPAN
from akwaba.matching.compiled import compiled, inlined

UNKNOWN_YEAR = SPAN


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
def _name_and_place(i, names, place, community, rows):
    inside = 1 if community >= 0 and rows.community[i] == community else 0
    return (
        names[0][inside, rows.given[i]]
        + names[1][inside, rows.family[i]]
        + place[inside, rows.place[i]]
    )


@compiled
def scan(names, place, birth, asked, dates, sex, rare, rows, start, stop, top, rest):
    """The `top` rows of most bits among [start, stop): rows and bits, -1 where there are fewer.

    `rest` is the most that all but the name and the place could add: whoever cannot reach the
    least of those found so far is passed over.
    """
    values = np.full(top, -1e9)
    keys = np.full(top, -1, np.int64)
    least = values[top - 1]
    for i in range(start, stop):
        if _name_and_place(i, names, place, asked[4], rows) + rest <= least:
            continue
        own, shared = _parts(i, names, place, birth, asked, dates, sex, rare, rows)
        total = own + shared
        if total > least:
            _insert(total, i, values, keys)
            least = values[top - 1]
    return keys, values


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
def own_bits(names, birth, asked, dates, sex, rare, rows, start, stop, into):
    """Write the bits of the individual of each row of [start, stop) into `into`, as float32."""
    same, other = names[0][1], names[0][0]
    for i in range(start, stop):
        inside = asked[4] >= 0 and rows.community[i] == asked[4]
        year = rows.year[i]
        own = (same if inside else other)[rows.given[i]] + sex[rows.sex[i]]
        if asked[1] > 0 and rows.day[i] > 0 and asked[0] == year:
            own += dates[0] if asked[1] == rows.day[i] else dates[1]
        else:
            own += birth[year - FIRST_YEAR if year > 0 else UNKNOWN_YEAR]
        if asked[3] != 0 and rows.paper[i] > 0:
            own += rare[2] if asked[3] == rows.paper[i] else rare[3]
        into[i] = own


@compiled
def families(own, first, last, starts, again, gone, top):
    """The `top` households of [first, last) by their members alone, each asked one matched once.

    `own` is (asked, rows). A row taken by one of those asked is free for no other.
    """
    values = np.full(top, -1e9)
    keys = np.full(top, -1, np.int64)
    least = values[top - 1]
    for h in range(first, last):
        a, b = starts[h], starts[h + 1]
        uniform = again - np.log2(max(b - a, len(own)))
        taken = np.int64(0)
        total = 0.0
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
        if total > least:
            _insert(total, h, values, keys)
            least = values[top - 1]
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
