"""The queue of what a supervisor must settle, and one dispute after the other."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound, Problem
from akwaba.registry import queries, services
from akwaba.registry.forms.corrections import CorrectionForm
from akwaba.registry.forms.settling import other_form, other_value
from akwaba.registry.models import Person
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.dispute import asked, bearers, facts_told
from akwaba.registry.pages.disputes import STAKES, lines
from akwaba.registry.problems import ChangedMeanwhile, NoneChosen, NothingToResolve
from akwaba.registry.queries import COUNTS, OUT, Dispute
from akwaba.registry.queries.answers import register_of
from akwaba.registry.queries.disputes import Owner
from akwaba.registry.stakes import SHARED_NUMBER, VOID
from akwaba.registry.views.reading import note_read

DISPUTES_A_PAGE = 20
LAST_SETTLED = "settled"
"""Key of the session: which dispute was settled last, by identifiers only."""


@allowed_to(Act.RESOLVE_DISPUTE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the gravest first."""
    officer = officer_of(request)
    page = Paginator(queries.disputes_for(officer), DISPUTES_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    note_read(request, {dispute.owner.id for dispute in shown}, "registry:disputes")
    context = {
        "page": page,
        "files": queries.files_to_settle(officer),
        "lines": lines(officer, shown, first=page.start_index()),
        "has_posts": officer.all_posts or len(officer.posts) > 1,
        "settled": _last_settled(request, officer),
    }
    return render(request, "registry/disputes.html", context)


@allowed_to(Act.RESOLVE_DISPUTE)
def dispute(request: HttpRequest, row_id: UUID, field: str) -> HttpResponse:
    """One dispute; settling it leads to the next one."""
    officer = officer_of(request)
    found = queries.dispute_for(officer, row_id, field)
    if request.method != "POST":
        return _shown(request, officer, found)
    form = other_form(found.row, field, request.POST) if "other" in request.POST else None
    if form is not None and not form.is_valid():
        return _shown(request, officer, found, form)
    following = _following(queries.disputes_for(officer), found)
    try:
        entry = _decide(request, officer, found, form)
    except NothingToResolve:
        messages.info(request, _("Somebody settled this meanwhile. Nothing was lost."))
    except ChangedMeanwhile:
        messages.warning(request, _("Another answer came meanwhile. Look at all of them again."))
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        whose = request.POST["value"] if field == SHARED_NUMBER else str(row_id)
        request.session[LAST_SETTLED] = [str(entry.id), whose, field]
        return redirect(following or reverse("registry:disputes"))
    return redirect("registry:dispute", row_id, field)


def _decide(
    request: HttpRequest, officer: Officer, found: Dispute, form: CorrectionForm | None
) -> Entry:
    """Raises the Problem of a decision that cannot be made."""
    row, field, sent = found.row, found.field, request.POST
    value, reason, seen = sent.get("value", ""), sent.get("reason", ""), sent.get("seen", "")
    if not queries.is_open(row, field):
        raise NothingToResolve(field=field)
    if field == SHARED_NUMBER:
        return services.renumber(actor=officer, owner=_bearer(officer, found, value), reason=reason)
    if seen != queries.fingerprint(row, field):
        raise ChangedMeanwhile(field=field)
    if field == VOID:
        if value not in {OUT, COUNTS}:
            raise NoneChosen
        return services.resolve_void(
            actor=officer, row=row, counts=value == COUNTS, seen=seen, reason=reason
        )
    return services.resolve(
        actor=officer,
        row=row,
        field=field,
        value=other_value(form, field) if form else _chosen(found, value),
        seen=seen,
        reason=reason,
        basis="document" if "document" in sent else "supervisor",
    )


def _chosen(found: Dispute, entry: str) -> Any:
    """The value that an entry gave. Raises NoneChosen."""
    head = register_of(found.row, found.field).heads.get(entry)
    if head is None:
        raise NoneChosen
    return head.value


def _bearer(officer: Officer, found: Dispute, chosen: str) -> Owner:
    """The one who gets a new number. Raises NoneChosen."""
    own, _elsewhere = queries.bearers_of(officer, found.owner.number)
    bearer = next((owner for owner in own if str(owner.id) == chosen), None)
    if bearer is None:
        raise NoneChosen
    return bearer


def _shown(
    request: HttpRequest, officer: Officer, found: Dispute, form: CorrectionForm | None = None
) -> HttpResponse:
    waiting = queries.disputes_for(officer)
    own, elsewhere = queries.bearers_of(officer, found.owner.number)
    shared = own if found.field == SHARED_NUMBER else []
    note_read(request, {found.owner.id, *(owner.id for owner in shared)}, "registry:dispute")
    context = {
        "dispute": asked(officer, [found])[0],
        "owner": found.owner,
        "is_person": isinstance(found.owner, Person),
        "facts": facts_told(officer, found.owner),
        "is_open": queries.is_open(found.row, found.field),
        "bearers": bearers(officer, shared),
        "elsewhere": elsewhere if found.field == SHARED_NUMBER else 0,
        "number": printed_number(found.owner.number),
        "stake": STAKES[found.stake],
        "seen": queries.fingerprint(found.row, found.field),
        "other": form or other_form(found.row, found.field),
        "place": _place(waiting, found),
        "waiting": len(waiting),
        "following": _following(waiting, found),
        "settled": _last_settled(request, officer),
    }
    return render(request, "registry/dispute.html", context, status=422 if form else 200)


def _place(waiting: Sequence[Dispute], found: Dispute) -> int:
    """Its place in the queue, counted from 1; 0 where it waits no more."""
    return next((at for at, one in enumerate(waiting, start=1) if _is_same(one, found)), 0)


def _following(waiting: Sequence[Dispute], found: Dispute) -> str:
    """Address of the next dispute; after the last one, of the first that was left; else empty."""
    place = _place(waiting, found)
    rest = [one for one in (*waiting[place:], *waiting[:place]) if not _is_same(one, found)]
    return reverse("registry:dispute", args=[rest[0].row.id, rest[0].field]) if rest else ""


def _is_same(one: Dispute, other: Dispute) -> bool:
    if one.field != other.field:
        return False
    if one.field == SHARED_NUMBER:
        return one.owner.number == other.owner.number
    return one.row.id == other.row.id


def _last_settled(request: HttpRequest, officer: Officer) -> dict[str, Any] | None:
    """What the officer has just settled, told once, with what takes it back."""
    kept = request.session.pop(LAST_SETTLED, None)
    if kept is None:
        return None
    entry, row, field = kept
    try:
        found = queries.dispute_for(officer, UUID(row), field)
    except NotFound:  # it went to another post
        return {"entry": ""}
    told = asked(officer, [found])[0]
    value = next((choice.value for choice in told.choices if choice.is_shown), "")
    return {
        "entry": entry,
        "subject": found.owner.id,
        "row": row,
        "field": field,
        "words": f"{told.who} – {_('New number') if field == SHARED_NUMBER else told.label}",
        "value": printed_number(found.owner.number) if field == SHARED_NUMBER else value,
    }


@allowed_to(Act.RESOLVE_DISPUTE)
def photo(request: HttpRequest, row_id: UUID, entry_id: UUID) -> HttpResponse:
    """One of several faces, to choose by."""
    officer = officer_of(request)
    person = queries.person_for(officer, row_id)
    head = register_of(person, "photo").heads.get(str(entry_id))
    if head is None or not head.value:
        raise NotFound
    content = queries.photo_for(officer, person, head.value)
    note_read(request, [person.id], "registry:photo")
    return HttpResponse(content, content_type="image/jpeg")
