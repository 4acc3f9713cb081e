"""A family arrives: the main act of the registry."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.judging import erased
from akwaba.ledger.problems import NotFound, Problem
from akwaba.ledger.queries import heads
from akwaba.ledger.services import Draft, Say
from akwaba.registry.drafts import NewHousehold, NewPerson, Outcome
from akwaba.registry.models import Household, Person
from akwaba.registry.services.acting import (
    act,
    base_of,
    require,
    require_past,
    works_at,
)
from akwaba.registry.services.checking import (
    check_household,
    check_people,
    check_tokens_apart,
)
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
    batch = _look_up(households)
    outcomes = [_take(actor, by, household, batch) for household in households]
    drafts: list[Draft] = []
    fresh = batch.fresh
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


@dataclass(slots=True)
class _Batch:
    """What is known of the households and people of a batch; it grows while they are taken in."""

    known: dict[UUID, Household]
    listed: dict[UUID, UUID | None]
    """People who are registered, and in which household; None for those who were erased."""
    gone: set[str] = field(default_factory=set)
    """Households that were erased: nothing is written about them again."""
    fresh: dict[UUID, NewHousehold] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)

    def missing(self, household: NewHousehold) -> list[NewPerson]:
        """The people who are not registered yet, each once."""
        people = {person.id: person for person in reversed(household.people)}
        return [people[one] for one in reversed(people) if one not in self.listed]

    def note(self, household: UUID, people: Sequence[NewPerson]) -> None:
        self.listed.update(dict.fromkeys((person.id for person in people), household))


def _look_up(households: Sequence[NewHousehold]) -> _Batch:
    ids = [household.id for household in households]
    people = [person.id for household in households for person in household.people]
    made = Household.objects.filter(pk__in=ids, origin__isnull=False)
    return _Batch(
        known={row.id: row for row in made},
        listed=_households_of(people),
        gone=erased(among=ids),
    )


def _households_of(people: Sequence[UUID]) -> dict[UUID, UUID | None]:
    found = Person.objects.filter(pk__in=people, origin__isnull=False)
    gone: dict[UUID, UUID | None] = {UUID(person): None for person in erased(among=people)}
    return gone | dict(found.values_list("id", "household"))


def _take(actor: Officer, by: Act, household: NewHousehold, batch: _Batch) -> Outcome:
    row = batch.known.get(household.id)
    if row is not None and not works_at(actor, row.post):  # hidden and absent look alike
        return Outcome(household.id, "refused", problem=NotFound())
    missing = batch.missing(household)
    known = len(household.people) - len(missing)
    number = row.number if row is not None else ""
    if (household.people and not missing) or str(household.id) in batch.gone:
        return Outcome(household.id, "known", number=number, people_known=known)
    try:
        if household.id in batch.fresh:
            return Outcome(household.id, "known")
        if row is not None:
            require(actor, by, row.post)
            family = replace(household, people=check_people(missing), token="")
            check_tokens_apart(family, batch.tokens)
            _add(actor, row, family.people, reason="arrival")
        else:
            family = check_household(replace(household, people=missing))
            check_tokens_apart(family, batch.tokens)
            batch.fresh[household.id] = family
    except Problem as problem:
        return Outcome(household.id, "refused", number=number, problem=problem)
    batch.note(household.id, missing)
    return Outcome(
        household.id,
        "registered" if row is None else "completed",
        number=number,
        people_added=len(missing),
        people_known=known,
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
    ledger.lock_fold()
    batch = _Batch(known={}, listed=_households_of([person.id for person in people]))
    family = NewHousehold(id=household.id, people=people)
    family = replace(family, people=check_people(batch.missing(family)))
    check_tokens_apart(family, batch.tokens)
    return _add(actor, household, family.people, reason=reason)


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
