"""Who is registered when and with whom: first registrations, and people who come again."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benches.register_people import (
    CHILD,
    FOSTER,
    GRANDCHILD,
    HEAD,
    LAST,
    PARENT,
    SIBLING,
    SPOUSE,
    YEAR,
    Homes,
    People,
)
from benches.register_tables import Bools, Ints, Source

KINDS = ("once", "whole_family", "part", "inside_another", "alone", "deliberate")
SHARES = {
    "whole_family": 0.45,
    "part": 0.25,
    "inside_another": 0.10,
    "alone": 0.16,
    "deliberate": 0.04,
}
"""Of the records of people who were registered before."""
REPEATS = 0.08
"""Of all records."""
SETTLED = 0.97
"""Only the first so much of the households come again or take others in: the last are the spare."""
RELATIONS = {
    HEAD: {
        SPOUSE: "HUS WIF", CHILD: "SON DAU", PARENT: "PRM PRF", FOSTER: "FCM FCF",
        SIBLING: "SBM SBF", GRANDCHILD: "GCM GCF", HEAD: "ORM ORF",
    },
    SPOUSE: {
        HEAD: "HUS WIF", CHILD: "SON DAU", PARENT: "PLM PLF", FOSTER: "FCM FCF",
        SIBLING: "BIL SIL", GRANDCHILD: "GCM GCF", SPOUSE: "ORM ORF",
    },
    CHILD: {HEAD: "PRM PRF", SPOUSE: "PRM PRF", CHILD: "SBM SBF", PARENT: "GPM GPF"},
}  # fmt: skip
"""Codes of men and women by the role of who stands for the household now, and by their own."""
OTHERWISE = "ORM ORF"


@dataclass(frozen=True, slots=True)
class Records:
    """One line each: a person at a registration."""

    person: Ints
    event: Ints
    kind: Ints
    """Places in KINDS."""
    guest: Bools
    """Written down among another family."""


@dataclass(frozen=True, slots=True)
class Events:
    """Registrations of a household, or of whoever comes as one."""

    day: Ints
    home: Ints
    again: Bools
    keeps_head: Bools


def registrations(rng: Source, where: Homes, people: People, count: int) -> tuple[Records, Events]:
    """So many records: the repeats in their shares, and first registrations for the rest."""
    quotas = {kind: round(count * REPEATS * share) for kind, share in SHARES.items()}
    first, events = _first(where, people, count - sum(quotas.values()))
    houses = int(events.home.max() + 1)
    makers = {"whole_family": _whole, "part": _part, "inside_another": _inside, "alone": _alone}
    parts = [first]
    for kind, quota in quotas.items():
        maker = makers.get(kind, _deliberate)
        records, events = maker(rng, where, people, events, (int(houses * SETTLED), quota))
        parts.append(records)
    records = Records(
        *(np.concatenate([getattr(part, name) for part in parts])
          for name in ("person", "event", "kind", "guest"))
    )  # fmt: skip
    return _in_order(_spared(records, len(first.person), count), events)


def _first(where: Homes, people: People, count: int) -> tuple[Records, Events]:
    persons = np.flatnonzero(~people.later)[:count]
    home = people.home[persons]
    houses = home.max() + 1
    events = Events(
        day=where.day[:houses], home=np.arange(houses),
        again=np.zeros(houses, dtype=bool), keeps_head=np.ones(houses, dtype=bool),
    )  # fmt: skip
    return _records(persons, home, "once"), events


def _records(persons: Ints, events: Ints, kind: str, *, guest: bool = False) -> Records:
    size = len(persons)
    return Records(persons, events, np.full(size, KINDS.index(kind)), np.full(size, guest))


def _returns(
    rng: Source, where: Homes, events: Events, home: Ints, keeps: float
) -> tuple[Ints, Events]:
    """New registrations of these households, at least three days later; half within five months."""
    total = len(home)
    day = where.day[home]
    lag = 3 + rng.exponential(210, total).astype(np.int64)
    late = day + lag > LAST
    lag[late] = rng.integers(3, LAST - day[late])
    more = Events(
        day=day + lag, home=home,
        again=np.ones(total, dtype=bool), keeps_head=rng.random(total) < keeps,
    )  # fmt: skip
    numbers = len(events.day) + np.arange(total)
    return numbers, Events(*_joined(events, more))


def _joined(events: Events, more: Events) -> list[npt.NDArray[np.generic]]:
    names = ("day", "home", "again", "keeps_head")
    return [np.concatenate((getattr(events, name), getattr(more, name))) for name in names]


def _families(
    rng: Source, where: Homes, people: People, limits: tuple[int, int], sizes: tuple[int, int]
) -> tuple[Ints, Ints, Ints]:
    """Households picked; then a line a member: the place among the picked, and the person."""
    settled, quota = limits
    size = where.counts[:settled].sum(axis=1)
    able = np.flatnonzero((size >= sizes[0]) & (size <= sizes[1]))
    picked = rng.choice(able, size=quota)  # more than enough: each has at least one
    starts = np.searchsorted(people.home, picked)
    lengths = np.searchsorted(people.home, picked, side="right") - starts
    place = np.repeat(np.arange(quota), lengths)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return picked, place, starts[place] + offset


def _whole(
    rng: Source, where: Homes, people: People, events: Events, limits: tuple[int, int]
) -> tuple[Records, Events]:
    """The family again: one in 14 has died or gone on, others were born or have joined."""
    quota = limits[1]
    home, place, person = _families(rng, where, people, limits, (2, 99))
    numbers, events = _returns(rng, where, events, home, 0.75)
    arrived = people.born[person] <= events.day[numbers[place]]
    there = arrived & (rng.random(len(person)) < 0.93)
    wanted = np.cumsum(there & ~people.later[person]) <= quota
    some = there & wanted
    return _records(person[some], numbers[place[some]], "whole_family"), events


def _part(
    rng: Source, where: Homes, people: People, events: Events, limits: tuple[int, int]
) -> tuple[Records, Events]:
    """Half of the family, and one time in three who stood for it."""
    quota = limits[1]
    home, place, person = _families(rng, where, people, limits, (3, 99))
    numbers, events = _returns(rng, where, events, home, 0.5)
    chance = np.where(people.role[person] == HEAD, 0.35, 0.5)
    there = ~people.later[person] & (rng.random(len(person)) < chance)
    some = there & (np.cumsum(there) <= quota)
    return _records(person[some], numbers[place[some]], "part"), events


def _inside(
    rng: Source, where: Homes, people: People, events: Events, limits: tuple[int, int]
) -> tuple[Records, Events]:
    """One person among a family that is registered for the first time after their own."""
    settled, quota = limits
    person = _persons(rng, where, people, settled - 1, quota, youngest=3)
    host = _hosts(rng, where.community[:settled], people.home[person])
    return _records(person, host, "inside_another", guest=True), events


def _hosts(rng: Source, community: Ints, own: Ints) -> Ints:
    """Households that came later: four in five of the guest's own community, if there is one."""
    order = np.argsort(community, kind="stable")
    rank = np.argsort(order)
    ends = np.cumsum(np.bincount(community))[community]
    luck = rng.random(len(own))
    left = ends[own] - rank[own] - 1
    kin = order[np.minimum(rank[own] + 1 + (luck * left).astype(np.int64), len(order) - 1)]
    anybody = own + 1 + (luck * (len(community) - own - 1)).astype(np.int64)
    return np.where((left > 0) & (rng.random(len(own)) < 0.8), kin, anybody)


