"""Those who were found, household by household: whom to show, and what families have in common."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from uuid import UUID

from akwaba.access.models import Officer
from akwaba.desk.known import MOST_SHOWN, Band, Hit, Known
from akwaba.desk.likeness import Described, Reason
from akwaba.desk.likeness_told import Pair, Told, share_mother, told_of_family, told_of_two
from akwaba.places.queries import names_of
from akwaba.registry import queries
from akwaba.registry.models import Person
from akwaba.registry.pages.words import name_text

MOST_HOUSEHOLDS = 4
"""So many are shown with their likeliest person at least, before any is shown with more."""

_BANDS = ["", *reversed(Band.values)]


@dataclass(frozen=True, slots=True)
class Family:
    """A household several of whose people resemble those asked for."""

    household: UUID
    people: int
    """Who counts in it."""
    alike: int
    told: Sequence[Told]
    band: str
    """How likely it is the family of those asked for."""


@dataclass(slots=True)
class _Group:
    """Of one household: one of those asked for resembles one of its people."""

    hits: list[Hit] = field(default_factory=list)

    def takes(self, hit: Hit, *, is_alone: bool) -> bool:
        """Where only one is asked for, several of a household may be that one."""
        return all(
            hit.person.id != one.person.id and (is_alone or hit.resembles != one.resembles)
            for one in self.hits
        )


def by_household(
    officer: Officer, asked: Sequence[Described], known: Known, on: date
) -> tuple[Known, list[Family]]:
    """Choose at most MOST_SHOWN of them, with what tells why, likeliest household first."""
    groups = _grouped(known.hits, is_alone=len(asked) == 1)
    shown = _chosen(list(groups.values()))
    members = _members(officer, [name for name, group in groups.items() if group.hits[1:]])
    everyone = chain((hit.person for hit in known.hits), *members.values())
    described = describe({person.id: person for person in everyone})
    hits, families = [], []
    for name, group in groups.items():
        pairs = [Pair(asked[hit.resembles], described[hit.person.id]) for hit in group.hits]
        theirs = [described[person.id] for person in members.get(name, ())]
        told = [
            replace(hit, told=_told(hit, pair, pairs, asked, theirs))
            for hit, pair in zip(group.hits, pairs, strict=True)
            if id(hit) in shown
        ]
        hits += told
        if told and theirs:
            band = max((hit.family_band for hit in group.hits), key=_BANDS.index)
            told_of = told_of_family(pairs, on)
            families.append(Family(name, len(theirs), len(pairs), told_of, band))
    has_more = known.has_more or len(shown) < sum(len(group.hits) for group in groups.values())
    return replace(known, hits=hits, has_more=has_more), families


def _grouped(hits: Sequence[Hit], *, is_alone: bool) -> dict[UUID, _Group]:
    groups: dict[UUID, _Group] = {}
    for hit in hits:
        group = groups.setdefault(hit.person.household or hit.person.id, _Group())
        if group.takes(hit, is_alone=is_alone):
            group.hits.append(hit)
    return groups


def _chosen(groups: Sequence[_Group]) -> set[int]:
    """The likeliest of each of the first households, then the others of these, then the rest."""
    first, rest = groups[:MOST_HOUSEHOLDS], groups[MOST_HOUSEHOLDS:]
    ordered = [
        *(group.hits[0] for group in first),
        *chain.from_iterable(group.hits[1:] for group in first),
        *chain.from_iterable(group.hits for group in rest),
    ]
    return {id(hit) for hit in ordered[:MOST_SHOWN]}


def _members(officer: Officer, households: Collection[UUID]) -> dict[UUID, list[Person]]:
    """Who counts in these, by household."""
    found: dict[UUID, list[Person]] = {}
    for person in queries.members_of(officer, households) if households else ():
        if person.household:
            found.setdefault(person.household, []).append(person)
    return found


def describe(people: Mapping[UUID, Person]) -> dict[UUID, Described]:
    """The same facts as a desk gives of those who stand there."""
    places = names_of({person.origin_place for person in people.values()} - {""})
    return {
        name: Described(
            name_text(person),
            person.sex,
            person.birth_earliest,
            person.birth_latest,
            person.relationship,
            places.get(person.origin_place, "") or person.origin_said,
            person.origin_country,
        )
        for name, person in people.items()
    }


def _told(
    hit: Hit,
    pair: Pair,
    pairs: Sequence[Pair],
    asked: Sequence[Described],
    theirs: Sequence[Described],
) -> list[Told]:
    person = hit.person
    split = f"{person.given_names} {person.family_name}".strip()
    others = [name for name in (split, *person.aliases) if name]
    told = told_of_two(pair.asked, pair.found, other_names=others)
    if share_mother(pair, pairs, asked, theirs):
        told.insert(0, Told(Reason.SAME_MOTHER))
    return told
