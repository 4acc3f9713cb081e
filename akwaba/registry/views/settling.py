"""Acts undone, and entries that wait for a decision."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed, allowed_to, officer_of
from akwaba.access.rules import Act, roles_for
from akwaba.ledger import services as ledger
from akwaba.ledger.problems import NotFound, Problem
from akwaba.registry import queries, services
from akwaba.registry.models import Household, Person
from akwaba.registry.pages.waiting import admissible, admissible_entry, waiting_devices
from akwaba.registry.pages.words import as_uuid
from akwaba.registry.services.acting import require_reason
from akwaba.registry.views.acting import done

FIELD = re.compile(r"[a-z_]{1,40}")
"""How the name of a field looks."""


def _row(officer: Officer, request: HttpRequest) -> tuple[Person | Household, str]:
    """The person or household that the form names, and its page."""
    identifier = as_uuid(request.POST.get("subject", ""))
    if identifier is None:
        raise NotFound
    person = queries.persons_for(officer).filter(pk=identifier).first()
    row = person or queries.household_for(officer, identifier)
    return row, reverse("registry:person" if person else "registry:household", args=[row.id])


@allowed(*roles_for(Act.CHANGE_HOUSEHOLD), *roles_for(Act.RESOLVE_DISPUTE))
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take an act back; from the queue of disputes, lead to the one that stands again."""
    officer = officer_of(request)
    row, back = _row(officer, request)
    disputed, field = as_uuid(request.POST.get("row", "")), request.POST.get("field", "")
    if disputed and FIELD.fullmatch(field):
        back = reverse("registry:dispute", args=[disputed, field])
    entry = as_uuid(request.POST.get("entry", ""))
    if entry is None:
        raise NotFound
    return done(
        request,
        lambda: services.undo(actor=officer, entry=entry, subject=row.id, post=row.post),
        _("Undone."),
        back,
    )


@allowed_to(Act.RESOLVE_DISPUTE)
def quarantine(request: HttpRequest) -> HttpResponse:
    """Entries that are kept but not applied, with the reason; a person admits those that may be."""
    officer = officer_of(request)
    devices = waiting_devices(officer)
    waiting = [entry for device in devices for entry in device.entries]
    return render(request, "registry/quarantine.html", {"devices": devices, "waiting": waiting})


@allowed_to(Act.RESOLVE_DISPUTE)
@require_POST
def admit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    officer = officer_of(request)
    entry = admissible_entry(officer, entry_id)
    if entry is None:
        raise NotFound

    def act() -> None:
        reason = require_reason(request.POST.get("reason", ""))
        ledger.admit(officer=officer.id, entry=entry.id, scope=entry.scope, reason=reason)

    return done(request, act, _("The entry is applied."), reverse("registry:quarantine"))


@allowed_to(Act.RESOLVE_DISPUTE)
@require_POST
def admit_device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Admit all that waits of a device, in the order in which it was made."""
    officer = officer_of(request)
    waiting = admissible(officer, device_id)
    if not waiting:
        raise NotFound
    back = reverse("registry:quarantine")
    try:
        applied = ledger.admit_all(
            officer=officer.id,
            device=device_id,
            reason=require_reason(request.POST.get("reason", "")),
            among=waiting,
        )
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect(back)
    sentence = ngettext(
        "%(applied)s of %(count)s entry is applied.",
        "%(applied)s of %(count)s entries are applied.",
        len(waiting),
    )
    messages.success(request, sentence % {"applied": applied, "count": len(waiting)})
    return redirect(back)
