"""Disputed fields, side by side, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from akwaba.access.models import Officer
from akwaba.registry.fields import field_label
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.reader import names_for
from akwaba.registry.pages.words import BASES, as_uuid, hidden_from, name_text, spoken
from akwaba.registry.queries import Answer, answers


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers."""

    value: str
    """As words."""
    given: str
    """The entry that gave it: what a decision sends back. The value may be one that is not told."""
    who: str
    at: datetime
    basis: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field with several answers."""

    subject: UUID
    who: str
    field: str
    label: str
    choices: list[Choice]


def disputes(actor: Officer, rows: Sequence[Household | Person]) -> list[Dispute]:
    """Every disputed field of these rows."""
    found = answers(rows)
    names, hides = names_for(actor, _pointers(found)), hidden_from(actor)
    return [
        Dispute(
            subject=row.id,
            who=name_text(row) if isinstance(row, Person) else printed_number(row.number),
            field=field,
            label=field_label(field),
            choices=[_choice(field, answer, names, hides) for answer in given],
        )
        for row in rows
        for field, given in found.get(row.id, {}).items()
    ]


def _choice(field: str, answer: Answer, names: dict[str, str], hides: Collection[str]) -> Choice:
    return Choice(
        value=spoken(field, answer.value, names=names, hides=hides),
        given=answer.entry,
        who=answer.who,
        at=answer.at,
        basis=str(BASES.get(answer.basis, answer.basis)),
        is_shown=answer.is_shown,
    )


def _pointers(found: dict[UUID, dict[str, Any]]) -> set[UUID]:
    values = [
        answer.value.get("household") if isinstance(answer.value, dict) else answer.value
        for fields in found.values()
        for field, given in fields.items()
        if field in {"household", "focal_point"}
        for answer in given
    ]
    return {identifier for value in values if (identifier := as_uuid(str(value)))}
