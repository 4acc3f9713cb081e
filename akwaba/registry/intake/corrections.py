"""The correction sheet: the lines that could not be taken, with why and how to mend them.

It has the columns of the sheet that it stems from, so it is corrected where it is read and imported
again like any other. Hidden, it keeps which household each line belongs to.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from akwaba.registry.intake import mappings
from akwaba.registry.intake.cells import Cell, CellError, clean, text_of
from akwaba.registry.intake.drafts import BadLine
from akwaba.registry.intake.headers import Column
from akwaba.registry.intake.problems import CorrectionsNotWritten, SheetProblem
from akwaba.registry.intake.reading import Reading
from akwaba.registry.intake.rows import HOUSEHOLD_ID, IS_HEAD, data_columns
from akwaba.registry.intake.workbook import open_table
from akwaba.registry.intake.xlsx import MEMORY_SHEET

YELLOW = PatternFill("solid", fgColor="FFF2A8")
GREY = PatternFill("solid", fgColor="E6E6E6")
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTH = 18
WIDTH_OF_WORDS = 50


def write(reading: Reading, lines: Sequence[BadLine], path: Path, *, post: str | None) -> None:
    """Write the sheet whole or not at all; raise CorrectionsNotWritten when the disk refuses."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".xlsx")
        os.close(handle)
        try:
            _book(reading, lines, post).save(name)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CorrectionsNotWritten(file=str(path), why=error.strerror or str(error)) from error


def _book(reading: Reading, lines: Sequence[BadLine], post: str | None) -> Workbook:
    book = Workbook(write_only=True)
    columns = data_columns(reading.mapping)
    own = [gettext("Line"), gettext("Why it waits"), gettext("How to mend it")]
    own = [_unlike(name, columns) for name in own]
    _fill(book.create_sheet(gettext("To correct")), columns, own, lines)
    facts = {**_memory(reading, columns, own, post), "digest": digest(lines)}
    memory = book.create_sheet(MEMORY_SHEET)
    memory.sheet_state = "veryHidden"
    memory.append([json.dumps(facts, ensure_ascii=False)])
    return book


def _fill(
    sheet: Any, columns: Sequence[Column], own: Sequence[str], lines: Iterable[BadLine]
) -> None:
    width = max((column.index for column in columns), default=0) + 1
    hidden = [width + len(own) + 1, width + len(own) + 2]
    for index in range(1, width + len(own) + 1):
        wide = index > width + 1
        sheet.column_dimensions[get_column_letter(index)].width = WIDTH_OF_WORDS if wide else WIDTH
    for index in hidden:
        sheet.column_dimensions[get_column_letter(index)].hidden = True
    sheet.freeze_panes = "A3"
    sheet.append([_cell(sheet, gettext("Correct the yellow cells, save, and import this sheet."))])
    headings = [""] * width
    for column in columns:
        headings[column.index] = column.heading
    sheet.append(
        [_cell(sheet, text, fill=GREY, font=BOLD) for text in [*headings, *own]]
        + [_cell(sheet, HOUSEHOLD_ID), _cell(sheet, IS_HEAD)]
    )
    for line in lines:
        sheet.append(_line(sheet, line, width, columns))


def _line(sheet: Any, line: BadLine, width: int, columns: Sequence[Column]) -> list[Any]:
    values = list(line.row.line.cells[:width]) + [None] * (width - len(line.row.line.cells))
    for column in columns:  # what « idem », a merged block or another line gave is written out
        if column.field and isinstance(values[column.index], str | None):
            own = line.row.cells.get(column.field, values[column.index])
            values[column.index] = line.shared.get(column.field) if own is None else own
    bad = {refusal.index for refusal in line.refusals}
    cells = [
        _cell(sheet, value, fill=YELLOW if index in bad else None)
        for index, value in enumerate(values)
    ]
    words: list[str | int] = [
        line.row.line.number,
        "\n".join(_about(refusal.column, refusal.reason) for refusal in line.refusals),
        "\n".join(_about(refusal.column, refusal.mend) for refusal in line.refusals),
    ]
    cells += [_words(sheet, value) for value in words]
    household = str(line.household_id) if line.household_id else ""
    return [*cells, _cell(sheet, household), _cell(sheet, "1" if line.is_head else "")]


def _words(sheet: Any, value: str | int) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = WRAPPED
    return cell


def _about(column: str, words: str) -> str:
    return f"{column}: {words}" if column else words


def _cell(sheet: Any, value: Cell, **style: Any) -> Any:
    """Write a value as what it is: never as a formula, and without what a workbook cannot hold."""
    if isinstance(value, CellError):
        value = value.text
    text = clean(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, text)
    if isinstance(text, str):
        cell.data_type = "s"
    for name, setting in style.items():
        if setting is not None:
            setattr(cell, name, setting)
    return cell


def _unlike(name: str, columns: Sequence[Column]) -> str:
    """Keep our own headings apart from those of the sheet."""
    taken = {column.heading for column in columns}
    while name in taken:
        name += " *"
    return name


def _memory(
    reading: Reading, columns: Sequence[Column], own: Sequence[str], post: str | None
) -> dict[str, Any]:
    facts = mappings.as_facts(reading.mapping)
    facts["heading_lines"] = 1
    facts["columns"] = [
        {"heading": column.heading, "field": column.field, "sure": column.sure}
        for column in columns
        if column.heading
    ] + [{"heading": name, "field": None, "sure": 1.0} for name in (*own, HOUSEHOLD_ID, IS_HEAD)]
    return {"version": 1, "post": post, "layout": reading.plan.layout, "mapping": facts}


def path_beside(source: Path, lines: Sequence[BadLine]) -> tuple[Path, bool]:
    """Choose where the lines go, and say whether they are there already.

    A sheet that an earlier import wrote may be half corrected: it is never written over. Where it
    holds the same lines, it is the one to correct.
    """
    number = 1
    while True:
        tail = gettext("to-correct") + (f"-{number}" if number > 1 else "")
        path = source.with_name(f"{source.stem}-{tail}.xlsx")
        if not path.exists():
            return path, False
        if _digest_in(path) == digest(lines):
            return path, True
        number += 1


def digest(lines: Sequence[BadLine]) -> str:
    """Tell whether two imports left the same lines waiting for the same reasons."""
    told = hashlib.sha256()
    for line in lines:
        codes = [(refusal.index, refusal.problem.code) for refusal in line.refusals]
        texts = [text_of(cell) for cell in line.row.line.cells]
        told.update(repr((line.row.line.number, texts, codes, str(line.household_id))).encode())
    return told.hexdigest()


def _digest_in(path: Path) -> object:
    try:
        return (open_table(path).memory or {}).get("digest")
    except SheetProblem:
        return None
