"""The only writers of the ledger: append here, accept from elsewhere, erase, admit, rebuild."""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from akwaba.ledger import bare, clock, keys, laws
from akwaba.ledger.columns import identifier_writer
from akwaba.ledger.consequences import after_fold, apply_upgraded, read_all
from akwaba.ledger.fold import WAITS_FOR_PERSON, fold, read_act
from akwaba.ledger.identity import key_of, this_node
from akwaba.ledger.ids import uuid7
from akwaba.ledger.judging import Doubt, erased
from akwaba.ledger.laws import Header, Part, Wire
from akwaba.ledger.models import (
    Admission,
    DerivedRow,
    Device,
    Entry,
    Erasure,
    FoldedRow,
    Mention,
)
from akwaba.ledger.problems import NotFound
from akwaba.ledger.tables import tables

ENTRIES_AT_ONCE = 500
SALT_BYTES = 16
EVERYWHERE = "national"
"""The scope of what every post may know: nodes, erasures, reference data."""
_MENTION = ("subject", "entry_position")
_FOLD_LOCK = 0x616B7761  # any number that nothing else on the server locks


@dataclass(frozen=True, slots=True)
class Say:
    """What a draft says about one row; see fold.Statement."""

    table: str
    id: UUID
    values: dict[str, Any]
    base: dict[str, list[str]] = field(default_factory=dict)
    basis: str = "interview"
    creates: bool = False
    about: UUID | None = None
    """Whose data it is; None where the row is itself the subject."""

    def facts(self) -> str:
        said: dict[str, Any] = {"of": self.table, "id": str(self.id), "set": self.values}
        if self.base:
            said["base"] = self.base
        if self.basis != "interview":
            said["basis"] = self.basis
        if self.creates:
            said["new"] = True
        return laws.compact(said)


@dataclass(frozen=True, slots=True)
class Draft:
    """An act that is not yet an entry."""

    kind: str
    subject: UUID
    scope: str
    says: Sequence[Say]
    version: int = 1


