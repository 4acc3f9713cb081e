"""Attestations and token sheets: issue, print, print again, revoke; and the public lists."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from akwaba.access.permissions import allowed_to
from akwaba.access.rules import Act
from akwaba.ledger.problems import NotFound
from akwaba.registry import queries, services
from akwaba.registry.forms.acts import ReasonForm
from akwaba.registry.forms.papers import IssueForm, ReprintForm, TokenSheetForm
from akwaba.registry.models import Person
from akwaba.registry.pages.words import day_text
from akwaba.registry.papers.drawing import signed_svg
from akwaba.registry.papers.keys import attestation_signer
from akwaba.registry.papers.serials import printed_serial
from akwaba.registry.papers.sheets import fresh_tickets
from akwaba.registry.papers.typesetting import attestations_pdf, can_typeset
from akwaba.registry.papers.wording import Attestation, paper
from akwaba.registry.views.acting import act_page
from akwaba.registry.views.persons import open_person, page_of


@allowed_to(Act.REGISTER)
def attestation(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Issue the paper, or print again the one that the person holds."""
    officer, person = open_person(request, person_id)
    held = queries.attestations_of([person.id]).get(person.id)
    to_paper = partial(redirect, "registry:attestation_paper", person.id)
    titled = partial(page_of, person, done="")
    if held is None:
        page = titled(
            title=_("Attestation"),
            submit=_("Issue and print"),
            intro=_("An asylum-seeker’s attestation, valid for %(days)s days.")
            % {"days": settings.AKWABA_ATTESTATION_DAYS},
        )

        def issue() -> HttpResponse:
            services.issue_attestation(actor=officer, person=person)
            return to_paper()

        return act_page(
            request, IssueForm(request.POST if request.method == "POST" else None), page, issue
        )
    page = titled(
        title=_("Attestation"),
        submit=_("Print again"),
        intro=_("%(serial)s, issued on %(on)s, valid until %(until)s.")
        % {
            "serial": printed_serial(held.number),
            "on": day_text(held.issued_on),
            "until": day_text(held.expires_on),
        },
    )
    form = ReprintForm(request.POST or None)

    def reprint() -> HttpResponse:
        services.reprint_attestation(
            actor=officer, person=person, reason=form.cleaned_data["reason"]
        )
        return to_paper()

    return act_page(request, form, page, reprint)


@allowed_to(Act.DECIDE_STATUS)
def revoke_attestation(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    if person.id not in queries.attestations_of([person.id]):
        raise NotFound
    form = ReasonForm(request.POST or None)
    page = page_of(
        person,
        title=_("Revoke the attestation"),
        submit=_("Revoke it"),
        done=_("The attestation is revoked: whoever checks it is told so."),
        intro=_("The paper is worth nothing from then on. The person may be given another."),
        is_grave=True,
    )

    def revoke() -> None:
        services.revoke_attestation(
            actor=officer, person=person, reason=form.cleaned_data["reason"]
        )

    return act_page(request, form, page, revoke)


@allowed_to(Act.REGISTER)
def attestation_paper(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The paper that the person holds: a PDF, or a page to print where typst is not installed."""
    _officer, person = open_person(request, person_id)
    held = queries.attestations_of([person.id]).get(person.id)
    if held is None:
        raise NotFound
    papers = queries.to_print([(person, held)], attestation_signer())
    if not can_typeset():
        return render(request, "registry/attestation.html", {"papers": [_as_page(person, *papers)]})
    content = attestations_pdf(papers, help_line=settings.AKWABA_HELP_LINE)
    response = HttpResponse(content, content_type="application/pdf")
    # The name of the file lands in a folder of downloads: it names the paper, never the person.
    response.headers["Content-Disposition"] = f'inline; filename="{held.number}.pdf"'
    return response


def _as_page(person: Person, one: Attestation) -> dict[str, object]:
    said = paper(one, settings.AKWABA_HELP_LINE)
    photo = reverse("registry:photo", args=[person.id]) if one.photo else ""
    drawn = mark_safe(signed_svg(one.code).text)  # noqa: S308  segno draws it from the code
    return {**said, "code": drawn, "photo": photo}


@allowed_to(Act.REGISTER)
def token_sheet(request: HttpRequest) -> HttpResponse:
    """Choose how many tokens, then print them from the browser."""
    form = TokenSheetForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        page = {"title": _("Print tokens"), "back": reverse("office:home")}
        return render(
            request, "registry/token_form.html", {"form": form, "page": page}, status=status
        )
    tickets = fresh_tickets(form.cleaned_data["count"])
    context = {
        "tickets": [(one.printed, mark_safe(one.drawn)) for one in tickets],  # noqa: S308  as above
        "format": form.cleaned_data["format"],
    }
    return render(request, "registry/token_sheet.html", context)
