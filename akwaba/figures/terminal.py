"""Figures as text for a terminal."""

from django.utils.translation import gettext as _

from akwaba.figures import sheets, words
from akwaba.figures.layout import heading, paragraph, table
from akwaba.figures.sheets import Sheet
from akwaba.figures.tables import Figures


def told(figures: Figures) -> list[str]:
    """Every figure, section by section."""
    every = [
        sheets.posts_sheet(figures),
        sheets.days_sheet(figures),
        sheets.origins_sheet(figures),
        sheets.ages_sheet(figures.ages),
        sheets.needs_sheet(figures),
    ]
    return [
        *paragraph(_("Figures as of %(day)s") % {"day": words.say_day(figures.as_of)}),
        *paragraph(words.say_rounding(figures)),
        *(line for sheet in every for line in ("", *section(sheet))),
    ]


def section(sheet: Sheet) -> list[str]:
    """A heading and the table below it; a table without rows says so."""
    if not sheet.rows:
        return [*heading(sheet.title), _("Nothing is recorded.")]
    return [*heading(sheet.title), *table(sheet.rows, head=sheet.head, foot=sheet.foot)]
