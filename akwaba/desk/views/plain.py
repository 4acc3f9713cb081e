"""What a tablet in connected mode asks, under the officer's own session. All answers are JSON."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akwaba.access.desks.problems import WordNotUnderstood
from akwaba.access.desks.words import read_object
from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.desk.assets import release
from akwaba.desk.connected import drafts
from akwaba.desk.connected.facts import read_facts
from akwaba.desk.connected.page import START, import_map, styles
from akwaba.desk.models import ConnectedDraft
from akwaba.desk.problems import DraftTooLarge
from akwaba.desk.views.shell import policy
from akwaba.ledger.columns import is_storable
from akwaba.ledger.problems import Problem
from akwaba.registry.forms.band import own_posts
from akwaba.registry.models import Household, Person

MOST_BYTES = 512 * 1024
"""Of a draft: a household of 500 people has about 150 kB."""

View = Callable[..., HttpResponse]


def told_in_json(view: View) -> View:
    """A refusal as {"problem": code, "sentence": …}: the tablet shows it and keeps the draft."""

    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return view(request, **given)
        except Problem as problem:
            told = {"problem": problem.code, "sentence": str(problem)}
            return JsonResponse(told, status=problem.status)

    return answer


@allowed_to(Act.REGISTER)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The desk for tablets whose browser gives them no keys; signing in comes first."""
    now = release()
    found: dict[str, Any] = {
        "import_map": import_map(now),
        "styles": styles(now),
        "start": now.path(START),
        "icon": now.path("icons/akwaba.svg"),
    }
    response = render(request, "desk/connected.html", found)
    response.headers["Content-Security-Policy"] = policy(found["import_map"])
    return response


@allowed_to(Act.REGISTER)
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Who is signed in, where they register, and what their next requests must carry."""
    officer = officer_of(request)
    return JsonResponse(
        {
            "officer": _officer(officer),
            "posts": [{"code": code, "name": name} for code, name in own_posts(officer)],
            "language": officer.language,
            "csrf": get_token(request),
        }
    )


@allowed_to(Act.REGISTER)
@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """The officer's own drafts, newest first."""
    found = drafts.drafts_of(officer_of(request)).order_by("-saved_at")
    return JsonResponse({"drafts": [_line(draft) for draft in found]})


@allowed_to(Act.REGISTER)
@require_http_methods(["GET", "PUT", "DELETE"])
@told_in_json
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """GET {draft}, PUT the draft itself, DELETE."""
    officer = officer_of(request)
    if request.method == "GET":
        return JsonResponse({"draft": drafts.draft_of(officer, draft_id).content})
    if request.method == "DELETE":
        drafts.drop_draft(actor=officer, draft_id=draft_id)
        return JsonResponse({})
    kept = drafts.save_draft(actor=officer, draft_id=draft_id, content=_read(request))
    return JsonResponse({"registered": not kept})


@allowed_to(Act.REGISTER)
@require_http_methods(["PUT", "DELETE"])
@told_in_json
def photo(request: HttpRequest, draft_id: UUID, person: UUID) -> HttpResponse:
    """PUT the bytes of a JPEG or PNG, DELETE."""
    given: Any = {"actor": officer_of(request), "draft_id": draft_id, "person": person}
    if request.method == "DELETE":
        drafts.drop_photo(**given)
    else:
        drafts.keep_photo(**given, content=request.body)
    return JsonResponse({})


@allowed_to(Act.REGISTER)
@require_POST
@told_in_json
def register(request: HttpRequest) -> HttpResponse:
    """In {post, draft}; out {id, status, number, people: {person: number}}."""
    said = _read(request)
    post = said.get("post")
    if not isinstance(post, str):
        raise WordNotUnderstood(field="post", wanted=_("a text"))
    content = dict(read_facts(said, "draft"))
    outcome = drafts.register_draft(actor=officer_of(request), post=post, content=content)
    household = Household.objects.filter(pk=outcome.id).first()
    people = Person.objects.filter(household=outcome.id).values_list("id", "number")
    return JsonResponse(
        {
            "id": str(outcome.id),
            "status": outcome.status,
            "number": household.number if household else outcome.number,
            "people": {str(person): number for person, number in people},
        }
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        raise DraftTooLarge(most=MOST_BYTES // 1024)
    said = read_object(request.body)
    if not is_storable(json.dumps(said, ensure_ascii=False).replace("\\u0000", "\0")):
        raise WordNotUnderstood(field="draft", wanted=_("a text without control signs"))
    return said


def _officer(officer: Officer) -> dict[str, str]:
    return {"id": str(officer.id), "name": officer.display_name, "role": officer.role}


def _line(draft: ConnectedDraft) -> dict[str, Any]:
    people = draft.content.get("people")
    named = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    return {
        "id": str(draft.pk),
        "saved_at": int(draft.saved_at.timestamp() * 1000),
        "title": str(named[0].get("name", "")) if named else "",
        "people": len(named),
    }