def _alone(
    rng: Source, where: Homes, people: People, events: Events, limits: tuple[int, int]
) -> tuple[Records, Events]:
    settled, quota = limits
    person = _persons(rng, where, people, settled, quota, youngest=14)
    numbers, events = _returns(rng, where, events, people.home[person], 0.5)
    return _records(person, numbers, "alone"), events


def _deliberate(
    rng: Source, where: Homes, people: People, events: Events, limits: tuple[int, int]
) -> tuple[Records, Events]:
    """Half of them alone, half as families of two to five, all under other names."""
    settled, quota = limits
    single = quota // 2
    alone = _persons(rng, where, people, settled, single, youngest=15)
    numbers, events = _returns(rng, where, events, people.home[alone], 0.5)
    home, place, person = _families(rng, where, people, limits, (2, 5))
    others, events = _returns(rng, where, events, home, 0.5)
    some = ~people.later[person]
    some &= np.cumsum(some) <= quota - single
    persons = np.concatenate((alone, person[some]))
    return _records(persons, np.concatenate((numbers, others[place[some]])), "deliberate"), events


def _persons(
    rng: Source, where: Homes, people: People, settled: int, count: int, *, youngest: int
) -> Ints:
    age = (where.day[people.home] - people.born) / YEAR
    able = np.flatnonzero(~people.later & (people.home < settled) & (age >= youngest))
    return rng.choice(able, size=count)


def _spared(records: Records, first: int, count: int) -> Records:
    """As many first registrations fewer, from the end, as people were born or have joined."""
    keep = np.ones(len(records.person), dtype=bool)
    keep[first - (len(keep) - count) : first] = False
    return Records(
        records.person[keep], records.event[keep], records.kind[keep], records.guest[keep]
    )


def _in_order(records: Records, events: Events) -> tuple[Records, Events]:
    """By day and household; whoever is met for the first time is registered once so far."""
    order = np.lexsort((records.person, records.guest, records.event, events.day[records.event]))
    _, which, event = np.unique(records.event[order], return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(which))
    used = records.event[order][which[np.argsort(which)]]
    _, first = np.unique(records.person[order], return_index=True)
    kind = records.kind[order]
    kind[first] = 0
    sorted_records = replace(
        records, person=records.person[order], event=rank[event], kind=kind,
        guest=records.guest[order],
    )  # fmt: skip
    return sorted_records, Events(
        events.day[used], events.home[used], events.again[used], events.keeps_head[used]
    )


def relations(people: People, records: Records, events: Events) -> npt.NDArray[np.object_]:
    """PA for whoever stands for the household this time, and what the others are to them."""
    heads = _heads(people, records, events)
    table = np.full((7, 7, 2), "", dtype=object)
    for head in range(7):
        for own in range(7):
            table[head, own] = RELATIONS.get(head, {}).get(own, OTHERWISE).split()
    role, male = people.role[records.person], people.male[records.person]
    codes = table[role[heads][records.event], role, np.where(male, 0, 1)]
    codes[records.guest] = np.where(male[records.guest], "ORM", "ORF")
    codes[heads] = "PA"
    return codes


def _heads(people: People, records: Records, events: Events) -> Ints:
    """For each registration, the line of who speaks: the head, else a spouse, else the eldest."""
    role = people.role[records.person]
    away = (role == HEAD) & ~events.keeps_head[records.event]
    turn = np.select([records.guest, away, role == HEAD, role == SPOUSE], [9, 2, 0, 1], 3)
    order = np.lexsort((people.born[records.person], turn, records.event))
    _, which = np.unique(records.event[order], return_index=True)
    return order[which]
