"""Read a whole sheet: open it, understand its columns, give its households one by one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from akwaba.registry.intake import mappings
from akwaba.registry.intake.assembly import Sheet, assemble
from akwaba.registry.intake.drafts import BadLine, HouseholdDraft, Refusal
from akwaba.registry.intake.headers import LINES_SEARCHED, Mapping, propose
from akwaba.registry.intake.households import Plan, households_in, plan_for
from akwaba.registry.intake.people import columns_by_field
from akwaba.registry.intake.problems import HeadingsMissing, SameHeadTwice, SheetEmpty
from akwaba.registry.intake.rows import Rows
from akwaba.registry.intake.workbook import Table, open_table

HEADS_ALONE = frozenset({"chief", "heads", "blanks"})
"""Layouts in which nothing but its head tells a household from another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet that was looked through once and can now be read household by household."""

    table: Table
    mapping: Mapping
    plan: Plan
    rows: Rows

    @property
    def post(self) -> str | None:
        """The post that our own correction sheet belongs to."""
        post = (self.table.memory or {}).get("post")
        return post if isinstance(post, str) else None

    def households(self, *, post: str | None, on: dt.date) -> Iterator[HouseholdDraft]:
        """Give each household once its last line was read. `on` is today.

        Without a post, each household is of the point of entry that its lines name.
        """
        sheet = Sheet(
            post=post,
            columns=columns_by_field(self.mapping),
            number_field=self.plan.number_field,
            is_household_a_line=self.plan.layout == "household_a_line",
            on=on,
        )
        seen: dict[int, frozenset[int]] = {}
        for rows in households_in(self.rows, self.plan):
            draft = assemble(rows, sheet)
            if self.plan.layout in HEADS_ALONE and rows[0].household_id is None:
                others = frozenset(hash(person.id) for person in draft.people[1:])
                before = seen.setdefault(hash(draft.id), others)
                if before and others and before.isdisjoint(others):
                    draft = _waiting(draft, SameHeadTwice())
            yield draft


def _waiting(draft: HouseholdDraft, problem: SameHeadTwice) -> HouseholdDraft:
    """Hold back a household that cannot be told from another one; its lines lose their id."""
    bad = {line.row.line.number: line for line in draft.bad_lines}
    held = tuple(
        bad.get(row.line.number)
        or BadLine(row, (Refusal(row.line.number, "", None, "", problem),), None, is_head=False)
        for row in draft.rows
    )
    return HouseholdDraft(draft.id, (), draft.rows, (), bad_lines=held)


def read_sheet(
    path: Path, *, sheet: str | None = None, mapping: dict[str, Any] | None = None
) -> Reading:
    """Open a sheet and look through it once; raise a SheetProblem when it cannot be read.

    `mapping` is what `mappings.load` gives; without it the columns are understood afresh.
    """
    table = open_table(path, sheet=sheet)
    start = list(islice(table.read(), LINES_SEARCHED + 1))
    if not any(not line.is_blank() for line in start):
        raise SheetEmpty(file=path.name)
    facts = mapping or (table.memory or {}).get("mapping")
    if facts:
        found: Mapping | None = mappings.apply(mappings.checked(facts, path.name), start, path.name)
    else:
        found = propose(start)
    if found is None:
        raise HeadingsMissing(file=path.name)
    rows = Rows(table, found)
    return Reading(table, found, plan_for(rows, layout=(table.memory or {}).get("layout")), rows)
