"""Acts on a person's record: correction, standing, end and return."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act, may
from akwaba.ledger.problems import NotFound
from akwaba.registry import queries, services
from akwaba.registry.forms.acts import DayForm, EndForm, LegalForm, LinkForm, ReasonForm
from akwaba.registry.forms.corrections import PersonForm
from akwaba.registry.models import Person
from akwaba.registry.pages.words import NOBODY_SEES, name_text
from akwaba.registry.services.presence import DEATH
from akwaba.registry.views.acting import Page, act_page
from akwaba.registry.views.correcting import correction_page
from akwaba.registry.views.reading import note_opened


def open_person(request: HttpRequest, person_id: UUID) -> tuple[Officer, Person]:
    officer = officer_of(request)
    person = queries.person_for(officer, person_id)
    note_opened(request, [person.id])
    return officer, person


def page_of(
    person: Person,
    *,
    title: str,
    submit: str,
    done: str,
    intro: str = "",
    is_grave: bool = False,
    layout: str = "column",
) -> Page:
    return Page(
        title=title,
        who=name_text(person),
        submit=submit,
        done=done,
        back=reverse("registry:person", args=[person.id]),
        intro=intro,
        is_grave=is_grave,
        layout=layout,
    )


@allowed_to(Act.CORRECT)
def correct_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = PersonForm(request.POST or None, row=person)
    page = page_of(
        person,
        title=_("Correct or complete"),
        submit=_("Keep the changes"),
        done="",
        layout="",
    )
    return correction_page(request, form, page, officer)


@allowed_to(Act.END_PRESENCE)
def end_presence(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    untold = frozenset() if may(officer.role, Act.READ_PROTECTION) else NOBODY_SEES
    form = EndForm(request.POST or None, left_out=(DEATH, *untold))
    page = page_of(
        person,
        title=_("No longer here"),
        submit=_("End presence"),
        done=_("Presence is ended. “Here again” undoes it."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: _nothing(
            services.end_presence(
                actor=officer,
                person=person,
                reason=form.cleaned_data["reason"],
                on=form.cleaned_data["on"],
            )
        ),
    )


def _nothing(_result: object) -> None:
    """An act that leads back to the file."""


@allowed_to(Act.CHANGE_HOUSEHOLD)
def death(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = DayForm(request.POST if request.method == "POST" else None)
    page = page_of(
        person,
        title=_("A death"),
        submit=_("Record the death"),
        done=_("The death is recorded."),
        intro=_("Leave the day open if it is not known."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: _nothing(
            services.record_death(actor=officer, person=person, on=form.cleaned_data["on"])
        ),
    )


@allowed_to(Act.REGISTER)
def reactivate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = Form(request.POST if request.method == "POST" else None)
    page = page_of(
        person,
        title=_("Here again"),
        submit=_("Count as present"),
        done=_("The person counts as present."),
    )
    return act_page(
        request, form, page, lambda: _nothing(services.reactivate(actor=officer, person=person))
    )


@allowed_to(Act.DECIDE_STATUS)
def legal(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = LegalForm(request.POST or None, initial={"on": timezone.localdate()})
    page = page_of(
        person,
        title=_("Legal status"),
        submit=_("Record the status"),
        done=_("The legal status is recorded."),
        intro=_("As the competent authority decided it, with what it rests on."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: _nothing(
            services.decide_legal_status(actor=officer, person=person, **form.cleaned_data)
        ),
    )


@allowed_to(Act.CHANGE_HOUSEHOLD)
def void_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = ReasonForm(request.POST or None)
    page = page_of(
        person,
        title=_("Registered by mistake"),
        submit=_("Strike out"),
        done=_("The record is struck out. Nothing was deleted."),
        intro=_("The record counts no longer. It stays readable, and can count again."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: _nothing(services.void_person(actor=officer, person=person, **form.cleaned_data)),
    )


@allowed_to(Act.CHANGE_HOUSEHOLD)
def reinstate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = Form(request.POST if request.method == "POST" else None)
    page = page_of(
        person,
        title=_("Count this record again"),
        submit=_("Count again"),
        done=_("The record counts again."),
    )
    return act_page(
        request, form, page, lambda: _nothing(services.reinstate(actor=officer, row=person))
    )


@allowed_to(Act.RESOLVE_DISPUTE)
def link(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = LinkForm(request.POST or None)

    def act() -> None:
        other = queries.person_numbered(officer, form.cleaned_data["number"])
        services.link_persons(
            actor=officer, one=person, other=other, reason=form.cleaned_data["reason"]
        )

    page = page_of(
        person,
        title=_("Another record is this same person"),
        submit=_("Link the two records"),
        done=_("The two records count as one person."),
        intro=_("Both records stay. They count once, and can be told apart again."),
    )
    return act_page(request, form, page, act)


@allowed_to(Act.RESOLVE_DISPUTE)
def unlink(request: HttpRequest, person_id: UUID, link_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    links = {link.id: link for link, _other in queries.links_of(officer, person)}
    if link_id not in links:
        raise NotFound
    form = ReasonForm(request.POST or None)
    page = page_of(
        person,
        title=_("Not the same after all"),
        submit=_("Count them apart"),
        done=_("The two records count apart again."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: _nothing(
            services.unlink_persons(actor=officer, link=links[link_id], **form.cleaned_data)
        ),
    )


@allowed_to(Act.ERASE)
def erase(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer, person = open_person(request, person_id)
    form = ReasonForm(request.POST or None)

    def act() -> HttpResponse:
        services.erase_person(actor=officer, person=person, **form.cleaned_data)
        return redirect("office:home")

    page = page_of(
        person,
        title=_("Erase everything about this person"),
        submit=_("Erase for good"),
        done=_("Everything about this person is erased."),
        intro=_(
            "Names, photo, needs, papers and history go, here and wherever they were sent. This "
            "cannot be undone."
        ),
        is_grave=True,
    )
    return act_page(request, form, page, act)
