"""Disputes settled: one act, one entry that names every answer which it replaces."""

from typing import Any

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry, FoldedRow
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads
from akwaba.ledger.services import Say
from akwaba.registry.models import Decision, FormerNumber, Household, Link, Person
from akwaba.registry.problems import ChangedMeanwhile, NotCorrectable, NothingToResolve
from akwaba.registry.queries.answers import register_of
from akwaba.registry.queries.disputes import (
    Owner,
    fingerprint,
    is_open,
    void_heads,
)
from akwaba.registry.services.acting import act, mention, one_line, require, say
from akwaba.registry.services.checking import check_values
from akwaba.registry.services.correcting import BY_ANOTHER_ACT
from akwaba.registry.services.numbering import take_numbers
from akwaba.registry.stakes import SHARED_NUMBER, VOID, voids

LONGEST_REASON = 200


@transaction.atomic
def resolve(
    *,
    actor: Officer,
    row: FoldedRow,
    field: str,
    value: Any,
    seen: str | None = None,
    reason: str = "",
    basis: str = "supervisor",
) -> Entry:
    """Settle answers that did not know of each other, by an entry that names them all.

    `value` may be one of them; or another, for what a correction may set. `seen` is the
    fingerprint of what the page showed. Raises NothingToResolve where somebody settled it
    meanwhile, ChangedMeanwhile where another answer has come. `basis` is supervisor or document.
    """
    row, owner = _as_it_is_now(actor, row, field, seen)
    given = [head.value for head in register_of(row, field).heads.values()]
    values = {field: value}
    if value not in given:
        if field in BY_ANOTHER_ACT or not isinstance(row, Person | Household):
            raise NotCorrectable(field=field)
        values = check_values(row, values)
    says = [say(row, values, basis=basis, about=getattr(row, row.about))]
    if field == "number":
        says += [_former(owner, other) for other in sorted({*given} - {value, ""})]
    return _settle(actor, owner, row, says, reason)


@transaction.atomic
def resolve_void(
    *, actor: Officer, row: FoldedRow, counts: bool, seen: str | None = None, reason: str = ""
) -> Entry:
    """Settle whether a row counts that one struck out and another went on to use."""
    row, owner = _as_it_is_now(actor, row, VOID, seen)
    heads = void_heads(row)
    why = heads[voids(heads)[0]].value["void_reason"]
    void = {} if counts else {"void_reason": why, "void_seen": all_heads(row)}
    says = [say(row, {VOID: void}, basis="supervisor", about=getattr(row, row.about))]
    return _settle(actor, owner, row, says, reason)


@transaction.atomic
def renumber(*, actor: Officer, owner: Owner, reason: str = "") -> Entry:
    """Give a new registration number to one of those who bear the same; the old one finds it too.

    Raises NothingToResolve where nobody else bears it any more.
    """
    row, owner = _as_it_is_now(actor, owner, SHARED_NUMBER, None)
    number = _free_number()
    says = [say(row, {"number": number}, basis="supervisor"), _former(owner, owner.number)]
    says += _why(owner, reason)
    return act(actor, kind="number_replaced", subject=owner.id, post=owner.post, says=says)


def _free_number() -> str:
    """A laptop restored from an old copy goes through those that it issued before, one by one."""
    while True:
        number = take_numbers(1)[0]
        if not any(
            model._base_manager.filter(number=number).exists()  # noqa: SLF001
            for model in (Person, Household, FormerNumber)
        ):
            return number


def _as_it_is_now(
    actor: Officer, row: FoldedRow, field: str, seen: str | None
) -> tuple[FoldedRow, Owner]:
    """The row and whose it is, read again once no other fold can come between."""
    ledger.lock_fold()
    now = type(row)._base_manager.filter(pk=row.id).first()  # noqa: SLF001  documented by Django
    if now is None:
        raise NotFound
    row, owner = now, _owner_of(now)
    require(actor, Act.RESOLVE_DISPUTE, owner.post)
    if not is_open(row, field):
        raise NothingToResolve(field=field)
    if seen is not None and seen != fingerprint(row, field):
        raise ChangedMeanwhile(field=field)
    return row, owner


def _owner_of(row: FoldedRow) -> Owner:
    """The person or household whose row it is."""
    if isinstance(row, Person | Household):
        return row
    whose = getattr(row, row.about)
    owner = Person.objects.filter(pk=whose).first() or Household.objects.filter(pk=whose).first()
    if owner is None:
        raise NotFound
    return owner


def _settle(actor: Officer, owner: Owner, row: FoldedRow, says: list[Say], reason: str) -> Entry:
    if isinstance(row, Link):
        ends = Person.objects.filter(pk__in=[row.one, row.other]).exclude(pk=owner.id)
        says = [*says, mention(owner), *map(mention, ends)]
    says = [*says, *_why(owner, reason)]
    return act(actor, kind="dispute_resolved", subject=owner.id, post=owner.post, says=says)


def _why(owner: Owner, reason: str) -> list[Say]:
    why = one_line(reason)[:LONGEST_REASON]
    if not why:
        return []
    values = {"holder": str(owner.id), "why": why}
    return [Say(Decision.table, uuid7(), values, creates=True, about=owner.id)]


def _former(owner: Owner, number: str) -> Say:
    values = {"holder": str(owner.id), "number": number}
    return Say(FormerNumber.table, uuid7(), values, creates=True, about=owner.id)
