"""Two families aligned: who of the one may be who of the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from akwaba.matching.explaining import explain_all
from akwaba.matching.pages.marking import Piece, marked
from akwaba.matching.weighing import Explanation
from akwaba.registry.models import Person
from akwaba.registry.pages.words import age_of, coded, name_text

LEAST_CHANCE = 0.05
"""Two who are not worth a look are put beside each other only if they are alike by themselves."""
LARGEST = 40
"""Members: a longer list is no family, and comparing each with each would take minutes."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of the alignment: two people, or one with nobody opposite."""

    one: Person | None
    other: Person | None
    one_name: list[Piece]
    other_name: list[Piece]
    one_facts: str
    other_facts: str
    why: Explanation | None


def aligned(ones: Sequence[Person], others: Sequence[Person]) -> list[Beside]:
    """Each at most once, the likeliest first; then those who have nobody opposite."""
    ones, others = ones[:LARGEST], others[:LARGEST]
    if not ones or not others:
        return [*(_row(one, None) for one in ones), *(_row(None, other) for other in others)]
    weighed = explain_all([(one, other) for one in ones for other in others], [*ones, *others])
    left = {one.id: one for one in ones}
    right = {other.id: other for other in others}
    rows = []
    likeliest = sorted(weighed.items(), key=lambda item: (-item[1].probability, -item[1].bits))
    for (one, other), why in likeliest:
        is_alike = why.bits > 0 or why.probability >= LEAST_CHANCE
        if one in left and other in right and is_alike:
            rows.append(_row(left.pop(one), right.pop(other), why))
    return [
        *rows,
        *(_row(one, None) for one in left.values()),
        *(_row(None, other) for other in right.values()),
    ]


def _row(one: Person | None, other: Person | None, why: Explanation | None = None) -> Beside:
    names = [name_text(person) if person else "" for person in (one, other)]
    left, right = marked(*names)
    return Beside(one, other, left, right, _facts(one), _facts(other), why)


def _facts(person: Person | None) -> str:
    if person is None:
        return ""
    return ", ".join(filter(None, (coded("sex", person.sex), age_of(person))))
