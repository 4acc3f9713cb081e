"""A draft of the desk becomes the household that the registry takes in.

The desk itself says the same in app/facts/family.js, for entries that it signs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from akwaba.access.desks.problems import WordNotUnderstood
from akwaba.desk.problems import AgeNotUnderstood, NameNeeded
from akwaba.registry.ages import Birth, is_child_on
from akwaba.registry.ages_said import BirthRefused, parse_birth
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.forms.children import ALONE, WITHOUT_ADULT
from akwaba.registry.forms.roster import age_refused
from akwaba.registry.pages.suggestions import suggest_relationships
from akwaba.registry.services.checking import MOST_PEOPLE

REFERRAL = "LP"
"""UNHCR: legal and physical protection. Said alone, it only asks a protection officer to talk."""
LONGEST_TEXT = 120
LONGEST_NOTE = 500

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One person as written, with what the age means."""

    id: UUID
    said: Facts
    birth: Birth


def household_of(draft: Facts, *, on: date) -> NewHousehold:
    """What a draft says, its people and their needs included; `on` is the day of registration.

    Raises WordNotUnderstood, AgeNotUnderstood, NameNeeded.
    """
    band = read_facts(draft, "band")
    lines = [_line(said, on) for said in _written(draft)]
    return NewHousehold(
        id=read_id(draft, "id"),
        arrived_on=_day(band, "arrived_on"),
        crossing=_text(band, "crossing"),
        origin_country=_text(band, "origin_country"),
        origin_place=_text(band, "origin_place"),
        origin_said=_text(band, "origin_said"),
        token=_text(band, "token"),
        people=_people(draft, lines, on),
        size_said=_number(draft, "size") or None,
        counts_said=_counts(draft),
        source="desk",
        note=_text(draft, "note", most=LONGEST_NOTE),
    )


def pictured(draft: Facts) -> list[UUID]:
    """Those whose photo the family still wants: one that was taken away again is not kept."""
    return [read_id(said, "id") for said in _written(draft) if said.get("photo")]


def read_facts(said: Facts, field: str) -> Facts:
    value = said.get(field, {})
    if not isinstance(value, dict):
        raise WordNotUnderstood(field=field, wanted=_("a JSON object"))
    return value


def read_id(said: Facts, field: str) -> UUID:
    try:
        return UUID(str(said.get(field)))
    except ValueError as error:
        raise WordNotUnderstood(field=field, wanted="UUID") from error


def _people(draft: Facts, lines: Sequence[Line], on: date) -> list[NewPerson]:
    facts = [(_text(line.said, "sex"), line.birth) for line in lines]
    likely = suggest_relationships(facts, on)
    needs = _needs_of_children(read_facts(draft, "children"), lines, on)
    consents = _consents(draft)
    if draft.get("referral") and lines:
        needs[lines[0].id] = (*needs.get(lines[0].id, ()), REFERRAL)
    return [
        _person(line, likely[place], needs.get(line.id, ()), consents)
        for place, line in enumerate(lines)
    ]


def _person(
    line: Line, likely: str, needs: Sequence[str], consents: Mapping[str, str]
) -> NewPerson:
    said = line.said
    chosen = _text(said, "relationship")
    is_suggested = bool(said.get("suggested")) and not chosen
    return NewPerson(
        id=line.id,
        name_said=_text(said, "name"),
        sex=_text(said, "sex"),
        birth=line.birth,
        relationship=chosen or (likely if is_suggested else ""),
        relationship_basis="suggested" if is_suggested and likely else "interview",
        needs=tuple(dict.fromkeys((*_texts(said, "needs"), *needs))),
        consents=consents,
        token=_text(said, "token"),
    )


def _needs_of_children(
    answer: Facts, lines: Sequence[Line], on: date
) -> dict[UUID, tuple[str, ...]]:
    """The need to report for each child who is without a parent."""
    if answer.get("with_parent") != "no":
        return {}
    children = [line.id for line in lines if is_child_on(line.birth, on)]
    ticked = set(_texts(answer, "alone"))
    alone = children if len(children) == 1 else [one for one in children if str(one) in ticked]
    code = WITHOUT_ADULT if len(children) == len(lines) else ALONE
    return dict.fromkeys(alone, (code,))


def _written(draft: Facts) -> list[Facts]:
    people = draft.get("people", [])
    if (
        not isinstance(people, list)
        or len(people) > MOST_PEOPLE
        or not all(isinstance(one, dict) for one in people)
    ):
        wanted = _("a list of at most %(most)s people") % {"most": MOST_PEOPLE}
        raise WordNotUnderstood(field="people", wanted=wanted)
    return [one for one in people if not _is_blank(one)]


def _is_blank(said: Facts) -> bool:
    words = ("name", "sex", "age", "relationship", "token")
    return not (any(_text(said, field) for field in words) or _texts(said, "needs"))


def _line(said: Facts, on: date) -> Line:
    birth = parse_birth(_text(said, "age"), on=on)
    if isinstance(birth, BirthRefused):
        raise AgeNotUnderstood(reason=age_refused(birth))
    if not _text(said, "name"):
        raise NameNeeded
    return Line(read_id(said, "id"), said, birth)


def _text(said: Facts, field: str, *, most: int = LONGEST_TEXT) -> str:
    value = said.get(field) or ""
    if not isinstance(value, str) or len(value) > most:
        wanted = _("a text of at most %(most)s characters") % {"most": most}
        raise WordNotUnderstood(field=field, wanted=wanted)
    return value.strip()


def _texts(said: Facts, field: str) -> list[str]:
    values = said.get(field) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise WordNotUnderstood(field=field, wanted=_("a list of texts"))
    return values


def _day(said: Facts, field: str) -> date | None:
    value = _text(said, field)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        wanted = _("a day written 1987-03-12")
        raise WordNotUnderstood(field=field, wanted=wanted) from error


def _number(said: Facts, field: str) -> int:
    value = said.get(field) or 0
    if not isinstance(value, int) or not 0 <= value <= MOST_PEOPLE:
        wanted = _("a number from 0 to %(most)s") % {"most": MOST_PEOPLE}
        raise WordNotUnderstood(field=field, wanted=wanted)
    return value


def _counts(draft: Facts) -> dict[str, int]:
    counts = read_facts(draft, "counts")
    return {band: _number(counts, band) for band in counts if counts[band]}


def _consents(draft: Facts) -> dict[str, str]:
    said = read_facts(draft, "consents")
    return {purpose: _text(said, purpose) for purpose in said if said[purpose]}
