"""Open any file as a table of lines, or refuse it with a reason that a clerk can act on.

The content decides what a file is, never its name: sheets arrive renamed, and half copied.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from akwaba.registry.intake.cells import Line
from akwaba.registry.intake.delimited import open_delimited
from akwaba.registry.intake.problems import (
    SheetDamaged,
    SheetEmpty,
    SheetLocked,
    SheetMissing,
    SheetNotATable,
    SheetOldFormat,
)
from akwaba.registry.intake.xlsx import open_xlsx

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = {
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "photo",
    b"\x89PNG": "photo",
    b"GIF8": "photo",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_CHUNK = 1 << 20
MOST_LINES_KEPT = 20_000
"""Lines held in memory, about 20 MB, so that most sheets are unpacked only once."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that can be read from the top again and again, line after line, in flat memory."""

    path: Path
    sheet: str
    """Name of the sheet; empty for a .csv."""
    read: Callable[[], Iterator[Line]]
    other_lists: tuple[str, ...] = ()
    """Further sheets of the workbook that look like lists and were not chosen."""
    memory: dict[str, object] | None = None
    """What Akwaba wrote into its own correction sheets; None in anyone else's."""


class Remembered:
    """Lines that are kept after they were read whole, where they are few enough to be held."""

    def __init__(self, read: Callable[[], Iterator[Line]]) -> None:
        self._read = read
        self._kept: list[Line] | None = None

    def __call__(self) -> Iterator[Line]:
        return iter(self._kept) if self._kept is not None else self._first_time()

    def _first_time(self) -> Iterator[Line]:
        kept: list[Line] | None = []
        for line in self._read():
            if kept is not None:
                kept.append(line)
                if len(kept) > MOST_LINES_KEPT:
                    kept = None
            yield line
        self._kept = kept


def open_table(path: Path, *, sheet: str | None = None) -> Table:
    """Open a workbook or a delimited text file; raise a SheetProblem when it cannot be read."""
    try:
        if not path.is_file():
            raise SheetMissing(file=path.name)
        with path.open("rb") as file:
            start = file.read(4096)
    except (OSError, ValueError) as error:
        raise SheetMissing(file=path.name) from error
    if not start.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise SheetEmpty(file=path.name)
    if start.startswith(b"PK"):
        name, read, others, memory = _open_zip(path, sheet)
        return Table(path, name, Remembered(read), others, memory)
    if start.startswith(_OLE2):
        raise _ole2_problem(path)
    _refuse_foreign(path, start)
    return Table(path, "", Remembered(open_delimited(path)))


def _open_zip(
    path: Path, sheet: str | None
) -> tuple[str, Callable[[], Iterator[Line]], tuple[str, ...], dict[str, object] | None]:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise SheetDamaged(file=path.name) from error
    except Exception as error:  # zlib.error and what damaged archives raise besides
        raise SheetDamaged(file=path.name) from error
    if kind.startswith(_OPEN_DOCUMENT):
        raise SheetOldFormat(file=path.name, format="LibreOffice (.ods)")
    if "xl/workbook.bin" in names:
        raise SheetOldFormat(file=path.name, format="Excel (.xlsb)")
    if any(name.startswith("word/") for name in names):
        raise SheetNotATable(file=path.name, format="Word")
    if not any(name.startswith("xl/") for name in names):
        raise SheetNotATable(file=path.name, format="zip")
    return open_xlsx(path, sheet)


def _ole2_problem(path: Path) -> SheetLocked | SheetOldFormat:
    """Tell a workbook with a password from one of Excel 97: both are OLE2 containers."""
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if _ENCRYPTED in tail + chunk:
                return SheetLocked(file=path.name)
            tail = chunk[-len(_ENCRYPTED) :]
    return SheetOldFormat(file=path.name, format="Excel 97 (.xls)")


def _refuse_foreign(path: Path, start: bytes) -> None:
    for magic, name in _FOREIGN.items():
        if start.startswith(magic):
            raise SheetNotATable(file=path.name, format=name)
    head = start.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        raise SheetOldFormat(file=path.name, format="HTML (.xls)")
    if head.startswith(b"<?xml"):
        raise SheetOldFormat(file=path.name, format="XML")
