"""What waits for a decision at an officer's posts: the gravest first, then the oldest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from akwaba.access.models import Officer
from akwaba.ledger.models import FoldedRow
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads, heads
from akwaba.ledger.registers import Contested, Head, Settles, is_disputed, load
from akwaba.registry.codelists import need_level
from akwaba.registry.models import (
    Consent,
    Document,
    Household,
    Link,
    Need,
    Person,
    SharedNumber,
    Token,
)
from akwaba.registry.queries.files import by_post, households_for, levels_seen, persons_for
from akwaba.registry.stakes import SHARED_NUMBER, VOID, Stake, stake_of, voids

Owner = Person | Household
HANGS_ON: dict[str, type[FoldedRow]] = {
    model.table: model for model in (Need, Consent, Document, Token, Link)
}
"""Tables whose rows belong to a person or, for a token, to a household."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing that a person must settle: a field, whether a row counts, or a shared number."""

    row: FoldedRow
    field: str
    owner: Owner
    since: str
    """When the latest of the answers was given: before it there was nothing to settle."""

    @property
    def stake(self) -> Stake:
        return stake_of(self.row.table, self.field)


def disputes_for(actor: Officer) -> list[Dispute]:
    """Everything that waits at the officer's posts, in the order in which it is to be settled."""
    found = [
        *_of_files(actor),
        *(one for model in HANGS_ON.values() for one in _hanging(actor, model)),
        *_of_shared_numbers(actor),
    ]
    return sorted(found, key=lambda one: (one.stake, one.since, str(one.row.id), one.field))


def disputes_of(actor: Officer, owners: Sequence[Owner]) -> list[Dispute]:
    """What waits about these people and households, which the officer may see."""
    by_id: dict[UUID, Owner] = {owner.id: owner for owner in owners}
    found = list(_within(owners, by_id))
    for model in HANGS_ON.values():
        rows = model._base_manager.filter(**{f"{model.about}__in": list(by_id)}, is_disputed=True)  # noqa: SLF001
        found += _within(_told(actor, rows), by_id)
    shared = SharedNumber.objects.filter(bearer__in=list(by_id)).values_list("bearer", flat=True)
    found += [_shared(by_id[bearer]) for bearer in shared]
    return sorted(found, key=lambda one: (one.stake, one.since, str(one.row.id), one.field))


def dispute_for(actor: Officer, row_id: UUID, field: str) -> Dispute:
    """One field of a row, disputed or settled meanwhile. Raises NotFound."""
    row, owner = _row_for(actor, row_id)
    if field not in {*row.fields_set, VOID, SHARED_NUMBER}:
        raise NotFound
    return Dispute(row, field, owner, _since(row, field))


def is_open(row: FoldedRow, field: str) -> bool:
    """Whether it still waits."""
    if field == SHARED_NUMBER:
        return SharedNumber.objects.filter(bearer=row.id).exists()
    return field in disputed_fields(row)


def bearers_of(actor: Officer, number: str) -> tuple[list[Owner], int]:
    """Who bears a shared number at the officer's posts, and how many bear it elsewhere."""
    ids = list(SharedNumber.objects.filter(number=number).values_list("bearer", flat=True))
    own: list[Owner] = [
        *households_for(actor).filter(pk__in=ids),
        *persons_for(actor).filter(pk__in=ids),
    ]
    return sorted(own, key=lambda owner: (owner.made_at, owner.id)), len(ids) - len(own)


def disputed_fields(row: FoldedRow) -> list[str]:
    """The fields of a row that a person must settle; of one that does not count, only that."""
    counts = [VOID] if _is_void_disputed(row) else []
    if row.void_reason:
        return counts
    return [
        *counts,
        *(
            name
            for name, register in load(row.registers).items()
            if name in row.fields_set
            and row.fields_set[name].settles is Settles.BY_PERSON
            and is_disputed(register)
        ),
    ]


def void_heads(row: FoldedRow) -> dict[str, Head]:
    """What is said of whether the row counts."""
    register = load({VOID: row.registers[VOID]})[VOID] if VOID in row.registers else Contested()
    return register.heads


