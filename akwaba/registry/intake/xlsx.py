"""Excel workbooks, streamed: values as last computed, in flat memory, whatever is inside."""

import datetime as dt
import json
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from akwaba.registry.intake.cells import EXCEL_ERRORS, Cell, CellError, Line
from akwaba.registry.intake.headers import LINES_SEARCHED, propose
from akwaba.registry.intake.problems import (
    SheetDamaged,
    SheetEmpty,
    SheetNameUnknown,
    SheetProblem,
    SheetTooLarge,
)

MOST_LINES = 1_048_576
"""Excel's own limit; a damaged line number must not make us count to the end of time."""
MOST_SHEET_BYTES = 2 << 30
"""Unpacked XML of one sheet; a full sheet of 1,048,576 lines and 20 columns has about 1 GB."""
MOST_OTHER_BYTES = 256 << 20
"""Unpacked shared texts and styles, which openpyxl holds in memory."""
MOST_RATIO = 1000
"""Deflate cannot pack better than 1,032 to 1; real sheets pack 5 to 50 to 1."""
RATIO_COUNTS_FROM_BYTES = 64 << 20
LINES_AT_ONCE = 500
MEMORY_SHEET = "akwaba"
"""Hidden sheet in which our own correction sheets keep what a re-import needs."""
MOST_SHEETS_LOOKED_AT = 40
MOST_MERGES = 100_000
Merges = dict[int, dict[tuple[int, int], None]]
"""First line of merged blocks, with each block's column (from 0) and last line."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGE = re.compile(rb'mergeCell[^>]{0,40}?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_TAIL = 120
"""Bytes kept between two pieces, so that nothing is cut in two."""
_PLAIN = (int, float, bool, dt.date, dt.time, dt.timedelta)


def open_xlsx(
    path: Path, sheet: str | None
) -> tuple[str, Callable[[], Iterator[Line]], tuple[str, ...], dict[str, object] | None]:
    """Choose the sheet that looks like a list, or the one that is named."""
    _guard(path)
    names, hidden = _sheets(path)
    if not names:
        raise SheetEmpty(file=path.name)
    memory = _memory(path) if MEMORY_SHEET in names else None
    others: tuple[str, ...] = ()
    if sheet is not None:
        chosen = next((name for name in names if name.casefold() == sheet.casefold().strip()), None)
        if chosen is None:
            raise SheetNameUnknown(file=path.name, sheet=sheet, sheets=", ".join(names))
    else:
        chosen, others = _most_like_a_list(
            path, [name for name in names if name not in hidden] or names
        )
    scan = cache(partial(_scan, path, chosen))
    return chosen, lambda: _lines(path, chosen, scan=scan), others, memory


def _guard(path: Path) -> None:
    """Refuse what would fill the memory: archives made to burst, and texts beyond measure."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except Exception as error:
        raise SheetDamaged(file=path.name) from error
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        most = MOST_SHEET_BYTES if is_sheet else MOST_OTHER_BYTES
        packed = max(part.compress_size, 1)
        burst = part.file_size > RATIO_COUNTS_FROM_BYTES and part.file_size / packed > MOST_RATIO
        if part.file_size > most or burst:
            raise SheetTooLarge(file=path.name, part=part.filename.rsplit("/", 1)[-1])


def _load(path: Path, *, values: bool = True) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that it will not keep
        return load_workbook(path, read_only=True, data_only=values, keep_links=False)


def _sheets(path: Path) -> tuple[list[str], set[str]]:
    try:
        book = _load(path)
        try:
            sheets = book.worksheets
            return (
                [sheet.title for sheet in sheets],
                {sheet.title for sheet in sheets if sheet.sheet_state != "visible"},
            )
        finally:
            book.close()
    except MemoryError as error:
        raise SheetTooLarge(file=path.name, part="memory") from error
    except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
        raise SheetDamaged(file=path.name) from error


def _most_like_a_list(path: Path, names: list[str]) -> tuple[str, tuple[str, ...]]:
    if len(names) == 1:
        return names[0], ()
    likeness: dict[str, float] = {}
    for name in names[:MOST_SHEETS_LOOKED_AT]:
        start = list(islice(_lines(path, name), LINES_SEARCHED + 1))
        mapping = propose(start)
        has_lines = mapping is not None and any(
            line.number > mapping.last_line and not line.is_blank() for line in start
        )
        likeness[name] = mapping.sureness() if mapping and has_lines else 0.0
    chosen = max(likeness, key=lambda name: likeness[name])
    others = tuple(name for name, like in likeness.items() if like > 0 and name != chosen)
    return chosen, others


