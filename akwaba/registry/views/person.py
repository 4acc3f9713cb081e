"""The page of a person, and their photo."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.registry import queries
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import printed_number, read_aloud
from akwaba.registry.pages.dispute import asked
from akwaba.registry.pages.file import (
    consent_rows,
    document_rows,
    facts_of,
    need_rows,
    status_of,
    token_rows,
)
from akwaba.registry.pages.history import events
from akwaba.registry.pages.people import is_suggested
from akwaba.registry.pages.reader import reader_of
from akwaba.registry.pages.words import age_of, coded, name_text
from akwaba.registry.views.household import EVENTS_AT_FIRST, permissions
from akwaba.registry.views.reading import note_read


@allowed_to(Act.READ_PERSON)
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    officer = officer_of(request)
    found = queries.person_for(officer, person_id)
    page = person_page(officer, found)
    linked = [other for _link, _reason, other, *_named in page["links"]]
    note_read(request, [found.id, *linked], "registry:person")
    page["shows_all"] = "all" in request.GET
    return render(request, "registry/person.html", page)


def person_page(officer: Officer, found: Person) -> dict[str, Any]:
    told = queries.told_of([found.id])
    told_events = events(told, about=[found.id], reader=reader_of(officer, told))
    home = _home(officer, found)
    return {
        "person": found,
        "name": name_text(found),
        "number": printed_number(found.number),
        "aloud": read_aloud(found.number, get_language() or "fr"),
        "sex": coded("sex", found.sex),
        "age": age_of(found),
        "home": home,
        "home_number": printed_number(home.number) if home else "",
        "speaks": home is not None and home.focal_point == found.id,
        "relationship": coded("relationships", found.relationship),
        "is_suggested": is_suggested(found),
        "facts": facts_of(found),
        "status": status_of(officer, found),
        "needs": need_rows(queries.needs_of(officer, [found.id])),
        "consents": consent_rows(queries.consents_of([found.id])),
        "documents": document_rows(queries.documents_of([found.id])),
        "has_attestation": found.id in queries.attestations_of([found.id]),
        "tokens": token_rows(queries.tokens_of([found.id])),
        "links": [
            (link.id, link.reason, other.id, name_text(other), printed_number(other.number))
            for link, other in queries.links_of(officer, found)
        ],
        "disputes": asked(officer, queries.disputes_of(officer, [found])),
        "events": told_events[:EVENTS_AT_FIRST],
        "older": told_events[EVENTS_AT_FIRST:],
        "may": permissions(officer),
    }


def _home(officer: Officer, found: Person) -> Household | None:
    households = queries.households_for(officer)
    return households.filter(pk=found.household).first() if found.household else None


@allowed_to(Act.READ_PERSON)
def photo(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The face, for those who may open the file; every look is noted."""
    officer = officer_of(request)
    found = queries.person_for(officer, person_id)
    content = queries.photo_for(officer, found)
    note_read(request, [found.id], "registry:photo")
    return HttpResponse(content, content_type="image/jpeg")
