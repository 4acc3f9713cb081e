"""Where two ways of writing a name part, letter by letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from akwaba.registry.names import letters_only

MOST_MARKED = 0.6
"""Beyond this share of differing letters two names are simply two names: nothing is marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that follow one another, all shared or all not."""

    text: str
    differs: bool


def marked(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces. Capitals and accents do not count as a difference."""
    if not one or not other:
        return whole(one), whole(other)
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    if matcher.ratio() < 1 - MOST_MARKED:
        return whole(one), whole(other)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        _add(left, one[a:b], differs=tag != "equal")
        _add(right, other[c:d], differs=tag != "equal")
    return left, right


def whole(text: str) -> list[Piece]:
    """A text of which nothing is marked."""
    return [Piece(text, differs=False)] if text else []


def _add(pieces: list[Piece], text: str, *, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))


def _plain(text: str) -> Sequence[str]:
    """One comparable sign a letter, so that places in both texts are the same."""
    return [letters_only(letter).strip() or letter.lower() for letter in text]
