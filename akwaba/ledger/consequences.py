"""What entries about the ledger itself bring about: erasures, and admissions from quarantine."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from akwaba.ledger import bare, laws
from akwaba.ledger.columns import identifier_writer
from akwaba.ledger.fold import (
    WAITS_FOR_PERSON,
    WAITS_FOR_UPGRADE,
    Act,
    Quarantine,
    Refused,
    fold,
    read_act,
)
from akwaba.ledger.judging import (
    ON_CHAIN,
    Doubt,
    Word,
    judge,
    look_up,
    read_of,
    waiting_for_person,
    wire_of,
)
from akwaba.ledger.laws import Malformed, Part
from akwaba.ledger.models import Admission, Attachment, Chunk, Device, Entry, Erasure, Mention
from akwaba.ledger.tables import tables

SETTLED_AT_ONCE = 200
"""Of what waits about one family, whoever sent it: no batch is held up by more."""


def after_fold(acts: Sequence[Act], doubt: Doubt | None = None) -> None:
    """Bring about what acts about the ledger say, in the transaction in which they are folded."""
    said = [
        (statement.table, statement.id)
        for act in acts
        if act.header.kind.startswith("ledger.")
        for statement in act.statements
        if statement.creates
    ]
    if erased := {row_id for table, row_id in said if table == Erasure.table}:
        _erase(erased)
    if admitted := {row_id for table, row_id in said if table == Admission.table}:
        _admit(admitted, doubt)


def _erase(subjects: set[str]) -> None:
    positions = Mention.objects.filter(subject__in=subjects).values_list(
        "entry_position", flat=True
    )
    for entry in Entry.objects.filter(position__in=list(positions)):
        parts = parts_of(entry)
        # A body that cannot be read may hold anything about its subject.
        entry.body = "" if parts is None else laws.write_body(laws.without(parts, subjects))
        entry.sealed = b""
        entry.save(update_fields=["body", "sealed"])
    for table in tables().values():
        table.forget(subjects)
    Attachment.objects.filter(about__in=subjects).delete()
    Chunk.objects.filter(about__in=subjects).delete()
    transaction.on_commit(_empty_the_log, robust=True)


def _empty_the_log() -> None:
    """SQLite's write-ahead log still holds the pages as they were: fold it into the database.

    While somebody reads, it stays until the next erasure or the end of the last connection.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _admit(ids: Iterable[str], doubt: Doubt | None) -> None:
    waiting = waiting_for_person(ids)
    # An admission that counts for nothing opens nothing: what kept each apart still does.
    _settle(waiting, doubt, Word({entry.hash: entry.quarantine for entry in waiting}))


def _settle(waiting: Sequence[Entry], doubt: Doubt | None, word: Word) -> set[str]:
    """Judge what waits once more, and apply what fits now; the subjects of that."""
    if not waiting:
        return set()
    reads = [
        read_of(laws.read_header(bytes(entry.header)), parts_of(entry), wire_of(entry))
        for entry in waiting
    ]
    known = look_up([read.header for read in reads])
    known.hear(reads, doubt, word)
    acts: list[Act] = []
    subjects: set[str] = set()
    for entry, read in zip(waiting, reads, strict=True):
        act, reason = judge(read, known)
        known.remember(read.header, read.wire, reason)
        if reason != entry.quarantine:
            Entry.objects.filter(pk=entry.pk).update(quarantine=reason)
        if act is not None:
            acts.append(act)
            subjects |= act.subjects
    fold(acts)
    after_fold(acts, doubt)
    let_go_of_renumbered(read.header.id for read in reads)
    return subjects


def judge_again(subjects: set[str], doubt: Doubt | None, word: Word) -> None:
    """Apply what waits and fits since a batch was applied, whichever of the two came first.

    `subjects` are those of that batch, `word` is its bearer's: it may hold both.
    """
    waiting = Entry.objects.exclude(quarantine="")  # on its own: only so is their index used
    unknown = waiting.filter(quarantine=Quarantine.UNKNOWN_DEVICE)
    known_now = unknown.filter(device__in=Device.objects.values("id")).order_by("position")
    subjects = subjects | _settle(list(known_now), doubt, word)
    while subjects:
        subjects = _settle(_said_too_early(waiting, subjects), doubt, Word())


def _said_too_early(waiting: QuerySet[Entry], subjects: set[str]) -> list[Entry]:
    """What nodes themselves said of these subjects, and were not entitled to.

    Whether they are depends on where the subjects stand: they had perhaps not come there yet.
    """
    nodes = Device.objects.filter(kind=Device.Kind.NODE)
    by_nodes = waiting.filter(quarantine=Quarantine.NOT_ENTITLED, device__in=nodes.values("id"))
    of_their_own = by_nodes.filter(
        Q(brought_by=F("device"))
        | Exists(nodes.filter(pk=OuterRef("device"), stands_for=OuterRef("brought_by")))
    )
    if not of_their_own.exists():
        return []
    ids = map(identifier_writer(), subjects)
    mentions = bare.find(Mention, ("entry_position",), "subject", ids)
    found = of_their_own.filter(position__in={position for (position,) in mentions})
    return list(found.order_by("position")[:SETTLED_AT_ONCE])


