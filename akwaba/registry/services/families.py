"""Families change: people move, households split and join, someone else speaks for them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Household, Person
from akwaba.registry.problems import FieldDisputed, NobodyNamed
from akwaba.registry.services.acting import act, iso, mention, require, said, say, today
from akwaba.registry.services.checking import check_relationship
from akwaba.registry.services.correcting import disputed
from akwaba.registry.services.numbering import take_numbers
from akwaba.registry.services.registering import FOCAL_POINT


def _move_say(person: Person, household: UUID, relationship: str, *, post: str) -> Say:
    """Whoever joins a household of another post is of that post from then on."""
    if disputed(person, "household"):
        raise FieldDisputed(field="household")
    values = {
        "household": {"household": str(household), "joined_on": today().isoformat()},
        "relationship": check_relationship(relationship),
        **({"post": post} if post != person.post else {}),
    }
    return say(person, values)


def _move(
    actor: Officer, people: Sequence[Person], into: Household, relationships: Mapping[UUID, str],
    *, kind: str,
) -> Entry:  # fmt: skip
    require(actor, Act.CHANGE_HOUSEHOLD, into.post)
    for person in people:
        require(actor, Act.CHANGE_HOUSEHOLD, person.post)
    left = Household.objects.filter(
        pk__in={person.household for person in people if person.household} - {into.id}
    )
    says = [
        _move_say(person, into.id, relationships.get(person.id, ""), post=into.post)
        for person in people
    ]
    says += [_leave(household, people) for household in left]
    says.append(_greet(into, people))
    return act(actor, kind=kind, subject=into.id, post=into.post, says=says)


def _leave(household: Household, people: Sequence[Person]) -> Say:
    """A household whose focal point leaves has none until someone names one."""
    if household.focal_point in {person.id for person in people}:
        return say(household, {"focal_point": None})
    return mention(household)


def _greet(household: Household, people: Sequence[Person]) -> Say:
    if household.focal_point is None:
        return say(household, {"focal_point": str(people[0].id)})
    return mention(household)


@transaction.atomic
def move_people(
    *,
    actor: Officer,
    people: Sequence[Person],
    into: Household,
    relationships: Mapping[UUID, str],
) -> Entry:
    """Move people into another household; `relationships` are to its focal point, by person."""
    if not people:
        raise NobodyNamed
    return _move(actor, people, into, relationships, kind="people_moved")


@transaction.atomic
def split_household(
    *,
    actor: Officer,
    household: Household,
    people: Sequence[Person],
    relationships: Mapping[UUID, str],
) -> Household:
    """People leave to form a household of their own; the first of them speaks for it."""
    if not people or any(person.household != household.id for person in people):
        raise NobodyNamed
    require(actor, Act.CHANGE_HOUSEHOLD, household.post)
    number = take_numbers(1)[0]
    new_id = uuid7()
    values = {
        "number": number,
        "post": household.post,
        "crossing": household.crossing,
        "arrived_on": iso(household.arrived_on),
        "registered_on": today().isoformat(),
        "came_from": said(
            {
                "origin_country": household.origin_country,
                "origin_place": household.origin_place,
                "origin_said": household.origin_said,
            }
        ),
        "focal_point": str(people[0].id),
        "source": "split",
    }
    says = [Say(household.table, new_id, said(values), creates=True)]
    for person in people:
        relationship = FOCAL_POINT if person is people[0] else relationships.get(person.id, "")
        says.append(_move_say(person, new_id, relationship, post=household.post))
    says.append(_leave(household, people))
    act(actor, kind="household_split", subject=new_id, post=household.post, says=says)
    return Household.objects.get(pk=new_id)


@transaction.atomic
def join_households(
    *,
    actor: Officer,
    household: Household,
    into: Household,
    relationships: Mapping[UUID, str],
) -> Entry:
    """A family that was registered apart becomes one household; the empty one stays in history."""
    people = list(Person.objects.filter(household=household.id, void_reason="").order_by("number"))
    if not people or household.id == into.id:
        raise NobodyNamed
    return _move(actor, people, into, relationships, kind="households_joined")


@transaction.atomic
def change_focal_point(
    *,
    actor: Officer,
    household: Household,
    person: Person,
    relationships: Mapping[UUID, str],
) -> Entry:
    """Someone else of the household speaks for it. `relationships` to them, where known."""
    require(actor, Act.CHANGE_HOUSEHOLD, household.post)
    if person.household != household.id:
        raise NobodyNamed
    says = [say(household, {"focal_point": str(person.id)})]
    others = Person.objects.filter(household=household.id, void_reason="")
    for other in others:
        relationship = FOCAL_POINT if other.id == person.id else relationships.get(other.id, "")
        if other.relationship != relationship:
            says.append(say(other, {"relationship": check_relationship(relationship)}))
    kind = "focal_point_changed"
    return act(actor, kind=kind, subject=household.id, post=household.post, says=says)
