"""What one cell of a sheet holds, and its text, cleaned without losing what was said."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds no value although it should: an error, or a formula never computed."""

    text: str
    is_formula: bool = False


Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta | CellError | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet, with the number that the spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]

    def is_blank(self) -> bool:
        return all(cell is None or text_of(cell) == "" for cell in self.cells)


EXCEL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALEUR!", "#NOM?"},
)
DITTO = frozenset({'"', "''", "″", "〃", "”", "“", '""', '-"-', "idem", "id.", "id", "ditto", "//"})
BLANK_WORDS = frozenset(
    {
        "", "neant", "na", "n a", "nd", "n d", "ras", "r a s", "non renseigne", "nr", "nsp",
        "ne sait pas", "inconnu", "inconnue", "unknown", "none", "null", "nan", "sans objet", "so",
        "don t know", "not known", "pas connu", "non connu",
    },
)  # fmt: skip
"""Words that say that nothing is known, folded; a lone `-`, `?` or `…` folds to nothing."""

# Controls and invisible marks that reverse or hide text; joiners stay, because scripts need them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MISREAD = re.compile("[ÃÂâ][^\x00-\x7f]")
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]+|_")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "°": "o ", "ø": "o", "ŋ": "n"})
_PLAIN = re.compile(r"[ -~]*\Z")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Take away controls and doubled spaces; keep every letter, mark, emoji and bracket."""
    if not _PLAIN.match(text):
        text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot be stored
        text = _as_it_was_written(text)
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()


def _as_it_was_written(text: str) -> str:
    """Undo a file that was read in the wrong encoding and saved so: « KonÃ© » is « Koné »."""
    if not _MISREAD.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, words parted by one space: « N° Ménage » gives `no menage`."""
    lowered = clean(text).casefold().translate(_LIGATURES)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lowered)
        if not unicodedata.combining(letter)
    )
    return _SPACES.sub(" ", _NOT_WORD.sub(" ", bare)).strip()


# bool is an int and datetime is a date: the narrower kind comes first.
_SHOWN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (CellError, lambda cell: str(cell.text)),
    (bool, lambda cell: "oui" if cell else "non"),
    (float, lambda cell: str(int(cell)) if cell.is_integer() else repr(cell)),
    (dt.datetime, lambda cell: str(cell.date().isoformat())),
    (dt.date, lambda cell: str(cell.isoformat())),
)


def text_of(cell: Cell) -> str:
    """Return what the cell shows, as text: 35.0 is « 35 », a date is its ISO form."""
    if isinstance(cell, str):
        return clean(cell)
    for kind, show in _SHOWN:
        if isinstance(cell, kind):
            return show(cell)
    return "" if cell is None else str(cell)


def is_unknown(text: str) -> bool:
    """Whether the text says that nothing is known."""
    return fold(text) in BLANK_WORDS


def is_ditto(text: str) -> bool:
    """Whether the text says « as above »."""
    return text.strip().lower() in DITTO


def column_letter(index: int) -> str:
    """Name the column as the spreadsheet does: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