def let_go_of_closed(hashes: dict[UUID, str]) -> None:
    """Forget copies that nobody could open or place, once the same entries (by id) are applied."""
    closed = (Quarantine.SEALED_ELSEWHERE, *WAITS_FOR_PERSON)
    columns = ("position", "hash", "quarantine")
    rows = bare.find(Entry, columns, "id", map(identifier_writer(), map(str, hashes)))
    ours = set(hashes.values())
    positions = [
        position for position, digest, reason in rows if digest in ours and reason in closed
    ]
    _forget(positions)


def let_go_of_renumbered(ids: Iterable[str]) -> None:
    """Forget what contradicts a history, where its node made the same act anew: see forking.

    It may have come by a stick, before or after the node found out that its store was set back.
    `ids` are those of the entries that have just come or been judged: no others have changed.
    """
    here = Entry.objects.filter(id__in=bare.existing(Entry, set(ids)))
    contrary = (Quarantine.BROKEN_CHAIN, Quarantine.OTHER_BYTES)
    copies = here.filter(quarantine__in=contrary).defer("body", "signature", "sealed")
    waiting = list(copies.exclude(quarantine=""))
    if not waiting:
        return
    applied: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in here.filter(quarantine__in=ON_CHAIN, id__in={each.id for each in waiting}):
        applied[entry.id].append(entry)
    same = [
        (entry, other)
        for entry in waiting
        for other in applied[entry.id]
        if _acts_alike(entry, other)
    ]
    makers = Device.objects.in_bulk({each.device for pair in same for each in pair})
    _forget([entry.position for entry, other in same if _are_of_one_node(entry, other, makers)])


def _acts_alike(one: Entry, other: Entry) -> bool:
    """Whether two entries differ in nothing but their place in a history."""
    acts = [
        replace(laws.read_header(bytes(entry.header)), device="", seq=1, previous="")
        for entry in (one, other)
    ]
    return acts[0] == acts[1]


def _are_of_one_node(one: Entry, other: Entry, makers: dict[UUID, Device]) -> bool:
    """Whether they were made under two devices of the same node."""
    devices = [makers[each.device] for each in (one, other) if each.device in makers]
    nodes = {each.stands_for or each.pk for each in devices if each.kind == Device.Kind.NODE}
    return one.device != other.device and len(devices) == len((one, other)) and len(nodes) == 1


def _forget(positions: Sequence[int]) -> None:
    if positions:
        Mention.objects.filter(entry_position__in=positions).delete()
        Entry.objects.filter(position__in=positions).delete()


def apply_upgraded(doubt: Doubt | None = None) -> int:
    """Apply what waited for this version and return how many; the others go on waiting."""
    waiting = Entry.objects.filter(quarantine__in=WAITS_FOR_UPGRADE)
    acts = _undoubted(read_all(waiting.order_by("position")), doubt)
    applied = [act.header.id for act in acts]
    Entry.objects.filter(id__in=applied, quarantine__in=WAITS_FOR_UPGRADE).update(quarantine="")
    fold(acts)
    after_fold(acts, doubt)
    return len(acts)


def _undoubted(acts: list[Act], doubt: Doubt | None) -> list[Act]:
    """The acts that nobody doubts; the others wait for a person now."""
    known = look_up([act.header for act in acts])
    known.objection = doubt(acts) if doubt else known.objection
    clear = []
    for act in acts:
        if not known.is_admitted(act.header, act) and (reason := known.doubts(act)):
            waiting = Entry.objects.filter(id=act.header.id, quarantine__in=WAITS_FOR_UPGRADE)
            waiting.update(quarantine=reason)
        else:
            clear.append(act)
    return clear


def read_all(entries: Iterable[Entry]) -> list[Act]:
    """The acts of stored entries; those that cannot be applied go into quarantine."""
    acts = []
    for entry in entries:
        try:
            acts.append(_read(entry))
        except Refused as why:
            Entry.objects.filter(pk=entry.pk).update(quarantine=why.reason)
    return acts


def _read(entry: Entry) -> Act:
    parts = parts_of(entry, hashed=False)
    if parts is None:
        raise Refused(Quarantine.BODY_CHANGED)
    return read_act(laws.read_header(bytes(entry.header)), parts)


def parts_of(entry: Entry, *, hashed: bool = True) -> list[Part] | None:
    """None where the body cannot be read."""
    try:
        return laws.read_body(entry.body, hashed=hashed)
    except Malformed:
        return None
