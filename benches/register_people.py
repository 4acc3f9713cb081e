"""The households of an invented register, and the people in them."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from benches.register_tables import Bools, Ints, Source, Tables, draw, given, uneven

HEAD, SPOUSE, CHILD, PARENT, FOSTER, SIBLING, GRANDCHILD = range(7)
START, END = ((date(year, 7, 1) - date(1970, 1, 1)).days for year in (2023, 2026))
"""Days since 1970 between which people are first registered; repeats may come until LAST."""
LAST = END + 120
MOST = 12
"""People in a household."""
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Homes:
    """Households in the order of their first registration."""

    day: Ints
    community: Ints
    village: Ints
    head_male: Bools
    head_age: Ints
    counts: Ints
    """Households by roles: members at the first registration."""
    later: Ints
    """The same: members who are born or join afterwards."""


@dataclass(frozen=True, slots=True)
class People:
    """Members, the head of each household first; those who come later stand last in theirs."""

    home: Ints
    role: Ints
    later: Bools
    male: Bools
    born: Ints
    """Days since 1970."""
    community: Ints
    given: Ints
    second: Ints
    """A second given name; -1 where there is none."""
    surname: Ints
    """-1 where the surname is the father's name."""
    mother: Ints
    father: Ints


def homes(rng: Source, tables: Tables, count: int) -> Homes:
    """Two fifths have a woman at their head: husbands stay behind, or are dead."""
    community = rng.choice(len(tables.communities), size=count, p=tables.weights)
    sizes = np.array([len(some.cercles) for some in tables.communities])
    cercles = np.full((len(sizes), sizes.max()), -1)
    for row, some in zip(cercles, tables.communities, strict=True):
        row[: len(some.cercles)] = some.cercles
    cercle = cercles[community, uneven(rng, sizes[community])]
    here = np.diff(tables.first_villages)[cercle]
    male = rng.random(count) < 0.62
    age = np.clip(np.round(rng.normal(39, 13, count)), 17, 85).astype(np.int64)
    counts = _counts(rng, male, age)
    return Homes(
        day=np.sort(rng.integers(START, END, count)),
        community=community,
        village=tables.first_villages[cercle] + uneven(rng, here, 0.7),
        head_male=male,
        head_age=age,
        counts=counts,
        later=_later(rng, counts, male, age),
    )


def _counts(rng: Source, male: Bools, age: Ints) -> Ints:
    """One household in seven is a person alone; the others hold about six."""
    total = len(male)
    spouses = rng.choice(4, size=total, p=(0.12, 0.71, 0.14, 0.03))
    spouses = np.where(male, spouses * (age > 20), rng.random(total) < 0.05)
    mothers = np.where(male, np.maximum(spouses, 0.3), 1.0)
    children = rng.poisson(np.clip((age - 16) / 6, 0, 3.6) * mothers**0.6)
    counts = np.zeros((total, 7), dtype=np.int64)
    counts[:, SPOUSE], counts[:, CHILD] = spouses, children
    for role, mean in ((PARENT, 0.14), (FOSTER, 0.35), (SIBLING, 0.2)):
        counts[:, role] = rng.poisson(mean, total)
    counts[:, PARENT] = np.minimum(counts[:, PARENT], 1) * (age < 60)
    counts[:, GRANDCHILD] = rng.poisson(np.where(age > 48, 0.9, 0.0))
    counts[rng.random(total) < 0.12] = 0
    counts[:, HEAD] = 1
    for role in (CHILD, FOSTER, GRANDCHILD, SIBLING):
        over = np.maximum(counts.sum(axis=1) - MOST, 0)
        counts[:, role] = np.maximum(counts[:, role] - over, 0)
    return counts


def _later(rng: Source, counts: Ints, male: Bools, age: Ints) -> Ints:
    """Births, marriages and relatives that join: seen if the family is registered again."""
    total = len(male)
    fertile = np.where(male, (counts[:, SPOUSE] > 0) & (age < 60), age < 45)
    later = np.zeros((total, 7), dtype=np.int64)
    later[:, CHILD] = fertile & (rng.random(total) < 0.22)
    later[:, SPOUSE] = male & (rng.random(total) < 0.03)
    later[:, SIBLING] = rng.random(total) < 0.05
    return later


def people(rng: Source, tables: Tables, where: Homes) -> People:
    """Everybody; the names of parents are those of the parents who are there."""
    home, role, later = _rows(where)
    starts = np.searchsorted(home, np.arange(len(where.day)))
    community = where.community[home]
    elsewhere = (role == SPOUSE) & (rng.random(len(home)) < 0.08)
    community[elsewhere] = rng.choice(
        len(tables.communities), size=elsewhere.sum(), p=tables.weights
    )
    male = _sexes(rng, where, home, role)
    names = _apart(rng, tables, home, community, male)
    father, mother, absent = _parents(rng, tables, where, (home, role, names), starts)
    parent = role == PARENT  # of the head: named as the head names them
    names[parent] = np.where(male, father[starts[home]], mother[starts[home]])[parent]
    second = given(rng, tables, community, male)
    second[rng.random(len(home)) > 0.03] = -1
    return People(
        home=home, role=role, later=later, male=male,
        born=_births(rng, where, home, role, later),
        community=community, given=names, second=second,
        surname=_surnames(
            rng, tables, where, (home, role, male, community), starts=starts, absent=absent
        ),
        mother=mother, father=father,
    )  # fmt: skip


