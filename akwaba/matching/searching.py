"""Who may stand at the desk, weighed by the engine: a family by household, one person alone."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from akwaba.matching.engine import LOOK, PROBABLE, SURE, Engine
from akwaba.matching.index import Sought
from akwaba.matching.persons import Persons, persons_from
from akwaba.matching.queries import Person as Asked
from akwaba.matching.registered import Registered, asked_as, registered_people
from akwaba.matching.weights import probability

MOST_FAMILIES, MOST_PEOPLE = 8, 16
"""Households and people that are asked of the engine."""
AMONG_OTHERS = 10
"""So many times as many, where the register holds people of posts that are not the officer's."""
MOST_ALONE = 20
"""Of a large household so many of those whom no family explains are looked for one by one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody of the register who may be the one at that place among those asked for."""

    person: UUID
    asked: int
    probability: float
    family: float = 0.0
    """The probability that the whole household is the family that stands at the desk."""

    @property
    def band(self) -> str:
        return band_of(self.probability)

    @property
    def family_band(self) -> str:
        """The same of the whole household; empty where that is not worth a look."""
        return band_of(self.family) if self.family >= LOOK else ""


def band_of(chance: float) -> str:
    """As Proposal.Band names them: "almost_surely", "probably" or "look"."""
    if chance >= SURE:
        return "almost_surely"
    return "probably" if chance >= PROBABLE else "look"


class Ready:
    """The engine over the people of this node, and who is who; read only."""

    def __init__(self, engine: Engine, people: Registered) -> None:
        self._engine = engine
        self._people = people

    @classmethod
    def read(cls, year: int, *, rest_seconds: float = 0.0) -> "Ready":
        """Read the register from the database."""
        people = registered_people(rest_seconds=rest_seconds)
        ready = cls(Engine.of(people.persons, today=year), people)
        people.persons = Persons((), {})  # its texts are in the engine
        return ready

    @classmethod
    def of_nobody(cls, year: int) -> None:
        """Search a register of two once: that loads, or compiles, the engine's loops."""
        shared = {"family_name": "Traoré", "hh_id": "1", "sex": "F", "birth_year": "1990",
                  "village": "Sikasso", "country": "MLI"}  # fmt: skip
        rows = [{"rec_id": name, "given_name": name, **shared} for name in ("Awa", "Issa")]
        ids = UUID(int=1).bytes + UUID(int=2).bytes
        people = Registered(persons_from(rows), ids, np.zeros(2, np.int16), [""])
        nobody = Sought("Awa Traoré", "F", date(1990, 1, 1), date(1990, 12, 31), "Sikasso", "MLI")
        cls(Engine.of(people.persons, today=year), people).search([nobody] * 3, posts=None)

    def __len__(self) -> int:
        return len(self._people.post)

    def holds(self, person: UUID) -> bool:
        """Whether somebody of that id is in it; ids were read in their order."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._people.id_at(middle) < person:
                low = middle + 1
            else:
                high = middle
        return low < len(self) and self._people.id_at(low) == person

    def search(self, sought: Sequence[Sought], *, posts: Collection[str] | None) -> list[Match]:
        """A whole family by its household, then those whom no family explains one by one."""
        asked = [asked_as(one) for one in sought]
        found: dict[tuple[int, UUID], Match] = {}
        if len(self) and len(asked) > 1:
            _keep_best(found, self._families(asked, posts))
        explained = {match.asked for match in found.values()}
        left = [place for place in range(len(asked)) if place not in explained]
        for place in left[:MOST_ALONE] if len(self) else ():
            _keep_best(found, self._alone(asked[place], place, posts))
        return sorted(found.values(), key=_rank)

    def _families(self, asked: Sequence[Asked], posts: Collection[str] | None) -> Iterable[Match]:
        for family in self._engine.search_family(asked, top=MOST_FAMILIES * self._spare(posts)):
            for member in family.members:
                chance = family.probability * self._is_member(member.bits, len(asked))
                if self._is_of(member.source, posts):
                    person = self._people.id_at(member.source)
                    yield Match(person, member.member, chance, family.probability)

    def _alone(self, asked: Asked, place: int, posts: Collection[str] | None) -> Iterable[Match]:
        for found in self._engine.search(asked, top=MOST_PEOPLE * self._spare(posts)):
            if self._is_of(found.source, posts):
                yield Match(self._people.id_at(found.source), place, found.probability)

    def _spare(self, posts: Collection[str] | None) -> int:
        return 1 if posts is None or set(self._people.posts) <= set(posts) else AMONG_OTHERS

    def _is_of(self, source: int, posts: Collection[str] | None) -> bool:
        return posts is None or self._people.posts[self._people.post[source]] in posts

    def _is_member(self, bits: float, size: int) -> float:
        """The chance that two are one person, given that their households are one family.

        One of `size` who is there again, against another who came instead.
        """
        household = self._engine.parameters.household
        again = np.log2(household.member_again / size)
        return probability(bits + float(again - np.log2(1 - household.member_again)))


def _keep_best(found: dict[tuple[int, UUID], Match], matches: Iterable[Match]) -> None:
    for match in matches:
        before = found.get((match.asked, match.person))
        if match.probability >= LOOK and (before is None or before.probability < match.probability):
            found[match.asked, match.person] = match


def _rank(match: Match) -> tuple[object, ...]:
    """The likeliest household first, and in it the likeliest person."""
    return -max(match.family, match.probability), -match.probability, match.asked, match.person
