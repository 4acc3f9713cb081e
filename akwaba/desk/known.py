"""Is this person already registered? The search behind the desk's question, one function.

Whoever replaces the search replaces `already_known`, and nothing else.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from akwaba.access.models import Officer
from akwaba.desk.likeness import Described, Reason, reasons, words_needed
from akwaba.ledger.problems import NotFound
from akwaba.registry import queries
from akwaba.registry.models import Household, NameKey, Person

MOST_SHOWN = 8
"""What a clerk can look at while a family waits."""

MOST_WEIGHED = 5000
"""Of common names so many are compared: those that share most, then those registered last, as ids
follow time."""

REASONS = {
    Reason.SAME_TOKEN: _("same token"),
    Reason.SAME_NUMBER: _("same number"),
    Reason.SAME_WRITTEN: _("same name as written"),
    Reason.SAME_SOUND: _("same name by sound"),
    Reason.PART_OF_NAME: _("part of the name is the same"),
    Reason.SEX_FITS: _("same sex"),
    Reason.AGE_FITS: _("age fits"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be at the desk, which of those asked for they resemble, and why."""

    person: Person
    resembles: int
    """Position among those asked for."""
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True)
class Known:
    """The likeliest first; `has_more` where others fit too."""

    hits: list[Hit]
    has_more: bool = False


def already_known(officer: Officer, asked: Sequence[Described]) -> Known:
    """People of the officer's posts who may be those asked for, a whole family at once."""
    alike = _sharing_words(asked)
    likely = [
        hit
        for bearer in _bearers(officer, alike)
        if (hit := _best(bearer, asked, alike[bearer.person])) is not None
    ]
    first = nsmallest(MOST_SHOWN, likely, key=_rank)
    people = queries.persons_for(officer).in_bulk([hit.bearer.person for hit in first])
    hits = [Hit(people[hit.bearer.person], hit.resembles, hit.reasons) for hit in first]
    return Known(hits, has_more=len(likely) > MOST_SHOWN)


def by_number(officer: Officer, number: str) -> Known:
    """Who bears this number, or the household that does."""
    try:
        return _all(officer, queries.by_number(officer, number), Reason.SAME_NUMBER)
    except NotFound:
        return Known([])


def by_token(officer: Officer, code: str) -> Known:
    """Who holds this token, or held it last."""
    try:
        return _all(officer, queries.by_token(officer, code)[0], Reason.SAME_TOKEN)
    except NotFound:
        return Known([])


def _all(officer: Officer, found: Household | Person, reason: Reason) -> Known:
    people = [found] if isinstance(found, Person) else queries.members_of(officer, [found.id])
    hits = [Hit(person, 0, [reason]) for person in people]
    return Known(hits[:MOST_SHOWN], has_more=len(hits) > MOST_SHOWN)


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody who shares words of a name, by the little that a comparison needs."""

    person: UUID
    arrived_on: date
    described: Described
    other_names: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Likely:
    bearer: _Bearer
    resembles: int
    reasons: Sequence[Reason]


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


def _best(bearer: _Bearer, asked: Sequence[Described], alike: Sequence[int]) -> _Likely | None:
    """The one of those asked for whom this bearer resembles most."""
    likely = [
        _Likely(bearer, position, told)
        for position in alike
        if (told := reasons(asked[position], bearer.described, other_names=bearer.other_names))
    ]
    return min(likely, key=_rank, default=None)


_STRENGTH = {reason: place for place, reason in enumerate(Reason)}


def _rank(likely: _Likely) -> tuple[object, ...]:
    """Likeness of the name, then what else fits, then who came last."""
    return (
        _STRENGTH[likely.reasons[0]],
        -len(likely.reasons),
        -likely.bearer.arrived_on.toordinal(),
        likely.resembles,
        likely.bearer.person,
    )
