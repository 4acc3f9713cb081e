"""Text files of cells: any delimiter, any encoding that the field's computers write."""

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from akwaba.registry.intake.cells import Line
from akwaba.registry.intake.headers import propose
from akwaba.registry.intake.problems import LineTooLong, SheetEmpty, SheetNotATable

SAMPLE_BYTES = 256 * 1024
SAMPLE_LINES = 80
LONGEST_LINE = 1 << 20
"""Characters. A file without line ends would otherwise be read into memory whole."""
LONGEST_CELL = 100_000
LONGEST_RECORD_LINES = 25
"""Lines of one quoted cell. Beyond it, a lone quotation mark has swallowed the following lines."""
DELIMITERS = (";", ",", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FRENCH = frozenset("éèêëàâçôöîïùûüœÉÈÊÀÇÔÎŒ’«»°–ñ")
_FRENCH_ENCODINGS = ("cp1252", "mac_roman", "cp850")
"""Windows, Mac and « CSV (MS-DOS) », in the order in which they are met."""
_FEW_CONTROLS = 50
_MOST_CONTROLS = 0.02
"""Control characters that a text may hold: some, and a small share of a longer one."""


def open_delimited(path: Path) -> Callable[[], Iterator[Line]]:
    """Find out encoding, delimiter and quoting, the last of them from the whole file."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    encoding = encoding_of(sample, path)
    start = list(islice(_texts(path, encoding), SAMPLE_LINES))
    _refuse_binary("".join(start), path)
    if not any(line.strip() for line in start):
        raise SheetEmpty(file=path.name)
    delimiter, width = delimiter_of(start)
    quoted = not _quote_is_lost(_texts(path, encoding), delimiter, width)

    def read() -> Iterator[Line]:
        return _parse(_texts(path, encoding), delimiter, quoted=quoted, name=path.name)

    return read


def encoding_of(sample: bytes, path: Path) -> str:
    """Name the encoding of a file from its first bytes; `path` serves to check all of UTF-8."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    zeros = (sample[0:2000:2].count(0), sample[1:2000:2].count(0))
    if max(zeros) > len(sample[:2000]) // 4:  # UTF-16 of Latin letters: every second byte is 0
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    if _is_utf8(path):
        return "utf-8"
    return _eight_bits(sample)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _eight_bits(sample: bytes) -> str:
    """Choose the encoding in which the bytes above 127 are French letters."""
    high = bytes(byte for byte in sample if byte > 127)  # noqa: PLR2004  ASCII ends there
    scores = {
        encoding: sum(
            1 if letter in _FRENCH else -1 for letter in high.decode(encoding, errors="replace")
        )
        for encoding in _FRENCH_ENCODINGS
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] > 0:
        return best
    guess = from_bytes(sample[:65536]).best()
    return guess.encoding if guess else "cp1252"


def _texts(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        number = 0
        while text := file.readline(LONGEST_LINE):
            number += 1
            if len(text) >= LONGEST_LINE:
                raise LineTooLong(file=path.name, line=number)
            yield text.replace("\x00", "")


def _refuse_binary(start: str, path: Path) -> None:
    controls = sum(1 for letter in start if ord(letter) < 32 and letter not in "\r\n\t\f\v\x1a")  # noqa: PLR2004
    if controls > _FEW_CONTROLS + len(start) * _MOST_CONTROLS:
        raise SheetNotATable(file=path.name, format="binary")


def delimiter_of(start: list[str]) -> tuple[str, int]:
    """Choose the delimiter under which the heading is best understood and lines are alike.

    With it comes the number of columns that most lines have.
    """
    first = start[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:  # noqa: PLR2004  Excel's own mark: sep=;
        return first[-1], _width(start, first[-1])[0]

    def fitness(delimiter: str) -> tuple[float, int]:
        mapping = propose(list(_parse(iter(start), delimiter, quoted=True, name="")))
        width, times = _width(start, delimiter)
        return (mapping.sureness() if mapping else 0.0, times if width > 1 else 0)

    best = max(DELIMITERS, key=fitness)
    return best, _width(start, best)[0]


def _width(start: list[str], delimiter: str) -> tuple[int, int]:
    """Give the number of columns that most lines have, and how many lines have it."""
    widths = Counter(text.count(delimiter) + 1 for text in start if text.strip())
    return max(widths.items(), key=lambda item: item[1], default=(1, 0))


def _quote_is_lost(texts: Iterator[str], delimiter: str, width: int) -> bool:
    """Whether a lone quotation mark swallows whole lines.

    It does where a record of several lines is made of lines that are records of their own, and
    where the file ends before the mark is closed.
    """
    counted = _Counted(texts)
    reader = csv.reader(counted, delimiter=delimiter)
    try:
        for _record in reader:
            lines = counted.since_last()
            if len(lines) > 1 and (
                len(lines) > LONGEST_RECORD_LINES
                or all(line.count(delimiter) >= max(width - 1, 1) for line in lines)
                or not _is_closed(lines, delimiter)
            ):
                return True
    except csv.Error:
        return True
    return False


def _is_closed(lines: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(iter(lines), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _parse(texts: Iterator[str], delimiter: str, *, quoted: bool, name: str) -> Iterator[Line]:
    """Cut text into lines of cells, each numbered by its first line in the file."""
    csv.field_size_limit(LONGEST_CELL)
    counted = _Counted(texts)
    reader = csv.reader(
        counted, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    while True:
        started = counted.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise LineTooLong(file=name, line=started) from error
        if cells is None:
            return
        counted.since_last()
        if started == 1 and len(counted.first.strip()) == 5 and counted.first.startswith("sep="):  # noqa: PLR2004
            continue
        if not quoted:
            cells = [_without_quotes(cell) for cell in cells]
        yield Line(started, tuple(cell or None for cell in cells))


def _without_quotes(cell: str) -> str:
    """Take off marks at either end, unless the cell is the mark for « as above »."""
    return cell.strip().strip('"').replace('""', '"') or cell


class _Counted:
    """Lines of text with the number of the last one given out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self._given: list[str] = []
        self.number = 0
        self.first = ""

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        text = next(self._texts)
        self.number += 1
        self.first = self.first or text
        self._given.append(text)
        return text

    def since_last(self) -> list[str]:
        """Give the lines handed out since this was asked last."""
        given, self._given = self._given, []
        return given
