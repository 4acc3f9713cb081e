"""The code lists of registration, read once from the CSV files beside; no framework.

Codes are UNHCR's where UNHCR has them; countries are ISO 3166-1 alpha-3 and languages ISO 639-3
inside, with UNHCR's codes in the column `unhcr` for exports. Sources: codes/README.md.
"""

import csv
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, cast

Level = Literal["open", "restricted", "confidential"]


@dataclass(frozen=True, slots=True)
class Code:
    """One line of a list: the code, and how it reads in English and in French."""

    code: str
    label_en: str
    label_fr: str


@dataclass(frozen=True, slots=True)
class MaritalStatus(Code):
    """`is_union`: a marriage, by law or by custom."""

    is_union: bool


@dataclass(frozen=True, slots=True)
class Relationship(Code):
    """What a person is to the focal point.

    `sex` is F or M where the word implies it; `generation` counts from the focal point, +1 for a
    parent and -1 for a child, None where the word does not say. The inverse is what a male or
    female focal point is to that person.
    """

    sex: str
    degree: str
    generation: int | None
    inverse_male: str
    inverse_female: str


@dataclass(frozen=True, slots=True)
class Need(Code):
    """A specific need, with whom it can concern.

    `level` says who may see it: open to registration officers; restricted (health, law, labour) to
    those who refer; confidential to protection officers only, never in an export or on paper.
    """

    level: Level
    sex: str
    min_age: int | None
    max_age: int | None

    @property
    def parent(self) -> str:
        """The family of the need: CR for CR-AF; itself for a family."""
        return self.code.partition("-")[0]


@dataclass(frozen=True, slots=True)
class NeedState(Code):
    """How far a need is known; `is_open` until it has ended."""

    is_open: bool


@dataclass(frozen=True, slots=True)
class ProcessStatus(Code):
    """Whether a person is followed, with the letter of proGres and its number in version 4."""

    unhcr: str
    unhcr_v4: str


@dataclass(frozen=True, slots=True)
class EndReason(Code):
    """Why presence ended, the process status it leads to, and whether the person may come back."""

    leads_to: str
    can_return: bool
    unhcr_event: str
    note: str


@dataclass(frozen=True, slots=True)
class LegalStatus(Code):
    """A legal status and the population it counts in."""

    population: str


@dataclass(frozen=True, slots=True)
class LegalBasis(Code):
    """What a legal status rests on. Empty countries: any; an absent day: no limit was stated."""

    status: str
    countries: tuple[str, ...]
    decided_on: date | None
    until: date | None
    registered_from: date | None
    registered_until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class DocumentType(Code):
    """A paper: `issuer` is unhcr, government (of asylum), origin, civil (a register) or other.

    `attests_asylum`: given here to asylum-seekers and refugees, by UNHCR or by the government.
    """

    issuer: str
    proves_birth: bool
    attests_asylum: bool


@dataclass(frozen=True, slots=True)
class Country(Code):
    """A country by ISO 3166-1 alpha-3; XXA is a stateless person, XXX an unknown country."""

    unhcr: str


@dataclass(frozen=True, slots=True)
class Language(Code):
    """A language by ISO 639-3, and UNHCR's older code where it has one."""

    unhcr: str


@dataclass(frozen=True, slots=True)
class ConsentPurpose(Code):
    """One question of consent, asked and answered on its own."""

    note: str


LISTS: Mapping[str, type[Code]] = {
    "sex": Code,
    "marital_status": MaritalStatus,
    "relationships": Relationship,
    "needs": Need,
    "need_states": NeedState,
    "process_status": ProcessStatus,
    "end_reasons": EndReason,
    "legal_status": LegalStatus,
    "legal_bases": LegalBasis,
    "document_types": DocumentType,
    "population_types": Code,
    "countries": Country,
    "languages": Language,
    "consent_purposes": ConsentPurpose,
    "registration_reasons": Code,
}

