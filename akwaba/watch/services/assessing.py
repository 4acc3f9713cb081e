"""Correct an incident, weigh its figures, withdraw what was wrong."""

from typing import Any
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.services import Say
from akwaba.watch.drafts import NewFigure, NewIncident
from akwaba.watch.identifiers import choice_id
from akwaba.watch.models import Choice, Figure, Incident
from akwaba.watch.problems import FigureOfOther
from akwaba.watch.queries import together_with
from akwaba.watch.services.acting import append, mention, post_of, reason_of, require, say, void
from akwaba.watch.services.reporting import figure_said
from akwaba.watch.services.saying import incident_values


@transaction.atomic
def correct_incident(*, actor: Officer, incident: Incident, said: NewIncident) -> Entry | None:
    """Say anew what differs from what is shown; None where nothing does.

    Two corrections that did not know of each other leave the field disputed, and both are shown.
    """
    require(actor, Act.ASSESS_INCIDENT, post=incident.post)
    values = {
        name: value
        for name, value in incident_values(said).items()
        if _now(incident, name) != value
    }
    if not values:
        return None
    said_anew = say(incident, values)
    return append(actor, "incident_corrected", incident.id, incident.post, [said_anew])


@transaction.atomic
def withdraw_incident(*, actor: Officer, incident: Incident, reason: str) -> Entry:
    """An incident that never was leaves the board; its reports and its history stay."""
    require(actor, Act.ASSESS_INCIDENT, post=incident.post)
    if incident.void_reason:
        raise NotFound
    gone = void(incident, reason_of(reason))
    return append(actor, "incident_withdrawn", incident.id, incident.post, [gone])


@transaction.atomic
def add_figure(
    *, actor: Officer, incident: Incident, said: NewFigure, report: UUID | None = None
) -> Entry:
    """Put a figure beside those that are there; none is overwritten."""
    require(actor, Act.REPORT_INCIDENT)
    post = post_of(actor)
    says = [figure_said(incident.id, said, post, report, said.source), mention(incident)]
    return append(actor, "figure_added", incident.id, post, says)


@transaction.atomic
def withdraw_figure(*, actor: Officer, figure: Figure, reason: str) -> Entry:
    """A figure that was wrong no longer counts; what it said stays in the history."""
    require(actor, Act.ASSESS_INCIDENT, post=figure.post)
    if figure.void_reason or figure.incident is None:
        raise NotFound
    gone = void(figure, reason_of(reason))
    return append(actor, "figure_withdrawn", figure.incident, figure.post, [gone])


@transaction.atomic
def recommend_figure(*, actor: Officer, incident: Incident, figure: Figure, reason: str) -> Entry:
    """Say which of the competing figures is to be used, and why; the others stay beside it.

    `figure` may have been told of an incident that is one with this one. Raises FigureOfOther.
    """
    require(actor, Act.ASSESS_INCIDENT, post=incident.post)
    if figure.void_reason or figure.incident not in together_with(incident):
        raise FigureOfOther
    row = choice_id(incident.id, figure.about_what)
    choice = {
        "incident": str(incident.id),
        "about_what": figure.about_what,
        "figure": str(figure.id),
        "reason": reason_of(reason),
    }
    known = Choice.objects.filter(pk=row, origin__isnull=False).first()
    values = {"post": incident.post, "choice": choice}
    said = say(known, {"choice": choice}) if known else Say(Choice.table, row, values, creates=True)
    says = [said, mention(incident)]
    return append(actor, "figure_recommended", incident.id, incident.post, says)


def _now(incident: Incident, name: str) -> Any:
    """What a register shows, in the form in which it would be said."""
    columns = Incident.fields_set[name].columns
    if not columns:
        return getattr(incident, name)
    shown = {column: getattr(incident, column) for column in columns}
    return {
        column: value.isoformat() if hasattr(value, "isoformat") else value
        for column, value in shown.items()
        if value not in (None, "")
    }
