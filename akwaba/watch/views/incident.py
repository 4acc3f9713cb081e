"""One incident: what is known, figures side by side, its reports, its history, its correction."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.watch import queries
from akwaba.watch.forms import CorrectionForm, FigureForm
from akwaba.watch.pages import page_of
from akwaba.watch.problems import WatchProblem
from akwaba.watch.rules import Verification
from akwaba.watch.services import assessing
from akwaba.watch.services.comparing import take_back


@allowed_to(Act.SEE_INCIDENTS)
@require_GET
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What is known of it, and what rests on what."""
    found = queries.incident_for(incident_id)
    return render(request, "watch/incident.html", page_of(found, officer_of(request)))


@allowed_to(Act.ASSESS_INCIDENT)
def correct(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Say anew what happened, where and when; what others said stays in the history."""
    found = queries.incident_for(incident_id)
    initial = {
        "kind": found.kind,
        "origin_said": found.place_said,
        "origin_place": found.place,
        "origin_country": found.country,
        "when": "between" if found.earliest else "",
        "earliest": found.earliest,
        "latest": found.latest,
        "people_move": found.people_move,
        "title": found.title,
        "actors": ", ".join(found.actors),
        "verification": found.verification,
    }
    form = CorrectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        more = {
            "title": said["title"],
            "actors": tuple(name.strip() for name in said["actors"].split(",")),
            "verification": Verification(said["verification"]),
        }
        try:
            assessing.correct_incident(
                actor=officer_of(request), incident=found, said=form.incident(**more)
            )
        except WatchProblem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        else:
            messages.success(request, _("The correction is kept."))
            return redirect("watch:incident", found.id)
    return render(request, "watch/correct.html", {"form": form, "incident": found})


@allowed_to(Act.REPORT_INCIDENT)
def figure(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Put one more figure beside those that are there."""
    found = queries.incident_for(incident_id)
    form = FigureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assessing.add_figure(actor=officer_of(request), incident=found, said=form.figure())
        except WatchProblem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        else:
            messages.success(request, _("The figure stands beside the others."))
            return redirect("watch:incident", found.id)
    return render(request, "watch/figure.html", {"form": form, "incident": found})


@allowed_to(Act.ASSESS_INCIDENT)
@require_POST
def recommend(request: HttpRequest, incident_id: UUID, figure_id: UUID) -> HttpResponse:
    """Say which of the figures is to be used, and why."""
    found, chosen = queries.incident_for(incident_id), queries.figure_for(figure_id)
    try:
        assessing.recommend_figure(
            actor=officer_of(request),
            incident=found,
            figure=chosen,
            reason=request.POST.get("reason", ""),
        )
    except WatchProblem as problem:
        messages.error(request, str(problem))
    return redirect("watch:incident", found.id)


@allowed_to(Act.ASSESS_INCIDENT)
@require_POST
def withdraw_figure(request: HttpRequest, incident_id: UUID, figure_id: UUID) -> HttpResponse:
    """A figure that was wrong no longer counts."""
    try:
        assessing.withdraw_figure(
            actor=officer_of(request),
            figure=queries.figure_for(figure_id),
            reason=request.POST.get("reason", ""),
        )
    except WatchProblem as problem:
        messages.error(request, str(problem))
    return redirect("watch:incident", incident_id)


@allowed_to(Act.ASSESS_INCIDENT)
@require_POST
def withdraw(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """An incident that never was leaves the board."""
    found = queries.incident_for(incident_id)
    try:
        assessing.withdraw_incident(
            actor=officer_of(request), incident=found, reason=request.POST.get("reason", "")
        )
    except WatchProblem as problem:
        messages.error(request, str(problem))
        return redirect("watch:incident", found.id)
    messages.success(request, _("The incident is off the board. Its reports are kept."))
    return redirect("watch:incidents")


@allowed_to(Act.ASSESS_INCIDENT)
@require_POST
def part(request: HttpRequest, incident_id: UUID, comparison_id: UUID) -> HttpResponse:
    """Two incidents that were held for one are two again."""
    try:
        take_back(
            actor=officer_of(request),
            comparison=queries.comparison_for(comparison_id),
            reason=request.POST.get("reason") or _("The comparison was taken back"),
        )
    except WatchProblem as problem:
        messages.error(request, str(problem))
    return redirect("watch:incident", incident_id)