_READ: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    Level: str,
    bool: lambda text: text == "yes",
    int | None: lambda text: int(text) if text else None,
    date | None: lambda text: date.fromisoformat(text) if text else None,
    tuple[str, ...]: lambda text: tuple(text.split()),
}


@cache
def codes(name: str) -> Mapping[str, Code]:
    """Give a list by its name, in the order of the file; KeyError for a list that is not there."""
    kind = LISTS[name]
    readers = {field.name: _READ[field.type] for field in fields(kind)}
    text = files("akwaba.registry").joinpath("codes", f"{name}.csv").read_text(encoding="utf-8")
    lines = (
        kind(**{column: readers[column](value) for column, value in row.items()})
        for row in csv.DictReader(text.splitlines(), strict=True)
    )
    return MappingProxyType({line.code: line for line in lines})


def label(name: str, code: str, language: str = "fr") -> str:
    """Give the words of a code; a code that is not in the list is shown as it is."""
    found = codes(name).get(code)
    if found is None:
        return code
    return found.label_fr if language.startswith("fr") else found.label_en


def choices(name: str, language: str = "fr") -> list[tuple[str, str]]:
    """Give (code, words) pairs for a form."""
    return [(code, label(name, code, language)) for code in codes(name)]


def find_code(name: str, said: str) -> str | None:
    """Find the code of what was typed: the code itself or its words, whatever accents and case."""
    return _by_words(name).get(_plain(said))


def marital_statuses() -> Mapping[str, MaritalStatus]:
    return cast("Mapping[str, MaritalStatus]", codes("marital_status"))


def relationships() -> Mapping[str, Relationship]:
    return cast("Mapping[str, Relationship]", codes("relationships"))


def needs() -> Mapping[str, Need]:
    return cast("Mapping[str, Need]", codes("needs"))


def need_states() -> Mapping[str, NeedState]:
    return cast("Mapping[str, NeedState]", codes("need_states"))


def end_reasons() -> Mapping[str, EndReason]:
    return cast("Mapping[str, EndReason]", codes("end_reasons"))


def legal_bases() -> Mapping[str, LegalBasis]:
    return cast("Mapping[str, LegalBasis]", codes("legal_bases"))


def document_types() -> Mapping[str, DocumentType]:
    return cast("Mapping[str, DocumentType]", codes("document_types"))


def countries() -> Mapping[str, Country]:
    return cast("Mapping[str, Country]", codes("countries"))


def languages() -> Mapping[str, Language]:
    return cast("Mapping[str, Language]", codes("languages"))


def need_level(code: str) -> Level:
    """Say who may see a need; one that is not in the list is kept for protection officers."""
    need = needs().get(code)
    return need.level if need else "confidential"


def inverse_relationship(code: str, *, focal_sex: str) -> str:
    """Say what the focal point is to that person; U when the list or the sex does not tell."""
    relationship = relationships().get(code)
    if relationship is None or focal_sex not in {"F", "M"}:
        return "U"
    inverse = relationship.inverse_male if focal_sex == "M" else relationship.inverse_female
    return inverse or "U"


def bases_for(*, country: str, registered_on: date, decided_on: date) -> list[LegalBasis]:
    """List the legal bases open to someone of a country, registered and decided on two days.

    They are offered to the officer; none is ever applied by itself.
    """
    return [
        basis
        for basis in legal_bases().values()
        if (not basis.countries or country in basis.countries)
        and _within(registered_on, basis.registered_from, basis.registered_until)
        and _within(decided_on, basis.decided_on, basis.until)
    ]


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


@cache
def _by_words(name: str) -> Mapping[str, str]:
    """Every way to type a code; where two share their words, the first of the list keeps them."""
    found: dict[str, str] = {}
    for line in codes(name).values():
        for words in (line.code, line.label_fr, line.label_en):
            found.setdefault(_plain(words), line.code)
    return found


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
