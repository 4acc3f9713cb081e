"""Needs, consent, documents, tokens and photos of a person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.permissions import allowed_to
from akwaba.access.rules import Act, may
from akwaba.ledger.problems import NotFound
from akwaba.registry import queries, services
from akwaba.registry.forms.acts import (
    ConsentForm,
    DocumentForm,
    NeedForm,
    PhotoForm,
    TokenForm,
)
from akwaba.registry.photos import LARGEST_UPLOAD, PhotoUnusable
from akwaba.registry.views.acting import act_page, done
from akwaba.registry.views.persons import open_person, page_of


@allowed_to(Act.REPORT_NEED)
def report_need(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = NeedForm(request.POST or None, sees_all=may(officer.role, Act.READ_PROTECTION))

    def act() -> None:
        services.report_need(actor=officer, person=person, code=form.cleaned_data["code"])

    page = page_of(
        person, title=_("Note a need"), submit=_("Note it"), done=_("The need is noted.")
    )
    return act_page(request, form, page, act)


@allowed_to(Act.CONFIRM_NEED)
@require_POST
def change_need(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    needs = {str(need.id): need for need in queries.needs_of(officer, [person.id])}
    need = needs.get(request.POST.get("need", ""))
    if need is None:
        raise NotFound
    return done(
        request,
        lambda: services.change_need(
            actor=officer, person=person, need=need, state=request.POST.get("state", "")
        ),
        _("The need is followed up."),
        reverse("registry:person", args=[person.id]),
    )


@allowed_to(Act.REGISTER)
def consent(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    given = {answer.purpose: answer.answer for answer in queries.consents_of([person.id])}
    form = ConsentForm(request.POST or None, initial=given)

    def act() -> None:
        answers = {
            purpose: answer
            for purpose, answer in form.answers().items()
            if given.get(purpose) != answer
        }
        if answers:
            services.record_consent(
                actor=officer,
                person=person,
                answers=answers,
                manner=form.cleaned_data["manner"],
            )

    page = page_of(
        person,
        title=_("Consent"),
        submit=_("Keep the answers"),
        done=_("The answers are kept."),
        intro=_("Ask each question on its own. A no changes nothing in protection or assistance."),
        layout="",
    )
    return act_page(request, form, page, act)


@allowed_to(Act.REGISTER)
def document(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = DocumentForm(request.POST or None)

    def act() -> None:
        services.record_document(actor=officer, person=person, **form.cleaned_data)

    page = page_of(
        person,
        title=_("Note a document"),
        submit=_("Note it"),
        done=_("The document is noted."),
        intro=_("Look at it and give it back."),
    )
    return act_page(request, form, page, act)


@allowed_to(Act.REGISTER)
def person_token(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = TokenForm(request.POST or None)

    def act() -> None:
        services.issue_token(actor=officer, holder=person, code=form.cleaned_data["code"])

    page = page_of(
        person, title=_("Token"), submit=_("Hand out"), done=_("The token is handed out.")
    )
    return act_page(request, form, page, act)


@allowed_to(Act.REGISTER)
@require_POST
def void_token(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    tokens = {str(token.id): token for token in queries.tokens_of([person.id])}
    token = tokens.get(request.POST.get("token", ""))
    if token is None:
        raise NotFound
    return done(
        request,
        lambda: services.void_token(actor=officer, token=token, post=person.post, reason=_("lost")),
        _("The token is void: whoever finds it cannot use it."),
        reverse("registry:person", args=[person.id]),
    )


@allowed_to(Act.REGISTER)
def take_photo(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    is_sent = request.method == "POST"
    form = PhotoForm(request.POST if is_sent else None, request.FILES if is_sent else None)

    def act() -> None:
        photo = form.cleaned_data["photo"]
        if photo.size > LARGEST_UPLOAD:
            raise PhotoUnusable
        services.take_photo(actor=officer, person=person, content=photo.read())

    page = page_of(
        person, title=_("Photo"), submit=_("Keep the photo"), done=_("The photo is kept.")
    )
    return act_page(request, form, page, act)
