"""Lines of a sheet become rows of data: titles, totals and repeated headings are set apart."""

import re
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from akwaba.registry.intake.cells import Cell, Line, fold, is_ditto, text_of
from akwaba.registry.intake.drafts import Kept, Row
from akwaba.registry.intake.headers import NAMING_FIELDS, REPEATABLE, Column, Mapping
from akwaba.registry.intake.values import SEXES
from akwaba.registry.intake.workbook import Table

HOUSEHOLD_ID = "akwaba_household"
"""Hidden column of our own correction sheets: the household that waits for the line."""
IS_HEAD = "akwaba_head"
OWN_COLUMNS = frozenset({HOUSEHOLD_ID, IS_HEAD})

PERSONAL_FIELDS = frozenset(
    {"sex", "sex:F", "sex:M", "age", "age_months", "birth_date", "birth_year", "relation"}
)
LONGEST_ALONE = 20
"""Characters of a sex, an age or a relationship; longer texts are remarks under the list."""

WHOLE_NAMES = NAMING_FIELDS - {"family_name"}
"""« Idem » under a family name repeats it; under a whole name it tells nobody's."""
MOST_CLOSING_CELLS = 3
"""Cells of a closing line: « Fait à Pogo », « le 12/11/2025 »; people have more."""

Words = list[tuple[int, str]]
"""The cells of a line that hold words, folded, each with its column."""

_TOTAL = re.compile(
    r"((sous |grand )?(total|totaux|totals|subtotal|somme|ensemble)"
    r"|(total )?(a )?(report|reporte|reporter)|carried (forward|over)|brought forward)\b"
)
_CLOSING = re.compile(
    r"(fait a|signature|cachet|vu (par|et)|lu et|pour (copie|le|la)|certifie|approuve|nb |n b "
    r"|source|arrete (la|le)|done at|signed|approved|date et signature|visa|page \d+|l[ae]? (chef"
    r"|representant|president|agent|maire|prefet|sous prefet|commandant|responsable|secretaire"
    r"|enqueteur|directeur|commissaire))\b"
)
_SECTION = re.compile(r"(menage|famille|household|family|hh)( no| n)? (\w{1,12})\b(?: (.*))?$")


class Rows:
    """The data lines of a table, and what the other lines were."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.table = table
        self.mapping = mapping
        self.kept_out: Counter[Kept] = Counter()
        self._headings = {
            column.index: fold(column.heading) for column in mapping.columns if column.heading
        }
        self._fields = [column for column in mapping.columns if column.field]
        own = {column.heading: column.index for column in mapping.columns}
        self._own = {name: own[name] for name in OWN_COLUMNS if name in own}
        self._personal = {
            column.index for column in self._fields if column.field in PERSONAL_FIELDS
        }
        self._naming = {column.index for column in self._fields if column.field in NAMING_FIELDS}

    def __iter__(self) -> Iterator[Row | None]:
        """Give the rows in order; None stands for blank lines between two rows."""
        self.kept_out = Counter()
        above: dict[str, Cell] = {}
        section, was_blank, has_ended = "", False, False
        for line in self.table.read():
            if line.number <= self.mapping.last_line:
                continue
            if line.is_blank():
                was_blank = True
                continue
            words = _words(line)
            found = _section(words)
            kept = None if found else self._not_data(words, has_ended=has_ended)
            has_ended = kept == "total" or (kept == "text" and (has_ended or _closes(words)))
            if found or kept:
                section = found or section
                self.kept_out[kept or "text"] += 1
                was_blank = was_blank or bool(found)
                continue
            cells = self._cells(line, above)
            above = cells
            if was_blank:
                yield None
                was_blank = False
            yield self._row(line, cells, section)

    def _cells(self, line: Line, above: dict[str, Cell]) -> dict[str, Cell]:
        """Sort the cells by field; « idem » repeats the cell above."""
        cells: dict[str, Cell] = {}
        for column in self._fields:
            if column.index >= len(line.cells):
                continue
            cell = line.cells[column.index]
            if cell is None or cell == "":
                continue
            field = column.field or ""
            if isinstance(cell, str) and field not in WHOLE_NAMES and is_ditto(cell):
                cell = above.get(field)
            if field in REPEATABLE and field in cells:
                cell = f"{text_of(cells[field])}; {text_of(cell)}"
            cells[field] = cell
        return cells

    def _row(self, line: Line, cells: dict[str, Cell], section: str) -> Row:
        household_id, says_head = None, False
        if HOUSEHOLD_ID in self._own:
            household_id = _uuid(_at(line, self._own[HOUSEHOLD_ID]))
            says_head = _at(line, self._own.get(IS_HEAD, -1)) == "1"
        return Row(line, cells, section, household_id, says_head)

    def _not_data(self, words: Words, *, has_ended: bool) -> Kept | None:
        """Say what a line is that is about nobody; None where it is data.

        After a total or a closing sentence, a name that stands alone is a signature.
        """
        if not words:
            return "text"
        same = sum(1 for index, text in words if self._headings.get(index) == text)
        if same > 1 and same * 2 > len(words):
            return "heading"
        if _TOTAL.match(words[0][1]) and all(_is_number(text) for _, text in words[1:]):
            return "total"
        alone = len(words) == 1 and (has_ended or not self._is_of_person(*words[0]))
        return "text" if alone or _closes(words) else None

    def _is_of_person(self, index: int, text: str) -> bool:
        """Whether a cell that stands alone is about someone, rather than a number or a remark.

        Templates come with their lines numbered in advance; a lone sex or age is a nameless child.
        """
        return index in self._naming or (index in self._personal and len(text) <= LONGEST_ALONE)


def _words(line: Line) -> Words:
    texts = (
        (index, fold(text_of(cell))) for index, cell in enumerate(line.cells) if cell is not None
    )
    return [(index, text) for index, text in texts if text]


def _section(words: Words) -> str:
    """Read « Ménage n° 3 » alone on a line: the household of the lines that follow."""
    return words[0][1] if len(words) == 1 and _SECTION.match(words[0][1]) else ""


def _closes(words: Words) -> bool:
    """Whether a line is a signature or a sentence under the list, and tells no sex nor age."""
    if not words or len(words) > MOST_CLOSING_CELLS or not _CLOSING.match(words[0][1]):
        return False
    return not any(text in SEXES or _is_number(text) for _, text in words[1:])


def data_columns(mapping: Mapping) -> list[Column]:
    """The columns of the sheet itself, without those that a correction sheet adds."""
    return [column for column in mapping.columns if column.heading not in OWN_COLUMNS]


def _at(line: Line, index: int) -> str:
    return text_of(line.cells[index]) if 0 <= index < len(line.cells) else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_number(text: str) -> bool:
    return text.replace(" ", "").isdigit()
