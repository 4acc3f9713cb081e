"""What a person's file holds, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from akwaba.access.models import Officer
from akwaba.registry.codelists import choices
from akwaba.registry.fields import field_label
from akwaba.registry.models import Consent, Document, Need, Person, Token
from akwaba.registry.numbers import printed_token
from akwaba.registry.pages.words import (
    ANSWERS,
    MANNERS,
    came_from_text,
    coded,
    day_text,
    hidden_from,
    place_text,
)
from akwaba.registry.papers.serials import printed_serial


def facts_of(person: Person) -> list[tuple[str, str]]:
    """Label and value of each plain field; an empty value has not been said."""
    values = {
        "family_name": person.family_name,
        "given_names": person.given_names,
        "aliases": ", ".join(person.aliases),
        "birth_said": person.birth_said,
        "birth_place": person.birth_place_said or place_text(person.birth_place_code),
        "father": person.father,
        "mother": person.mother,
        "marital": coded("marital_status", person.marital),
        "nationality": coded("countries", person.nationality),
        "came_from": came_from_text(person),
        "language": coded("languages", person.language),
        "phone": person.phone,
        "fled_on": day_text(person.fled_on),
        "arrived_on": day_text(person.arrived_on),
        "registered_on": day_text(person.registered_on),
        "reason": coded("registration_reasons", person.reason),
    }
    return [(field_label(name), value) for name, value in values.items()]


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the person is here, and in what standing."""

    code: str
    process: str
    reason: str
    since: str
    legal: str
    legal_basis: str
    legal_on: str
    died_on: str
    struck_out: str
    """Why the record counts no longer; empty while it does."""


def status_of(actor: Officer, person: Person) -> Status:
    reads_reason = person.process_reason not in hidden_from(actor)
    return Status(
        code=person.process,
        process=coded("process_status", person.process),
        reason=coded("end_reasons", person.process_reason) if reads_reason else "",
        since=day_text(person.process_on),
        legal=coded("legal_status", person.legal),
        legal_basis=coded("legal_bases", person.legal_basis),
        legal_on=day_text(person.legal_on),
        died_on=day_text(person.died_on),
        struck_out=person.void_reason,
    )


def need_rows(needs: Sequence[Need]) -> list[dict[str, Any]]:
    return [
        {
            "id": need.id,
            "words": coded("needs", need.code),
            "code": need.code,
            "state": coded("need_states", need.state),
            "is_open": need.state != "ended",
        }
        for need in needs
    ]


def consent_rows(answers: Sequence[Consent]) -> list[dict[str, Any]]:
    """Every purpose, with what the person answered; None where nobody asked."""
    given = {answer.purpose: answer for answer in answers}
    return [
        {
            "purpose": words,
            "answer": ANSWERS.get(given[code].answer) if code in given else None,
            "is_yes": code in given and given[code].answer == "yes",
            "on": day_text(given[code].answered_on) if code in given else "",
            "manner": MANNERS.get(given[code].manner, "") if code in given else "",
        }
        for code, words in choices("consent_purposes", get_language() or "fr")
    ]


def document_rows(papers: Sequence[Document]) -> list[dict[str, str]]:
    return [
        {
            "type": coded("document_types", paper.type),
            "number": printed_serial(paper.number) if paper.signer else paper.number,
            "issued_on": day_text(paper.issued_on),
            "expires_on": day_text(paper.expires_on),
            "country": coded("countries", paper.country),
        }
        for paper in papers
    ]


def token_rows(tokens: Sequence[Token]) -> list[tuple[UUID, str, str]]:
    return [(token.id, printed_token(token.code), day_text(token.issued_on)) for token in tokens]
