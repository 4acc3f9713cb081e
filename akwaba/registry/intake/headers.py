"""Find the line that names the columns, and what each column holds, with how sure that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from akwaba.registry.intake.cells import Line, column_letter, text_of
from akwaba.registry.intake.headings import SAME_WORDS, field_of

LINES_SEARCHED = 60
"""A heading lower than this was not seen in the sheets of the border; titles take 2 to 10 lines."""
SURENESS_NEEDED = 1.5
"""Sum over the columns of a heading line: fewer than two understood columns are no heading."""
A_LITTLE = 0.05
"""What a heading of two lines may lose on one of a single word, « Naissance » over « Date »."""
SURE_NAME, UNSURE_NAME = 0.95, 0.75
"""Where one column surely names people, one that only holds the word « nom » names others."""
MOST_COLUMNS = 200
"""Columns understood; formats alone can make a sheet 16,384 columns wide."""
NAMING_FIELDS = frozenset({"name", "family_name", "given_names", "chief"})
REPEATABLE = frozenset({"needs", "remarks"})
COUNT_FIELDS = frozenset({"men", "women", "boys", "girls", "children", "adults"})


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
        if both.columns == mapping_of(below, line.number, following.number).columns:
            return  # a title over the heading adds nothing to it
        # A first line of data under the heading must not be taken for a second line of headings:
        # a second line says most of its columns as clearly as the line above does.
        sure = {column.index: column.sure for column in alone.columns if column.field}
        clearer = sum(
            1
            for column, text in zip(both.columns, below, strict=False)
            if text and column.field and column.sure >= sure.get(column.index, 0.0) - A_LITTLE
        )
        if clearer * 2 > sum(1 for text in below if text):
            yield both


def _two_lines(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Join a group label (« Femmes » over three columns) with the label under it (« 0-4 »).

    A label that is clear by itself stands alone: « Nom » under « Identité ». So does one to which
    the group adds only its own meaning: a title spreads over the whole list.
    """
    width = max(len(above), len(below))
    joined, group = [], ""
    for index in range(width):
        top = above[index] if index < len(above) else ""
        bottom = below[index] if index < len(below) else ""
        group = top or (group if bottom else "")
        both = f"{group} {bottom}".strip() if bottom else top
        (field, together), (_, alone) = field_of(both), field_of(bottom)
        only_title = bottom and not top and field == field_of(group)[0]
        is_clear = alone > together and together < SAME_WORDS
        joined.append(bottom if only_title or is_clear else both)
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

    « Nom » alone is the whole name; « Enfants » beside boys and girls, and « Adultes » beside men
    and women, would count people twice.
    """
    fields = {column.field for column in columns}
    has_bands = any(field and field.startswith("count:") for field in fields)
    told_twice = {
        field
        for field, by_sex in (("children", {"boys", "girls"}), ("adults", {"men", "women"}))
        if has_bands or fields & by_sex
    }
    sure_of_names = any(
        column.field in NAMING_FIELDS and column.sure >= SURE_NAME for column in columns
    )
    settled = []
    for column in columns:
        field = column.field
        if field in NAMING_FIELDS and sure_of_names and column.sure < UNSURE_NAME:
            field = None  # « Nom du mari » beside « Chef de ménage »
        if field == "family_name" and "given_names" not in fields and "name" not in fields:
            field = "name"
        if field in told_twice:
            field = None
        settled.append(replace(column, field=field))
    return settled
