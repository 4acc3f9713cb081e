"""Who may stand at the desk, weighed by the engine: a family by household, one person alone."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from akwaba.matching.engine import LOOK, PROBABLE, SURE, Engine
from akwaba.matching.index import Sought
from akwaba.matching.queries import Person as Asked
from akwaba.matching.registered import Registered, asked_as, registered_people
from akwaba.matching.weights import probability

MOST_FAMILIES = 50
"""Households that are asked of the engine, so that enough remain of the officer's own posts."""
MOST_PEOPLE = 200
"""The same for people."""
MOST_ALONE = 20
"""Of a large household so many of those whom no family explains are looked for one by one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody of the register who may be the one at that place among those asked for."""

    person: UUID
    asked: int
    probability: float

    @property
    def band(self) -> str:
        """As Proposal.Band names them: "almost_surely", "probably" or "look"."""
        if self.probability >= SURE:
            return "almost_surely"
        return "probably" if self.probability >= PROBABLE else "look"


class Ready:
    """The engine over the people of this node, and who is who; read only."""

    def __init__(self, engine: Engine, people: Registered) -> None:
        self._engine = engine
        self._people = people

    @classmethod
    def read(cls, year: int, *, rest_seconds: float = 0.0) -> "Ready":
        """Read the register from the database, and search once: that loads the compiled loops."""
        people = registered_people(rest_seconds=rest_seconds)
        ready = cls(Engine.of(people.persons, today=year), people)
        nobody = Sought("Awa Traoré", "F", date(year - 30, 1, 1), date(year - 30, 12, 31))
        ready.search([nobody, nobody], posts=None)
        people.persons = type(people.persons)((), {})  # its texts are in the engine
        return ready

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
        best: dict[tuple[int, int], float] = {}
        if len(self) and len(asked) > 1:
            _keep_best(best, self._families(asked))
        left = [place for place in range(len(asked)) if not _explained(best, place)]
        for place in left[:MOST_ALONE] if len(self) else ():
            _keep_best(best, self._alone(asked[place], place))
        seen = self._of_posts(posts)
        matches = [
            Match(self._people.id_at(source), place, chance)
            for (place, source), chance in best.items()
            if chance >= LOOK and (seen is None or seen[self._people.post[source]])
        ]
        return sorted(matches, key=lambda one: (-one.probability, one.asked, one.person))

    def _families(self, asked: Sequence[Asked]) -> Iterable[tuple[int, int, float]]:
        for family in self._engine.search_family(asked, top=MOST_FAMILIES):
            for member in family.members:
                chance = family.probability * self._is_member(member.bits, len(asked))
                yield member.member, member.source, chance

    def _is_member(self, bits: float, size: int) -> float:
        """The chance that two are one person, given that their households are one family.

        One of `size` who is there again, against another who came instead.
        """
        household = self._engine.parameters.household
        again = np.log2(household.member_again / size)
        return probability(bits + float(again - np.log2(1 - household.member_again)))

    def _alone(self, asked: Asked, place: int) -> Iterable[tuple[int, int, float]]:
        for found in self._engine.search(asked, top=MOST_PEOPLE):
            yield place, found.source, found.probability

    def _of_posts(self, posts: Collection[str] | None) -> Sequence[bool] | None:
        return None if posts is None else [post in posts for post in self._people.posts]


def _keep_best(best: dict[tuple[int, int], float], found: Iterable[tuple[int, int, float]]) -> None:
    for place, source, chance in found:
        best[place, source] = max(chance, best.get((place, source), 0.0))


def _explained(best: dict[tuple[int, int], float], place: int) -> bool:
    return any(at == place and chance >= LOOK for (at, _), chance in best.items())
