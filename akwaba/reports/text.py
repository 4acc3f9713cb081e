"""The situation report as plain text, at most 78 columns wide."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akwaba.figures.layout import WIDTH, bars, heading, paragraph, table
from akwaba.figures.sheets import Sheet
from akwaba.reports.sitrep import Fact, KeyFigure, Part, Report


def as_text(report: Report) -> str:
    """The whole report, with a line feed at its end."""
    lines = [
        "━" * WIDTH,
        *paragraph(report.title),
        report.number,
        *report.subtitle,
        "━" * WIDTH,
        "",
        *heading(_("Highlights")),
        *(line for sentence in report.highlights for line in paragraph(sentence, mark="• ")),
        "",
        *heading(_("Key figures")),
        *_key_figures(list(report.key_figures)),
        "",
        *paragraph(report.rounding),
        *(line for part in report.parts for line in ("", *_part(part))),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _key_figures(figures: list[KeyFigure]) -> Iterator[str]:
    label = max(len(figure.label) for figure in figures)
    value = max(len(figure.value) for figure in figures)
    for figure in figures:
        told = f"{figure.label.ljust(label)}  {figure.value.rjust(value)}  "
        yield from paragraph(figure.note, mark=told) or [told]


def _part(part: Part) -> Iterator[str]:
    yield from heading(part.title)
    for sentence in part.sentences:
        yield from paragraph(sentence)
    for fact in part.facts:
        yield from _fact(fact)
    for line in part.listed:
        yield from paragraph(line, mark="– ")
    for sheet, _chart in part.tables:
        yield ""
        yield from _sheet(sheet)
    if part.by_day:
        yield ""
        yield from bars(part.by_day)


def _fact(fact: Fact) -> Iterator[str]:
    yield from paragraph(f"[{fact.mark}] {fact.sentence}", mark="• ")
    source = f"{fact.source} {fact.address}".strip()
    yield from paragraph(_("Source: %(source)s") % {"source": source}, mark="  ")


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield from paragraph(sheet.title)
    if not sheet.rows:
        yield _("Nothing is recorded.")
    elif sheet.is_words:
        for row in sheet.rows:
            yield from paragraph(" · ".join(row), mark="• ")
    else:
        yield from table(sheet.rows, head=sheet.head, foot=sheet.foot)
