"""Hand what was understood of a sheet to the register, batch by batch, and count what became of it.

Each batch is one durable transaction. Ids follow from content, so an import that was cut off is
finished by running it again, and a sheet that is imported twice adds nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.problems import Problem
from akwaba.registry.drafts import NewHousehold, NewPerson, Outcome
from akwaba.registry.intake.drafts import BadLine, HouseholdDraft, PersonDraft, Refusal
from akwaba.registry.intake.identity import person_id
from akwaba.registry.intake.posts import country_of_village, place_code, post_named
from akwaba.registry.intake.problems import (
    CellProblem,
    PostNotUnderstood,
    PostUnknown,
    RegisterRefused,
    TooManyBadLines,
)
from akwaba.registry.intake.reading import Reading
from akwaba.registry.models import Household
from akwaba.registry.services.registering import register_households

HOUSEHOLDS_A_BATCH = 200
PEOPLE_A_BATCH = 1500
MOST_BAD_LINES = 50_000
"""Lines held in memory for the correction sheet; nobody corrects that many by hand."""
LONGEST_NOTE = 500


@dataclass(slots=True)
class Taken:
    """What became of a sheet. Every line read is registered, known, or waits in `bad_lines`."""

    lines_read: int = 0
    households: int = 0
    persons: int = 0
    """People of new households, by name or as announced, and people added to known ones."""
    already_known: int = 0
    """People who were registered before, and lines that repeat another line."""
    bad_lines: list[BadLine] = field(default_factory=list)

    @property
    def refusals(self) -> list[Refusal]:
        return [refusal for line in self.bad_lines for refusal in line.refusals]


def take(
    reading: Reading,
    *,
    actor: Officer,
    post: str | None,
    on: dt.date,
    progress: Callable[[int], object] = lambda _lines: None,
    dry_run: bool = False,
) -> Taken:
    """Register a sheet; `post` is a code, or None where each line names its point of entry."""
    taken = Taken()
    for batch in _batches(reading.households(post=post, on=on)):
        for draft in batch:
            taken.lines_read += len(draft.rows)
            taken.bad_lines += draft.bad_lines
        if len(taken.bad_lines) > MOST_BAD_LINES:
            raise TooManyBadLines(file=reading.table.path.name, most=MOST_BAD_LINES)
        for code, drafts in _by_post(batch, post, taken).items():
            try:
                with transaction.atomic():
                    _register(drafts, actor=actor, post=code, taken=taken)
                    if dry_run:
                        transaction.set_rollback(True)
            except Problem as problem:
                if post is not None:
                    raise
                for draft in drafts:  # one line names a post that is not the officer's
                    _hold_back(draft, RegisterRefused(value="", why=str(problem)), taken)
        progress(sum(len(draft.rows) for draft in batch))
    taken.bad_lines.sort(key=lambda line: line.row.line.number)
    return taken


def _batches(drafts: Iterable[HouseholdDraft]) -> Iterator[list[HouseholdDraft]]:
    batch: list[HouseholdDraft] = []
    people = 0
    for draft in drafts:
        batch.append(draft)
        people += len(draft.people)
        if len(batch) >= HOUSEHOLDS_A_BATCH or people >= PEOPLE_A_BATCH:
            yield batch
            batch, people = [], 0
    if batch:
        yield batch


def _by_post(
    batch: Sequence[HouseholdDraft], post: str | None, taken: Taken
) -> dict[str, list[HouseholdDraft]]:
    found: dict[str, list[HouseholdDraft]] = {}
    for draft in batch:
        if not draft.people:
            continue
        try:
            found.setdefault(post or post_named(draft.entry_point), []).append(draft)
        except PostUnknown as problem:
            refused = PostNotUnderstood(value=draft.entry_point, **problem.details)
            _hold_back(draft, refused, taken)
    return found


def _register(drafts: Sequence[HouseholdDraft], *, actor: Officer, post: str, taken: Taken) -> None:
    drafts = _as_known_before(_each_once(drafts, taken))
    outcomes = register_households(
        actor=actor,
        post=post,
        households=[_new_household(draft, post) for draft in drafts],
        by=Act.IMPORT_INTAKE,
    )
    for draft, outcome in zip(drafts, outcomes, strict=True):
        _count(draft, outcome, taken)


def _count(draft: HouseholdDraft, outcome: Outcome, taken: Taken) -> None:
    if outcome.status == "refused":
        why = str(outcome.problem) if isinstance(outcome.problem, Problem) else ""
        _hold_back(draft, RegisterRefused(value="", why=why), taken)
        return
    taken.already_known += len(draft.repeated_lines)
    if outcome.status == "registered":
        taken.households += 1
        taken.persons += max(outcome.people_added, draft.size or 0)
        taken.already_known += outcome.people_known
    else:
        taken.persons += outcome.people_added
        taken.already_known += len(draft.people) - outcome.people_added


def _hold_back(draft: HouseholdDraft, problem: CellProblem, taken: Taken) -> None:
    """Let the lines of a household wait that the register would not take."""
    waiting = {line.row.line.number for line in draft.bad_lines}
    for row in draft.rows:
        number = row.line.number
        if number not in waiting:
            refusal = Refusal(number, "", None, str(problem.details.get("value", "")), problem)
            taken.bad_lines.append(BadLine(row, (refusal,), draft.id, is_head=False))


def _each_once(drafts: Sequence[HouseholdDraft], taken: Taken) -> list[HouseholdDraft]:
    """Join what one batch says twice of one household, and count what it only repeats."""
    joined: dict[object, HouseholdDraft] = {}
    for draft in drafts:
        before = joined.get(draft.id)
        if before is None:
            joined[draft.id] = draft
            continue
        known = {person.id for person in before.people}
        fresh = tuple(person for person in draft.people if person.id not in known)
        taken.already_known += len(draft.people) - len(fresh)
        joined[draft.id] = replace(
            before,
            rows=before.rows + draft.rows,
            people=before.people + fresh,
            bad_lines=before.bad_lines + draft.bad_lines,
            repeated_lines=before.repeated_lines + draft.repeated_lines,
        )
    return list(joined.values())


def _as_known_before(drafts: Sequence[HouseholdDraft]) -> list[HouseholdDraft]:
    """Find households that were registered while a cell of their head was not understood."""
    asked = {one for draft in drafts for one in (draft.id, *draft.earlier_ids)}
    known = set(Household.objects.filter(pk__in=asked).values_list("pk", flat=True))
    if not known:
        return list(drafts)
    found = []
    for draft in drafts:
        earlier = next((one for one in draft.earlier_ids if one in known), None)
        if earlier is not None and draft.id not in known:
            people = tuple(
                replace(
                    person,
                    id=person_id(earlier, name=person.name, sex=person.sex, birth=person.birth),
                )
                for person in draft.people
            )
            found.append(replace(draft, id=earlier, people=people))
        else:
            found.append(draft)
    return found


def _new_household(draft: HouseholdDraft, post: str) -> NewHousehold:
    note = " · ".join(draft.notes)
    return NewHousehold(
        id=draft.id,
        arrived_on=draft.arrived_on,
        crossing=place_code(draft.entry_point, ""),
        origin_country=draft.origin_country or country_of_village(draft.origin_said, post),
        origin_place=place_code(draft.origin_said, draft.origin_country),
        origin_said=draft.origin_said,
        phone=draft.phone,
        people=[_new_person(person) for person in draft.people],
        size_said=draft.size,
        counts_said=draft.counts,
        source="sheet",
        note=note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1] + "…",
    )


def _new_person(person: PersonDraft) -> NewPerson:
    return NewPerson(
        id=person.id,
        name_said=person.name,
        given_names=person.given_names,
        family_name=person.family_name,
        father=person.father,
        mother=person.mother,
        sex=person.sex,
        birth=person.birth,
        relationship=person.relationship,
        nationality=person.nationality,
        phone=person.phone,
        fled_on=person.fled_on,
        needs=person.needs,
    )
