"""`POST /desk/v1/search`: whether somebody of this family is registered already."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
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
from akwaba.desk.households import Family, by_household
from akwaba.desk.likeness import Described
from akwaba.desk.likeness_worded import worded
from akwaba.places.queries import names_of
from akwaba.registry import queries
from akwaba.registry.ages import is_child_on
from akwaba.registry.models import Household, Person, Token
from akwaba.registry.numbers import check_number, check_token
from akwaba.registry.pages.words import age_of, birth_of, name_text
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
        found, families = _find(officer, read_object(request.body))
        answer = _answer(officer, found, families)
    people = [hit.person for hit in found.hits]
    record_read(
        officer=officer,
        subjects=[person.id for person in people],
        purpose=Purpose.REGISTRATION,
        page=PAGE,
    )
    return JsonResponse(answer)


def _find(officer: Officer, said: Facts) -> tuple[known.Known, list[Family]]:
    if "number" in said:
        number = check_number(str(said["number"]))
        if not isinstance(number, str):
            raise WordNotUnderstood(field="number", wanted=_("a registration number"))
        return known.by_number(officer, number), []
    if "token" in said:
        code = check_token(str(said["token"]))
        if not isinstance(code, str):
            raise WordNotUnderstood(field="token", wanted=_("a token"))
        return known.by_token(officer, code), []
    asked = _described(said)
    found = known.already_known(officer, asked)
    if not found.is_whole:
        return found, []
    return by_household(officer, asked, found, timezone.localdate())


SHARED = ("sex", "birth_earliest", "birth_latest", "origin_country", "origin_place", "origin_said")
"""What the question may give once for all of those asked for."""


def _described(said: Facts) -> list[Described]:
    """Those asked for: each has what the question gives for all, unless it says otherwise."""
    names = said.get("names")
    if not isinstance(names, list) or not 0 < len(names) <= MOST_PEOPLE:
        wanted = _("a list of 1 to %(most)s names") % {"most": MOST_PEOPLE}
        raise WordNotUnderstood(field="names", wanted=wanted)
    shared: Facts = {name: said[name] for name in SHARED if name in said}
    asked = [{**shared, **(one if isinstance(one, dict) else {"name": one})} for one in names]
    places = names_of({_text(one, "origin_place") for one in asked} - {""})
    return [_one(one, places) for one in asked]


def _one(said: Facts, places: dict[str, str]) -> Described:
    sex = said.get("sex") or ""
    if sex not in {"", "F", "M", "U"}:
        raise WordNotUnderstood(field="sex", wanted="F, M, U")
    return Described(
        _text(said, "name", is_needed=True),
        sex,
        _day(said, "birth_earliest"),
        _day(said, "birth_latest"),
        _text(said, "relationship"),
        places.get(_text(said, "origin_place"), "") or _text(said, "origin_said"),
        _text(said, "origin_country"),
    )


def _text(said: Facts, field: str, *, is_needed: bool = False) -> str:
    value = said.get(field)
    if value is None and not is_needed:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        wanted = _("a text of at most %(most)s characters") % {"most": LONGEST_NAME}
        raise WordNotUnderstood(field=field, wanted=wanted)
    return value.replace("\0", "")  # PostgreSQL takes none in a query


def _day(said: Facts, field: str) -> date | None:
    value = said.get(field)
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as error:
        wanted = _("a day written 1987-03-12")
        raise WordNotUnderstood(field=field, wanted=wanted) from error


def _answer(officer: Officer, found: known.Known, families: list[Family]) -> Facts:
    people = [hit.person for hit in found.hits]
    posts = names_of({person.post for person in people})
    households = queries.households_for(officer).in_bulk(
        {person.household for person in people if person.household}
    )
    held = {token.holder: token.code for token in _tokens(people)}
    return {
        "found": [
            _line(hit, posts, households.get(hit.person.household), held) for hit in found.hits
        ],
        "families": [_family(family) for family in families],
        "more": found.has_more,
        "searched": "register" if found.is_whole else "names",
    }


def _tokens(people: list[Person]) -> list[Token]:
    """Of the people and their households; of several, the one that was issued last comes last."""
    holders = {person.id for person in people} | {
        person.household for person in people if person.household
    }
    return queries.tokens_of(holders)[::-1]


def _line(
    hit: known.Hit, posts: dict[str, str], household: Household | None, held: dict[UUID | None, str]
) -> Facts:
    person = hit.person
    token = held.get(person.id) or (held.get(household.id, "") if household else "")
    return {
        "person": str(person.id),
        "number": person.number,
        "household": str(household.id) if household else None,
        "household_number": household.number if household else "",
        "name": name_text(person),
        "sex": person.sex,
        "age_text": age_of(person),
        "is_child": is_child_on(birth_of(person), person.died_on or timezone.localdate()),
        "post_name": posts.get(person.post, ""),
        "registered_on": person.registered_on.isoformat() if person.registered_on else None,
        "resembles": hit.resembles,
        "reasons": [worded(told) for told in hit.told],
        "reason_codes": [told.code for told in hit.told],
        "band": hit.band,
        "probability": round(hit.probability, 3),
        "photo": reverse("desk:photo", args=[person.id]) if person.photo else "",
        "token": token,
    }


def _family(family: Family) -> Facts:
    return {
        "household": str(family.household),
        "people": family.people,
        "alike": family.alike,
        "band": family.band,
        "reasons": [worded(told) for told in family.told],
        "reason_codes": [told.code for told in family.told],
    }