def _rows(where: Homes) -> tuple[Ints, Ints, Bools]:
    """Household, role, and whether they come later."""
    total = len(where.day)
    counts = np.concatenate((where.counts, where.later), axis=1).ravel()
    cells = np.repeat(np.arange(total * 14), counts)
    return cells // 14, cells % 7, cells % 14 >= 7


def _sexes(rng: Source, where: Homes, home: Ints, role: Ints) -> Bools:
    head = where.head_male[home]
    chance = np.where(role == PARENT, 0.25, 0.5)
    male = rng.random(len(home)) < chance
    return np.where(role == HEAD, head, np.where(role == SPOUSE, ~head, male))


def _births(rng: Source, where: Homes, home: Ints, role: Ints, later: Bools) -> Ints:
    """Born on any day of the year that makes the age at the first registration."""
    head = where.head_age[home]
    wife = np.where(where.head_male[home], head - 6, head + 6)
    youngest = np.clip(np.minimum(head, wife) - 16, 1, 24)
    total = len(home)
    age = np.select(
        [role == HEAD, role == SPOUSE, role == CHILD, role == PARENT, role == FOSTER,
         role == SIBLING],
        [head, np.maximum(wife + rng.normal(0, 4, total), 15), rng.random(total) * youngest,
         head + rng.uniform(18, 34, total), rng.uniform(2, 17, total),
         np.maximum(head + rng.normal(0, 8, total), 8)],
        rng.uniform(0, np.maximum(head - 36, 1), total),
    )  # fmt: skip
    age = np.minimum(age, 96) + rng.random(total) * (role != CHILD)
    born = where.day[home] - (age * YEAR).astype(np.int64)
    newborn = later & (role == CHILD)
    born[newborn] = where.day[home[newborn]] + rng.integers(1, 400, newborn.sum())
    return born


def _apart(rng: Source, tables: Tables, home: Ints, community: Ints, male: Bools) -> Ints:
    """Given names; brothers seldom share one, so those who do are named again, twice."""
    names = given(rng, tables, community, male)
    for _ in range(2):
        _, first = np.unique(home * len(tables.words) + names, return_index=True)
        same = np.ones(len(home), dtype=bool)
        same[first] = False
        names[same] = given(rng, tables, community[same], male[same])
    return names


def _parents(
    rng: Source, tables: Tables, where: Homes, rows: tuple[Ints, Ints, Ints], starts: Ints
) -> tuple[Ints, Ints, Bools]:
    """Fathers, mothers, and of which households the head's spouse is not there."""
    home, role, names = rows
    own = where.community[home]
    father, mother = draw(rng, tables, "male", own), draw(rng, tables, "female", own)
    spouses = where.counts[:, SPOUSE]
    which = 1 + (rng.random(len(home)) * spouses[home]).astype(np.int64)
    spouse = np.minimum(starts[home] + which, len(home) - 1)
    absent = spouses == 0
    gone_man = draw(rng, tables, "male", where.community)[home]
    gone_woman = draw(rng, tables, "female", where.community)[home]
    head, man = names[starts[home]], where.head_male[home]
    there = np.where(absent[home], np.where(man, gone_woman, gone_man), names[spouse])
    child, brother = role == CHILD, role == SIBLING
    father[child] = np.where(man, head, there)[child]
    mother[child] = np.where(man, there, head)[child]
    father[brother] = father[starts[home]][brother]
    mother[brother] = mother[starts[home]][brother]
    return father, mother, absent


def _surnames(
    rng: Source, tables: Tables, where: Homes, rows: tuple[Ints, Ints, Bools, Ints],
    *, starts: Ints, absent: Bools,
) -> Ints:  # fmt: skip
    """Children have their father's; wives keep their own, as is usual in the region."""
    home, role, male, community = rows
    surname = draw(rng, tables, "surname", community)
    head = surname[starts[home]]
    husband = np.where(
        absent, draw(rng, tables, "surname", where.community),
        surname[np.minimum(starts + 1, len(home) - 1)],
    )  # fmt: skip
    fathers = np.where(where.head_male[home], head, husband[home])
    luck = rng.random(len(home))
    of_head = (role == SIBLING) | ((role == PARENT) & male)
    of_head |= ((role == GRANDCHILD) & (luck < 0.5)) | ((role == FOSTER) & (luck < 0.4))
    surname = np.where(role == CHILD, fathers, np.where(of_head, head, surname))
    patronymic = np.array([some.patronym is not None for some in tables.communities])
    return np.where(patronymic[community] & (rng.random(len(home)) < 0.85), -1, surname)
