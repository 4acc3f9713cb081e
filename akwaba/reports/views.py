"""The situation report of a day, its download, and the facts that it tells."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act, may
from akwaba.figures.asking import day_asked, earlier_day, may_choose, seen_by
from akwaba.figures.queries import figures_as_of
from akwaba.figures.rules import Audience
from akwaba.figures.words import say_day
from akwaba.ledger.problems import NotFound, Problem
from akwaba.reports import queries, services
from akwaba.reports.forms import ContextForm
from akwaba.reports.making import FORMATS, report_file
from akwaba.reports.problems import ContextProblem
from akwaba.reports.sitrep import fact_of, situation_report


@allowed_to(Act.SEE_FIGURES)
@require_GET
def sitrep(request: HttpRequest) -> HttpResponse:
    """The report of today, or of the day that was asked for."""
    wrong = ""
    try:
        audience, as_of = _asked(request)
    except Problem as problem:
        wrong = str(problem)
        audience, as_of = seen_by(officer_of(request).role, None)
    role = officer_of(request).role
    figures = figures_as_of(as_of, audience=audience)
    earlier = earlier_day(figures)
    return render(
        request,
        "reports/sitrep.html",
        {
            "report": situation_report(figures, queries.contexts_for(as_of)),
            "wrong": wrong,
            "may_choose": may_choose(role),
            "earlier_day": earlier,
            "earlier_said": say_day(earlier),
            "may_write": may(role, Act.WRITE_REPORT),
            "asked_day": request.GET.get("as_of") or as_of.isoformat(),
            "latest_day": timezone.localdate().isoformat(),
        },
    )


@allowed_to(Act.SEE_FIGURES)
@require_GET
def sitrep_file(request: HttpRequest, form: str) -> HttpResponse:
    """The report as a file, in the language of the page."""
    if form not in FORMATS:
        raise NotFound
    audience, as_of = _asked(request)
    content = report_file(as_of, form=form, audience=audience)
    kind = "text/html" if form == "html" else "text/plain"
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    name = _("situation-report") + f"-{as_of}.{FORMATS[form]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@allowed_to(Act.WRITE_REPORT)
def context(request: HttpRequest) -> HttpResponse:
    """The facts of a report, and a form for another one."""
    as_of = day_asked(request.GET.get("as_of"))
    form = ContextForm(request.POST or None, initial={"day": as_of})
    if request.method == "POST" and form.is_valid():
        try:
            services.note_context(actor=officer_of(request), **form.facts())
        except ContextProblem as problem:
            form.add_error(problem.field or None, str(problem))
        else:
            messages.success(request, _("The fact is in the report."))
            return redirect(_facts_of(form.cleaned_data["day"]))
    page = {
        "form": form,
        "as_of": as_of.isoformat(),
        "day": say_day(as_of),
        "facts": [(one, fact_of(one)) for one in queries.contexts_for(as_of)],
    }
    return render(request, "reports/context.html", page)


@allowed_to(Act.WRITE_REPORT)
@require_POST
def withdraw(request: HttpRequest, context_id: UUID) -> HttpResponse:
    """Take a fact out of the report."""
    found = queries.context_for(context_id)
    if found is None:
        raise NotFound
    services.withdraw_context(actor=officer_of(request), context=found, reason=_("withdrawn"))
    messages.success(request, _("The fact is no longer in the report."))
    return redirect(_facts_of(found.day))


def _facts_of(day: date | None) -> str:
    address = reverse("reports:context")
    return f"{address}?as_of={day}" if day else address


def _asked(request: HttpRequest) -> tuple[Audience, date]:
    return seen_by(officer_of(request).role, request.GET.get("as_of"))
