"""Who reads a history, and what the identifiers in it stand for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from akwaba.access.models import Officer
from akwaba.access.queries import officer_names
from akwaba.ledger.queries import Told
from akwaba.registry.models import Person
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.history import Reader
from akwaba.registry.pages.words import as_uuid, hidden_from, name_text
from akwaba.registry.queries import households_for, levels_seen, persons_for

POINTERS = frozenset({"household", "focal_point", "one", "other"})


def reader_of(actor: Officer, told: Sequence[Told], people: Sequence[Person] = ()) -> Reader:
    """What this officer may learn from these entries."""
    return Reader(
        names=names_for(actor, _pointed_at(told)),
        officers=officer_names({one.entry.officer for one in told}),
        levels=levels_seen(actor),
        hides=hidden_from(actor),
        role=actor.role,
        owners={str(person.id): name_text(person) for person in people},
    )


def names_for(actor: Officer, ids: set[UUID]) -> dict[str, str]:
    """Names of persons and numbers of households that the officer may see."""
    people = persons_for(actor).filter(pk__in=ids)
    households = households_for(actor).filter(pk__in=ids).values_list("id", "number")
    return {
        **{str(person.id): name_text(person) for person in people},
        **{str(household): printed_number(number) for household, number in households},
    }


def _pointed_at(told: Sequence[Told]) -> set[UUID]:
    found: set[UUID] = set()
    for one in told:
        for statement in one.act.statements if one.act else ():
            for name, value in statement.values.items():
                found |= _ids(name, value)
    return found


def _ids(name: str, value: Any) -> set[UUID]:
    if isinstance(value, dict):
        return {found for part, each in value.items() for found in _ids(part, each)}
    identifier = as_uuid(str(value)) if name in POINTERS else None
    return {identifier} if identifier else set()
