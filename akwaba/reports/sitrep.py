"""The situation report of a day, in words: the order is OCHA's, the figures are released ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.figures import baseline, charts, sheets, words
from akwaba.figures.charts import Chart
from akwaba.figures.sheets import Sheet
from akwaba.figures.tables import Figures
from akwaba.reports import highlights
from akwaba.reports.models import Context
from akwaba.reports.rules import Certainty, Deaths, period, report_number

LOCALITIES_SHOWN = 10

MARKS: dict[str, Any] = {
    Certainty.KNOWN: gettext_lazy("known"),
    Certainty.ESTIMATED: gettext_lazy("estimated"),
    Certainty.UNKNOWN: gettext_lazy("unknown"),
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the numbers at the head of the report."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of context, with its mark and where it comes from."""

    mark: str
    """Known, estimated or unknown, in the reader's language."""
    sentence: str
    source: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: sentences, then facts, then tables each with its chart."""

    title: str
    sentences: Sequence[str] = ()
    facts: Sequence[Fact] = ()
    tables: Sequence[tuple[Sheet, Chart | None]] = ()
    listed: Sequence[str] = ()
    by_day: Sequence[tuple[str, int]] = ()
    """Numbers that plain text draws as bars; pages have the charts of the tables."""


@dataclass(frozen=True, slots=True)
class Report:
    """A situation report in one language, ready to be laid out."""

    language: str
    title: str
    number: str
    as_of: date
    subtitle: Sequence[str]
    highlights: Sequence[str]
    key_figures: Sequence[KeyFigure]
    rounding: str
    parts: Sequence[Part]


def situation_report(figures: Figures, contexts: Sequence[Context]) -> Report:
    """Tell the figures and the facts in the language that is active now."""
    first, last = period(figures.as_of)
    number = report_number(figures.as_of)
    return Report(
        language=words.language(),
        title=_("Situation report – people fleeing to northern Côte d’Ivoire"),
        number=_("No. %(number)s") % {"number": number},
        as_of=figures.as_of,
        subtitle=(
            _("Figures as of %(day)s, end of the day") % {"day": words.say_day(figures.as_of)},
            _("Period: %(first)s to %(last)s")
            % {"first": words.say_day(first), "last": words.say_day(last)},
            _("Next report: %(day)s") % {"day": words.say_day(last + timedelta(days=1))},
        ),
        highlights=highlights.of(figures, contexts),
        key_figures=_key_figures(figures),
        rounding=words.say_rounding(figures),
        parts=(
            _situation(figures, contexts),
            _people(figures),
            _registration(figures),
            _protection(figures),
            _hosts(),
            _not_known(figures, contexts),
            _method(),
            _contacts(),
        ),
    )


def _key_figures(figures: Figures) -> list[KeyFigure]:
    total = figures.total
    uncounted = highlights.uncounted_posts(figures)
    only = _("posts that counted: %(posts)s of %(all)s") % {
        "posts": len(figures.posts) - len(uncounted),
        "all": len(figures.posts),
    }
    return [
        KeyFigure(_("Registered"), words.say_number(total.registered)),
        KeyFigure(_("Counted"), words.say_number(total.counted), only if uncounted else ""),
        KeyFigure(_("Estimated"), words.say_number(total.estimated)),
        KeyFigure(
            _("Waiting"),
            words.say_waiting(total),
            _("more may wait where nobody counted") if total.is_waiting_partial else "",
        ),
        KeyFigure(
            _("Days of backlog"),
            words.say_backlog(total),
            _("at the speed of the last seven days"),
        ),
        KeyFigure(_("Places left on sites"), words.say_number(None)),
    ]


def _situation(figures: Figures, contexts: Sequence[Context]) -> Part:
    sheet = sheets.days_sheet(figures)
    return Part(
        _("Overview of the situation"),
        sentences=[] if contexts else [_("No fact was noted for this period.")],
        facts=[fact_of(context) for context in contexts],
        tables=[(sheet, charts.arrivals_chart(figures, title=sheet.title))],
        by_day=[
            (words.say_short_day(day), figures.total.arrivals[day])
            for day in figures.days[-sheets.DAYS_SHOWN :]
        ],
    )


def fact_of(context: Context) -> Fact:
    """A fact in the reader's language; French where nobody has said it otherwise."""
    said = context.said_fr if words.is_french() else context.said_en or context.said_fr
    return Fact(
        mark=str(MARKS[context.certainty]),
        sentence=" ".join([f"{words.say_day(context.day)} – {said}", *_deaths(context)]),
        source=context.source,
        address=context.address,
    )


