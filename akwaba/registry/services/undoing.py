"""Every act can be undone, by another act."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.fold import Act as Told
from akwaba.ledger.fold import Statement, room_of, writes
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads, heads, history
from akwaba.ledger.registers import Row, apply, displayed
from akwaba.ledger.services import Say
from akwaba.ledger.tables import tables
from akwaba.registry.problems import CannotBeUndone
from akwaba.registry.queries import households_for, persons_for
from akwaba.registry.services.acting import act, mention, require, say


@transaction.atomic
def undo(*, actor: Officer, entry: UUID, subject: UUID, post: str) -> Entry:
    """Put back what an entry changed, as long as nothing later rests on it.

    A row that the entry made is voided; a field that it set shows again what it showed before.
    Raises CannotBeUndone naming a field that was set again later, and NotYourTask where the act
    itself is not the officer's to make.
    """
    require(actor, Act.CHANGE_HOUSEHOLD, post)
    told = next((told for told in history(subject) if told.entry.id == entry), None)
    if told is None or told.act is None or room_of(told.header.kind) != "registry":
        raise NotFound
    for needed in acts_to_undo(told.header.kind, told.act.statements):
        require(actor, needed, told.header.scope)
    _require_all_seen(actor, told.act.statements)
    says = [
        statement
        for written in told.act.statements
        if (statement := _put_back(written, told.act)) is not None
    ]
    return act(actor, kind="act_undone", subject=UUID(told.header.subject), post=post, says=says)


def _require_all_seen(actor: Officer, statements: Sequence[Statement]) -> None:
    """Raises NotFound where the act also changed somebody of a post that is not the officer's."""
    for table, visible in (("person", persons_for(actor)), ("household", households_for(actor))):
        ids = {one.id for one in statements if one.table == f"registry.{table}"}
        if visible.filter(pk__in=ids).count() != len(ids):
            raise NotFound


_BY_KIND = {
    "registry.presence_ended": Act.END_PRESENCE,
    "registry.dispute_resolved": Act.RESOLVE_DISPUTE,
    "registry.attestation_issued": Act.DECIDE_STATUS,
    "registry.attestation_revoked": Act.DECIDE_STATUS,
}
_BY_FIELD = {
    ("registry.person", "legal"): Act.DECIDE_STATUS,
    ("registry.need", "state"): Act.CONFIRM_NEED,
    ("registry.link", "pair"): Act.RESOLVE_DISPUTE,
    ("registry.link", "void"): Act.RESOLVE_DISPUTE,
}


def acts_to_undo(kind: str, statements: Sequence[Statement]) -> set[Act]:
    """What an officer must be allowed to do to undo an act: no less than whoever made it.

    A need that was only reported goes with its report.
    """
    needed = {Act.CHANGE_HOUSEHOLD, _BY_KIND.get(kind, Act.CHANGE_HOUSEHOLD)}
    for statement in statements:
        if statement.creates and statement.table == "registry.need":
            continue
        for name in statement.values:
            needed.add(_BY_FIELD.get((statement.table, name), Act.CHANGE_HOUSEHOLD))
            if kind == "registry.act_undone" and name == "process":
                needed.add(Act.END_PRESENCE)
    return needed


def _put_back(written: Statement, told: Told) -> Say | None:
    model = tables()[written.table].model
    row = model._base_manager.filter(pk=written.id).first()  # noqa: SLF001
    if row is None:
        raise NotFound
    about = getattr(row, row.about)
    if not written.values:
        return mention(row)
    if written.creates and str(row.origin) == told.header.id:
        for name in row.registers:
            if heads(row, name) != [told.header.id]:
                raise CannotBeUndone(field=name)
        values = {"void": {"void_reason": "undone", "void_seen": all_heads(row)}}
        return say(row, values, about=about)
    for name in written.values:
        if heads(row, name) != [told.header.id]:
            raise CannotBeUndone(field=name)
    before = _without(written.table, written.id, UUID(str(about)), told.header.id)
    values = {name: _value(row, before, name) for name in written.values}
    return say(row, values, about=about)


def _without(table: str, row_id: str, about: UUID, left_out: str) -> Row:
    """The row as it would be had the entry never been made."""
    row = Row(id=row_id)
    for told in history(about):
        if told.act is None or told.header.id == left_out:
            continue
        for statement, write in writes(told.act):
            if (statement.table, statement.id) == (table, row_id):
                apply(row, write)
    return row


def _value(row: FoldedRow, before: Row, name: str) -> Any:
    contested = before.contested.get(name)
    value = displayed(contested) if contested else before.plain.get(name)
    if value is not None:
        return value
    register = row.fields_set.get(name)
    if register is None or register.columns:  # void, and fields of several columns
        return {}
    return tables()[row.table].defaults[name]
