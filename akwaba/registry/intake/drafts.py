"""What was understood of a sheet, with the line and column it stands in; plain values."""

import datetime as dt
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from akwaba.registry.ages import Birth
from akwaba.registry.intake.cells import Cell, Line
from akwaba.registry.intake.problems import CellProblem

Kept = Literal["heading", "total", "text"]
"""Why a line is not data: a repeated heading, a total, a title or signature."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that could not be understood; its line waits in the correction sheet."""

    line: int
    column: str
    """The heading, or the letter of a column without one."""
    index: int | None
    """Position of the column from 0; None where the refusal is about the whole line."""
    value: str
    problem: CellProblem

    @property
    def reason(self) -> str:
        return str(self.problem)

    @property
    def mend(self) -> str:
        return self.problem.how_to_mend()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of data, its cells by field; blocks and « idem » are filled in already."""

    line: Line
    cells: Mapped[str, Cell]
    household: str = ""
    """What groups the lines of one household, where a column says it."""
    household_id: UUID | None = None
    """Only in our own correction sheets: the household that waits for this line."""
    says_head: bool = False


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """One person as the sheet tells it. `id` follows from the content: same line, same person."""

    id: UUID
    line: int
    name: str
    given_names: str
    family_name: str
    sex: str
    birth: Birth
    relationship: str
    """UNHCR code; empty where nothing is said or the word is not known."""
    is_head: bool
    nationality: str
    phone: str
    father: str
    mother: str
    needs: tuple[str, ...]
    fled_on: dt.date | None
    notes: tuple[str, ...]
    """What was said and has no field of its own, or was not understood."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that waits for a correction, with what ties it to its household."""

    row: Row
    refusals: tuple[Refusal, ...]
    household_id: UUID | None
    """None where the line must find its household anew."""
    is_head: bool
    shared: Mapped[str, Cell] = field(default_factory=dict)
    """What another line of the household says for all of it: its number, its day of arrival."""


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    """People of one household as the sheet tells it; the first person speaks for it."""

    id: UUID
    earlier_ids: tuple[UUID, ...]
    """Ids it would have had while a cell of its head could not be understood."""
    rows: tuple[Row, ...]
    people: tuple[PersonDraft, ...]
    arrived_on: dt.date | None = None
    entry_point: str = ""
    origin_country: str = ""
    origin_said: str = ""
    phone: str = ""
    size: int | None = None
    counts: Mapped[str, int] = field(default_factory=dict)
    """People by sex and UNHCR band: {"F 0-4": 2}; only what was counted."""
    notes: tuple[str, ...] = ()
    bad_lines: tuple[BadLine, ...] = ()
    repeated_lines: tuple[int, ...] = ()
    """Lines that say again what another line of this household said."""
