"""`POST /desk/v1/search`: whether somebody of this family is registered already."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.desks.problems import ShownTooMany, WordNotUnderstood
from akwaba.access.desks.requests import LANGUAGE, DeskRequest, signed
from akwaba.access.desks.words import read_object
from akwaba.access.models import Officer
from akwaba.access.queries import shown_since
from akwaba.access.rules import Act, Purpose
from akwaba.access.services import record_read
from akwaba.desk import known
from akwaba.desk.likeness import Described
from akwaba.places.queries import names_of
from akwaba.registry import queries
from akwaba.registry.models import Household
from akwaba.registry.numbers import check_number, check_token
from akwaba.registry.pages.words import age_of, name_text
from akwaba.registry.services.checking import MOST_PEOPLE

LONGEST_NAME = 200
PAGE = "desk:search"
MOST_SHOWN = 1000
"""People an hour. Sixty families, eight people shown of each, are half of it; whoever walks through
the numbers with a stolen tablet is stopped before they have read a register."""

Facts = dict[str, Any]


@require_POST
@signed(officer=True, lease=True, act=Act.REGISTER)
def search(request: DeskRequest) -> HttpResponse:
    """Answers with at most eight people of the officer's posts; each is noted as read."""
    officer = request.officer
    if officer is None:  # signed() lets nobody through without one
        raise WordNotUnderstood(field="Akwaba-Officer", wanted=_("an officer"))
    hour_ago = timezone.now() - timedelta(hours=1)
    if shown_since(officer, page=PAGE, since=hour_ago) >= MOST_SHOWN:
        raise ShownTooMany
    language = (
        nullcontext() if LANGUAGE in request.headers else translation.override(officer.language)
    )
    with language:
        found = _find(officer, read_object(request.body))
        answer = _answer(officer, found)
    people = [hit.person for hit in found.hits]
    record_read(
        officer=officer,
        subjects=[person.id for person in people],
        purpose=Purpose.REGISTRATION,
        page=PAGE,
    )
    return JsonResponse(answer)


def _find(officer: Officer, said: Facts) -> known.Known:
    if "number" in said:
        number = check_number(str(said["number"]))
        if not isinstance(number, str):
            raise WordNotUnderstood(field="number", wanted=_("a registration number"))
        return known.by_number(officer, number)
    if "token" in said:
        code = check_token(str(said["token"]))
        if not isinstance(code, str):
            raise WordNotUnderstood(field="token", wanted=_("a token"))
        return known.by_token(officer, code)
    return known.already_known(officer, _described(said))


def _described(said: Facts) -> list[Described]:
    """Those asked for: a text shares the sex and the birth that the question gives for all."""
    names = said.get("names")
    if not isinstance(names, list) or not 0 < len(names) <= MOST_PEOPLE:
        wanted = _("a list of 1 to %(most)s names") % {"most": MOST_PEOPLE}
        raise WordNotUnderstood(field="names", wanted=wanted)
    shared: Facts = {
        name: said[name] for name in ("sex", "birth_earliest", "birth_latest") if name in said
    }
    return [_one({**shared, **(one if isinstance(one, dict) else {"name": one})}) for one in names]


def _one(said: Facts) -> Described:
    name, sex = said.get("name"), said.get("sex") or ""
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        wanted = _("a text of at most %(most)s characters") % {"most": LONGEST_NAME}
        raise WordNotUnderstood(field="name", wanted=wanted)
    if sex not in {"", "F", "M", "U"}:
        raise WordNotUnderstood(field="sex", wanted="F, M, U")
    return Described(name, sex, _day(said, "birth_earliest"), _day(said, "birth_latest"))


def _day(said: Facts, field: str) -> date | None:
    value = said.get(field)
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        wanted = _("a day written 1987-03-12")
        raise WordNotUnderstood(field=field, wanted=wanted) from error


def _answer(officer: Officer, found: known.Known) -> Facts:
    people = [hit.person for hit in found.hits]
    posts = names_of({person.post for person in people})
    households = queries.households_for(officer).in_bulk(
        {person.household for person in people if person.household}
    )
    return {
        "found": [_line(hit, posts, households.get(hit.person.household)) for hit in found.hits],
        "more": found.has_more,
    }


def _line(hit: known.Hit, posts: dict[str, str], household: Household | None) -> Facts:
    person = hit.person
    return {
        "person": str(person.id),
        "number": person.number,
        "household": str(household.id) if household else None,
        "household_number": household.number if household else "",
        "name": name_text(person),
        "sex": person.sex,
        "age_text": age_of(person),
        "post_name": posts.get(person.post, ""),
        "registered_on": person.registered_on.isoformat() if person.registered_on else None,
        "resembles": hit.resembles,
        "reasons": [str(known.REASONS[reason]) for reason in hit.reasons],
        "reason_codes": list(hit.reasons),
    }
