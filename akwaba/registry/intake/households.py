"""Which lines of a sheet are one household: by number, by head, by blank lines, or line by line.

Two passes over the sheet: the first looks how households are told apart and counts their lines, the
second gives each household as soon as its last line was read. So a sheet of any length is read in
flat memory, also when its lines were sorted by name.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from akwaba.registry.intake.cells import fold, text_of
from akwaba.registry.intake.drafts import Row
from akwaba.registry.intake.headers import Mapping
from akwaba.registry.intake.identity import name_key
from akwaba.registry.intake.people import HEAD, row_names_chief
from akwaba.registry.intake.problems import SheetTooLarge
from akwaba.registry.intake.rows import Rows
from akwaba.registry.intake.tallies import is_count
from akwaba.registry.intake.values import NO, YES
from akwaba.registry.intake.words import relation_code

Layout = Literal["household_a_line", "number", "chief", "heads", "blanks", "person_a_line"]
"""How the sheet tells households apart; the first is one line a household, with counts."""

COUNTED_SHARE = 0.6
"""Share of lines with a size or counts, above which a line is a household."""
UNIQUE_SHARE = 0.9
"""Share of different numbers, above which a number counts lines and not households."""
NUMBERED_SHARE = 0.7
"""Share of numbered lines, below which « N° » stands once per household."""
LINES_COMPARED = 50_000
"""Lines in which numbers are looked at for repeats: enough to tell, and few enough to hold."""
MOST_LINES_A_BLOCK = 30
"""Mean lines between blank lines, above which these part pages and not households."""
MOST_PEOPLE_IN_A_ROW = 1000
MOST_OPEN_LINES = 300_000
"""Lines of households whose last line was not reached yet: about 500 MB."""


@dataclass(slots=True)
class Survey:
    """What the first pass saw."""

    lines: int = 0
    blanks: int = 0
    counted: int = 0
    heads: int = 0
    chiefs: int = 0
    sections: int = 0
    waiting: int = 0
    numbered: Counter[str] = field(default_factory=Counter)
    compared: Counter[str] = field(default_factory=Counter)
    distinct: dict[str, set[str]] = field(default_factory=dict)

    def see(self, row: Row | None) -> None:
        if row is None:
            self.blanks += 1
            return
        self.lines += 1
        self.counted += any(is_count(one) for one in row.cells)
        self.heads += says_head(row)
        self.chiefs += row_names_chief(row)
        self.sections += bool(row.household)
        self.waiting += row.household_id is not None
        for number in ("household_number", "order"):
            if text := text_of(row.cells.get(number)):
                self.numbered[number] += 1
                if self.lines <= LINES_COMPARED:
                    self.compared[number] += 1
                    self.distinct.setdefault(number, set()).add(fold(text))

    def unique_share(self, name: str) -> float:
        """Share of the numbers in a column that differ from the ones before; 1 in an empty one."""
        compared = self.compared[name]
        return len(self.distinct[name]) / compared if compared else 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How households are told apart in this sheet."""

    layout: Layout
    lines: int
    number_field: str = ""
    lines_of: Counter[str] = field(default_factory=Counter)
    """How many lines each household has, by its number or head; empty where order tells."""


def says_head(row: Row) -> bool:
    """Whether the line says of itself that it is the head's."""
    relation = text_of(row.cells.get("relation"))
    if relation and relation_code(relation, "U") == HEAD:
        return True
    chief = fold(text_of(row.cells.get("chief")))
    if not chief or chief in NO:
        return False
    return chief in YES or name_key(chief) == name_key(text_of(row.cells.get("name")))


def plan_for(rows: Rows, *, layout: object = None) -> Plan:
    """Look through the sheet once and say how its households are told apart.

    `layout` is what our own correction sheet remembers of the sheet that it stems from.
    """
    survey = Survey()
    for row in rows:
        survey.see(row)
    told_apart, number = _layout(survey, rows.mapping)
    if layout is not None:
        told_apart = "household_a_line" if layout == "household_a_line" else "number"
    plan = Plan(told_apart, survey.lines, number)
    if told_apart in {"number", "chief"}:
        plan.lines_of.update(key for key, _ in _keyed(rows, plan))
    return plan


