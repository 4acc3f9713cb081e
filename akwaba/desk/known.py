"""Is this person already registered? The search behind the desk's question, one function.

Whoever replaces the search replaces `already_known`, and nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from akwaba.access.models import Officer
from akwaba.desk.likeness import Described, Reason, reasons, words_needed
from akwaba.ledger.problems import NotFound
from akwaba.registry import queries
from akwaba.registry.models import Household, NameKey, Person
from akwaba.registry.pages.words import name_text

MOST_SHOWN = 8
"""What a clerk can look at while a family waits."""

MOST_WEIGHED = 5000
"""Of a common name so many are compared, those registered last: ids follow time."""

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
    bearers = _bearers(asked)
    people = queries.persons_for(officer).filter(void_reason="").in_bulk(bearers)
    hits = [hit for person in people.values() if (hit := _best(person, asked)) is not None]
    hits.sort(key=_rank)
    return Known(hits[:MOST_SHOWN], has_more=len(hits) > MOST_SHOWN)


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


def _bearers(asked: Sequence[Described]) -> list[UUID]:
    """Ids of the people who share enough words with one of the names, in one query."""
    wanted = {described.keys for described in asked if described.keys}
    rows = [_sharing(keys) for keys in sorted(wanted)]
    if not rows:
        return []
    first, *others = rows
    found = first.union(*others) if others else first
    return list(found.order_by("-person")[:MOST_WEIGHED])


def _sharing(keys: Collection[str]) -> QuerySet[NameKey, UUID]:
    rows = NameKey.objects.filter(key__in=keys).values("person").annotate(shared=Count("key"))
    return rows.filter(shared__gte=words_needed(keys)).values_list("person", flat=True)


def _best(person: Person, asked: Sequence[Described]) -> Hit | None:
    """The one of those asked for whom this person resembles most."""
    found = Described(name_text(person), person.sex, person.birth_earliest, person.birth_latest)
    names = _other_names(person)
    hits = [
        Hit(person, position, told)
        for position, described in enumerate(asked)
        if (told := reasons(described, found, other_names=names))
    ]
    return min(hits, key=_rank, default=None)


def _other_names(person: Person) -> list[str]:
    split = f"{person.given_names} {person.family_name}".strip()
    return [name for name in (split, *person.aliases) if name]


_STRENGTH = {reason: place for place, reason in enumerate(Reason)}


def _rank(hit: Hit) -> tuple[object, ...]:
    """Likeness of the name, then what else fits, then who came last."""
    arrived = hit.person.arrived_on or date.min
    return (
        _STRENGTH[hit.reasons[0]],
        -len(hit.reasons),
        -arrived.toordinal(),
        hit.resembles,
        str(hit.person.id),
    )
