"""Fields with two answers that nobody has settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from akwaba.access.models import Officer
from akwaba.access.queries import officer_names
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.registers import Settles, displayed, is_disputed, load
from akwaba.registry.models import Household, Person
from akwaba.registry.queries.files import by_post, households_for, persons_for
from akwaba.registry.queries.telling import moment_of

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the values of a disputed field."""

    entry: str
    """The entry that gave it."""
    value: Any
    basis: str
    """interview, supervisor or document."""
    who: str
    at: datetime
    is_shown: bool


def disputed_rows(actor: Officer) -> list[Person | Household]:
    """People and households with a field that waits for a decision, oldest first."""
    people = by_post(actor, persons_for(actor)).filter(is_disputed=True, void_reason="")
    households = by_post(actor, households_for(actor)).filter(is_disputed=True, void_reason="")
    return [
        *households.order_by("made_at")[:MOST_SHOWN],
        *people.order_by("made_at")[:MOST_SHOWN],
    ]


def answers(rows: Sequence[FoldedRow]) -> dict[UUID, dict[str, list[Answer]]]:
    """By row, each disputed field with its answers, in the order in which they were given."""
    disputed = {
        row.id: {
            name: register
            for name, register in load(row.registers).items()
            if is_disputed(register)
            and name in row.fields_set
            and row.fields_set[name].settles is Settles.BY_PERSON
        }
        for row in rows
        if row.is_disputed
    }
    entries = {
        entry
        for fields in disputed.values()
        for register in fields.values()
        for entry in register.heads
    }
    officers = dict(
        Entry.objects.filter(id__in=entries, quarantine="").values_list("id", "officer")
    )
    names = officer_names(set(officers.values()))
    return {
        row: {
            name: [
                Answer(
                    entry=entry,
                    value=head.value,
                    basis=head.basis,
                    who=names.get(officers.get(UUID(entry), UUID(int=0)), ""),
                    at=moment_of(head.made_at),
                    is_shown=head.value == displayed(register),
                )
                for entry, head in sorted(
                    register.heads.items(), key=lambda item: (item[1].made_at, item[0])
                )
            ]
            for name, register in fields.items()
        }
        for row, fields in disputed.items()
    }
