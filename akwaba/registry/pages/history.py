"""The history of a file in sentences: who did what, when, and what changed from what to what."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from akwaba.access.rules import may
from akwaba.ledger import kinds
from akwaba.ledger.fold import Act, Statement, room_of
from akwaba.ledger.queries import Told
from akwaba.ledger.registers import EMPTY, Row, Write, apply, displayed
from akwaba.registry.codelists import need_level
from akwaba.registry.fields import field_label
from akwaba.registry.pages.words import coded, spoken
from akwaba.registry.queries import When, when_of
from akwaba.registry.services.undoing import acts_to_undo

UNTOLD = frozenset({"person", "holder", "pair", "household"})
"""Fields that only say whom a need, a token or a paper belongs to."""
UNTOLD_TABLES = frozenset({"registry.former_number"})
"""Rows that follow from what the same act says of another one."""
CANNOT_BE_UNDONE = frozenset({"ledger.subject_erased", "ledger.entry_admitted"})


@dataclass(frozen=True, slots=True)
class Event:
    """One act, as the timeline shows it."""

    entry: UUID
    subject: UUID
    """The household or person that the act was about."""
    what: str
    who: str
    when: When
    details: list[str]
    may_undo: bool
    waits: bool = False
    """The entry is kept but not applied."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the officer who reads may learn, and what names stand for identifiers."""

    names: Mapping[str, str]
    officers: Mapping[UUID, str]
    levels: Collection[str]
    hides: Collection[str]
    role: str
    owners: Mapping[str, str] = field(default_factory=dict)
    """Names of the people of a household, to say whose file an act changed; none on their own."""


def events(told: Sequence[Told], *, about: Collection[UUID], reader: Reader) -> list[Event]:
    """The acts that speak of these subjects, latest first."""
    rows: dict[tuple[str, str], Row] = {}
    changes = [list(_changes(one.act, rows)) if one.act else [] for one in told]
    hidden = _hidden_needs(rows, reader)
    subjects = {str(subject) for subject in about}
    found = [
        _event(one, shown, rows, reader, subjects)
        for one, change in zip(told, changes, strict=True)
        if (shown := [item for item in change if _is_told(item, hidden, subjects)])
        or (not change and _may_know_of(one, reader))
    ]
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Change:
    statement: Statement
    name: str
    before: Any
    after: Any
    is_new: bool
    """The act made the row: what it first said stands on the file itself."""
    owner: str
    """Whose data it is."""
    purpose: str = ""
    """What a consent is for."""


def _changes(act: Act, rows: dict[tuple[str, str], Row]) -> Iterator[_Change]:
    """Apply an act to the rows, saying of each field what it showed before and shows after."""
    for statement in act.statements:
        row = rows.setdefault((statement.table, statement.id), Row(id=statement.id))
        before = {name: _value(row, name) for name in statement.values}
        apply(row, _write(act, statement))
        is_new, owner = row.origin == act.header.id, _owner(row)
        if not statement.values:
            yield _Change(statement, "", None, None, is_new, owner)
        purpose = str(_value(row, "purpose") or "")
        for name, value in before.items():
            yield _Change(statement, name, value, _value(row, name), is_new, owner, purpose)


def _owner(row: Row) -> str:
    """The person or household whose need, token or paper the row is; else the row's own subject."""
    return str(_value(row, "person") or _value(row, "holder") or row.id)


def _write(act: Act, statement: Statement) -> Write:
    return Write(
        entry=act.header.id,
        made_at=act.header.made_at,
        basis=statement.basis,
        values=statement.values,
        base=statement.base,
        creates=statement.creates,
    )


def _value(row: Row, name: str) -> Any:
    contested = row.contested.get(name)
    return displayed(contested) if contested else row.plain.get(name)


def _hidden_needs(rows: Mapping[tuple[str, str], Row], reader: Reader) -> set[str]:
    """Needs of which the reader does not learn that they exist."""
    return {
        row_id
        for (table, row_id), row in rows.items()
        if table == "registry.need"
        and need_level(str(_value(row, "code") or "")) not in reader.levels
    }


def _is_told(
    change: _Change,
    hidden: Collection[str],
    subjects: Collection[str],
) -> bool:
    """Whether a change is about these subjects and may be read."""
    statement = change.statement
    if statement.table == "registry.need" and statement.id in hidden:
        return False
    if _is_of_another_room(statement.table):  # it names the people without being theirs alone
        return True
    return change.owner in subjects or statement.table == "registry.link"


