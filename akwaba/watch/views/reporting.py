"""Note a report: of something new, or of an incident that is known."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.watch import queries
from akwaba.watch.forms import ReportForm
from akwaba.watch.models import Report
from akwaba.watch.problems import WatchProblem
from akwaba.watch.services.reporting import note_report
from akwaba.watch.views.asked import id_of


@allowed_to(Act.REPORT_INCIDENT)
def report(request: HttpRequest, incident_id: UUID | None = None) -> HttpResponse:
    """The quick form. Its hidden number makes a second press of the button harmless."""
    incident = queries.incident_for(incident_id) if incident_id else None
    form = ReportForm(request.POST or None)
    number = request.POST.get("number") or str(uuid7())
    if request.method == "POST" and form.is_valid():
        try:
            note_report(
                actor=officer_of(request), told=form.told(), incident=incident, id=id_of(number)
            )
        except WatchProblem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        else:
            kept = Report.objects.get(pk=id_of(number))
            messages.success(request, _("The report is kept."))
            return redirect("watch:incident", kept.incident)
    page = {"form": form, "number": number, "incident": incident}
    return render(request, "watch/report.html", page)
