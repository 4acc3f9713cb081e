"""Values of the register as an officer reads them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may
from akwaba.places.queries import name_of
from akwaba.registry.ages import Birth, birth_from_facts
from akwaba.registry.ages_worded import age_text
from akwaba.registry.codelists import label
from akwaba.registry.models import Household, Person
from akwaba.registry.numbers import printed_number

NOBODY_SEES = frozenset({"FGT"})
"""End reasons that only protection officers read: a fighter who was separated."""
LEFT_UNSAID = NOBODY_SEES | {"TRF"}
"""End reasons of which others read nothing. A reason that alone is never told would be known by
that; so those who were transferred, which is what happens to a fighter too, look the same."""

LIST_OF_COLUMN = {
    "sex": "sex",
    "relationship": "relationships",
    "marital": "marital_status",
    "nationality": "countries",
    "origin_country": "countries",
    "country": "countries",
    "language": "languages",
    "process": "process_status",
    "process_reason": "end_reasons",
    "legal": "legal_status",
    "legal_basis": "legal_bases",
    "reason": "registration_reasons",
    "state": "need_states",
    "type": "document_types",
    "purpose": "consent_purposes",
}
POINTERS = frozenset({"household", "focal_point", "person", "holder", "one", "other"})
"""Columns that hold an identifier."""
PLACES = frozenset({"post", "crossing", "origin_place", "address_place", "birth_place_code"})
SOURCES = {
    "form": gettext_lazy("these pages"),
    "sheet": gettext_lazy("a list"),
    "desk": gettext_lazy("the registration desk"),
    "split": gettext_lazy("a household that was split"),
}
ANSWERS = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
MANNERS = {
    "spoken": gettext_lazy("spoken"),
    "signed": gettext_lazy("signed"),
    "thumbprint": gettext_lazy("thumbprint"),
}
METHODS = {"counted": gettext_lazy("counted"), "estimated": gettext_lazy("estimated")}
BASES = {
    "suggested": gettext_lazy("suggested by Akwaba"),
    "interview": gettext_lazy("said in the interview"),
    "supervisor": gettext_lazy("decided by a supervisor"),
    "document": gettext_lazy("read on a document"),
}
OWN_WORDS: dict[str, Mapping[str, Any]] = {
    "source": SOURCES,
    "answer": ANSWERS,
    "manner": MANNERS,
    "method": METHODS,
}


def coded(list_name: str, code: str) -> str:
    """The words of a code in the officer's language; empty for nothing."""
    return label(list_name, code, get_language() or "fr") if code else ""


def day_text(value: date | str | None) -> str:
    """`10 novembre 2025`, `10 November 2025`; empty where it is not known."""
    if not value:
        return ""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    first = day.day == 1 and get_language() == "fr"
    return ("1er " if first else f"{day.day} ") + date_format(day, "F Y")


def birth_of(person: Person) -> Birth:
    return birth_from_facts(
        {
            "precision": person.birth_precision or "unknown",
            "earliest": person.birth_earliest.isoformat() if person.birth_earliest else None,
            "latest": person.birth_latest.isoformat() if person.birth_latest else None,
            "said": person.birth_said,
        }
    )


def age_of(person: Person) -> str:
    """The age on this day, or on the day of death."""
    return age_text(birth_of(person), person.died_on or timezone.localdate())


def name_text(person: Person) -> str:
    """The name as it is called; a split name is put together."""
    return person.name_said or f"{person.given_names} {person.family_name}".strip()


def people_text(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count}


def came_from_text(row: Household | Person) -> str:
    """`Loulouni, Mali`."""
    place = row.origin_said or place_text(row.origin_place)
    return ", ".join(filter(None, (place, coded("countries", row.origin_country))))


def place_text(code: str) -> str:
    return name_of(code) if code else ""


def announced_text(size: int | None, counts: Mapping[str, int]) -> str:
    """`6 people (2 F 0-4, 1 M 18-59)`."""
    if size is None:
        return ""
    parts = ", ".join(f"{count} {_group_text(group)}" for group, count in counts.items())
    return f"{people_text(size)} ({parts})" if parts else people_text(size)


def _group_text(group: str) -> str:
    """`F 0-4` as the language abbreviates the sexes."""
    sex, _space, band = group.partition(" ")
    return f"{pgettext('sex', sex)} {band}"


def hidden_from(actor: Officer) -> frozenset[str]:
    """End reasons that the officer does not read."""
    return frozenset() if may(actor.role, Act.READ_PROTECTION) else LEFT_UNSAID


def spoken(name: str, value: Any, *, names: Mapping[str, str], hides: Iterable[str] = ()) -> str:
    """The value of a register as entries write it, in words.

    `names` says what identifiers stand for; `hides` are end reasons not to be told.
    """
    if value in (None, "", [], {}):
        return _("nothing")
    if name in WHOLE:
        return WHOLE[name](value)
    if isinstance(value, dict):
        parts = (_part(part, each, names, hides) for part, each in value.items())
        return ", ".join(filter(None, parts))
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return _part(name, value, names, hides)


def _birth_text(value: Mapping[str, Any]) -> str:
    facts = {part: value.get(f"birth_{part}") for part in ("earliest", "latest", "said")}
    birth = birth_from_facts({**facts, "precision": value.get("birth_precision") or "unknown"})
    return f"{age_text(birth, timezone.localdate())} (« {birth.said} »)"


WHOLE: dict[str, Callable[[Any], str]] = {
    "void": lambda value: str(value.get("void_reason", "")),
    "birth": _birth_text,
    "announced": lambda value: announced_text(value.get("size_said"), value.get("counts_said", {})),
}
"""Registers that are said as a whole, not part by part."""


def _part(name: str, value: Any, names: Mapping[str, str], hides: Iterable[str]) -> str:
    text = str(value)
    if name == "process_reason" and text in hides:
        return ""
    if name in POINTERS:
        return names.get(text, _("another record"))
    if name in OWN_WORDS:
        return str(OWN_WORDS[name].get(text, text))
    if name in LIST_OF_COLUMN:
        return coded(LIST_OF_COLUMN[name], text)
    return _plain_part(name, text)


def _plain_part(name: str, text: str) -> str:
    if name in PLACES:
        return place_text(text)
    if name.endswith("_on"):
        return day_text(text)
    if name == "number" and text.isdigit():
        return printed_number(text)
    return _("a photo") if name == "photo" else text


def as_uuid(text: str) -> UUID | None:
    """An identifier that a form brought back; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