def unseen(row: FoldedRow) -> dict[str, list[str]]:
    """Entries that whoever struck the row out had not seen, with the fields that each set."""
    heads_of_void = void_heads(row)
    seen = {str(row.origin)}
    for entry in voids(heads_of_void):
        seen.update(heads_of_void[entry].value.get("void_seen", ()))
    found: dict[str, list[str]] = defaultdict(list)
    for name, register in load(row.registers).items():
        for entry in register.heads if name != VOID else ():
            if entry not in seen:
                found[entry].append(name)
    return found


def _is_void_disputed(row: FoldedRow) -> bool:
    """As the fold has it: one struck it out who had not seen all, or others say that it counts."""
    said = void_heads(row)
    out = voids(said)
    return bool(out) and (len(out) < len(said) or bool(unseen(row)))


def fingerprint(row: FoldedRow, field: str) -> str:
    """Stands for the answers that a page showed: another one is another fingerprint."""
    rests_on = all_heads(row) if field == VOID else heads(row, field)
    return sha256("\n".join(rests_on).encode()).hexdigest()[:16]


def _since(row: FoldedRow, field: str) -> str:
    if field not in row.registers:
        return row.made_at
    register = load({field: row.registers[field]})[field]
    entries = unseen(row) if field == VOID else {}
    others = load({name: row.registers[name] for names in entries.values() for name in names})
    given = [head.made_at for head in register.heads.values()]
    given += [
        others[name].heads[entry].made_at for entry, names in entries.items() for name in names
    ]
    return max(given, default=row.made_at)


def _of_files(actor: Officer) -> Iterator[Dispute]:
    people = by_post(actor, persons_for(actor)).filter(is_disputed=True)
    households = by_post(actor, households_for(actor)).filter(is_disputed=True)
    owners: list[Owner] = [*households, *people]
    return _within(owners, {owner.id: owner for owner in owners})


def _hanging(actor: Officer, model: type[FoldedRow]) -> Iterator[Dispute]:
    """Of people and households that count: what a struck-out record once needed can wait."""
    rows = model._base_manager.filter(is_disputed=True, origin__isnull=False)  # noqa: SLF001
    whose = rows.values(model.about)
    owners: list[Owner] = list(persons_for(actor).filter(pk__in=whose, void_reason=""))
    if model is Token:
        owners += households_for(actor).filter(pk__in=whose, void_reason="")
    by_id = {owner.id: owner for owner in owners}
    return _within(_told(actor, rows.filter(**{f"{model.about}__in": list(by_id)})), by_id)


def _told(actor: Officer, rows: Iterable[FoldedRow]) -> Iterator[FoldedRow]:
    """Without the needs of which the officer does not learn that they exist."""
    levels = levels_seen(actor)
    for row in rows:
        if not isinstance(row, Need) or need_level(row.code) in levels:
            yield row


def _within(rows: Iterable[FoldedRow], owners: dict[UUID, Owner]) -> Iterator[Dispute]:
    for row in rows:
        owner = owners.get(getattr(row, row.about))
        if owner is not None and row.is_disputed:
            for field in disputed_fields(row):
                yield Dispute(row, field, owner, _since(row, field))


def _of_shared_numbers(actor: Officer) -> Iterator[Dispute]:
    """One for each number, told by the first of its bearers at the officer's posts."""
    shared = dict(SharedNumber.objects.order_by("-bearer").values_list("bearer", "number"))
    own: list[Owner] = [
        *households_for(actor).filter(pk__in=list(shared)),
        *persons_for(actor).filter(pk__in=list(shared)),
    ]
    first: dict[str, Owner] = {}
    for owner in sorted(own, key=lambda owner: (owner.made_at, owner.id)):
        first.setdefault(owner.number, owner)
    return map(_shared, first.values())


def _shared(owner: Owner) -> Dispute:
    return Dispute(owner, SHARED_NUMBER, owner, owner.made_at)


def _row_for(actor: Officer, row_id: UUID) -> tuple[FoldedRow, Owner]:
    for visible in (persons_for(actor), households_for(actor)):
        owner = visible.filter(pk=row_id).first()
        if owner is not None:
            return owner, owner
    for model in HANGS_ON.values():
        for row in _told(actor, model._base_manager.filter(pk=row_id, origin__isnull=False)):  # noqa: SLF001
            return row, _owner_of(actor, getattr(row, row.about))
    raise NotFound


def _owner_of(actor: Officer, owner: UUID) -> Owner:
    found = persons_for(actor).filter(pk=owner).first() or (
        households_for(actor).filter(pk=owner).first()
    )
    if found is None:
        raise NotFound
    return found
