"""The live table: a line for each node, as words in columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from akwaba.demo.posts.inside import Told
from akwaba.demo.posts.nodes import Node

GAP = "  "
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Line:
    """A node as the terminal knows it: told by its own process, while it ran."""

    node: Node
    told: Told
    is_on: bool
    answers: bool
    is_cut: bool
    has_failed: bool


def settled(lines: Sequence[Line]) -> bool:
    """Whether everything was played, nothing waits, and every post and the capital agree."""
    capital, *posts = lines
    return all(line.answers and line.told.is_played for line in lines) and all(
        (line.told.to_send, line.told.to_receive, line.told.wrong) == (0, 0, "")
        and line.told.contact_ago != ""
        and _agrees(line, capital)
        for line in posts
    )


def written(lines: Sequence[Line]) -> list[str]:
    """The table, its columns in line."""
    capital = lines[0]
    rows = [_heading(), *(_cells(line, capital) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _heading() -> list[str]:
    return [
        "",
        "",
        "",
        _("here"),
        _("capital"),
        _("tables"),
        _("to send"),
        _("to receive"),
        _("last meeting"),
        "",
    ]


def _cells(line: Line, capital: Line) -> list[str]:
    start = [line.node.key, line.node.name, _state(line)]
    if line.node.is_capital:
        return [*start, _sum(line.told.households.values()), *[""] * 5, _wrong(line)]
    code = line.node.code
    return [
        *start,
        _number(line.told.households.get(code)),
        _number(capital.told.households.get(code)),
        _alike(line, capital),
        _waiting(line.told),
        _number(line.told.to_receive),
        line.told.contact_ago or _("never"),
        _wrong(line),
    ]


def _agrees(line: Line, capital: Line) -> bool:
    here, there = (each.told.tables.get(line.node.code) for each in (line, capital))
    return here is not None and here == there


def _alike(line: Line, capital: Line) -> str:
    if not (line.told.tables and capital.told.tables):
        return UNKNOWN
    return _("alike") if _agrees(line, capital) else _("differ")


def _waiting(told: Told) -> str:
    count = _number(told.to_send)
    return f"{count} ({told.oldest_ago})" if told.to_send else count


def _number(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _sum(values: Iterable[int]) -> str:
    known = list(values)
    return str(sum(known)) if known else UNKNOWN


def _state(line: Line) -> str:
    if line.has_failed:
        return _("stopped")
    if not line.is_on:
        return _("no power")
    if not line.answers:
        return _("starting …")
    return _("network cut") if line.is_cut else pgettext("node", "runs")


def _wrong(line: Line) -> str:
    if line.has_failed:
        return _("It stopped by itself: see %(log)s") % {"log": line.node.log}
    return line.told.wrong if line.is_on else ""