def _deaths(context: Context) -> list[str]:
    if not context.deaths:
        return []
    if context.deaths_number is None:
        return [_("Toll unknown.")]
    number = {"number": words.say_number(context.deaths_number)}
    if context.deaths == Deaths.ESTIMATED:
        return [_("Toll: about %(number)s dead, estimated.") % number]
    return [_("Toll: %(number)s dead.") % number]


def _people(figures: Figures) -> Part:
    ages = sheets.ages_sheet(figures.ages)
    return Part(
        _("Who arrived"),
        tables=[
            (sheets.origins_sheet(figures), None),
            (ages, charts.pyramid(figures.ages, title=ages.title)),
        ],
    )


def _registration(figures: Figures) -> Part:
    return Part(
        _("Registration"),
        sentences=highlights.backlog(figures),
        tables=[
            (sheets.posts_sheet(figures), None),
            (sheets.headcounts_sheet(figures, since=period(figures.as_of)[0]), None),
        ],
    )


def _protection(figures: Figures) -> Part:
    return Part(
        _("Protection: specific needs"),
        sentences=[_("Needs that are confidential count within their family only.")],
        tables=[(sheets.needs_sheet(figures), None)],
    )


def _hosts() -> Part:
    sheet = sheets.baseline_sheet(most=LOCALITIES_SHOWN)
    return Part(
        _("Host communities"),
        sentences=[
            _(
                "These refugees and asylum-seekers were here before; the arrivals above come on "
                "top of them. UNHCR counts by sub-prefecture, posts count by place: the two are "
                "not to be divided by each other."
            ),
            _("How many people of the villages share their homes, water and food is not known."),
        ],
        tables=[(sheet, None)],
    )


def _not_known(figures: Figures, contexts: Sequence[Context]) -> Part:
    unknown = highlights.uncounted_posts(figures)
    listed = [
        _("Places left on sites, water, latrines, shelter: no state of the sites is kept yet."),
        _("Health, nutrition, food and schooling: no data is kept yet."),
        _("Incidents and closed roads: none is kept but the facts told above."),
        _("Who does what where, and the money required and received: no data is kept yet."),
    ]
    if unknown:
        posts = ", ".join(words.say_post(post.name) for post in unknown)
        listed.insert(0, _("How many arrived where nobody counted: %(posts)s.") % {"posts": posts})
    without_toll = sum(context.deaths == Deaths.UNKNOWN for context in contexts)
    if without_toll:
        listed.insert(0, _("Events with an unknown toll: %(number)s.") % {"number": without_toll})
    return Part(_("What is not known"), listed=listed)


def _method() -> Part:
    return Part(
        _("Method, limits and sources"),
        sentences=[
            _(
                "Registered: persons written by name in the register of the posts. Counted: heads "
                "of the day’s arrivals. Estimated: what a named source believes. They are shown "
                "side by side and never added up."
            ),
            _(
                "An age that was told as a number of years stands for an interval of birth; the "
                "middle of it gives the age band. What was not told stays unknown."
            ),
            _("A figure counts what is dated up to the day of the report and had reached here."),
            _("Baseline: %(source)s, %(address)s.")
            % {"source": baseline.SOURCE, "address": baseline.ADDRESS},
        ],
    )


def _contacts() -> Part:
    contact: Any = settings.AKWABA_CONTACT
    return Part(_("Contacts"), sentences=[contact or _("No contact is set on this node.")])
