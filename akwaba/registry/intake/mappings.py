"""Keep the meaning of a sheet's columns in a file, to use it again on the next sheet."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from akwaba.registry.intake.cells import Line, fold, text_of
from akwaba.registry.intake.headers import Column, Mapping, mapping_of
from akwaba.registry.intake.headings import known_headings
from akwaba.registry.intake.problems import (
    HeadingsMissing,
    MappingNotWritten,
    MappingUnreadable,
)

VERSION = 1


def as_facts(mapping: Mapping) -> dict[str, Any]:
    """Give a mapping as a file holds it; `sure` is there for people to check."""
    return {
        "version": VERSION,
        "heading_lines": mapping.last_line - mapping.first_line + 1,
        "columns": [
            {"heading": column.heading, "field": column.field, "sure": column.sure}
            for column in mapping.columns
            if column.heading
        ],
    }


def save(mapping: Mapping, path: Path) -> None:
    """Write the mapping; raise MappingNotWritten when the disk refuses."""
    try:
        path.write_text(json.dumps(as_facts(mapping), ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise MappingNotWritten(file=str(path), why=error.strerror or str(error)) from error


def load(path: Path) -> dict[str, Any]:
    """Read a saved mapping; raise MappingUnreadable when it is none."""
    try:
        return checked(json.loads(path.read_text("utf-8")), path.name)
    except (OSError, ValueError) as error:
        why = gettext("it is not there or is not JSON")
        raise MappingUnreadable(file=path.name, why=why) from error


def checked(facts: Any, file: str) -> dict[str, Any]:
    """Refuse what does not say headings and fields."""
    columns = facts.get("columns") if isinstance(facts, dict) else None
    if not isinstance(columns, list) or facts.get("version") != VERSION:
        raise MappingUnreadable(file=file, why=gettext("it says nothing of columns"))
    for column in columns:
        if not isinstance(column, dict) or not isinstance(column.get("heading"), str):
            raise MappingUnreadable(file=file, why=gettext("a column has no heading"))
        field = column.get("field")
        if field is not None and not _is_field(field):
            why = gettext("“%(field)s” is not a field") % {"field": str(field)[:40]}
            raise MappingUnreadable(file=file, why=why)
    return dict(facts)


def _is_field(field: object) -> bool:
    return isinstance(field, str) and (
        field in known_headings().values() or field.startswith(("count:", "need:"))
    )


def apply(facts: dict[str, Any], lines: Sequence[Line], file: str) -> Mapping:
    """Find the heading that a saved mapping speaks of, and give its columns their fields.

    A column that the mapping does not know is understood afresh.
    """
    field_of = {fold(one["heading"]): one.get("field") for one in facts["columns"]}
    lines_of_heading = 2 if facts.get("heading_lines") == 2 else 1  # noqa: PLR2004
    best: Mapping | None = None
    most = 0
    for above, line in zip([None, *lines], lines, strict=False):
        top = [text_of(cell) for cell in above.cells] if above and lines_of_heading > 1 else None
        found = mapping_of([text_of(cell) for cell in line.cells], line.number, line.number, top)
        columns = tuple(_settled(column, field_of) for column in found.columns)
        candidate = replace(found, columns=columns)
        known = sum(1 for column in columns if fold(column.heading) in field_of)
        if known > most:
            best, most = candidate, known
    if best is None or not best.fields:
        raise HeadingsMissing(file=file)
    return best


def _settled(column: Column, field_of: dict[str, str | None]) -> Column:
    folded = fold(column.heading)
    if not folded or folded not in field_of:
        return column
    field = field_of[folded]
    return replace(column, field=field or None, sure=1.0 if field else 0.0)
