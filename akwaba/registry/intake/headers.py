"""Find the line that names the columns, and what each column holds, with how sure that is."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from akwaba.registry.intake.cells import Line, column_letter, fold, text_of
from akwaba.registry.intake.words import need_of_heading

LINES_SEARCHED = 60
"""A heading lower than this was not seen in the sheets of the border; titles take 2 to 10 lines."""
LIKENESS_NEEDED = 84
"""Out of 100 (rapidfuzz token_sort_ratio): « Prenon » is « Prénom », « Visage » is no village."""
SURENESS_NEEDED = 1.5
"""Sum over the columns of a heading line: fewer than two understood columns are no heading."""
MOST_COLUMNS = 200
"""Columns understood; formats alone can make a sheet 16,384 columns wide."""
LONGEST_HEADING = 60
SHORTEST_BEGINNING = 5
"""Letters of a heading cut short, such as « Nation. »."""
NAMING_FIELDS = frozenset({"name", "family_name", "given_names", "chief"})
REPEATABLE = frozenset({"needs", "remarks"})
COUNT_FIELDS = frozenset({"men", "women", "boys", "girls", "children", "adults"})

_FEMALE = frozenset(
    {"f", "femme", "femmes", "female", "females", "fille", "filles", "girl", "girls", "women"}
)
_MALE = frozenset(
    {"m", "h", "homme", "hommes", "male", "males", "garcon", "garcons", "boy", "boys", "men"}
)
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|—|a|à|to|_|/)\s*(\d{1,2})(?!\d)")
_FROM = re.compile(
    r"(\d{2})\s*(?:\+|ans?\s*(?:et|ou)\s*(?:plus|\+)|et\s*(?:plus|\+)|ou plus|and over|years\s*\+)"
    r"|(?:>=?|plus de|over|≥)\s*(\d{2})",
)
_UNDER = re.compile(r"(?:<|moins de|under|below)\s*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: `field` is None when what it holds is not understood."""

    index: int
    heading: str
    field: str | None
    sure: float

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where the list starts and what its columns hold; `last_line` is the last heading line."""

    first_line: int
    last_line: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns with a heading that no one understands: they are said, never dropped silently."""
        return tuple(column for column in self.columns if column.heading and not column.field)

    def sureness(self) -> float:
        return sum(column.sure for column in self.columns if column.field)


