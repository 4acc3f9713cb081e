"""A report from the register: the same entries and the same day give the same bytes."""

from datetime import date

from django.template.loader import render_to_string

from akwaba.figures.queries import figures_as_of
from akwaba.figures.rules import Audience
from akwaba.reports.queries import contexts_for
from akwaba.reports.sitrep import Report, situation_report
from akwaba.reports.text import as_text

FORMATS = {"text": "txt", "html": "html"}
"""Each form of a report, and the ending of its file."""


def report_on(as_of: date, *, audience: Audience = Audience.RELEASE) -> Report:
    """The report of a day in the language that is active now."""
    return situation_report(figures_as_of(as_of, audience=audience), contexts_for(as_of))


def report_file(as_of: date, *, form: str, audience: Audience = Audience.RELEASE) -> str:
    """The report as one file that needs nothing else to be read or printed."""
    report = report_on(as_of, audience=audience)
    if form == "text":
        return as_text(report)
    return render_to_string("reports/file.html", {"report": report})