def _memory(path: Path) -> dict[str, object] | None:
    for line in islice(_lines(path, MEMORY_SHEET), 1):
        try:
            held = json.loads(str(line.cells[0])) if line.cells else None
        except ValueError:
            return None
        return held if isinstance(held, dict) else None
    return None


def _lines(
    path: Path, name: str, *, scan: Callable[[], tuple[bool, Merges]] = lambda: (False, {})
) -> Iterator[Line]:
    """Give the lines up to the last one that holds something.

    A format on the last line of the sheet would otherwise make a million blank lines. `scan`
    looks for formulas and merged cells first, which takes a pass over the sheet.
    """
    try:
        has_formulas, merges = scan()
        lines = _with_formulas(path, name) if has_formulas else _values(path, name)
        blank: list[int] = []
        for line in _filled_down(lines, merges):
            if any(cell is not None for cell in line.cells):
                yield from (Line(number, ()) for number in blank)
                blank = []
                yield line
            else:
                blank.append(line.number)
    except SheetProblem:
        raise
    except MemoryError as error:
        raise SheetTooLarge(file=path.name, part=name) from error
    except Exception as error:  # openpyxl stumbles in many ways, wherever the damage lies
        raise SheetDamaged(file=path.name) from error


def _values(path: Path, name: str) -> Iterator[Line]:
    for number, row in enumerate(_rows(path, name, values=True), start=1):
        yield Line(number, tuple(map(_cell, row)))


def _with_formulas(path: Path, name: str) -> Iterator[Line]:
    """Read results and formulas side by side, to tell a blank from a result never saved."""
    both = zip(_rows(path, name, values=True), _rows(path, name, values=False), strict=True)
    for number, (results, sources) in enumerate(both, start=1):
        cells = tuple(
            CellError("", is_formula=True)
            if result is None and _is_formula(source)
            else _cell(result)
            for result, source in zip(results, sources, strict=True)
        )
        yield Line(number, cells)


def _is_formula(source: object) -> bool:
    return source is not None and (not isinstance(source, str) or source.startswith("="))


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return CellError(value) if value in EXCEL_ERRORS else value
    return value if value is None or isinstance(value, _PLAIN) else str(value)


def _filled_down(lines: Iterator[Line], merges: Merges) -> Iterator[Line]:
    """Give every line of a merged block the value that the sheet shows once for all of them."""
    held: dict[int, tuple[int, Cell]] = {}
    for line in lines:
        if line.number in merges:
            for column, last in merges[line.number]:
                value = line.cells[column] if column < len(line.cells) else None
                held[column] = (last, value)
        held = {column: block for column, block in held.items() if block[0] >= line.number}
        if not held or not line.cells:
            yield line
            continue
        cells = list(line.cells) + [None] * (max(held) + 1 - len(line.cells))
        for column, (_last, value) in held.items():
            cells[column] = value if cells[column] is None else cells[column]
        yield Line(line.number, tuple(cells))


def _rows(path: Path, name: str, *, values: bool) -> Iterator[tuple[Any, ...]]:
    book = _load(path, values=values)
    try:
        sheet = book[name]
        sheet.reset_dimensions()  # many programs write a wrong size into the sheet
        rows = sheet.iter_rows(max_row=MOST_LINES, values_only=True)
        while True:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                some = list(islice(rows, LINES_AT_ONCE))
            yield from some
            if len(some) < LINES_AT_ONCE:
                return
    finally:
        book.close()


def _scan(path: Path, name: str) -> tuple[bool, Merges]:
    """Look through the sheet for formulas, and for cells merged over several lines."""
    book = _load(path)
    try:
        part = book[name]._worksheet_path  # noqa: SLF001  openpyxl has no public name for it
    finally:
        book.close()
    merges: Merges = {}
    has_formulas, tail = False, b""
    with ZipFile(path) as archive, archive.open(part) as source:
        while chunk := source.read(1 << 20):
            text = tail + chunk
            has_formulas = has_formulas or _FORMULA.search(text) is not None
            for found in _MERGE.finditer(text):
                left, top, bottom = found[1].decode(), int(found[2]), int(found[3])
                if top < bottom <= MOST_LINES and len(merges) < MOST_MERGES:
                    block = (column_index_from_string(left) - 1, bottom)
                    merges.setdefault(top, {})[block] = None
            tail = text[-_TAIL:]
    return has_formulas, merges
