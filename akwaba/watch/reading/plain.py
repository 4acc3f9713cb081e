"""Text that patterns can be written for, letter for letter as long as what was said."""

import re
import unicodedata
from collections.abc import Iterable

from akwaba.watch.reading.proposals import Span

Part = tuple[int, int]
"""Start and end (excluded) of a part of the text."""

_MARKS = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ", "\t": " ",
    "–": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\r": "\n",
    "œ": "o", "Œ": "o",
})  # fmt: skip


def plain(text: str) -> str:
    """Lower case, without accents, one kind of space, quote and hyphen; positions stay the same."""
    return "".join(map(_letter, text.translate(_MARKS)))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    for part in unicodedata.normalize("NFKD", letter.casefold()):
        if not unicodedata.combining(part):
            return part
    return letter


def words(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words for plain text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def span(text: str, start: int, end: int) -> Span:
    """The part of a text, with its words."""
    return Span(start, end, text[start:end])


def overlaps(part: Part, others: Iterable[Part]) -> bool:
    """Whether a part shares a character with one of the others."""
    return any(part[0] < end and start < part[1] for start, end in others)