@lru_cache(maxsize=1)
def known_headings() -> dict[str, str]:
    """Give the folded headings seen in the field, each with the field it names.

    The field is empty for headings that are known and of which nothing is kept.
    """
    text = (files(__package__) / "headings.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {heading: row["field"] for row in rows for heading in row["headings"].split("|")}


@lru_cache(maxsize=4096)
def field_of(heading: str) -> tuple[str | None, float]:
    """Say what a heading names and how sure that is, from 0 to 1."""
    folded = fold(heading)
    if not folded or len(heading) > LONGEST_HEADING * 2:
        return None, 0.0
    known = known_headings()
    if folded in known:
        return known[folded] or None, 1.0
    band = _count_field(heading)
    if band:
        return band, 0.95
    need = need_of_heading(folded)
    if need:
        return f"need:{need}", 0.9
    if not re.search("[a-z]", folded):
        return None, 0.0
    return _nearest(folded)


def _nearest(folded: str) -> tuple[str | None, float]:
    known = known_headings()
    if len(folded) > 3:  # noqa: PLR2004  shorter words are all alike
        best = process.extractOne(
            folded, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKENESS_NEEDED
        )
        if best:
            return known[best[0]] or None, round(best[1] / 105, 2)
    longer = {known[heading] for heading in known if heading.startswith(folded)}
    if len(folded) >= SHORTEST_BEGINNING and len(longer) == 1:
        return longer.pop() or None, 0.75
    words = folded.split()
    held = [
        heading
        for heading in known
        if len(heading) > 2 and set(heading.split()) <= set(words)  # noqa: PLR2004
    ]
    if not held:
        return None, 0.0
    longest = max(held, key=lambda heading: (len(heading.split()), len(heading)))
    return known[longest] or None, round(0.5 + 0.3 * len(longest) / len(folded), 2)


def _count_field(heading: str) -> str | None:
    """Read « F 0-4 », « Garçons 5 à 11 ans », « H 60+ », « Femmes < 5 » as `count:F:0-4`."""
    words = set(re.findall(r"[a-z]+", re.sub(r"\d", " ", fold(heading))))
    female, male = bool(words & _FEMALE), bool(words & _MALE)
    if female == male:
        return None
    sex = "F" if female else "M"
    lowered = heading.casefold()
    if found := _RANGE.search(lowered):
        return f"count:{sex}:{int(found[1])}-{int(found[2])}"
    if found := _FROM.search(lowered):
        return f"count:{sex}:{found[1] or found[2]}+"
    if found := _UNDER.search(lowered):
        return f"count:{sex}:0-{int(found[1]) - 1}"
    return None


def propose(lines: Sequence[Line]) -> Mapping | None:
    """Find the heading among the first lines of a sheet; None when no line is one."""
    best: Mapping | None = None
    searched = list(lines[:LINES_SEARCHED])
    for position, line in enumerate(searched):
        following = searched[position + 1] if position + 1 < len(searched) else None
        for candidate in _candidates(line, following):
            if best is None or candidate.sureness() > best.sureness() + 0.01:
                best = candidate
    if best is None or best.sureness() < SURENESS_NEEDED or not best.fields & NAMING_FIELDS:
        return None
    return best


def _candidates(line: Line, following: Line | None) -> Iterable[Mapping]:
    texts = [text_of(cell) for cell in line.cells]
    alone = mapping_of(texts, line.number, line.number)
    yield alone
    if following is not None and following.number == line.number + 1:
        below = [text_of(cell) for cell in following.cells]
        both = mapping_of(below, line.number, following.number, texts)
        # A first line of data under the heading must not be taken for a second line of headings:
        # that one makes most of its columns clearer than the line above does.
        sure = {column.index: column.sure for column in alone.columns if column.field}
        clearer = sum(
            1
            for column, text in zip(both.columns, below, strict=False)
            if text and column.field and column.sure > sure.get(column.index, 0.0)
        )
        if clearer * 2 > sum(1 for text in below if text):
            yield both


def _two_lines(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Join a group label (« Femmes » over three columns) with the label under it (« 0-4 »)."""
    width = max(len(above), len(below))
    joined, group = [], ""
    for index in range(width):
        top = above[index] if index < len(above) else ""
        bottom = below[index] if index < len(below) else ""
        group = top or (group if bottom else "")
        joined.append(f"{group} {bottom}".strip() if bottom else top)
    return joined


def mapping_of(
    headings: Sequence[str],
    first_line: int,
    last_line: int,
    above: Sequence[str] | None = None,
) -> Mapping:
    """Give each heading its field; a field that two columns claim goes to the surer one.

    `above` is the line of group labels over a heading of two lines.
    """
    if above is not None:
        headings = _two_lines(above, headings)
    columns = [
        Column(index, text, *(field_of(text) if index < MOST_COLUMNS else (None, 0.0)))
        for index, text in enumerate(headings)
    ]
    kept: dict[str, Column] = {}
    for column in sorted(columns, key=lambda one: (-one.sure, one.index)):
        if column.field and column.field not in REPEATABLE:
            kept.setdefault(column.field, column)
    settled = [
        column
        if column.field is None or column.field in REPEATABLE or kept[column.field] is column
        else replace(column, field=None, sure=0.0)
        for column in columns
    ]
    return Mapping(first_line, last_line, tuple(_in_context(settled)))


def _in_context(columns: Sequence[Column]) -> list[Column]:
    """Settle headings whose meaning hangs on the others.

    « Nom » alone is the whole name; « Adultes » and « Enfants » beside counts by sex would count
    people twice.
    """
    fields = {column.field for column in columns}
    by_sex = fields & {"men", "women", "boys", "girls"} or any(
        field and field.startswith("count:") for field in fields
    )
    settled = []
    for column in columns:
        field = column.field
        if field == "family_name" and "given_names" not in fields and "name" not in fields:
            field = "name"
        if field in {"children", "adults"} and by_sex:
            field = None
        settled.append(replace(column, field=field))
    return settled
