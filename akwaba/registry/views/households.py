"""Acts on a household as it stands: more people, a birth, a token, a correction, a mend."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of, posts_of
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.ledger.problems import NotFound, Problem
from akwaba.registry import queries, services
from akwaba.registry.drafts import NewPerson
from akwaba.registry.forms.acts import RelocationForm, TokenForm
from akwaba.registry.forms.corrections import HouseholdForm
from akwaba.registry.forms.families import BirthForm
from akwaba.registry.forms.roster import (
    LINES,
    Roster,
    need_choices,
    person_id,
    relationship_choices,
)
from akwaba.registry.models import Household
from akwaba.registry.numbers import printed_number
from akwaba.registry.pages.findings import Advice, Papers, advice
from akwaba.registry.pages.words import as_uuid, people_text
from akwaba.registry.views.acting import Page, act_page, done
from akwaba.registry.views.correcting import correction_page
from akwaba.registry.views.reading import note_opened


def _open(request: HttpRequest, household_id: UUID) -> tuple[Officer, Household, str]:
    officer = officer_of(request)
    household = queries.household_for(officer, household_id)
    note_opened(request, [household.id])
    return officer, household, reverse("registry:household", args=[household.id])


def _who(household: Household) -> str:
    return _("Household %(number)s") % {"number": printed_number(household.number)}


@allowed_to(Act.REGISTER)
def add_people(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The roster again, for those who were announced or came later."""
    officer, household, back = _open(request, household_id)
    form_id = as_uuid(request.POST.get("form_id", "")) or uuid7()
    page: dict[str, Any] = {
        "household": household,
        "number": printed_number(household.number),
        "missing": _missing(officer, household),
        "form_id": form_id,
        "relationships": relationship_choices(),
        "needs": need_choices(),
    }
    if request.method != "POST" or "more" in request.POST:
        typed = Roster(request.POST, form_id=form_id) if request.POST else None
        lines = typed.as_typed() if typed else []
        page["roster"] = Roster(initial=[*lines, *[{}] * LINES], form_id=form_id)
        return render(request, "registry/add_people.html", page)
    roster = page["roster"] = Roster(request.POST, form_id=form_id)
    if roster.is_valid() and roster.written:
        try:
            numbers = services.add_people(
                actor=officer, household=household, people=roster.drafts(first_speaks=False)
            )
        except Problem as problem:
            page["problem"] = str(problem)
        else:
            told = _("%(people)s added.") % {"people": people_text(len(numbers))}
            messages.success(request, told if numbers else _("They were added already."))
            return redirect(back)
    elif not roster.written:
        page["problem"] = _("Write at least one name.")
    return render(request, "registry/add_people.html", page, status=422)


def _missing(officer: Officer, household: Household) -> int:
    if household.size_said is None:
        return 0
    return max(0, household.size_said - len(queries.members_of(officer, [household.id])))


@allowed_to(Act.REGISTER)
def birth(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, back = _open(request, household_id)
    form = BirthForm(request.POST or None, initial={"form_id": uuid7()})

    def act() -> None:
        given = form.cleaned_data
        child = NewPerson(
            id=person_id(given["form_id"], 1),
            name_said=given["name"],
            sex=given["sex"],
            birth=given["age"],
            mother=given["mother"],
            relationship=given["relationship"],
        )
        services.add_people(actor=officer, household=household, people=[child], reason="birth")

    page = Page(
        title=_("A birth"),
        who=_who(household),
        submit=_("Register the child"),
        done=_("The child is registered."),
        back=back,
        layout="",
    )
    return act_page(request, form, page, act)


@allowed_to(Act.REGISTER)
def household_token(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, back = _open(request, household_id)
    form = TokenForm(request.POST or None)

    def act() -> None:
        services.issue_token(actor=officer, holder=household, code=form.cleaned_data["code"])

    page = Page(
        title=_("Token of the household"),
        who=_who(household),
        submit=_("Hand out"),
        done=_("The token is handed out."),
        back=back,
    )
    return act_page(request, form, page, act)


@allowed_to(Act.RELOCATE)
def relocate(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The household is then another post's: whoever sees that post alone does not find it here."""
    officer, household, back = _open(request, household_id)
    form = RelocationForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> HttpResponse | None:
        given = form.cleaned_data
        services.relocate_household(
            actor=officer,
            household=household,
            to_post=given["to_post"],
            on=given["on"],
            reason=given["reason"],
        )
        posts = posts_of(officer)
        sees = posts is None or given["to_post"] in posts
        return None if sees else redirect("registry:arrivals")

    page = Page(
        title=_("The household moves on to another post"),
        who=_who(household),
        submit=_("Hand over"),
        done=_("The household is handed over. The other post has it after the next exchange."),
        back=back,
        intro=_(
            "All of its people go with it, and all that is known of them. Whoever works at this "
            "post only no longer finds them."
        ),
    )
    return act_page(request, form, page, act)


@allowed_to(Act.CORRECT)
def correct_household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer, household, back = _open(request, household_id)
    form = HouseholdForm(request.POST or None, row=household)
    page = Page(
        title=_("Correct arrival or contact"),
        who=_who(household),
        submit=_("Keep the changes"),
        done="",
        back=back,
        layout="",
    )
    return correction_page(request, form, page, officer)


@allowed_to(Act.CORRECT)
@require_POST
def mend(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """One tap makes the correction that a quality rule offers."""
    officer, household, back = _open(request, household_id)
    people = queries.members_of(officer, [household.id])
    ids = [person.id for person in people]
    papers = Papers(
        queries.needs_of(officer, ids), queries.documents_of(ids), queries.consents_of(ids)
    )
    found = advice(
        household, people, papers, today=timezone.localdate(), levels=queries.levels_seen(officer)
    )
    chosen = next((one for one in found if one.key == request.POST.get("finding")), None)
    if chosen is None or not chosen.mend:
        messages.info(request, _("This was mended already."))
        return redirect(back)
    return done(request, lambda: _mend(officer, household, chosen, papers), _("Mended."), back)


def _mend(officer: Officer, household: Household, chosen: Advice, papers: Papers) -> None:
    mend = dict(chosen.finding.mend or {})
    person = as_uuid(chosen.finding.person or "")
    row = queries.person_for(officer, person) if person else household
    if "focal_point" in mend:
        speaker = queries.person_for(officer, UUID(str(mend["focal_point"])))
        services.change_focal_point(
            actor=officer, household=household, person=speaker, relationships={}
        )
    elif mend.get("process_reason") == "DTH":
        services.record_death(actor=officer, person=row, on=row.died_on)  # type: ignore[arg-type,union-attr]
    elif "need_state" in mend:
        _end_need(officer, row, chosen, papers)
    else:
        services.correct(actor=officer, row=row, values=_as_written(mend))


def _end_need(officer: Officer, row: Any, chosen: Advice, papers: Papers) -> None:
    need = next((one for one in papers.needs if str(one.id) == chosen.finding.item), None)
    if need is None:
        raise NotFound
    services.change_need(actor=officer, person=row, need=need, state="ended")


def _as_written(mend: dict[str, Any]) -> dict[str, Any]:
    """A mend as an entry writes it."""
    if "size_said" in mend:
        return {"announced": {"size_said": mend["size_said"]}}
    if "birth" in mend:
        facts = mend["birth"].items()
        return {"birth": {f"birth_{name}": value for name, value in facts if value}}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in mend.items()
    }
