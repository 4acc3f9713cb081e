"""Rules on photographs, biometrics and papers; no framework."""

from collections.abc import Iterator
from datetime import date

from akwaba.registry.codelists import document_types
from akwaba.registry.quality.facts import (
    DocumentFacts,
    Hit,
    PersonFacts,
    Rule,
    each_person,
    is_later,
    oldest_age,
)

BIRTH_PAPER_UNTIL = 5
"""Completed years up to which a birth document is looked for."""


def no_photo(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Find someone without a photograph who did not refuse it."""
    if not person.has_photo and not person.refused_photo:
        yield Hit()


def child_without_birth_document(person: PersonFacts, today: date) -> Iterator[Hit]:
    oldest = oldest_age(person, today)
    if oldest is None or oldest > BIRTH_PAPER_UNTIL:
        return
    if not any(_proves_birth(document) for document in person.documents):
        yield Hit()


def no_asylum_document(person: PersonFacts, today: date) -> Iterator[Hit]:
    if not any(_is_valid(document, today) for document in _asylum_papers(person)):
        yield Hit()


def several_asylum_documents(person: PersonFacts, today: date) -> Iterator[Hit]:
    valid = [document for document in _asylum_papers(person) if _is_valid(document, today)]
    if len(valid) > 1:
        yield Hit({"count": len(valid)})


def document_without_issue_date(person: PersonFacts, _today: date) -> Iterator[Hit]:
    for document in _asylum_papers(person):
        if document.issued_on is None:
            yield Hit({"document": document.type}, item=document.id)


def document_without_expiry_date(person: PersonFacts, _today: date) -> Iterator[Hit]:
    for document in _asylum_papers(person):
        if document.expires_on is None:
            yield Hit({"document": document.type}, item=document.id)


def document_issued_in_future(person: PersonFacts, today: date) -> Iterator[Hit]:
    for document in _asylum_papers(person):
        if is_later(document.issued_on, today):
            yield Hit(
                {"document": document.type, "issued_on": document.issued_on},
                {"issued_on": today},
                item=document.id,
            )


def document_expires_before_issue(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Find the two days the wrong way round, and offer to swap them."""
    for document in _asylum_papers(person):
        if is_later(document.issued_on, document.expires_on):
            days = {"issued_on": document.issued_on, "expires_on": document.expires_on}
            yield Hit(
                {"document": document.type, **days},
                {"issued_on": document.expires_on, "expires_on": document.issued_on},
                item=document.id,
            )


def _asylum_papers(person: PersonFacts) -> Iterator[DocumentFacts]:
    for document in person.documents:
        kind = document_types().get(document.type)
        if kind and kind.attests_asylum and document.is_active:
            yield document


def _is_valid(document: DocumentFacts, today: date) -> bool:
    return not is_later(today, document.expires_on)


def _proves_birth(document: DocumentFacts) -> bool:
    kind = document_types().get(document.type)
    return kind is not None and kind.proves_birth


RULES = (
    Rule("no_biometrics", 2, "biometrics", "info", not_applicable="biometrics"),
    Rule("no_photo", 20, "photo", "info", each_person(no_photo)),
    Rule(
        "child_without_birth_document",
        39,
        "documents",
        "info",
        each_person(child_without_birth_document),
    ),
    Rule("no_asylum_document", 40, "documents", "info", each_person(no_asylum_document)),
    Rule(
        "several_asylum_documents",
        41,
        "documents",
        "warning",
        each_person(several_asylum_documents),
    ),
    Rule(
        "document_without_issue_date",
        42,
        "documents",
        "info",
        each_person(document_without_issue_date),
    ),
    Rule(
        "document_without_expiry_date",
        43,
        "documents",
        "info",
        each_person(document_without_expiry_date),
    ),
    Rule(
        "document_issued_in_future",
        44,
        "documents",
        "mend",
        each_person(document_issued_in_future),
    ),
    Rule(
        "document_expires_before_issue",
        45,
        "documents",
        "mend",
        each_person(document_expires_before_issue),
    ),
)
