"""An alert as an e-mail in plain text."""

from collections.abc import Mapping
from dataclasses import dataclass

from akwaba.watch.alerting.notice import MessageKind, Notice, Status
from akwaba.watch.alerting.wording import (
    SEVERITIES,
    URGENCIES,
    ask,
    fact_sentences,
    title,
    written_time,
)

LONGEST_SUBJECT = 120
"""Letters; longer ones are cut by readers anyway, and the crossing stands in the body."""


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    """One line: a crossing's name cannot add a header."""
    body: str


WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "exercise": "Ceci est un exercice : rien de ce qui suit n’est arrivé.",
        "test": "Ceci est un essai : rien de ce qui suit n’est arrivé.",
        "severity": "Gravité : {severity}. {urgency}",
        "as_of": "Situation au {time}.",
        "expires": "Cette alerte vaut jusqu’au {time}.",
        "answer_by": "Répondez avant le {time}.",
        "contact": "Contact : {contact}",
        "rounded": "Les nombres sont arrondis à cinq. Ne transmettez ce message qu’à ceux qui "
        "doivent agir.",
    },
    "en": {
        "exercise": "This is an exercise: nothing of what follows has happened.",
        "test": "This is a test: nothing of what follows has happened.",
        "severity": "Severity: {severity}. {urgency}",
        "as_of": "Situation as of {time}.",
        "expires": "This alert holds until {time}.",
        "answer_by": "Answer before {time}.",
        "contact": "Contact: {contact}",
        "rounded": "Numbers are rounded to five. Pass this message only to those who must act.",
    },
}
_NOT_IN_EARNEST = {Status.EXERCISE: "exercise", Status.TEST: "test"}


def mail(notice: Notice, language: str) -> Mail:
    subject = " ".join(title(notice, language).split())
    parts = (_head(notice, language), _facts(notice, language), _foot(notice, language))
    body = "\n\n".join("\n".join(part) for part in parts if part)
    return Mail(subject[:LONGEST_SUBJECT], body + "\n")


def _head(notice: Notice, language: str) -> list[str]:
    warning = _NOT_IN_EARNEST.get(notice.status)
    return [*([WORDS[language][warning]] if warning else []), title(notice, language)]


def _facts(notice: Notice, language: str) -> list[str]:
    words = WORDS[language]
    lines = [f"- {sentence}" for sentence in fact_sentences(notice, language)]
    if notice.kind is MessageKind.CANCEL:
        return lines
    severity = words["severity"].format(
        severity=SEVERITIES[language][notice.level.severity],
        urgency=URGENCIES[language][notice.level.urgency],
    )
    return [severity, *lines, words["as_of"].format(time=written_time(notice.at, language))]


def _foot(notice: Notice, language: str) -> list[str]:
    words, lines = WORDS[language], []
    if notice.kind is not MessageKind.CANCEL:
        lines.append(ask(notice, language))
        if notice.answer_by:
            until = written_time(notice.answer_by, language)
            lines.append(words["answer_by"].format(time=until))
        lines.append(words["expires"].format(time=written_time(notice.expires, language)))
    if notice.contact:
        lines.append(words["contact"].format(contact=notice.contact))
    return [*lines, words["rounded"]]
