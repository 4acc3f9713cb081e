"""Files of persons: CSV in any encoding, Excel, Parquet. What is wrong is said by line."""

import csv
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from akwaba.matching.births import birth_from
from akwaba.matching.names import words
from akwaba.matching.persons import COLUMNS, Coder, Column, Persons
from akwaba.matching.problems import (
    FormatMissing,
    LinesUneven,
    PersonsEmpty,
    PersonsTwice,
    PersonsUnreadable,
    PersonsWithoutId,
    PersonsWithoutName,
)
from akwaba.matching.register import SEXES
from akwaba.registry.intake.delimited import SAMPLE_BYTES, encoding_of

SEPARATORS = ",;\t|"
MOST_LINES_NAMED = 5
LONGEST_CELL = 100_000
LINES_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that cannot be used and is taken as unknown; lines count from 1, the heading is 1."""

    column: str
    value: str
    lines: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Read:
    """People, and what was wrong with the file that they come from."""

    persons: Persons
    unknown: tuple[str, ...]
    """Columns that mean nothing here."""
    doubts: tuple[Doubt, ...]
    nameless: int
    """People without any name: they are compared by the rest, and seldom found."""


def read_persons(path: Path) -> Read:
    """Read by the ending of the name. Raises a Problem that says what to mend."""
    heading, lines = _open(path)
    names = [str(name or "").strip().casefold() for name in heading]
    if "rec_id" not in names:
        raise PersonsWithoutId(file=path.name)
    if not {"given_name", "family_name"} & set(names):
        raise PersonsWithoutName(file=path.name)
    persons = _coded(names, lines, path)
    if len(persons) == 0:
        raise PersonsEmpty(file=path.name)
    _refuse_twice(persons, path)
    unknown = tuple(name for name in names if name and name not in COLUMNS)
    return Read(persons, unknown, tuple(_doubts(persons)), _nameless(persons))


def _coded(names: list[str], lines: Iterable[list[str]], path: Path) -> Persons:
    coders = {name: Coder() for name in names if name in COLUMNS and name != "rec_id"}
    kept = [(names.index(name), coder.add) for name, coder in coders.items()]
    at = names.index("rec_id")
    rec_id: list[str] = []
    with _without_collector():
        for some in _together(lines, len(names), path):
            columns = list(zip(*some, strict=True))
            rec_id += columns[at]
            for index, add in kept:
                add(columns[index])
    return Persons(rec_id, {name: coder.column() for name, coder in coders.items()})


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of small lists, none of them a cycle: looking for cycles takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _together(lines: Iterable[list[str]], wide: int, path: Path) -> Iterator[list[list[str]]]:
    """Lines of the heading's width, many at once; blank ones are passed over."""
    some: list[list[str]] = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) == wide:
            some.append(cells)
        elif any(cells):
            raise LinesUneven(file=path.name, line=number, found=len(cells), wanted=wide)
        if len(some) == LINES_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _open(path: Path) -> tuple[list[str], Iterable[list[str]]]:
    try:
        if path.suffix.lower() == ".parquet":
            return _parquet(path)
        if path.suffix.lower() in {".xlsx", ".xlsm"}:
            return _workbook(path)
        return _delimited(path)
    except (UnicodeError, csv.Error, BadZipFile, InvalidFileException, KeyError) as error:
        raise PersonsUnreadable(file=path.name, error=str(error)) from error


def _delimited(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    if not sample.strip():
        raise PersonsEmpty(file=path.name)
    encoding = encoding_of(sample, path)
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline()
    separator = max(SEPARATORS, key=first.count)
    rows = _rows(path, encoding, separator)
    return next(rows, []), rows


def _rows(path: Path, encoding: str, separator: str) -> Iterator[list[str]]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            yield from csv.reader(file, delimiter=separator)
        except csv.Error as error:
            raise PersonsUnreadable(file=path.name, error=str(error)) from error


def _workbook(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    book = load_workbook(path, read_only=True, data_only=True)
    sheet = book.active
    if sheet is None:
        raise PersonsEmpty(file=path.name)
    rows = ([_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
    return next(rows, []), rows


def _parquet(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    try:
        from pyarrow import ArrowInvalid, parquet  # noqa: PLC0415  an extra
    except ImportError as error:
        raise FormatMissing from error
    try:
        file = parquet.ParquetFile(path)
    except ArrowInvalid as error:
        raise PersonsUnreadable(file=path.name, error=str(error)) from error

    def rows() -> Iterator[list[str]]:
        for batch in file.iter_batches():
            columns = [[_text(cell) for cell in column.to_pylist()] for column in batch.columns]
            yield from map(list, zip(*columns, strict=True))

    return list(file.schema_arrow.names), rows()


def _text(cell: Any) -> str:
    """A cell as CSV would have it: whole numbers without ".0", days without hours."""
    if cell is None or cell != cell:  # noqa: PLR0124  NaN is not itself
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _refuse_twice(persons: Persons, path: Path) -> None:
    first: dict[str, int] = {}
    for row, rec_id in enumerate(persons.rec_id):
        if first.setdefault(rec_id, row) != row:
            raise PersonsTwice(
                file=path.name,
                count=len(persons) - len(set(persons.rec_id)),
                value=rec_id,
                first=first[rec_id] + 2,
                second=row + 2,
            )


def _doubts(persons: Persons) -> Iterator[Doubt]:
    """Dates, years and sexes that say nothing."""
    for name, fits in (
        ("dob", _is_birth),
        ("birth_year", _is_birth),
        ("sex", _is_sex),
    ):
        column = persons.column(name)
        for code, value in enumerate(column.values):
            if value and not fits(value):
                rows = np.flatnonzero(column.codes == code)
                lines = tuple((rows[:MOST_LINES_NAMED] + 2).tolist())
                yield Doubt(name, value, lines, len(rows))


def _is_birth(value: str) -> bool:
    return birth_from(value) is not None


def _is_sex(value: str) -> bool:
    return value.upper() in {*SEXES, "U", "UNKNOWN"}


def _nameless(persons: Persons) -> int:
    def blank(column: Column) -> Any:
        return np.array([not words(value) for value in column.values])[column.codes]

    given, family = persons.column("given_name"), persons.column("family_name")
    return int(np.count_nonzero(blank(given) & blank(family)))
