"""Note what was reported: of a new incident, or of one that is known."""

from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Say
from akwaba.watch.drafts import NewFigure, Told
from akwaba.watch.identifiers import figure_id
from akwaba.watch.models import Figure, Incident, Report
from akwaba.watch.services.acting import append, line, mention, past, post_of, require, say
from akwaba.watch.services.saying import counted_values, incident_values, report_values


@transaction.atomic
def note_report(
    *,
    actor: Officer,
    told: Told,
    incident: Incident | None = None,
    id: UUID | None = None,  # noqa: A002  the row's own identifier
) -> Entry | None:
    """Keep a report with its figures; without `incident` it opens one of its own.

    The same `id` is stored once, and then gives None. What the report says of a known incident
    changes nothing there: its figures stand beside the others. Raises a WatchProblem.
    """
    require(actor, Act.REPORT_INCIDENT)
    report = id or uuid7()
    if Report.objects.filter(pk=report, origin__isnull=False).exists():
        return None
    post = post_of(actor)
    of_incident = incident.id if incident else uuid7()
    values = {"post": post, **report_values(told.report), "incident": str(of_incident)}
    says = [Say(Report.table, report, values, creates=True)]
    if incident is None:
        said = {"post": post, **incident_values(told.incident)}
        says.append(Say(Incident.table, of_incident, said, creates=True))
    else:
        says.append(mention(incident))
    source = values["origin_of_it"]["source"]
    says += [figure_said(of_incident, each, post, report, source) for each in told.figures]
    return append(actor, "report_noted", report, post, says)


@transaction.atomic
def move_report(*, actor: Officer, report: Report, to: Incident) -> Entry:
    """A report that tells of another incident than the one it was put with."""
    require(actor, Act.ASSESS_INCIDENT, post=report.post)
    moved = say(report, {"incident": str(to.id)})
    return append(actor, "report_moved", report.id, report.post, [moved])


def figure_said(
    incident: UUID, said: NewFigure, post: str, report: UUID | None, source: str
) -> Say:
    """The statement that makes a figure of an incident."""
    key = uuid7().hex
    evidence = {
        "report": str(report) if report else None,
        "as_of": past(said.as_of).isoformat() if said.as_of else None,
        "source": line(said.source or source, 200),
    }
    values = {
        "post": post,
        "counted": {"incident": str(incident), "key": key, **counted_values(said)},
        "evidence": {name: value for name, value in evidence.items() if value},
    }
    return Say(Figure.table, figure_id(incident, key), values, creates=True)
