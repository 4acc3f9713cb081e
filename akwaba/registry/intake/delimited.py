"""Text files of cells: any delimiter, any encoding that the field's computers write."""

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
_MOST_CONTROLS = 0.02


def open_delimited(path: Path) -> Callable[[], Iterator[Line]]:
    """Find out encoding, delimiter and quoting from the start of the file."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    encoding = encoding_of(sample, path)
    start = [line for _, line in zip(range(SAMPLE_LINES), _texts(path, encoding), strict=False)]
    _refuse_binary("".join(start), path)
    if not any(line.strip() for line in start):
        raise SheetEmpty(file=path.name)
    delimiter = delimiter_of(start)

    def read() -> Iterator[Line]:
        return _lines(path, encoding, delimiter)

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
    if controls > 3 + len(start) * _MOST_CONTROLS:
        raise SheetNotATable(file=path.name, format="binary")


def delimiter_of(start: list[str]) -> str:
    """Choose the delimiter under which the heading is best understood and lines are alike."""
    first = start[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:  # noqa: PLR2004  Excel's own mark: sep=;
        return first[-1]

    def fitness(delimiter: str) -> tuple[float, int]:
        lines = list(_parse(iter(start), delimiter, quoted=True, name=""))
        mapping = propose(lines)
        widths = Counter(len(line.cells) for line in lines if not line.is_blank())
        width, times = max(widths.items(), key=lambda item: item[1], default=(1, 0))
        return (mapping.sureness() if mapping else 0.0, times if width > 1 else 0)

    return max(DELIMITERS, key=fitness)


def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[Line]:
    quoted = not _quote_is_lost(path, encoding, delimiter)
    return _parse(_texts(path, encoding), delimiter, quoted=quoted, name=path.name)


def _quote_is_lost(path: Path, encoding: str, delimiter: str) -> bool:
    try:
        before = 0
        for line in _parse(_texts(path, encoding), delimiter, quoted=True, name=path.name):
            if line.number - before > LONGEST_RECORD_LINES:
                return True
            before = line.number
    except LineTooLong:
        return True
    return False


def _parse(texts: Iterator[str], delimiter: str, *, quoted: bool, name: str) -> Iterator[Line]:
    """Cut text into lines of cells, each numbered by its first line in the file."""
    counted = _Counted(texts)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(
        counted, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    started = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise LineTooLong(file=name, line=started) from error
        if cells is None:
            return
        if not (started == 1 and len(cells) == 1 and cells[0].lower().startswith("sep=")):
            yield Line(started, tuple(cell or None for cell in cells))
        started = counted.number + 1


class _Counted:
    """Lines of text with the number of the last one given out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self.number = 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        text = next(self._texts)
        self.number += 1
        return text
