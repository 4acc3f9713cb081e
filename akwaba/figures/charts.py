"""Charts as whole numbers on a grid 400 wide; the template draws them as SVG.

Each chart is one picture beside its table: the table is what a screen reader reads. Marks carry a
class and no colour, because the page's policy allows no style of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from akwaba.figures import words
from akwaba.figures.tables import BANDS, AgeTable, Figures

WIDTH = 400
NAMES = 140
"""Width that the names of posts take."""
_LETTER = 9
"""Width of a letter of a label, at most, on the grid."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `kind` says what it counts."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Label:
    """A text; `anchor` is start, middle or end."""

    x: int
    y: int
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of `height` on the grid."""

    title: str
    height: int
    bars: Sequence[Bar]
    labels: Sequence[Label]
    key: Sequence[tuple[str, str]] = ()
    """(kind, what it counts), where there is more than one kind."""


def arrivals_chart(figures: Figures, *, title: str, days: int = 14) -> Chart | None:
    """One row of daily bars a post, all on one scale. None where nobody arrived."""
    shown = figures.days[-days:]
    most = max((post.arrivals.get(day, 0) for post in figures.posts for day in shown), default=0)
    if not most:
        return None
    left, right, row, tallest = NAMES, 40, 46, 30
    step = (WIDTH - left - right) // len(shown)
    bars, labels = [], []
    for post, top in zip(figures.posts, count(20, row), strict=False):
        foot = top + tallest
        labels.append(Label(0, foot - 2, _cut(words.say_post(post.name), left)))
        total = sum(post.arrivals.get(day, 0) for day in shown)
        labels.append(Label(WIDTH, foot - 2, words.say_number(total), "end"))
        for day, x in zip(shown, count(left, step), strict=False):
            height = _scaled(post.arrivals.get(day, 0), most, tallest)
            bars.append(Bar("registered", x, foot - height, max(2, step - 3), height))
    first, last = shown[0], shown[-1]
    labels.append(Label(left, 10, words.say_short_day(first)))
    if last != first:
        end = left + step * len(shown)
        labels.append(Label(end, 10, words.say_short_day(last), "end"))
    return Chart(title, 20 + row * len(figures.posts), bars, labels)


def posts_chart(figures: Figures, *, title: str, key: Sequence[tuple[str, str]]) -> Chart | None:
    """Registered, announced and counted, a bar each, post by post; an unknown has no bar."""
    kinds = [kind for kind, _ in key]
    numbers = [(post, [getattr(post, kind) for kind in kinds]) for post in figures.posts]
    most = max((number or 0 for _, row in numbers for number in row), default=0)
    if not most:
        return None
    left, bar, gap = NAMES, 14, 12
    row = bar * len(kinds) + gap
    bars, labels = [], []
    for (post, values), top in zip(numbers, count(4, row), strict=False):
        labels.append(Label(0, top + row // 2, _cut(words.say_post(post.name), left)))
        for kind, value, y in zip(kinds, values, count(top, bar), strict=False):
            width = _scaled(value or 0, most, WIDTH - left - 60)
            bars.append(Bar(kind, left, y, width, bar - 2))
            labels.append(Label(left + width + 5, y + bar - 3, words.say_number(value)))
    return Chart(title, 4 + row * len(numbers), bars, labels, key)


def pyramid(ages: AgeTable, *, title: str) -> Chart | None:
    """Women and girls to the left, men and boys to the right; None where nobody is told."""
    bands = [band for band in reversed(BANDS) if band != "unknown"]
    cells = [(band, ages.of(band=band, sex="F"), ages.of(band=band, sex="M")) for band in bands]
    most = max(number for _, *pair in cells for number in pair)
    if not most:
        return None
    middle, half, row = WIDTH // 2, 60, 30
    longest = middle - half - 45
    bars, labels = [], []
    for (band, women, men), y in zip(cells, count(20, row), strict=False):
        left, right = _scaled(women, most, longest), _scaled(men, most, longest)
        bars += [
            Bar("women", middle - half - left, y, left, row - 6),
            Bar("men", middle + half, y, right, row - 6),
        ]
        labels += [
            Label(middle, y + 17, words.say_band(band), "middle"),
            Label(middle - half - left - 5, y + 17, words.say_number(women), "end"),
            Label(middle + half + right + 5, y + 17, words.say_number(men)),
        ]
    labels += [
        Label(0, 11, str(words.SEX_LABELS["F"])),
        Label(WIDTH, 11, str(words.SEX_LABELS["M"]), "end"),
    ]
    return Chart(title, 20 + row * len(bands), bars, labels)


def _scaled(number: int, most: int, length: int) -> int:
    """At least a hair for a number that is not zero."""
    return max(1, number * length // most) if number else 0


def _cut(text: str, width: int) -> str:
    letters = width // _LETTER
    return text if len(text) <= letters else text[: letters - 1] + "…"
