"""A household, a person, and what hangs on them."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from akwaba.access.models import Officer
from akwaba.access.permissions import posts_of
from akwaba.access.rules import Act, Role, may
from akwaba.ledger.models import Attachment
from akwaba.ledger.problems import NotFound
from akwaba.registry.codelists import Level, need_level
from akwaba.registry.models import Consent, Document, Household, Link, Need, Person, Token

Row = TypeVar("Row", Household, Person)

_REFERS = frozenset({Role.SUPERVISOR, Role.PROTECTION})
"""Roles that refer people to health, law and labour services: they see the restricted needs."""


def households_for(actor: Officer) -> QuerySet[Household]:
    """The households of the officer's posts."""
    return _in_scope(actor, Household.objects.filter(origin__isnull=False))


def persons_for(actor: Officer) -> QuerySet[Person]:
    """The persons of the officer's posts, those who no longer count included."""
    return _in_scope(actor, Person.objects.filter(origin__isnull=False))


def _in_scope(actor: Officer, rows: QuerySet[Row]) -> QuerySet[Row]:
    if not actor.is_active or not may(actor.role, Act.READ_PERSON):
        return rows.none()
    posts = posts_of(actor)
    if posts is None:
        return rows
    # Never by the index of posts: these rows are found by their ids, and a database that took a
    # post for small would read all of it to find five people.
    return rows.alias(own_post=Concat("post", Value(""))).filter(own_post__in=posts)


def by_post(actor: Officer, rows: QuerySet[Row]) -> QuerySet[Row]:
    """The same rows, for queries that go through whole posts and want their index."""
    posts = posts_of(actor)
    return rows if posts is None else rows.filter(post__in=posts)


def household_for(actor: Officer, household: UUID) -> Household:
    """Raises NotFound."""
    return _one(households_for(actor).filter(pk=household))


def person_for(actor: Officer, person: UUID) -> Person:
    """Raises NotFound."""
    return _one(persons_for(actor).filter(pk=person))


def registered_under(actor: Officer, form_id: UUID) -> tuple[Household | None, list[Person]]:
    """What a form has registered already: the household of that id and the people in it."""
    household = households_for(actor).filter(pk=form_id).first()
    return household, list(persons_for(actor).filter(household=form_id)) if household else []


def household_numbered(actor: Officer, number: str) -> Household:
    """The household that bears this number, or one of whose members does. Raises NotFound."""
    member = persons_for(actor).filter(number=number).values("household")[:1]
    return _one(households_for(actor).filter(Q(number=number) | Q(pk__in=member)))


def person_numbered(actor: Officer, number: str) -> Person:
    """Raises NotFound."""
    return _one(persons_for(actor).filter(number=number))


def _one(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise NotFound
    return row


def members_of(actor: Officer, households: Collection[UUID]) -> list[Person]:
    """Who counts in these households: each one's focal point first, then by number."""
    people = persons_for(actor).filter(household__in=households, void_reason="").order_by("number")
    speakers = set(
        Household.objects.filter(pk__in=households).values_list("focal_point", flat=True)
    )
    return sorted(people, key=lambda person: person.id not in speakers)


def levels_seen(actor: Officer) -> frozenset[Level]:
    """Which needs the officer sees; of the others they do not learn that they exist."""
    if may(actor.role, Act.READ_PROTECTION):
        return frozenset({"open", "restricted", "confidential"})
    return frozenset({"open", "restricted"}) if actor.role in _REFERS else frozenset({"open"})


def needs_of(actor: Officer, people: Collection[UUID]) -> list[Need]:
    """The needs of these people that the officer may see, those that ended last."""
    seen = levels_seen(actor)
    rows = Need.objects.filter(person__in=people, origin__isnull=False, void_reason="")
    visible = [need for need in rows.order_by("made_at", "id") if need_level(need.code) in seen]
    return sorted(visible, key=lambda need: need.state == "ended")


def tokens_of(holders: Collection[UUID]) -> list[Token]:
    """The active tokens of these people and households."""
    rows = Token.objects.filter(holder__in=holders, origin__isnull=False, void_reason="")
    return list(rows.order_by("-issued_on", "-id"))


def consents_of(people: Collection[UUID]) -> list[Consent]:
    """What these people answered, each purpose once; a purpose nobody asked about is absent."""
    rows = Consent.objects.filter(person__in=people, origin__isnull=False, void_reason="")
    return list(rows.order_by("purpose"))


def documents_of(people: Collection[UUID]) -> list[Document]:
    rows = Document.objects.filter(person__in=people, origin__isnull=False, void_reason="")
    return list(rows.order_by("-issued_on", "id"))


def links_of(actor: Officer, person: Person) -> list[tuple[Link, Person]]:
    """Records that people said are this same person, with the other record of each."""
    rows = Link.objects.filter(Q(one=person.id) | Q(other=person.id))
    links = list(rows.filter(origin__isnull=False, void_reason=""))
    ends = {link.one if link.other == person.id else link.other: link for link in links}
    others = persons_for(actor).filter(pk__in=[end for end in ends if end])
    return [(ends[other.id], other) for other in others]


def photo_for(actor: Officer, person: Person, digest: str = "") -> bytes:
    """The person's photo as JPEG, or the one of that digest. Raises NotFound."""
    person = person_for(actor, person.id)
    photo = Attachment.objects.filter(digest=digest or person.photo, about=person.id).first()
    if photo is None:
        raise NotFound
    return bytes(photo.content)