def _is_of_another_room(name: str) -> bool:
    """Whether a table or a kind is told by its name only: that room has the words for the rest."""
    return room_of(name) not in {"registry", "ledger"}


def _may_know_of(told: Told, reader: Reader) -> bool:
    """Whether an act that is not applied may be told: of a need nobody can say which one it is."""
    is_of_need = told.header.kind.startswith("registry.need")
    return not is_of_need or "confidential" in reader.levels


def _event(
    told: Told,
    changes: Sequence[_Change],
    rows: Mapping[tuple[str, str], Row],
    reader: Reader,
    subjects: Collection[str],
) -> Event:
    kind = kinds.known(told.header.kind)
    return Event(
        entry=told.entry.id,
        subject=UUID(told.header.subject),
        what=str(kind.label) if kind else told.header.kind,
        who=reader.officers.get(told.entry.officer, _("an officer of another node")),
        when=when_of(told.entry, told.header),
        details=list(_sentences(changes, reader)),
        may_undo=told.header.subject in subjects
        and _is_theirs_to_undo(told, reader)
        and _rests_on_nothing_later(told, rows),
        waits=bool(told.entry.quarantine),
    )


def _sentences(changes: Sequence[_Change], reader: Reader) -> Iterator[str]:
    """What an act changed; what a new file first said is on the file itself."""
    said: set[str] = set()
    for change in changes:
        sentence = _sentence(change, reader)
        if (
            sentence
            and not _names_a_new_person(change)
            and (who := reader.owners.get(change.owner))
        ):
            sentence = f"{who} – {sentence}"
        if sentence and sentence not in said:
            said.add(sentence)
            yield sentence


def _names_a_new_person(change: _Change) -> bool:
    return change.is_new and change.statement.table == "registry.person"


def _sentence(change: _Change, reader: Reader) -> str:
    statement, name = change.statement, change.name
    say: Callable[[Any], str] = lambda value: spoken(  # noqa: E731  the reader's words, in short
        name, value, names=reader.names, hides=reader.hides
    )
    if statement.table == "registry.need" and name == "code":
        return coded("needs", str(change.after))
    if not name or change.before == change.after or _goes_without_saying(statement.table, name):
        return ""
    if change.is_new and statement.table in {"registry.person", "registry.household"}:
        return say(change.after) if name == _first_name(statement) else ""
    if name == "void" and not change.after:
        return _("Counts again")
    if statement.table == "registry.consent" and name == "purpose":
        return ""
    label = coded("consent_purposes", change.purpose) if name == "answer" else field_label(name)
    words = say(change.after)
    if name != "void" and change.before not in EMPTY:
        words = f"{say(change.before)} → {words}"
    return _("%(field)s: %(words)s") % {"field": label, "words": words}


def _goes_without_saying(table: str, name: str) -> bool:
    """Whether the act says it in another place, or by what it is."""
    if name in UNTOLD - {"household"} or table in UNTOLD_TABLES or _is_of_another_room(table):
        return True
    return (table, name) == ("registry.decision", "void")


def _first_name(statement: Statement) -> str:
    """The field by which a new person is told: the whole name, or what there is of it."""
    names = ("name_said", "given_names", "family_name")
    return next((name for name in names if statement.values.get(name)), "")


def _is_theirs_to_undo(told: Told, reader: Reader) -> bool:
    if told.act is None or _is_of_another_room(told.header.kind):
        return False
    needed = acts_to_undo(told.header.kind, told.act.statements)
    return all(may(reader.role, act) for act in needed)


def _rests_on_nothing_later(told: Told, rows: Mapping[tuple[str, str], Row]) -> bool:
    """Whether everything that the act wrote still shows: only then can it be put back."""
    if told.act is None or told.header.kind in CANNOT_BE_UNDONE:
        return False
    if not any(statement.values for statement in told.act.statements):
        return False
    return all(_is_last(statement, told, rows) for statement in told.act.statements)


def _is_last(statement: Statement, told: Told, rows: Mapping[tuple[str, str], Row]) -> bool:
    row = rows[statement.table, statement.id]
    makes = statement.creates and row.origin == told.header.id
    names = row.contested if makes else statement.values
    return all(
        list(row.contested[name].heads) == [told.header.id]
        if name in row.contested
        else row.origin == told.header.id
        for name in names
    )
