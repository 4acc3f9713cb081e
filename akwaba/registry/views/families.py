"""Families change: who speaks, who moves, who leaves, who joins."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.registry import queries, services
from akwaba.registry.forms.families import JoinForm, MoveForm, SpeakerForm, SplitForm
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import printed_number
from akwaba.registry.views.acting import Page, act_page
from akwaba.registry.views.reading import note_opened


def _open(request: HttpRequest, household_id: UUID) -> tuple[Officer, Household, list[Person]]:
    officer = officer_of(request)
    household = queries.household_for(officer, household_id)
    people = queries.members_of(officer, [household.id])
    note_opened(request, [household.id, *(person.id for person in people)])
    return officer, household, people


def _page(household: Household, *, title: str, submit: str, done: str, intro: str = "") -> Page:
    return Page(
        title=title,
        who=_("Household %(number)s") % {"number": printed_number(household.number)},
        submit=submit,
        done=done,
        back=reverse("registry:household", args=[household.id]),
        intro=intro,
    )


def _relationships_may_stay_open() -> str:
    return _("Relationships may stay open; they can be completed later.")


@allowed_to(Act.CHANGE_HOUSEHOLD)
def focal_point(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, people = _open(request, household_id)
    form = SpeakerForm(request.POST or None, people=people)

    def act() -> None:
        services.change_focal_point(
            actor=officer,
            household=household,
            person=form.people[form.cleaned_data["speaker"]],
            relationships=form.relationships(),
        )

    page = _page(
        household,
        title=_("Someone else speaks for it"),
        submit=_("Keep the change"),
        done=_("The change is kept."),
        intro=_("Say what the others are to the new speaker.")
        + " "
        + _relationships_may_stay_open(),
    )
    return act_page(request, form, page, act)


@allowed_to(Act.CHANGE_HOUSEHOLD)
def move(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, people = _open(request, household_id)
    form = MoveForm(request.POST or None, people=people)

    def act() -> HttpResponse:
        into = queries.household_numbered(officer, form.cleaned_data["into"])
        services.move_people(
            actor=officer, people=form.moving(), into=into, relationships=form.relationships()
        )
        return redirect("registry:household", into.id)

    page = _page(
        household,
        title=_("People move to another household"),
        submit=_("Move them"),
        done=_("They belong to this household now."),
        intro=_relationships_may_stay_open(),
    )
    return act_page(request, form, page, act)


@allowed_to(Act.CHANGE_HOUSEHOLD)
def split(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, people = _open(request, household_id)
    form = SplitForm(request.POST or None, people=people)

    def act() -> HttpResponse:
        made = services.split_household(
            actor=officer,
            household=household,
            people=form.moving(),
            relationships=form.relationships(),
        )
        return redirect("registry:household", made.id)

    page = _page(
        household,
        title=_("Part of it becomes a household"),
        submit=_("Make the new household"),
        done=_("The new household is registered."),
        intro=_relationships_may_stay_open(),
    )
    return act_page(request, form, page, act)


@allowed_to(Act.CHANGE_HOUSEHOLD)
def join(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, people = _open(request, household_id)
    form = JoinForm(request.POST or None, people=people)

    def act() -> HttpResponse:
        into = queries.household_numbered(officer, form.cleaned_data["into"])
        services.join_households(
            actor=officer, household=household, into=into, relationships=form.relationships()
        )
        return redirect("registry:household", into.id)

    page = _page(
        household,
        title=_("All join another household"),
        submit=_("Join the households"),
        done=_("They are one household now."),
        intro=_relationships_may_stay_open(),
    )
    return act_page(request, form, page, act)
