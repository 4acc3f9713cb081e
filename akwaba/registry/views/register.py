"""Register a household on a roster."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.ledger.problems import Problem
from akwaba.registry import queries, services
from akwaba.registry.ages import UNKNOWN_BIRTH, Birth, is_child_on
from akwaba.registry.ages_said import BirthRefused, parse_birth
from akwaba.registry.ages_worded import age_text
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.forms.band import BandForm, carried_down, own_posts, to_carry
from akwaba.registry.forms.children import ChildrenForm
from akwaba.registry.forms.roster import (
    LINES,
    Lines,
    Roster,
    age_refused,
    need_choices,
    relationship_choices,
)
from akwaba.registry.models import Household
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.suggestions import suggest_relationships
from akwaba.registry.pages.words import coded, name_text, people_text

CARRIED_IN_SESSION = "registry_carried"
MOST_READ_AT_ONCE = 500


@allowed_to(Act.REGISTER)
def register(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _fresh(request)
    officer = officer_of(request)
    band = BandForm(request.POST, posts=own_posts(officer))
    if "more" in request.POST:
        return _show(request, band, *_longer(request.POST, _form_id(band)))
    roster = Roster(request.POST, form_id=_form_id(band))
    is_sound = band.is_valid() & roster.is_valid()
    children = ChildrenForm(request.POST, children=roster.children() if is_sound else ())
    if not (is_sound and children.is_valid()):
        return _show(request, band, roster, children)
    if used := _used_before(officer, band, roster):
        return _again(request, used)
    try:
        return _save(request, band, roster, children)
    except Problem as problem:
        band.add_error(None, str(problem))
        return _show(request, band, roster, children)


def _fresh(request: HttpRequest) -> HttpResponse:
    posts = own_posts(officer_of(request))
    initial, carried = first_values(request, posts)
    form_id = uuid7()
    band = BandForm(initial={**initial, "form_id": form_id}, posts=posts, carried=carried)
    roster = Roster(initial=[{}] * LINES, form_id=form_id)
    return _show(request, band, roster, ChildrenForm())


def first_values(
    request: HttpRequest, posts: Sequence[tuple[str, str]]
) -> tuple[dict[str, Any], Collection[str]]:
    """What a fresh form starts with, and which of it repeats the household before."""
    today = timezone.localdate()
    kept = carried_down(request.session.get(CARRIED_IN_SESSION, {}), on=today)
    initial: dict[str, Any] = {"arrived_on": today, **kept}
    if posts and kept.get("post") not in dict(posts):
        initial["post"] = posts[0][0]
        initial.setdefault("crossing", posts[0][0])
    return initial, kept.keys()


def _form_id(band: BandForm) -> UUID:
    """The identifier that the form brought, or a new one where it is spoilt."""
    try:
        return UUID(band.data.get("form_id", ""))
    except ValueError:
        return uuid7()


def _longer(typed: Any, form_id: UUID) -> tuple[Lines, ChildrenForm]:
    """The same lines and some more; nothing is judged yet."""
    lines = Roster(typed, form_id=form_id).as_typed()
    answer = typed.get("children-with_parent", "")
    return (
        Roster(initial=[*lines, *[{}] * LINES], form_id=form_id),
        ChildrenForm(initial={"with_parent": answer}),
    )


def _show(
    request: HttpRequest, band: BandForm, roster: Lines, children: ChildrenForm
) -> HttpResponse:
    page = {
        "band": band,
        "roster": roster,
        "children": children,
        "relationships": relationship_choices(),
        "needs": need_choices(),
    }
    is_wrong = band.is_bound and "more" not in request.POST
    return render(request, "registry/register.html", page, status=422 if is_wrong else 200)


def _save(
    request: HttpRequest, band: BandForm, roster: Lines, children: ChildrenForm
) -> HttpResponse:
    people = roster.drafts()
    needs = children.needs(roster)
    lines = [form.line for form in roster.written]
    household = NewHousehold(
        id=band.cleaned_data["form_id"],
        people=[
            _with_need(person, needs.get(line)) for line, person in zip(lines, people, strict=True)
        ],
        **band.shared(),
    )
    outcome = services.register_household(
        actor=officer_of(request), post=band.cleaned_data["post"], household=household
    )
    request.session[CARRIED_IN_SESSION] = to_carry(band, on=timezone.localdate())
    if outcome.status == "registered":
        told = _("Household %(number)s is registered: %(people)s.") % {
            "number": printed_number(outcome.number), "people": people_text(outcome.people_added)
        }  # fmt: skip
        messages.success(request, told)
    else:
        messages.info(request, _("This household was registered already. Nothing was doubled."))
    return redirect("registry:household", household.id)


def _with_need(person: NewPerson, code: str | None) -> NewPerson:
    return replace(person, needs=(*person.needs, code)) if code else person


def _used_before(officer: Officer, band: BandForm, roster: Lines) -> Household | None:
    """The household that this form registered, where it now says other people."""
    known, people = queries.registered_under(officer, band.cleaned_data["form_id"])
    if known is None:
        return None
    names = {person.id: name_text(person) for person in people}
    typed = {form.person_id: form.cleaned_data["name"] for form in roster.written}
    return None if typed.items() <= names.items() else known


def _again(request: HttpRequest, used: Household) -> HttpResponse:
    """A form that the browser went back to, filled with another family: keep every word of it."""
    typed = request.POST.copy()
    form_id = uuid7()
    typed["form_id"] = str(form_id)
    band = BandForm(typed, posts=own_posts(officer_of(request)))
    roster = Roster(typed, form_id=form_id)
    roster.is_valid()
    said = _(
        "This form has already registered household %(number)s. If this is another family, save "
        "once more; to change that household, open its page."
    )
    band.add_error(None, said % {"number": printed_number(used.number)})
    return _show(request, band, roster, ChildrenForm(typed, children=roster.children()))


@allowed_to(Act.REGISTER)
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """How ages are understood and which relationships follow: no name is sent, nothing is kept.

    In: `lines`, JSON [[sex, age], …]. Out: {"lines": [{understood, wrong, suggested, is_child}]}.
    """
    today = timezone.localdate()
    try:
        lines = [(str(sex), str(age)) for sex, age in json.loads(request.POST.get("lines", ""))]
    except (ValueError, TypeError, RecursionError):
        lines = []
    read = [parse_birth(age, on=today) for _sex, age in lines[:MOST_READ_AT_ONCE]]
    births = [UNKNOWN_BIRTH if isinstance(birth, BirthRefused) else birth for birth in read]
    pairs = [(sex, birth) for (sex, _age), birth in zip(lines, births, strict=False)]
    suggested = suggest_relationships(pairs, today)
    return JsonResponse(
        {
            "lines": [
                _understood(birth, code, today) for birth, code in zip(read, suggested, strict=True)
            ]
        }
    )


def _understood(birth: Birth | BirthRefused, suggested: str, today: date) -> dict[str, Any]:
    if isinstance(birth, BirthRefused):
        return {"understood": "", "wrong": age_refused(birth), "suggested": "", "is_child": False}
    return {
        "understood": age_text(birth, today) if birth.said else "",
        "wrong": "",
        "suggested": "" if suggested == "PA" else coded("relationships", suggested),
        "is_child": is_child_on(birth, today) is True,
    }
