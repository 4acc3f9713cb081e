"""Find a person or a household. What was searched for never stands in an address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.ledger.problems import NotFound
from akwaba.registry import queries
from akwaba.registry.forms.acts import WRONG_NUMBERS
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import NumberRefused, check_number, check_token
from akwaba.registry.pages.people import rows
from akwaba.registry.pages.words import place_text
from akwaba.registry.views.reading import note_read

LONGEST_SEARCH = 120
FEWEST_DIGITS = 6
"""From this many digits on, what was typed is meant as a registration number."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found, and what to say where that is not plain."""

    people: Sequence[Person] = ()
    household: Household | None = None
    note: str = ""
    has_more: bool = False


@allowed_to(Act.READ_PERSON)
def search(request: HttpRequest) -> HttpResponse:
    said = " ".join(request.POST.get("q", "").split())[:LONGEST_SEARCH]
    page: dict[str, Any] = {"said": said}
    if said:
        officer = officer_of(request)
        page |= _listing(request, _find(officer, said))
    return render(request, "registry/search.html", page)


def _find(officer: Officer, said: str) -> Result:
    """By number if it is one, by token if it is one, else by name."""
    digits = sum(char.isdigit() for char in said)
    number, code = check_number(said), check_token(said)
    if isinstance(number, str):
        return _by_number(officer, number, said)
    if isinstance(code, str):
        return _by_token(officer, code, said)
    if digits >= FEWEST_DIGITS and isinstance(number, NumberRefused):
        return Result(note=str(WRONG_NUMBERS[number.reason]) % {"value": said})
    if digits and code.reason == "check":
        wrong = _("The token “%(value)s” holds a wrong character. Read it once more.")
        return Result(note=wrong % {"value": said})
    found = queries.by_name(officer, said)
    return Result(found.people, has_more=found.has_more)


def _by_number(officer: Officer, number: str, said: str) -> Result:
    try:
        found, is_former = queries.all_numbered(officer, number)
    except NotFound:
        right = _("The number “%(value)s” is well written, but nobody at your posts bears it.")
        return Result(note=right % {"value": said})
    if len(found) == 1:
        note = _("This is an old number. Here is who bore it.") if is_former else ""
        return replace(_of(officer, found[0]), note=note)
    people = [one for one in found if isinstance(one, Person)]
    for one in found:
        if isinstance(one, Household):
            people += queries.members_of(officer, [one.id])
    return Result(people, note=_("Several bear or bore this number. Ask for the name."))


def _by_token(officer: Officer, code: str, said: str) -> Result:
    try:
        holder, token = queries.by_token(officer, code)
    except NotFound:
        right = _("The token “%(value)s” is well written, but nobody at your posts holds it.")
        return Result(note=right % {"value": said})
    result = _of(officer, holder)
    if not token.void_reason:
        return result
    void = _("This token is void (%(reason)s). Here is who held it.")
    return Result(result.people, result.household, void % {"reason": token.void_reason})


def _of(officer: Officer, found: Household | Person) -> Result:
    if isinstance(found, Person):
        return Result([found])
    return Result(queries.members_of(officer, [found.id]), found)


def _listing(request: HttpRequest, result: Result) -> dict[str, Any]:
    people = result.people
    tokens = queries.tokens_of([person.id for person in people])
    sizes = queries.sizes_of({person.household for person in people if person.household})
    shown = [result.household] if result.household else []
    note_read(request, [row.id for row in (*shown, *people)], "registry:search")
    posts = {post: place_text(post) for post in {person.post for person in people}}
    return {
        "result": result,
        "lines": [
            (row, posts[person.post], sizes.get(person.household, 0), person.household)
            for row, person in zip(rows(people, tokens=tokens), people, strict=True)
        ],
    }