def _layout(survey: Survey, mapping: Mapping) -> tuple[Layout, str]:
    number = _number_field(survey)
    has_counts = survey.counted >= COUNTED_SHARE * survey.lines > 0
    a_number_each = not number or survey.unique_share(number) >= UNIQUE_SHARE
    if has_counts and "relation" not in mapping.fields and a_number_each:
        return "household_a_line", ""
    if number or survey.sections or survey.waiting:
        return "number", number
    if survey.chiefs > survey.heads or survey.chiefs >= NUMBERED_SHARE * survey.lines > 0:
        return "chief", ""
    if survey.heads:
        return "heads", ""
    blocks = survey.blanks and survey.lines <= MOST_LINES_A_BLOCK * (survey.blanks + 1)
    return ("blanks" if blocks else "person_a_line"), ""


def _number_field(survey: Survey) -> str:
    """Find the column that numbers households; one that numbers every line apart does not."""
    for name, unique in (("household_number", 1.0), ("order", UNIQUE_SHARE)):
        filled = survey.numbered[name]
        if filled and (
            survey.unique_share(name) < unique or filled < NUMBERED_SHARE * survey.lines
        ):
            return name
    return ""


def _keyed(rows: Rows, plan: Plan) -> Iterator[tuple[str, Row]]:
    """Give each row with what tells its household; a blank cell means the household above."""
    key = ""
    for row in rows:
        if row is None:
            continue
        if row.household_id is not None:
            yield str(row.household_id), row
            continue
        if plan.layout == "chief":
            said = text_of(row.cells.get("chief")) if row_names_chief(row) else ""
            key = name_key(said) if said else key
        else:
            number = fold(text_of(row.cells.get(plan.number_field)))
            if number or row.household:
                key = f"{row.household} {number}".strip() if number else row.household
        yield key or f"line {row.line.number}", row


def households_in(rows: Rows, plan: Plan) -> Iterator[list[Row]]:
    """Give the rows of one household after the other."""
    if plan.lines_of:
        yield from _by_key(rows, plan)
    else:
        yield from _by_order(rows, plan)


def _by_key(rows: Rows, plan: Plan) -> Iterator[list[Row]]:
    left = plan.lines_of.copy()
    waiting: dict[str, list[Row]] = {}
    held = 0
    for key, row in _keyed(rows, plan):
        waiting.setdefault(key, []).append(row)
        held += 1
        left[key] -= 1
        if left[key] <= 0:
            household = waiting.pop(key)
            held -= len(household)
            yield from _each_with_one_head(household)
        elif held > MOST_OPEN_LINES:
            raise SheetTooLarge(file=rows.table.path.name, part=f"{held}")
    yield from waiting.values()


def _each_with_one_head(rows: list[Row]) -> Iterator[list[Row]]:
    """Part households that bear one number: a sheet of two villages counts twice from 1."""
    heads = [index for index, row in enumerate(rows) if says_head(row)]
    if len(heads) < 2 or rows[0].household_id is not None:  # noqa: PLR2004  one head, one household
        yield rows
        return
    starts = [0, *heads[1:]]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield rows[start:end]


def _by_order(rows: Rows, plan: Plan) -> Iterator[list[Row]]:
    household: list[Row] = []
    for row in rows:
        if row is None:
            starts = plan.layout == "blanks"
        else:
            starts = plan.layout in {"person_a_line", "household_a_line"} or (
                plan.layout == "heads" and says_head(row)
            )
        if household and (starts or len(household) >= MOST_PEOPLE_IN_A_ROW):
            yield household
            household = []
        if row is not None:
            household.append(row)
    if household:
        yield household
