"""The page of figures, for every role; for security roles delayed and rounded."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.figures import charts, sheets, words
from akwaba.figures.asking import earlier_day, may_choose, post_asked, seen_by
from akwaba.figures.definitions import BY_ID, DEFINITIONS
from akwaba.figures.export import as_csv, as_json
from akwaba.figures.queries import figures_as_of
from akwaba.figures.tables import Figures
from akwaba.ledger.problems import Problem
from akwaba.places.queries import post_choices


@allowed_to(Act.SEE_FIGURES)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of today, or of the day and the post that were asked for."""
    wrong = ""
    try:
        found = _asked(request)
    except Problem as problem:
        wrong = str(problem)
        found = _figures_for(request, None, None)
    return render(
        request,
        "figures/figures.html",
        {
            **page_of(found),
            "wrong": wrong,
            "may_choose": may_choose(officer_of(request).role),
            "earlier_day": (earlier := earlier_day(found)),
            "earlier_said": words.say_day(earlier),
            "asked_day": request.GET.get("as_of") or found.as_of.isoformat(),
            "asked_post": request.GET.get("post", ""),
            "latest_day": timezone.localdate().isoformat(),
            "posts": post_choices(),
            "query": request.GET.urlencode(),
        },
    )


@allowed_to(Act.SEE_FIGURES)
@require_GET
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The released cells, one a line."""
    found = _asked(request)
    # A byte order mark, or a spreadsheet on Windows reads the accents wrongly.
    response = HttpResponse("\ufeff" + as_csv(found), content_type="text/csv; charset=utf-8")
    return _download(response, found, "csv")


@allowed_to(Act.SEE_FIGURES)
@require_GET
def figures_json(request: HttpRequest) -> HttpResponse:
    """The same as `akwaba figures --json`."""
    found = _asked(request)
    text = json.dumps(as_json(found), ensure_ascii=False, indent=2)
    return _download(HttpResponse(text, content_type="application/json"), found, "json")


def page_of(found: Figures) -> dict[str, Any]:
    """What a page needs to show figures: cards, charts and tables in the reader's language."""
    total = found.total
    key = [(kind, str(BY_ID[kind].label)) for kind in ("registered", "announced", "counted")]
    posts, days, ages = (
        sheets.posts_sheet(found),
        sheets.days_sheet(found),
        sheets.ages_sheet(found.ages),
    )
    return {
        "figures": found,
        "day": words.say_day(found.as_of),
        "rounding": words.say_rounding(found),
        "cards": [
            (BY_ID["registered"], words.say_number(total.registered)),
            (BY_ID["counted"], words.say_number(total.counted)),
            (BY_ID["estimated"], words.say_number(total.estimated)),
            (BY_ID["waiting"], words.say_waiting(total)),
            (BY_ID["backlog_days"], words.say_backlog(total)),
            (BY_ID["present"], words.say_number(total.present)),
        ],
        "sections": [
            (posts, charts.posts_chart(found, title=posts.title, key=key)),
            (days, charts.arrivals_chart(found, title=days.title)),
            (ages, charts.pyramid(found.ages, title=ages.title)),
            (sheets.origins_sheet(found), None),
            (sheets.needs_sheet(found), None),
        ],
        "more": [sheets.headcounts_sheet(found), sheets.baseline_sheet()],
        "definitions": DEFINITIONS,
    }


def _asked(request: HttpRequest) -> Figures:
    return _figures_for(request, request.GET.get("as_of"), request.GET.get("post"))


def _figures_for(request: HttpRequest, day: str | None, post: str | None) -> Figures:
    """Who may not choose gets the one set of figures made for the role, whatever was asked."""
    role = officer_of(request).role
    audience, as_of = seen_by(role, day)
    chosen = post_asked(post) if may_choose(role) else None
    return figures_as_of(as_of, audience=audience, post=chosen)


def _download(response: HttpResponse, found: Figures, ending: str) -> HttpResponse:
    name = _("figures") + f"-{found.as_of}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
