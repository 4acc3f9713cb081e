"""Those whose names resemble, found in the database: the search while the register is not ready."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Value

from akwaba.access.models import Officer
from akwaba.desk.likeness import Described, Reason, reasons, words_needed
from akwaba.registry import queries
from akwaba.registry.models import NameKey

MOST_WEIGHED = 5000
"""Of common names so many are compared: those that share most, then those registered last, as ids
follow time."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whose name resembles that of the one at this place among those asked for."""

    person: UUID
    resembles: int
    reasons: Sequence[Reason]
    arrived_on: date


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody who shares words of a name, by the little that a comparison needs."""

    person: UUID
    arrived_on: date
    described: Described
    other_names: Sequence[str]


def alike_by_name(officer: Officer, asked: Sequence[Described]) -> list[Named]:
    """People of the officer's posts by likeness of name, sex and age; the likeliest first."""
    alike = _sharing_words(asked)
    likely = [
        named
        for bearer in _bearers(officer, alike)
        if (named := _best(bearer, asked, alike[bearer.person])) is not None
    ]
    return sorted(likely, key=_rank)


def _sharing_words(asked: Sequence[Described]) -> dict[UUID, list[int]]:
    """Who shares enough words with which of those asked for, by position; in one query."""
    rows = [_sharing(one.keys, position) for position, one in enumerate(asked) if one.keys]
    if not rows:
        return {}
    found = rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]
    alike: dict[UUID, list[int]] = {}
    for person, position, _shared in found.order_by("-shared", "-person")[:MOST_WEIGHED]:
        alike.setdefault(person, []).append(position)
    return alike


def _sharing(keys: Collection[str], position: int) -> QuerySet[Any, tuple[UUID, int, int]]:
    rows = NameKey.objects.filter(key__in=keys).values("person").annotate(shared=Count("key"))
    enough = rows.filter(shared__gte=words_needed(keys)).annotate(position=Value(position))
    return enough.values_list("person", "position", "shared")


def _bearers(officer: Officer, people: Collection[UUID]) -> Iterator[_Bearer]:
    """Those of them whom the officer may see and who count."""
    rows = queries.persons_for(officer).filter(void_reason="", pk__in=people)
    for person, arrived_on, said, given, family, aliases, sex, earliest, latest in rows.values_list(
        "id", "arrived_on", "name_said", "given_names", "family_name", "aliases",
        "sex", "birth_earliest", "birth_latest",
    ):  # fmt: skip
        split = f"{given} {family}".strip()
        name = said or split
        described = Described(name, sex, earliest, latest)
        others = [other for other in (split, *aliases) if other and other != name]
        yield _Bearer(person, arrived_on or date.min, described, others)


def _best(bearer: _Bearer, asked: Sequence[Described], alike: Sequence[int]) -> Named | None:
    """The one of those asked for whom this bearer resembles most."""
    likely = [
        Named(bearer.person, position, told, bearer.arrived_on)
        for position in alike
        if (told := reasons(asked[position], bearer.described, other_names=bearer.other_names))
    ]
    return min(likely, key=_rank, default=None)


_STRENGTH = {reason: place for place, reason in enumerate(Reason)}


def _rank(named: Named) -> tuple[object, ...]:
    """Likeness of the name, then what else fits, then who came last."""
    return (
        _STRENGTH[named.reasons[0]],
        -len(named.reasons),
        -named.arrived_on.toordinal(),
        named.resembles,
        named.person,
    )
