"""Tables for a terminal: aligned columns, never wider than a line of a letter; no framework."""

import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 78
_GAP = "  "


def table(
    rows: Sequence[Sequence[str]], *, head: Sequence[str], foot: Sequence[str] = ()
) -> list[str]:
    """Lines of a table: the first column to the left, numbers to the right.

    The first column is folded where the table would be wider than WIDTH.
    """
    every = [list(row) for row in (head, *rows, *([foot] if foot else []))]
    widths = [max(len(row[column]) for row in every) for column in range(len(head))]
    rest = sum(widths[1:]) + len(_GAP) * (len(widths) - 1)
    widths[0] = min(widths[0], WIDTH - rest)
    rule = "─" * (widths[0] + rest)
    lines = [*_row(head, widths), rule]
    for row in rows:
        lines += _row(row, widths)
    return [*lines, rule, *_row(foot, widths)] if foot else lines


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    first = textwrap.wrap(cells[0], widths[0]) or [""]
    numbers = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    last = _GAP.join([first[-1].ljust(widths[0]), *numbers])
    return [*first[:-1], last.rstrip()]


def heading(text: str) -> list[str]:
    """A heading with a line of its own length below."""
    return [text.upper(), "═" * len(text)]


def paragraph(text: str, *, mark: str = "") -> list[str]:
    """Text folded at WIDTH; a mark hangs before it."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def bars(rows: Iterable[tuple[str, int]], *, width: int = 40) -> list[str]:
    """A bar a row, as long as its number: what a chart is in a terminal."""
    listed = list(rows)
    most = max((number for _, number in listed), default=0)
    if not most:
        return []
    label = max(len(name) for name, _ in listed)
    return [
        f"{name.ljust(label)}  {'█' * -(-number * width // most)} {number}"
        for name, number in listed
    ]
