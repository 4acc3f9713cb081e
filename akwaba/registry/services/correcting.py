"""Corrections, and moving the register back when it was wrong."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads, heads
from akwaba.ledger.registers import is_disputed, load
from akwaba.registry.models import Household, Person
from akwaba.registry.problems import (
    ChangedMeanwhile,
    FieldDisputed,
    NobodyNamed,
    NotCorrectable,
)
from akwaba.registry.services.acting import act, require, require_reason, say
from akwaba.registry.services.checking import check_values

OWN_NAMES = ("name_said", "given_names", "family_name")
BY_ANOTHER_ACT = frozenset(
    {"household", "process", "legal", "number", "post", "focal_point", "died_on", "photo", "void"}
)
"""Fields that change by a move, a decision, a death: never by a correction."""


@transaction.atomic
def correct(
    *,
    actor: Officer,
    row: Person | Household,
    values: Mapping[str, Any],
    seen: Mapping[str, list[str]] | None = None,
    basis: str = "interview",
) -> Entry | None:
    """Set fields of a person or a household; None where nothing differs from what is there.

    `seen` is what the page showed: for each field the entries whose value it displayed. Where a
    field has changed since, ChangedMeanwhile is raised and nothing is written; FieldDisputed where
    two values wait for a decision. `basis` is interview, supervisor or document.
    """
    require(actor, Act.CORRECT, row.post)
    ledger.lock_fold()
    now = type(row).objects.filter(pk=row.pk).first()
    if now is None:
        raise NotFound
    row = now
    for name in values:
        if name not in row.fields_set or name in BY_ANOTHER_ACT:
            raise NotCorrectable(field=name)
    checked = check_values(row, values)
    changed = {name: value for name, value in checked.items() if shown(row, name) != value}
    for name in changed:
        if disputed(row, name):
            raise FieldDisputed(field=name)
        if seen is not None and sorted(seen.get(name, [])) != heads(row, name):
            raise ChangedMeanwhile(field=name)
    if not changed:
        return None
    if isinstance(row, Person) and not any(changed.get(n, getattr(row, n)) for n in OWN_NAMES):
        raise NobodyNamed
    kind = "person_corrected" if isinstance(row, Person) else "household_corrected"
    return act(
        actor, kind=kind, subject=row.id, post=row.post, says=[say(row, changed, basis=basis)]
    )


def shown(row: Person | Household, name: str) -> Any:
    """The value of a register as entries write it: a mapping where it has several columns."""
    columns = row.fields_set[name].columns
    if not columns:
        return _json(getattr(row, name))
    return {
        column: _json(value)
        for column in columns
        if (value := getattr(row, column)) not in (None, "", [], {})
    }


def _json(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def disputed(row: FoldedRow, name: str) -> bool:
    """Whether a field shows one of several values that no person has settled."""
    register = load({name: row.registers[name]})[name] if name in row.registers else None
    return register is not None and is_disputed(register)


def void(*, actor: Officer, row: Any, post: str, subject: UUID, reason: str, by: Act) -> Entry:
    """End a row by its void: registered by mistake, a token lost, a link undone."""
    require(actor, by, post)
    values = {"void": {"void_reason": require_reason(reason), "void_seen": all_heads(row)}}
    statement = say(row, values, about=getattr(row, row.about))
    return act(actor, kind="voided", subject=subject, post=post, says=[statement])


def void_person(*, actor: Officer, person: Person, reason: str) -> Entry:
    """A person who was registered by mistake no longer counts; nothing is deleted."""
    return void(
        actor=actor, row=person, post=person.post, subject=person.id, reason=reason,
        by=Act.CHANGE_HOUSEHOLD,
    )  # fmt: skip


def reinstate(*, actor: Officer, row: Person | Household) -> Entry:
    """Undo a void."""
    require(actor, Act.CHANGE_HOUSEHOLD, row.post)
    says = [say(row, {"void": {}})]
    return act(actor, kind="reinstated", subject=row.id, post=row.post, says=says)
