"""The queue of pairs, and one pair after the other: a key a verdict, the next follows at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.problems import NotFound, Problem
from akwaba.matching import searching, services, waiting
from akwaba.matching.engine import LOOK
from akwaba.matching.explaining import explain
from akwaba.matching.models import Judgement, Proposal, Run
from akwaba.matching.pages import pair as words
from akwaba.matching.pages.family import aligned
from akwaba.matching.pages.queue import VERDICTS, WHY, groups
from akwaba.matching.pages.reasons import BANDS
from akwaba.matching.pages.waterfall import waterfall
from akwaba.matching.services.judging import Found
from akwaba.matching.telling import evidence_of
from akwaba.matching.verdicts import Outcome, ordered
from akwaba.matching.weighing import Explanation
from akwaba.registry.models import Person
from akwaba.registry.queries import members_of, person_for
from akwaba.registry.views.reading import note_read

FAMILIES_A_PAGE = 20
LAST_JUDGED = "judged"
"""Key of the session: which pairs were judged last, by identifiers only."""


@allowed_to(Act.RESOLVE_DISPUTE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, family by family, what an error would cost most first."""
    officer = officer_of(request)
    found = waiting.families(waiting.queue_for(officer))
    page = Paginator(found, FAMILIES_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    note_read(
        request, {end for group in shown for one in group for end in one.key}, "matching:queue"
    )
    context = {
        "page": page,
        "groups": groups(shown, first=page.start_index()),
        "pairs": waiting.pairs_to_compare(officer),
        "run": Run.objects.filter(ended_at__isnull=False).order_by("-ended_at").first(),
        "agreement": waiting.agreement_for(officer),
        "judged": last_judged(request, officer),
    }
    return render(request, "matching/queue.html", context)


@allowed_to(Act.RESOLVE_DISPUTE)
def pair(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """Two records side by side; a verdict leads to the next pair."""
    officer = officer_of(request)
    people = _pair_for(officer, one, other)
    if request.method != "POST":
        return _shown(request, officer, *people)
    following = following_of(officer, people)
    sent = request.POST
    found = Found(
        *people,
        verdict=sent.get("verdict", ""),
        seen=[entry for entry in sent.get("seen", "").split() if entry],
        evidence=sent.get("evidence", ""),
    )
    try:
        services.judge(actor=officer, found=found)
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect("matching:pair", people[0].id, people[1].id)
    request.session[LAST_JUDGED] = [[str(person.id) for person in people]]
    return redirect(following or reverse("matching:queue"))


@allowed_to(Act.RESOLVE_DISPUTE)
@require_POST
def withdraw(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """Take the officer's own verdict back, and show the pair again."""
    officer = officer_of(request)
    people = _pair_for(officer, one, other)
    own = [row for row in waiting.judgements_of(one, other) if row.judge == officer.id]
    take_back(request, own, _("Taken back. Both records are as they were."))
    return redirect("matching:pair", people[0].id, people[1].id)


def take_back(request: HttpRequest, own: Sequence[Judgement], done: str) -> None:
    """Withdraw what the officer found, one after the other, and say `done` or what stands against.

    What was taken back before something stood against it stays so: each is an act of its own.
    """
    try:
        for judgement in own:
            services.withdraw(actor=officer_of(request), judgement=judgement)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)


def _pair_for(officer: Officer, one: UUID, other: UUID) -> tuple[Person, Person]:
    """Raises NotFound."""
    if one == other:
        raise NotFound
    first, second = ordered(one, other)
    return person_for(officer, first), person_for(officer, second)


def _shown(request: HttpRequest, officer: Officer, one: Person, other: Person) -> HttpResponse:
    standing = waiting.standing_of(one.id, other.id)
    is_blind = waiting.is_second_look(officer, standing)
    judgements = waiting.judgements_of(one.id, other.id)
    families = [
        members_of(officer, [each.household]) if each.household else [each] for each in (one, other)
    ]
    beside = [row for row in aligned(*families) if {one, other}.isdisjoint({row.one, row.other})]
    why = explain(one, other, [*families[0], *families[1]])
    note_read(
        request, {person.id for family in families for person in family} | {one.id, other.id},
        "matching:pair",
    )  # fmt: skip
    proposal = waiting.proposal_of(one.id, other.id)
    band = band_of(proposal, why)
    own = next((row for row in judgements if row.judge == officer.id), None)
    context = {
        "sides": words.sides(one, other),
        "lines": words.lines(one, other),
        "beside": beside,
        "fall": waterfall(why, run=proposal.probability if proposal else None, band=band),
        "band": BANDS[band],
        "is_second_look": is_blind,
        "is_differing": standing is not None and standing.outcome == Outcome.DIFFER,
        "said": [] if is_blind else _worded(words.said_of(judgements, officer)),
        "seen": "" if is_blind else " ".join(words.entries_of(judgements, officer)),
        "own": VERDICTS[own.verdict] if own else "",
        "undo": reverse("matching:withdraw", args=[one.id, other.id]),
        "evidence": evidence_of(one, other),
        "family": _family_of(one, other),
        "following": following_of(officer, (one, other)),
        "left": waiting.pairs_to_compare(officer),
        "judged": last_judged(request, officer),
        "why": WHY.get(_reason(officer, standing), ""),
    }
    return render(request, "matching/pair.html", context)


def band_of(proposal: Proposal | None, why: Explanation) -> str:
    """How likely it is: the run's own word where there is one."""
    if proposal is not None:
        return proposal.band
    return searching.band_of(why.probability) if why.probability >= LOOK else ""


def _reason(officer: Officer, standing: Any) -> str:
    if standing is None:
        return ""
    if waiting.is_second_look(officer, standing):
        return "second"
    return {Outcome.DIFFER: "differ", Outcome.LATER: "asked"}.get(standing.outcome, "")


def _worded(said: Sequence[words.Said]) -> list[tuple[words.Said, str]]:
    return [(one, str(VERDICTS[one.verdict])) for one in said if one.verdict]


def _family_of(one: Person, other: Person) -> tuple[UUID, UUID] | None:
    """The two households, where they can be compared as a whole."""
    if one.household and other.household and one.household != other.household:
        return ordered(one.household, other.household)
    return None


def following_of(officer: Officer, people: Sequence[Person], *, homes: Sequence[str] = ()) -> str:
    """Address of what is next in the queue: the rest of the family first; empty after the last."""
    done = {person.id for person in people}
    rest = [
        one
        for one in waiting.queue_for(officer)
        if not one.is_put_off and set(one.key) != done and list(one.homes) != list(homes)
    ]
    return address_of(rest[0]) if rest else ""


def address_of(pair: waiting.Waiting) -> str:
    return reverse("matching:pair", args=pair.key)


def last_judged(request: HttpRequest, officer: Officer) -> dict[str, Any] | None:
    """What the officer has just said, told once, with what takes it back."""
    kept = request.session.pop(LAST_JUDGED, None)
    if not kept:
        return None
    one, other = (UUID(end) for end in kept[0])
    rows = [row for row in waiting.judgements_of(one, other) if row.judge == officer.id]
    if not rows:
        return None
    last: Judgement = rows[-1]
    if len(kept) == 1:
        undo = reverse("matching:withdraw", args=[one, other])
    else:
        undo = reverse("matching:withdraw_family", args=request.session.get("judged_homes"))
    return {"verdict": VERDICTS[last.verdict], "pairs": len(kept), "undo": undo}
