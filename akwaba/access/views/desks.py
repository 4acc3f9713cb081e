"""Supervisors and administrators add devices, see what each holds, prolong and revoke them."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from typing import Any
from uuid import UUID

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akwaba.access.desks import managing
from akwaba.access.desks.cards import cards_of, events_of
from akwaba.access.desks.enrolling import code_for, desk_address, is_only_here, open_enrolment
from akwaba.access.desks.queries import desk_of, desks_of, enrolment_of
from akwaba.access.desks.rules import printed_code
from akwaba.access.forms import DeskNameForm, DeskPostForm, ReasonForm
from akwaba.access.models import Desk, EnrolmentCode, Officer
from akwaba.access.permissions import allowed_to, officer_of, posts_of
from akwaba.access.posts import known_posts
from akwaba.access.problems import OfficerProblem
from akwaba.access.rules import Act
from akwaba.ledger.problems import NotFound

SECONDS_BETWEEN_LOOKS = 10
MINUTE = timedelta(minutes=1)


@require_safe
@allowed_to(Act.MANAGE_DESKS)
def desk_list(request: HttpRequest) -> HttpResponse:
    cards = cards_of(desks_of(officer_of(request)), known_posts())
    alarming = [card for card in cards if card.needs_somebody and not card.is_revoked]
    return render(request, "access/desks.html", {"cards": cards, "alarming": alarming})


@allowed_to(Act.MANAGE_DESKS)
def add_desk(request: HttpRequest) -> HttpResponse:
    """Have a code made for a post."""
    officer = officer_of(request)
    form = DeskPostForm(request.POST or None, posts=_posts(officer))
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = open_enrolment(actor=officer, post=form.cleaned_data["post"])
        except OfficerProblem as problem:
            form.add_error(problem.field, str(problem))
        else:
            return redirect("access:enrolment", enrolment.id)
    return render(request, "access/desk_add.html", {"form": form})


def _posts(officer: Officer) -> list[tuple[str, str]]:
    own = posts_of(officer)
    return [(code, name) for code, name in known_posts().items() if own is None or code in own]


@require_safe
@allowed_to(Act.MANAGE_DESKS)
def enrolment(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The code, and whether a device has used it; the page looks again by itself."""
    found = enrolment_of(officer_of(request), enrolment_id)
    if found is None:
        raise NotFound
    left = found.ends_at - timezone.now()
    waits = found.desk is None and left > timedelta(0)
    looks_again = waits and "still" not in request.GET
    page: dict[str, Any] = {
        "enrolment": found,
        "post_name": known_posts().get(found.post, found.post),
        "waits": waits,
        "looks_again": looks_again,
        "minutes_left": ceil(left / MINUTE),
        "seconds": SECONDS_BETWEEN_LOOKS,
    }
    response = render(
        request, "access/enrolment.html", page | (_code(request, found) if waits else {})
    )
    if looks_again:
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _code(request: HttpRequest, enrolment: EnrolmentCode) -> dict[str, Any]:
    code = code_for(enrolment)
    node = settings.AKWABA_DESK_URL or request.build_absolute_uri("/").rstrip("/")
    return {
        "code": printed_code(code),
        "address": f"{node}/desk/",
        "drawing": "" if is_only_here(node) else _drawn(desk_address(node, code)),
        "here": desk_address("", code),
    }


def _drawn(address: str) -> str:
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        title=_("The address of the desk with the code"),
        omitsize=True,
        svgclass="qr",
        dark="#1e1b15",
        light="#ffffff",
        border=4,
    )
    return mark_safe(drawn)  # noqa: S308  segno escapes the title, and draws the rest


@require_safe
@allowed_to(Act.MANAGE_DESKS)
def desk(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    return _desk_page(request, _desk(request, desk_id))


def _desk(request: HttpRequest, desk_id: UUID) -> Desk:
    found = desk_of(officer_of(request), desk_id)
    if found is None:
        raise NotFound
    return found


def _desk_page(
    request: HttpRequest, found: Desk, *, status: int = 200, **forms: forms.Form
) -> HttpResponse:
    (card,) = cards_of([found], known_posts())
    page = {
        "card": card,
        "desk": found,
        "events": events_of(found.pk),
        "name_form": DeskNameForm(initial={"name": found.name}, auto_id="name_%s"),
        "reason_form": ReasonForm(auto_id="reason_%s"),
        **forms,
    }
    return render(request, "access/desk.html", page, status=status)


@require_POST
@allowed_to(Act.MANAGE_DESKS)
def rename(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    form = DeskNameForm(request.POST, auto_id="name_%s")
    return _act(request, desk_id, managing.rename_desk, _("The name is kept."), name_form=form)


@require_POST
@allowed_to(Act.MANAGE_DESKS)
def prolong(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    said = _("The device may read for another two weeks, and longer as it meets the post.")
    return _act(request, desk_id, managing.prolong_desk, said)


@require_POST
@allowed_to(Act.MANAGE_DESKS)
def revoke(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    said = _("The device is no longer trusted. If this was a mistake, trust it again below.")
    form = ReasonForm(request.POST, auto_id="reason_%s")
    return _act(request, desk_id, managing.revoke_desk, said, reason_form=form)


@require_POST
@allowed_to(Act.MANAGE_DESKS)
def reinstate(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="reason_%s")
    said = _("The device is trusted again.")
    return _act(request, desk_id, managing.reinstate_desk, said, reason_form=form)


@require_POST
@allowed_to(Act.MANAGE_DESKS)
def note_missing(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    return _act(request, desk_id, managing.note_missing, _("Noted."))


def _act(
    request: HttpRequest,
    desk_id: UUID,
    act: Callable[..., Desk],
    said: str,
    **named: forms.Form,
) -> HttpResponse:
    """Do it; what is refused is shown on the page, which keeps what was typed."""
    found = _desk(request, desk_id)
    form = next(iter(named.values()), None)
    facts = form.cleaned_data if form is not None and form.is_valid() else {}
    if form is None or form.is_valid():
        try:
            act(actor=officer_of(request), desk_id=desk_id, **facts)
        except OfficerProblem as problem:
            if form is None or problem.field not in form.fields:
                raise
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, said)
            return redirect("access:desk", desk_id)
    return _desk_page(request, found, status=400, **named)
