"""The lines of one household become one draft: its head, its people, what they share."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from rapidfuzz import fuzz

from akwaba.registry.ages import UNKNOWN_BIRTH
from akwaba.registry.intake.cells import Cell, fold, text_of
from akwaba.registry.intake.drafts import BadLine, HouseholdDraft, PersonDraft, Row
from akwaba.registry.intake.headers import Column
from akwaba.registry.intake.identity import (
    NOT_UNDERSTOOD,
    HeadSays,
    birth_key,
    day_key,
    name_key,
    person_id,
)
from akwaba.registry.intake.people import HEAD, SEX_FIELDS, Told, row_names_chief, tell
from akwaba.registry.intake.problems import CellProblem
from akwaba.registry.intake.tallies import Tally, is_count
from akwaba.registry.intake.values import LONGEST_TEXT, date_of, name_of
from akwaba.registry.intake.words import country_code

Value = TypeVar("Value")
SAME_NAME = 85
"""Out of 100 (rapidfuzz token_set_ratio): « Traoré Mamadou » is « TRAORE Mamadou dit Madou »."""
SPOUSES = frozenset({"WIF", "HUS", "CLW", "CLH"})
BIRTH_FIELDS = frozenset({"age", "age_months", "birth_date", "birth_year"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same for every line of the sheet."""

    post: str | None
    """None where each household is of the point of entry that its lines name."""
    columns: dict[str, Column]
    number_field: str
    is_household_a_line: bool
    on: dt.date
    """Today: ages count from it where no arrival is written."""


def assemble(rows: Sequence[Row], sheet: Sheet) -> HouseholdDraft:
    """Put the lines of one household together; bad lines wait, good ones go on."""
    said_on = _day_told(rows, on=sheet.on)
    told = [tell(row, sheet.columns, on=sheet.on, said_on=said_on) for row in rows]
    told = [*_chief_apart(told), *told]
    head = next((one for one in told if one.is_head), told[0])
    says = _head_says(head, told, sheet)
    household_id = rows[0].household_id or says.id()
    shared = _shared(rows, sheet)
    bad = [
        BadLine(one.row, one.refusals, household_id, one is head, shared)
        for one in told
        if one.refusals
    ]
    good = [one for one in told if not one.refusals]
    people, repeated = _without_repeats(
        [_person(one, household_id, is_head=one is head) for one in good]
    )
    tally = good[0].tally if sheet.is_household_a_line and good else Tally(size=_size(good))
    return HouseholdDraft(
        id=household_id,
        earlier_ids=() if rows[0].household_id else says.earlier_ids(),
        rows=tuple(rows),
        people=tuple(_speaker_first(people)),
        arrived_on=_arrived_on(head, told),
        entry_point=_place(head, told, "entry_point"),
        origin_country=country_code(_place(head, told, "origin_country")) or "",
        origin_said=_origin(head, told),
        phone=_first(one.phone for one in good) or "",
        size=tally.size,
        counts=tally.counts,
        notes=_notes(good),
        bad_lines=tuple(bad),
        repeated_lines=tuple(repeated),
    )


def _shared(rows: Sequence[Row], sheet: Sheet) -> dict[str, Cell]:
    fields = filter(None, (sheet.number_field, "arrived_on"))
    shared: dict[str, Cell] = {}
    for field in fields:
        shared[field] = next((row.cells[field] for row in rows if field in row.cells), None)
    return shared


def _day_told(rows: Sequence[Row], *, on: dt.date) -> dt.date:
    """Give the day from which the household's ages count: that of arrival, else today."""
    for row in rows:
        try:
            day = date_of(row.cells.get("arrived_on"), on=on)
        except CellProblem:
            continue
        if day:
            return day
    return on


def _size(told: Sequence[Told]) -> int | None:
    return max((one.tally.size for one in told if one.tally.size), default=None)


def _chief_apart(told: Sequence[Told]) -> list[Told]:
    """Give the head whom a column names, where no line of the household is about the head."""
    first = next((one for one in told if row_names_chief(one.row)), None)
    if first is None or any(one.is_head for one in told):
        return []
    try:
        chief = name_of(first.row.cells.get("chief"))
    except CellProblem:
        return []
    if any(fuzz.token_set_ratio(fold(chief), fold(one.name)) >= SAME_NAME for one in told):
        return []
    return [
        replace(
            first, name=chief, given_names="", family_name="", sex="U", birth=UNKNOWN_BIRTH,
            relationship=HEAD, is_head=True, father="", mother="", needs=(), notes=(),
            refusals=(), bad_fields=frozenset(), tally=Tally(),
        )
    ]  # fmt: skip


