"""A family arrives: the main act of the registry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.problems import Problem
from akwaba.ledger.queries import heads
from akwaba.ledger.services import Draft, Say
from akwaba.registry.drafts import NewHousehold, NewPerson, Outcome
from akwaba.registry.models import Household, Person
from akwaba.registry.services.acting import (
    act,
    base_of,
    require,
    require_past,
)
from akwaba.registry.services.checking import check_household, check_people
from akwaba.registry.services.numbering import take_numbers
from akwaba.registry.services.telling import household_say, person_says, token_say, written_on

FOCAL_POINT = "PA"
"""UNHCR's code for the principal applicant: the person who speaks for the household."""


def register_household(
    *, actor: Officer, post: str, household: NewHousehold, by: Act = Act.REGISTER
) -> Outcome:
    """Store a household once, however many times it is sent. Raises the Problem of a refusal."""
    outcome = register_households(actor=actor, post=post, households=[household], by=by)[0]
    if outcome.problem is not None:
        raise outcome.problem
    return outcome


@transaction.atomic
def register_households(
    *,
    actor: Officer,
    post: str,
    households: Sequence[NewHousehold],
    by: Act = Act.REGISTER,
) -> list[Outcome]:
    """Store a batch in one transaction and say of each household what became of it.

    A refused household does not hold up the others. One that is known already is left as it is,
    but people whom it did not have yet are added: a corrected sheet completes the family.
    """
    require(actor, by, post)
    ledger.lock_fold()
    known = Household.objects.in_bulk([household.id for household in households])
    listed = _households_of([person.id for new in households for person in new.people])
    outcomes: list[Outcome] = []
    drafts: list[Draft] = []
    fresh: dict[UUID, NewHousehold] = {}
    for household in households:
        row = known.get(household.id)
        if household.id in fresh:
            outcomes.append(Outcome(household.id, "known"))
        elif row is not None and row.origin is not None:
            outcomes.append(_complete(actor, row, household, listed))
        else:
            outcomes.append(_checked(household, listed, fresh))
    numbers = iter(take_numbers(sum(1 + len(new.people) for new in fresh.values())))
    issued: dict[UUID, str] = {}
    for household in fresh.values():
        issued[household.id] = next(numbers)
        people_numbers = [next(numbers) for _ in household.people]
        drafts.append(_draft(household, post, issued[household.id], people_numbers))
    ledger.append(officer=actor.id, drafts=drafts)
    return [
        replace(outcome, number=issued[outcome.id]) if outcome.status == "registered" else outcome
        for outcome in outcomes
    ]


def _checked(
    household: NewHousehold, listed: Mapping[UUID, UUID | None], fresh: dict[UUID, NewHousehold]
) -> Outcome:
    people = [person for person in household.people if person.id not in listed]
    try:
        checked = check_household(replace(household, people=people))
    except Problem as problem:
        return Outcome(household.id, "refused", problem=problem)
    fresh[household.id] = checked
    return Outcome(
        household.id,
        "registered",
        people_added=len(people),
        people_known=len(household.people) - len(people),
    )


def _households_of(people: Sequence[UUID]) -> dict[UUID, UUID | None]:
    found = Person.objects.filter(pk__in=people, origin__isnull=False)
    return dict(found.values_list("id", "household"))


def _complete(
    actor: Officer, row: Household, household: NewHousehold, listed: Mapping[UUID, UUID | None]
) -> Outcome:
    missing = [person for person in household.people if person.id not in listed]
    known = len(household.people) - len(missing)
    if not missing:
        return Outcome(row.id, "known", number=row.number, people_known=known)
    try:
        _add(actor, row, check_people(missing), reason="arrival")
    except Problem as problem:
        return Outcome(row.id, "refused", number=row.number, problem=problem)
    return Outcome(
        row.id, "completed", number=row.number, people_added=len(missing), people_known=known
    )


def _draft(household: NewHousehold, post: str, number: str, numbers: Sequence[str]) -> Draft:
    says = [household_say(household, post, number)]
    for index, person in enumerate(household.people):
        says += person_says(
            _as_focal_point(person) if index == 0 else person,
            household=household,
            post=post,
            number=numbers[index],
            reason="arrival",
        )
    if household.token:
        on = written_on(household)
        says.append(token_say(household.token, holder=household.id, household=household.id, on=on))
    return Draft("registry.household_registered", household.id, post, says)


def _as_focal_point(person: NewPerson) -> NewPerson:
    return replace(person, relationship=FOCAL_POINT, relationship_basis="interview")


@transaction.atomic
def add_people(
    *,
    actor: Officer,
    household: Household,
    people: Sequence[NewPerson],
    reason: str = "arrival",
) -> list[str]:
    """Add people to a household and return their registration numbers, in the same order.

    `reason` is arrival, birth or joining. People who are known already are left as they are.
    """
    require(actor, Act.REGISTER, household.post)
    known = _households_of([person.id for person in people])
    checked = check_people([person for person in people if person.id not in known])
    return _add(actor, household, checked, reason=reason)


def _add(
    actor: Officer, household: Household, people: Sequence[NewPerson], *, reason: str
) -> list[str]:
    if not people:
        return []
    family = NewHousehold(
        id=household.id,
        arrived_on=household.arrived_on if reason != "birth" else None,
        origin_country=household.origin_country if reason != "birth" else "",
        origin_place=household.origin_place if reason != "birth" else "",
        origin_said=household.origin_said if reason != "birth" else "",
    )
    require_past(family.arrived_on)
    numbers = take_numbers(len(people))
    says: list[Say] = []
    for person, number in zip(people, numbers, strict=True):
        says += person_says(
            person, household=family, post=household.post, number=number, reason=reason
        )
    if not heads(household, "focal_point"):
        values = {"focal_point": str(people[0].id)}
        says.append(Say(household.table, household.id, values, base=base_of(household, values)))
    kind = "birth_recorded" if reason == "birth" else "people_added"
    act(actor, kind=kind, subject=household.id, post=household.post, says=says)
    return numbers
