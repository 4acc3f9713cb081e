"""What the registry takes in: names cleaned, codes on their lists, days that have come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext

from akwaba.ledger.columns import UNFIT
from akwaba.ledger.tables import tables
from akwaba.registry.codelists import codes
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.fields import field_label
from akwaba.registry.models import Household, Person, Token
from akwaba.registry.models.columns import PLACE_LENGTH
from akwaba.registry.names import LONGEST_NAME, NameRefused, clean_name
from akwaba.registry.numbers import NumberRefused, check_token
from akwaba.registry.problems import (
    CountsUnusable,
    FormTooLong,
    NameMissing,
    NameUnusable,
    NobodyNamed,
    TokenUnusable,
    UnknownCode,
)
from akwaba.registry.services.acting import one_line, require_past

MOST_PEOPLE = 500
"""The largest household that is no slip of the pen; compounds of 200 have been registered."""

OWN_CODES = {
    "answers": frozenset({"yes", "no"}),
    "consent_manners": frozenset({"spoken", "signed", "thumbprint"}),
    "headcount_methods": frozenset({"counted", "estimated"}),
}
"""Short lists that belong to the software rather than to UNHCR."""

LIST_OF_FIELD = {
    "sex": "sex",
    "relationship": "relationships",
    "marital": "marital_status",
    "nationality": "countries",
    "origin_country": "countries",
    "country": "countries",
    "language": "languages",
}

NAMES = ("name_said", "given_names", "family_name", "father", "mother")


def check_code(list_name: str, value: str, *, field: str) -> str:
    """Raises UnknownCode where the value is not on its list."""
    if value not in (OWN_CODES.get(list_name) or codes(list_name)):
        raise UnknownCode(value=value, field=field_label(field))
    return value


def check_relationship(value: str) -> str:
    return check_code("relationships", value, field="relationship") if value else ""


def check_name(value: str, *, field: str) -> str:
    """The name as it is kept. Raises NameUnusable with what is wrong with it."""
    if not value.strip():
        return ""
    cleaned = clean_name(value)
    if isinstance(cleaned, NameRefused):
        reasons = {
            "empty": gettext("it has no letter"),
            "emoji": gettext("it holds a picture"),
            "too_long": gettext("it is longer than %(most)s characters") % {"most": LONGEST_NAME},
        }
        raise NameUnusable(value=value[:40], reason=reasons[cleaned.reason], field=field)
    return cleaned.text


def check_household(household: NewHousehold) -> NewHousehold:
    """The household as it is kept. Raises the Problem that the officer can mend."""
    if not household.people:
        raise NobodyNamed
    require_past(household.arrived_on)
    require_past(household.registered_on)
    _check_counts(household)
    if household.origin_country:
        check_code("countries", household.origin_country, field="origin_country")
    token = check_free_token(household.token, holder=household.id) if household.token else ""
    return replace(
        household,
        people=check_people(household.people),
        token=token,
        origin_said=check_text(household.origin_said, field="came_from"),
        address_said=check_text(household.address_said, field="address"),
        phone=check_text(household.phone, field="phone", most=40),
        note=check_text(household.note, field="note", most=500),
        crossing=check_text(household.crossing, field="crossing", most=PLACE_LENGTH),
        origin_place=check_text(household.origin_place, field="came_from", most=PLACE_LENGTH),
        address_place=check_text(household.address_place, field="address", most=PLACE_LENGTH),
    )


def _check_counts(household: NewHousehold) -> None:
    size = household.size_said
    if size is not None and not 0 < size <= MOST_PEOPLE:
        raise CountsUnusable(value=size)
    for count in household.counts_said.values():
        if not 0 <= count <= MOST_PEOPLE:
            raise CountsUnusable(value=count)


def check_people(people: Sequence[NewPerson]) -> list[NewPerson]:
    return [_check_person(person, line) for line, person in enumerate(people, start=1)]


def _check_person(person: NewPerson, line: int) -> NewPerson:
    names = {field: check_name(getattr(person, field), field=field) for field in NAMES}
    if not (names["name_said"] or names["given_names"] or names["family_name"]):
        raise NameMissing(line=line)
    require_past(person.fled_on)
    require_past(person.birth.earliest)
    for field in ("sex", "relationship", "marital", "nationality", "language"):
        if value := getattr(person, field):
            check_code(LIST_OF_FIELD[field], value, field=field)
    for need in person.needs:
        check_code("needs", need, field="need")
    for purpose, answer in person.consents.items():
        check_code("consent_purposes", purpose, field="purpose")
        check_code("answers", answer, field="answer")
    named: dict[str, Any] = dict(names)
    return replace(
        person,
        **named,
        aliases=[alias for said in person.aliases if (alias := check_name(said, field="aliases"))],
        birth=replace(person.birth, said=one_line(person.birth.said)[:60]),
        birth_place_said=check_text(person.birth_place_said, field="birth_place"),
        birth_place_code=check_text(
            person.birth_place_code, field="birth_place", most=PLACE_LENGTH
        ),
        phone=check_text(person.phone, field="phone", most=40),
        token=check_free_token(person.token, holder=person.id) if person.token else "",
    )


def check_text(value: str, *, field: str, most: int = 120) -> str:
    """Words in one line without what cannot be seen. Raises FormTooLong."""
    text = one_line(value)
    if len(text) > most:
        raise FormTooLong(field=field_label(field), most=most)
    return text


def check_free_token(said: str, *, holder: UUID) -> str:
    """The code of a token that nobody else holds. Raises TokenUnusable."""
    code = check_token(said)
    if isinstance(code, NumberRefused):
        raise TokenUnusable(
            value=said[:20], reason=gettext("a character is wrong; read it once more")
        )
    others = Token.objects.filter(code=code, void_reason="").exclude(holder=holder)
    if others.exists():
        raise TokenUnusable(value=said[:20], reason=gettext("somebody else holds it; take another"))
    return code


def check_tokens_apart(household: NewHousehold, taken: set[str]) -> None:
    """Take the tokens of a household out of those that are free. Raises TokenUnusable."""
    codes = [code for code in (household.token, *(one.token for one in household.people)) if code]
    for index, code in enumerate(codes):
        if code in taken or code in codes[:index]:
            raise TokenUnusable(value=code, reason=gettext("somebody else holds it; take another"))
    taken.update(codes)


def check_values(row: Person | Household, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a correction, cleaned. Raises the Problem that the officer can mend."""
    table, whose = tables()[row.table], str(row.id)
    checked: dict[str, Any] = {}
    for name, value in values.items():
        try:
            known = table.check(whose, {name: _check_value(row, name, value)}, whose)
        except (*UNFIT, FieldDoesNotExist) as unfit:
            raise UnknownCode(value=str(value)[:40], field=field_label(name)) from unfit
        checked.update(known)
    return checked


def _check_value(row: Person | Household, name: str, value: Any) -> Any:
    if name in NAMES:
        return check_name(value, field=name)
    if isinstance(value, dict):
        return {part: _check_part(row, part, each) for part, each in value.items() if each}
    if name == "aliases":
        return [check_name(alias, field=name) for alias in value]
    return _check_part(row, name, value)


def _check_part(row: Person | Household, name: str, value: Any) -> Any:
    if value and name in LIST_OF_FIELD:
        return check_code(LIST_OF_FIELD[name], value, field=name)
    if value and name.endswith("_on"):
        require_past(date.fromisoformat(value))
    if isinstance(value, str):
        most = getattr(row._meta.get_field(name), "max_length", None)  # noqa: SLF001
        return check_text(value, field=name, most=most or 120)
    return value
