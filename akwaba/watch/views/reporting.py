"""Note a report: typed, or proposed from a pasted text; of something new, or of what is known."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.watch import queries, words
from akwaba.watch.assisting import Proposal, proposals
from akwaba.watch.forms import PasteForm, ReportForm
from akwaba.watch.models import Report
from akwaba.watch.problems import WatchProblem
from akwaba.watch.services.reporting import note_report
from akwaba.watch.views.asked import id_of


@allowed_to(Act.REPORT_INCIDENT)
def report(request: HttpRequest, incident_id: UUID | None = None) -> HttpResponse:
    """The quick form. Its hidden number makes a second press of the button harmless."""
    incident = queries.incident_for(incident_id) if incident_id else None
    is_proposed = "proposed" in request.POST
    form = (
        ReportForm(initial=request.POST.dict()) if is_proposed else ReportForm(request.POST or None)
    )
    number = request.POST.get("number") or str(uuid7())
    if request.method == "POST" and not is_proposed and form.is_valid():
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
    page = {"form": form, "number": number, "incident": incident, "is_proposed": is_proposed}
    return render(request, "watch/report.html", page)


@allowed_to(Act.REPORT_INCIDENT)
def paste(request: HttpRequest) -> HttpResponse:
    """A pasted text with what was read in it; each event goes to the quick form to be confirmed."""
    form = PasteForm(request.POST or None, initial={"told_on": timezone.localdate()})
    page: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        pieces, found = proposals(said["text"], on=said["told_on"] or timezone.localdate())
        page["pieces"] = [(piece.text, words.read_as(piece.what)) for piece in pieces]
        page["proposals"] = [_worded(each, said["source"]) for each in found]
    return render(request, "watch/paste.html", page)


def _worded(proposal: Proposal, source: str) -> dict[str, object]:
    initial = proposal.initial
    return {
        "kind": words.kind_of(initial["kind"]),
        "place": initial["origin_said"] or _("place unknown"),
        "places": proposal.places,
        "dates": [each.span.said for each in proposal.event.dates],
        "counts": [each.span.said for each in proposal.event.counts],
        "actors": [each.span.said for each in proposal.event.actors],
        "confidence": words.confidence_of(proposal.event.confidence),
        "initial": {**initial, "source": source}.items(),
    }
