"""Every act can be undone, by another act."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.fold import Act as Told
from akwaba.ledger.fold import Statement, room_of, writes
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads, heads, history
from akwaba.ledger.registers import BASIS_RANK, Contested, Head, Row, apply, displayed
from akwaba.ledger.services import Draft, Say
from akwaba.ledger.tables import tables
from akwaba.registry.problems import CannotBeUndone
from akwaba.registry.queries import households_for, persons_for
from akwaba.registry.services.acting import mention, require, say


@transaction.atomic
def undo(*, actor: Officer, entry: UUID, subject: UUID, post: str) -> Entry:
    """Put back what an entry changed, as long as nothing later rests on it.

    A row that the entry made is voided; a field that it set shows again what it showed before, and
    is disputed again where it was. Raises CannotBeUndone naming a field that was set again later,
    and NotYourTask where the act itself is not the officer's to make.
    """
    told = next((told for told in history(subject) if told.entry.id == entry), None)
    if told is None or told.act is None or room_of(told.header.kind) != "registry":
        raise NotFound
    if not told.act.statements:  # its facts were erased
        raise NotFound
    for needed in acts_to_undo(told.header.kind, told.act.statements):
        for where in (post, told.header.scope):
            require(actor, needed, where)
    _require_all_seen(actor, told.act.statements)
    says = [_put_back(written, told.act) for written in told.act.statements]
    drafts = [
        Draft("registry.act_undone", UUID(told.header.subject), post or "national", each)
        for each in _apart(says)
    ]
    return ledger.append(officer=actor.id, drafts=drafts)[0]


def _apart(says: Sequence[Sequence[Say]]) -> list[list[Say]]:
    """Entries that do not know of each other: each puts back another answer of a dispute."""
    most = max(len(answers) for answers in says)
    return [[answers[at] for answers in says if at < len(answers)] for at in range(most)]


def _require_all_seen(actor: Officer, statements: Sequence[Statement]) -> None:
    """Raises NotFound where the act also changed somebody of a post that is not the officer's."""
    for table, visible in (("person", persons_for(actor)), ("household", households_for(actor))):
        ids = {one.id for one in statements if one.table == f"registry.{table}"}
        if visible.filter(pk__in=ids).count() != len(ids):
            raise NotFound


_BY_KIND = {
    "registry.presence_ended": Act.END_PRESENCE,
    "registry.attestation_issued": Act.DECIDE_STATUS,
    "registry.attestation_revoked": Act.DECIDE_STATUS,
}
_DECISIONS = frozenset({"registry.dispute_resolved", "registry.number_replaced"})
"""They decide between what others said: taking one back decides nothing, both stand again."""
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
    if kind in _DECISIONS:
        return {Act.RESOLVE_DISPUTE}
    needed = {Act.CHANGE_HOUSEHOLD, _BY_KIND.get(kind, Act.CHANGE_HOUSEHOLD)}
    for statement in statements:
        if statement.creates and statement.table == "registry.need":
            continue
        for name in statement.values:
            needed.add(_BY_FIELD.get((statement.table, name), Act.CHANGE_HOUSEHOLD))
            if kind == "registry.act_undone" and name == "process":
                needed.add(Act.END_PRESENCE)
    return needed


def _put_back(written: Statement, told: Told) -> list[Say]:
    """What takes a statement back; several where it settled answers that now stand again."""
    model = tables()[written.table].model
    row = model._base_manager.filter(pk=written.id).first()  # noqa: SLF001
    if row is None:
        raise NotFound
    about = getattr(row, row.about)
    if not written.values:
        return [mention(row)]
    if written.creates and str(row.origin) == told.header.id:
        for name in row.registers:
            if heads(row, name) != [told.header.id]:
                raise CannotBeUndone(field=name)
        values = {"void": {"void_reason": "undone", "void_seen": all_heads(row)}}
        return [say(row, values, about=about)]
    for name in written.values:
        if heads(row, name) != [told.header.id]:
            raise CannotBeUndone(field=name)
    before = _without(written.table, written.id, UUID(str(about)), told.header.id)
    if told.header.kind in _DECISIONS:
        return _all_answers(row, before, written, about)
    values = {name: _value(row, before, name) for name in written.values}
    return [say(row, values, about=about)]


def _all_answers(row: FoldedRow, before: Row, written: Statement, about: UUID) -> list[Say]:
    """Each answer that stood before the decision, once, on the basis on which it then stood."""
    found = []
    for name in written.values:
        register = before.contested.get(name) or Contested()
        heads = {json.dumps(head.value): head for head in _weakest_first(register.heads.values())}
        found += [
            say(row, {name: head.value}, basis=head.basis or "interview", about=about)
            for head in _weakest_first(heads.values())
        ] or [_as_made(row, before, name, about)]
    return found


def _as_made(row: FoldedRow, before: Row, name: str, about: UUID) -> Say:
    """What the row said when it was made, where nobody had written that field since."""
    values = {name: _value(row, before, name)}
    return say(row, values, basis=before.basis or "interview", about=about)


def _weakest_first(heads: Iterable[Head]) -> list[Head]:
    """In the order in which the display prefers them, so that the same one is shown again."""
    return sorted(heads, key=lambda head: (BASIS_RANK.get(head.basis, 0), head.made_at))


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
