"""The queue in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from akwaba.matching.pages.marking import Piece, marked
from akwaba.matching.pages.reasons import BANDS
from akwaba.matching.waiting import Waiting
from akwaba.places.queries import names_of
from akwaba.registry.pages.words import age_of, coded, name_text
from akwaba.registry.queries import sizes_of

VERDICTS: dict[str, Any] = {
    "same": _("The same person"),
    "different": _("Two people"),
    "later": _("For later"),
    "": "",
}
WHY: dict[str, Any] = {
    "differ": _("Two officers say otherwise"),
    "asked": _("An officer asks you to look"),
    "second": _("Second look: say what you see"),
    "proposed": "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of a family."""

    address: str
    one: list[Piece]
    other: list[Piece]
    facts: str
    band: str
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of two families."""

    place: int
    """In the queue, counted from 1."""
    lines: list[Line]
    address: str
    """Of the page on which the family is judged as a whole; empty for one pair alone."""
    people: int
    """In the larger of the two households."""
    posts: str
    is_put_off: bool


def groups(found: Sequence[Sequence[Waiting]], *, first: int = 1) -> list[Group]:
    """In the order given; `first` is the place of the first."""
    people = [person for group in found for pair in group for person in (pair.one, pair.other)]
    posts = names_of({person.post for person in people} - {""})
    sizes = sizes_of([person.household for person in people if person.household])
    return [_group(place, pairs, posts, sizes) for place, pairs in enumerate(found, start=first)]


def _group(
    place: int, pairs: Sequence[Waiting], posts: dict[str, str], sizes: dict[Any, int]
) -> Group:
    ends = [person for pair in pairs for person in (pair.one, pair.other)]
    homes = sorted({person.household for person in ends if person.household})
    whole = len(pairs) > 1 and len(homes) == 2  # noqa: PLR2004  a pair of households
    return Group(
        place=place,
        lines=[_line(pair) for pair in pairs],
        address=reverse("matching:family", args=homes) if whole else "",
        people=max((sizes.get(home, 1) for home in homes), default=1),
        posts=", ".join(sorted({posts.get(person.post, "") for person in ends} - {""})),
        is_put_off=all(pair.is_put_off for pair in pairs),
    )


def _line(pair: Waiting) -> Line:
    left, right = marked(name_text(pair.one), name_text(pair.other))
    facts = [
        ", ".join(filter(None, (coded("sex", each.sex), age_of(each))))
        for each in (pair.one, pair.other)
    ]
    return Line(
        address=reverse("matching:pair", args=pair.key),
        one=left,
        other=right,
        facts=" / ".join(dict.fromkeys(filter(None, facts))),
        band=str(BANDS[pair.band]) if pair.band else "",
        why=str(WHY[pair.why]),
    )
