"""Two families on one page: who is who, in one go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.problems import NotFound, Problem
from akwaba.matching import services, waiting
from akwaba.matching.models import Judgement
from akwaba.matching.pages.family import Beside, aligned
from akwaba.matching.pages.queue import VERDICTS
from akwaba.matching.pages.reasons import BANDS, tellings
from akwaba.matching.services.judging import Found
from akwaba.matching.telling import evidence_of
from akwaba.matching.verdicts import ordered
from akwaba.matching.views.duplicates import (
    LAST_JUDGED,
    band_of,
    following_of,
    last_judged,
    take_back,
)
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import printed_number
from akwaba.registry.queries import household_for, members_of
from akwaba.registry.views.reading import note_read

Families = tuple[list[Person], list[Person]]


@allowed_to(Act.RESOLVE_DISPUTE)
def family(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """The members aligned one to one; all verdicts are sent together."""
    officer = officer_of(request)
    homes = _homes_for(officer, one, other)
    families = _members(officer, homes)
    if request.method == "POST":
        return _judged(request, officer, homes, families)
    rows = aligned(*families)
    note_read(request, {person.id for each in families for person in each}, "matching:family")
    context = {
        "numbers": [printed_number(home.number) for home in homes],
        "rows": [_row(officer, row) for row in rows if row.why],
        "alone": [row for row in rows if not row.why],
        "verdicts": [(code, label) for code, label in VERDICTS.items() if code],
        "following": following_of(officer, (), homes=[str(home.id) for home in homes]),
        "judged": last_judged(request, officer),
    }
    return render(request, "matching/family.html", context)


@allowed_to(Act.RESOLVE_DISPUTE)
@require_POST
def withdraw(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """Take back all that the officer said of the two families."""
    officer = officer_of(request)
    homes = _homes_for(officer, one, other)
    left, right = _members(officer, homes)
    ends = [person.id for person in (*left, *right)]
    own = Judgement.standing(ends).filter(other__in=ends, judge=officer.id)
    take_back(request, list(own), _("Taken back. Both families are as they were."))
    return redirect("matching:family", homes[0].id, homes[1].id)


def _homes_for(officer: Officer, one: UUID, other: UUID) -> tuple[Household, Household]:
    """Raises NotFound."""
    if one == other:
        raise NotFound
    first, second = ordered(one, other)
    return household_for(officer, first), household_for(officer, second)


def _members(officer: Officer, homes: tuple[Household, Household]) -> Families:
    left, right = (members_of(officer, [home.id]) for home in homes)
    return left, right


def _judged(
    request: HttpRequest,
    officer: Officer,
    homes: tuple[Household, Household],
    families: Families,
) -> HttpResponse:
    people = {str(person.id): person for each in families for person in each}
    found, pairs = [], []
    for name, verdict in request.POST.items():
        ends = name.removeprefix("pair ").split()
        if name.startswith("pair ") and verdict and set(ends) <= set(people):
            one, other = (people[end] for end in ends)
            shown = request.POST.get(f"evidence {one.id} {other.id}")
            found.append(Found(one, other, str(verdict), evidence=shown))
            pairs.append(ends)
    following = following_of(officer, (), homes=[str(home.id) for home in homes])
    try:
        services.judge_family(actor=officer, found=found)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect("matching:family", homes[0].id, homes[1].id)
    request.session[LAST_JUDGED] = pairs
    request.session["judged_homes"] = [str(home.id) for home in homes]
    return redirect(following or reverse("matching:queue"))


def _row(officer: Officer, row: Beside) -> dict[str, object]:
    """A row of the form: two people, with what the officer said of them before."""
    if row.one is None or row.other is None or row.why is None:
        raise NotFound
    one, other = row.one, row.other
    band = band_of(waiting.proposal_of(one.id, other.id), row.why)
    own = [each for each in waiting.judgements_of(one.id, other.id) if each.judge == officer.id]
    first, second = ordered(one.id, other.id)
    return {
        "beside": row,
        "name": f"pair {one.id} {other.id}",
        "evidence_name": f"evidence {one.id} {other.id}",
        "evidence": evidence_of(one, other),
        "band": BANDS[band],
        "reasons": tellings(row.why.reasons)[:3],
        "verdict": own[-1].verdict if own else "",
        "address": reverse("matching:pair", args=[first, second]),
    }
