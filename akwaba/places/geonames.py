"""Reading a country file of GeoNames, line by line: a text of 19 columns, or its zip archive."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext

from akwaba.places.boundaries import say_lie
from akwaba.places.problems import (
    ArchiveBroken,
    ArchiveWithoutPlaces,
    FileEmpty,
    FileNotReadable,
)
from akwaba.places.refusals import RefusedLineError, Report, check_once
from akwaba.places.rules import COUNTRY_OF_ALPHA2, LONGEST_NAME, Lie, lie_of
from akwaba.places.towns import Town

COLUMNS = 19
WHOLE_LINE = "1–19"
"""The columns that are named where a line as a whole is wrong."""
LONGEST_LINE = 100_000
"""Bytes, far above the longest of GeoNames: a file without lines must not fill the memory."""
POPULATED = "P"
_NO_LIST = {"readme.txt"}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The text of the file, unpacked on the way if it is an archive."""
    try:
        if path.stat().st_size == 0:
            raise FileEmpty(file=path.name)
        if path.suffix.lower() != ".zip":
            with path.open("rb") as text:
                yield text
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as text:
            yield text
    except OSError as error:
        raise FileNotReadable(file=path.name, reason=error.strerror or error) from error
    except _BROKEN as error:
        raise ArchiveBroken(file=path.name) from error


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    lists = [
        name
        for name in archive.namelist()
        if name.lower().endswith(".txt") and name.lower() not in _NO_LIST
    ]
    if not lists:
        raise ArchiveWithoutPlaces(file=path.name)
    return lists[0]


def _lines(text: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1, a longer one cut; empty lines are left out."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        while not line.endswith(b"\n") and (more := text.readline(LONGEST_LINE)):
            line = line[:LONGEST_LINE] + more[-1:]
        if line.strip():
            yield number, line


def towns(text: IO[bytes], report: Report) -> Iterator[Town]:
    """The populated places of a file; bad lines go into the report."""
    seen: dict[str, int] = {}
    for number, line in _lines(text):
        report.read += 1
        try:
            found = town(line)
            if found is not None:
                check_once(seen, str(found.geonameid), number, "geonameid")
        except RefusedLineError as error:
            report.refuse(number, error)
        else:
            if found is None:
                report.skipped += 1
            else:
                yield found


def town(line: bytes) -> Town | None:
    """Read a line; None where it is no populated place or not of our countries.

    Raises RefusedLineError naming the column, its value and what to change.
    """
    columns = _columns(line)
    country = COUNTRY_OF_ALPHA2.get(columns[8])
    if columns[6] != POPULATED or country is None:
        return None
    latitude = _number("latitude", columns[4])
    longitude = _number("longitude", columns[5])
    lie = lie_of(longitude, latitude, country=country)
    if lie is not Lie.INSIDE:
        raise RefusedLineError("latitude, longitude", f"{columns[4]}, {columns[5]}", say_lie(lie))
    name = columns[1].strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise RefusedLineError("name", name, gettext("The name is missing or far too long."))
    return Town(
        geonameid=_whole("geonameid", columns[0]),
        name=name,
        alt_names=tuple(name for name in columns[3].split(",") if name),
        country=country,
        latitude=latitude,
        longitude=longitude,
        population=_whole("population", columns[14] or "0") or None,
    )


def _columns(line: bytes) -> list[str]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedLineError(
            WHOLE_LINE, line[error.start : error.end], gettext("The line is not written in UTF-8.")
        ) from error
    columns = text.rstrip("\r\n").split("\t")
    if len(columns) != COLUMNS or "\x00" in text:
        raise RefusedLineError(
            WHOLE_LINE,
            len(columns),
            gettext("The line must have %(count)s columns set apart by tabs.") % {"count": COLUMNS},
        )
    return columns


def _number(column: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise RefusedLineError(
            column, value, gettext("This is no number of degrees, such as 10.8944.")
        ) from error


def _whole(column: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 10):  # noqa: PLR2004  32 bits
        raise RefusedLineError(column, value, gettext("This is no whole number."))
    return int(value)
