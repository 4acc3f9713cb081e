"""Note in a minute how many came, to be completed person by person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.ledger.problems import Problem
from akwaba.registry import services
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.forms.announced import AnnouncedForm
from akwaba.registry.forms.band import own_posts, to_carry
from akwaba.registry.forms.roster import person_id
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.words import people_text
from akwaba.registry.views.register import CARRIED_IN_SESSION, first_values


@allowed_to(Act.REGISTER)
def preregister(request: HttpRequest) -> HttpResponse:
    posts = own_posts(officer_of(request))
    if request.method != "POST":
        initial, carried = first_values(request, posts)
        form = AnnouncedForm(initial={**initial, "form_id": uuid7()}, posts=posts, carried=carried)
        return _show(request, form)
    form = AnnouncedForm(request.POST, posts=posts)
    if not form.is_valid():
        return _show(request, form)
    try:
        return _save(request, form)
    except Problem as problem:
        form.add_error(None, str(problem))
        return _show(request, form)


def _show(request: HttpRequest, form: AnnouncedForm) -> HttpResponse:
    page: dict[str, Any] = {"band": form, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "registry/preregister.html", page, status=status)


def _save(request: HttpRequest, form: AnnouncedForm) -> HttpResponse:
    given = form.cleaned_data
    head = NewPerson(
        id=person_id(given["form_id"], 1), name_said=given["name"], needs=tuple(given["needs"])
    )
    household = NewHousehold(
        id=given["form_id"],
        people=[head],
        size_said=form.size(),
        counts_said=form.counts(),
        **form.shared(),
    )
    outcome = services.register_household(
        actor=officer_of(request), post=given["post"], household=household
    )
    request.session[CARRIED_IN_SESSION] = to_carry(form, on=timezone.localdate())
    said = _("Household %(number)s is noted: %(people)s announced.")
    details = {"number": printed_number(outcome.number), "people": people_text(form.size())}
    messages.success(request, said % details)
    return redirect("registry:household", household.id)
