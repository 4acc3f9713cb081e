"""The page of a household."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act, may
from akwaba.registry import queries
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import printed_number, printed_token, read_aloud
from akwaba.registry.pages.dispute import asked
from akwaba.registry.pages.findings import Papers, advice
from akwaba.registry.pages.history import events
from akwaba.registry.pages.people import rows
from akwaba.registry.pages.reader import reader_of
from akwaba.registry.pages.words import announced_text, came_from_text, place_text
from akwaba.registry.views.reading import note_read

EVENTS_AT_FIRST = 12


@allowed_to(Act.READ_PERSON)
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    officer = officer_of(request)
    found = queries.household_for(officer, household_id)
    people = queries.members_of(officer, [found.id])
    note_read(request, [found.id, *(person.id for person in people)], "registry:household")
    page = household_page(officer, found, people)
    page["shows_all"] = "all" in request.GET
    return render(request, "registry/household.html", page)


def household_page(officer: Officer, found: Household, people: list[Person]) -> dict[str, Any]:
    ids = [person.id for person in people]
    needs, tokens = queries.needs_of(officer, ids), queries.tokens_of([found.id, *ids])
    told = queries.told_of([found.id, *ids])
    told_events = events(told, about=[found.id, *ids], reader=reader_of(officer, told, people))
    papers = Papers(needs, queries.documents_of(ids), queries.consents_of(ids))
    return {
        "household": found,
        "number": printed_number(found.number),
        "aloud": read_aloud(found.number, get_language() or "fr"),
        "people": rows(people, needs=needs, tokens=tokens, speaker=found.focal_point),
        "listed": len(people),
        "missing": max(0, (found.size_said or 0) - len(people)),
        "announced": announced_text(found.size_said, found.counts_said),
        "facts": facts(found),
        "tokens": [printed_token(token.code) for token in tokens if token.holder == found.id],
        "disputes": asked(officer, queries.disputes_of(officer, [found, *people])),
        "advice": advice(
            found, people, papers, today=timezone.localdate(), levels=queries.levels_seen(officer)
        ),
        "events": told_events[:EVENTS_AT_FIRST],
        "older": told_events[EVENTS_AT_FIRST:],
        "may": permissions(officer),
    }


def facts(found: Household) -> dict[str, Any]:
    """What all of its people share, in words."""
    return {
        "post": place_text(found.post),
        "crossing": place_text(found.crossing),
        "comes_from": came_from_text(found),
        "stays_at": found.address_said or place_text(found.address_place),
    }


def permissions(officer: Officer) -> dict[str, bool]:
    """Which acts the page offers: the services refuse the others."""
    return {act.value: may(officer.role, act) for act in Act}