def _head_says(head: Told, told: Sequence[Told], sheet: Sheet) -> HeadSays:
    """Gather what the id of the household follows from."""
    if not head.is_head and len(told) > 1:  # no head is named: the order of lines must not matter
        head = min(told, key=lambda one: (not one.name, name_key(one.name), birth_key(one.birth)))
    bad = head.bad_fields
    names = sorted(name_key(one.name) for one in told if one.name)
    number = _first(fold(text_of(one.row.cells.get(sheet.number_field))) for one in told) or ""
    counts = head.tally.key() if sheet.is_household_a_line else ""
    return HeadSays(
        post=fold(_place(head, told, "entry_point")) if sheet.post is None else sheet.post,
        number=" ".join(filter(None, (fold(told[0].row.household), number))),
        name=name_key(head.name) if head.name else f"{NOT_UNDERSTOOD} {''.join(names[:1])}",
        sex=NOT_UNDERSTOOD if bad & SEX_FIELDS else head.sex,
        birth=NOT_UNDERSTOOD if bad & BIRTH_FIELDS else birth_key(head.birth),
        village=fold(_place(head, told, "origin_village")),
        arrived_on=NOT_UNDERSTOOD if "arrived_on" in bad else day_key(_arrived_on(head, told)),
        counts=NOT_UNDERSTOOD if any(is_count(name) for name in bad) else counts,
    )


def _arrived_on(head: Told, told: Sequence[Told]) -> dt.date | None:
    """The day on the head's line, else the earliest: the first of them to cross."""
    return head.arrived_on or min((one.arrived_on for one in told if one.arrived_on), default=None)


def _person(told: Told, household: UUID, *, is_head: bool) -> PersonDraft:
    return PersonDraft(
        id=person_id(household, name=told.name, sex=told.sex, birth=told.birth),
        line=told.row.line.number,
        name=told.name,
        given_names=told.given_names,
        family_name=told.family_name,
        sex=told.sex,
        birth=told.birth,
        relationship=HEAD if is_head else told.relationship,
        is_head=is_head,
        nationality=told.nationality,
        phone=told.phone,
        father=told.father,
        mother=told.mother,
        needs=told.needs,
        fled_on=told.fled_on,
        notes=told.notes,
    )


def _without_repeats(people: Sequence[PersonDraft]) -> tuple[list[PersonDraft], list[int]]:
    """Set aside lines that say of someone only what another line of the household says.

    Two people of one name, sex and age in one household are taken for one written twice; where one
    of the lines is blank and the other is not, the fuller one is kept.
    """
    kept: dict[str, list[PersonDraft]] = {}
    repeated: list[int] = []
    for person in people:
        same_name = kept.setdefault(name_key(person.name), [])
        twin = next((one for one in same_name if _agree(one, person)), None)
        if twin is None:
            same_name.append(person)
        elif _fullness(person) > _fullness(twin):
            fuller = replace(person, is_head=twin.is_head or person.is_head)
            same_name[same_name.index(twin)] = fuller
            repeated.append(twin.line)
        else:
            repeated.append(person.line)
    people = [one for same_name in kept.values() for one in same_name]
    return sorted(people, key=lambda one: one.line), repeated


def _speaker_first(people: Sequence[PersonDraft]) -> list[PersonDraft]:
    """Put first who speaks for the household: the head, or a spouse while the head's line waits."""
    return sorted(
        people, key=lambda person: (not person.is_head, person.relationship not in SPOUSES)
    )


def _agree(one: PersonDraft, other: PersonDraft) -> bool:
    births = birth_key(one.birth), birth_key(other.birth)
    return (one.sex == other.sex or "U" in {one.sex, other.sex}) and (
        births[0] == births[1] or "" in births
    )


def _fullness(person: PersonDraft) -> int:
    return (person.sex != "U") + bool(birth_key(person.birth))


def _place(head: Told, told: Sequence[Told], field: str) -> str:
    """What the head's line says of a place, else the first line that says anything."""
    return head.places[field] or _first(one.places[field] for one in told) or ""


def _origin(head: Told, told: Sequence[Told]) -> str:
    """The place as said, with its district: « Loulouni, Kadiolo »."""
    village = _place(head, told, "origin_village")
    district = _place(head, told, "origin_district")
    both = ", ".join(dict.fromkeys(filter(None, (village, district))))
    return both if len(both) <= LONGEST_TEXT else village


def _notes(told: Sequence[Told]) -> tuple[str, ...]:
    several = len(told) > 1
    return tuple(f"{one.name}: {note}" if several else note for one in told for note in one.notes)


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value), None)