def lock_fold() -> None:
    """One fold at a time: SQLite has one writer, PostgreSQL is told so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FOLD_LOCK])


@transaction.atomic
def append(*, officer: UUID, drafts: Sequence[Draft]) -> list[Entry]:
    """Sign, store and fold acts of this node, all or none.

    Raises NotFound where one speaks of somebody who was erased, and fold.Refused for an unfit one.
    """
    lock_fold()
    if erased(among={say.about or say.id for draft in drafts for say in draft.says}):
        raise NotFound
    device = Device.objects.select_for_update().get(pk=this_node().pk)
    key = key_of(device)
    made = [_make(device, key, officer, draft) for draft in drafts]
    acts = [read_act(header, parts) for header, parts, _ in made]
    entries = [entry_of(header, wire) for header, _, wire in made]
    device.save(update_fields=["last_seq", "last_hash", "last_made_at"])
    store(entries, [(header, parts) for header, parts, _ in made])
    fold(acts)
    after_fold(acts)
    return entries


def _make(
    device: Device, key: ec.EllipticCurvePrivateKey, officer: UUID, draft: Draft
) -> tuple[Header, list[Part], Wire]:
    entry_id = str(uuid7())
    parts = [_part(say, entry_id) for say in draft.says]
    wall = clock.wall_now()
    header = Header(
        id=entry_id,
        device=str(device.id),
        seq=device.last_seq + 1,
        previous=device.last_hash,
        kind=draft.kind,
        version=draft.version,
        subject=str(draft.subject),
        scope=draft.scope,
        officer=str(officer),
        made_at=clock.tick(device.last_made_at, wall),
        wall=wall,
        offset=0,
        body_hash=laws.body_hash([part.hash for part in parts]),
    )
    content = laws.write_header(header)
    device.last_seq, device.last_hash = header.seq, laws.hash_of(content)
    device.last_made_at = header.made_at
    return header, parts, Wire(content, laws.write_body(parts), keys.sign(key, content))


def _part(say: Say, entry_id: str) -> Part:
    about = str(say.about or say.id) if tables()[say.table].model.about else entry_id
    salt, facts = secrets.token_hex(SALT_BYTES), say.facts()
    return Part(about, salt, facts, laws.part_hash(about=about, salt=salt, facts=facts))


def entry_of(
    header: Header, wire: Wire, quarantine: str = "", *, brought_by: UUID | None = None
) -> Entry:
    return Entry(
        id=UUID(header.id),
        hash=laws.hash_of(wire.header),
        device=UUID(header.device),
        seq=header.seq,
        kind=header.kind[:60],
        scope=header.scope[:60],
        officer=UUID(header.officer),
        made_at=header.made_at[:17],
        header=wire.header,
        body=wire.body,
        signature=wire.signature,
        sealed=wire.sealed,
        received_at=timezone.now(),
        brought_by=brought_by,
        quarantine=quarantine,
    )


def follow_clocks(headers: Sequence[Header]) -> None:
    """What this node makes next comes after what it has just read, in the order of display."""
    if not headers:
        return
    device = this_node()
    seen = max(header.made_at for header in headers)
    latest = clock.follow(device.last_made_at, seen, clock.wall_now())
    if latest != device.last_made_at:
        Device.objects.filter(pk=device.pk).update(last_made_at=latest)


def store(entries: Sequence[Entry], read: Sequence[tuple[Header, Sequence[Part]]]) -> None:
    """Store entries that are not here yet, and whom they speak of, under the lock of the fold."""
    for entry, position in zip(entries, bare.next_keys(Entry, len(entries)), strict=True):
        entry.position = position
    bare.insert_objects(Entry, entries)
    bare.insert(Mention, _MENTION, _mentions(entries, read))


def mention(entries: Sequence[Entry], read: Sequence[tuple[Header, Sequence[Part]]]) -> None:
    """Note whom stored entries speak of, unless that is noted already."""
    bare.add(Mention, _MENTION, _mentions(entries, read))


def _mentions(
    entries: Sequence[Entry], read: Sequence[tuple[Header, Sequence[Part]]]
) -> list[tuple[Any, int]]:
    identifier = identifier_writer()
    return [
        (identifier(subject), entry.position)
        for entry, (header, parts) in zip(entries, read, strict=True)
        for subject in {header.subject, *(part.about for part in parts)}
    ]


def forget(entry: Entry) -> None:
    """Let go of a stored copy whose bytes are here already."""
    Mention.objects.filter(entry_position=entry.position).delete()
    entry.delete()


def erase(*, officer: UUID, subject: UUID, reason: str) -> None:
    """Remove every fact about a subject, here now and elsewhere when this entry arrives.

    It goes to every node: whoever moved on was known at more than one post. The headers stay, so
    chains, counts and signatures still verify.
    """
    say = Say(table=Erasure.table, id=subject, values={"reason": reason}, creates=True)
    append(officer=officer, drafts=[Draft("ledger.subject_erased", subject, EVERYWHERE, [say])])


def admit(*, officer: UUID, entry: UUID, scope: str, reason: str) -> None:
    """Apply an entry that waits for a person after all; that person answers for it.

    Raises NotFound where no such entry waits for a person.
    """
    if not Entry.objects.filter(id=entry, quarantine__in=WAITS_FOR_PERSON).exists():
        raise NotFound
    append(officer=officer, drafts=[_admission(entry, scope, reason)])


def _admission(entry: UUID, scope: str, reason: str) -> Draft:
    say = Say(table=Admission.table, id=entry, values={"reason": reason}, creates=True)
    return Draft("ledger.entry_admitted", entry, scope, [say])


def admit_all(
    *,
    officer: UUID,
    device: UUID,
    reason: str,
    why_waiting: Collection[str] = WAITS_FOR_PERSON,
    among: Collection[UUID] | None = None,
) -> int:
    """Admit what a device made and a person must decide about, in the order in which it was made.

    `why_waiting` narrows it to some reasons (a renewed lease: `expired_lease`), `among` to some
    entries. All or none; returns how many are applied now: what was spoilt goes on waiting.
    """
    waiting = Entry.objects.filter(device=device, quarantine__in=why_waiting)
    if among is not None:
        waiting = waiting.filter(id__in=among)
    scopes = dict(waiting.order_by("seq", "position").values_list("id", "scope"))
    if not scopes:
        return 0
    append(
        officer=officer,
        drafts=[_admission(entry, scope, reason) for entry, scope in scopes.items()],
    )
    return Entry.objects.filter(id__in=list(scopes), quarantine="").count()


def folded_models() -> list[type[FoldedRow]]:
    return [model for model in apps.get_models() if issubclass(model, FoldedRow)]


def derived_models() -> list[type[DerivedRow]]:
    return [model for model in apps.get_models() if issubclass(model, DerivedRow)]


@transaction.atomic
def rebuild(*, progress: Callable[[int], None] = lambda _: None, doubt: Doubt | None = None) -> int:
    """Make every folded table again from the entries, and return how many were applied.

    All or nothing: whoever reads meanwhile sees the tables as they were. `progress` is told how
    many entries each step folded. `doubt` is asked about what waited for an upgrade.
    """
    lock_fold()
    for model in (*derived_models(), *folded_models()):
        model._base_manager.all().delete()  # noqa: SLF001
    done = _apply(Entry.objects.filter(quarantine=""), progress)
    return done + apply_upgraded(doubt)


def _apply(entries: models.QuerySet[Entry], progress: Callable[[int], None]) -> int:
    done, last = 0, 0
    waiting = entries.order_by("position").only("position", "header", "body")
    while batch := list(waiting.filter(position__gt=last)[:ENTRIES_AT_ONCE]):
        last = batch[-1].position
        acts = read_all(batch)
        fold(acts)
        done += len(acts)
        progress(len(batch))
    return done
