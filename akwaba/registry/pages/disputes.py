"""Disputes in words: the queue, and what stands on the file of a person or a household."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from akwaba.access.models import Officer
from akwaba.ledger.models import FoldedRow
from akwaba.places.queries import names_of
from akwaba.registry.fields import field_label
from akwaba.registry.models import Consent, Document, Household, Link, Need, Person, Token
from akwaba.registry.numbers import printed_number, printed_token
from akwaba.registry.pages.reader import names_for
from akwaba.registry.pages.words import as_uuid, coded, hidden_from, name_text, spoken
from akwaba.registry.queries import (
    COUNTS,
    OUT,
    Answer,
    Dispute,
    answers_to,
    households_for,
    moment_of,
    persons_for,
)
from akwaba.registry.stakes import SHARED_NUMBER, VOID, Stake

STAKES: dict[Stake, Any] = {
    Stake.STATUS: gettext_lazy("Status"),
    Stake.IDENTITY: gettext_lazy("Who they are"),
    Stake.CONSENT: gettext_lazy("Consent"),
    Stake.HOUSEHOLD: gettext_lazy("Whether and where they count"),
    Stake.NEED: gettext_lazy("Needs"),
    Stake.OTHER: gettext_lazy("Other facts"),
}
_COUNTS: dict[str, Any] = {
    Person.table: gettext_lazy("Does this person count?"),
    Household.table: gettext_lazy("Does this household count?"),
    Need.table: gettext_lazy("Does this need stand?"),
    Consent.table: gettext_lazy("Does this answer stand?"),
    Document.table: gettext_lazy("Does this document stand?"),
    Token.table: gettext_lazy("Is this token valid?"),
    Link.table: gettext_lazy("Are the two records one person?"),
}
_WHAT: dict[tuple[str, str], Any] = {
    (Need.table, "state"): gettext_lazy("Specific need"),
    (Consent.table, "answer"): gettext_lazy("Consent"),
}
_STANDS: dict[str, Any] = {
    Token.table: pgettext_lazy("a token", "Valid"),
    Link.table: pgettext_lazy("two records", "One person"),
}
_FALLS: dict[str, Any] = {
    Token.table: pgettext_lazy("a token", "Void: %(why)s"),
    Link.table: pgettext_lazy("two records", "Two people: %(why)s"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A dispute in the queue: enough to see what it is about."""

    row: UUID
    field: str
    place: int
    """In the queue, counted from 1."""
    who: str
    label: str
    answers: list[str]
    post: str
    since: datetime | None
    """None where a clock that runs ahead says that it has not happened yet."""
    stake: str
    """Heading of its part of the queue; empty where the line before has the same."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What turns values into words for one officer."""

    names: Mapping[str, str]
    hides: Collection[str]

    def value(self, dispute: Dispute, answer: Answer) -> str:
        """The answer in words."""
        row, field = dispute.row, dispute.field
        if field != VOID:
            return spoken(field, answer.value, names=self.names, hides=self.hides)
        if answer.entry == COUNTS:
            return str(_STANDS.get(row.table, _("It counts")))
        words = str(_FALLS.get(row.table, _("Struck out: %(why)s")))
        return words % {"why": str(answer.value.get("void_reason", ""))}

    def changes(self, answer: Answer) -> list[str]:
        """What was changed by somebody who did not know that it was struck out."""
        return [
            _("%(field)s: %(words)s")
            % {
                "field": field_label(name),
                "words": spoken(name, value, names=self.names, hides=self.hides),
            }
            for name, value in answer.changes
        ]


def speech_for(actor: Officer, answers: Sequence[Sequence[Answer]]) -> Speech:
    pointers = _pointers(answers)
    return Speech(
        {**names_for(actor, pointers), **households_told(actor, pointers)}, hidden_from(actor)
    )


def households_told(actor: Officer, ids: Collection[UUID]) -> dict[str, str]:
    """`0421 0001 3762 (Mariam Coulibaly)`: a number alone tells a family from no other."""
    found = households_for(actor).filter(pk__in=ids).values_list("id", "number", "focal_point")
    speakers = persons_for(actor).in_bulk([speaker for _id, _number, speaker in found if speaker])
    return {
        str(household): f"{printed_number(number)} ({name_text(speakers[speaker])})"
        if speaker in speakers
        else printed_number(number)
        for household, number, speaker in found
    }


def lines(actor: Officer, disputes: Sequence[Dispute], *, first: int = 1) -> list[Line]:
    """Disputes as the queue lists them, in the order given; `first` is the place of the first."""
    answers = answers_to(disputes)
    speech = speech_for(actor, answers)
    posts = names_of({dispute.owner.post for dispute in disputes})
    found: list[Line] = []
    before: Stake | None = None
    for place, (dispute, given) in enumerate(zip(disputes, answers, strict=True), start=first):
        found.append(
            Line(
                row=dispute.row.id,
                field=dispute.field,
                place=place,
                who=who_of(dispute),
                label=label_of(dispute),
                answers=_briefly(dispute, given, speech),
                post=posts[dispute.owner.post],
                since=_since(dispute),
                stake="" if dispute.stake == before else str(STAKES[dispute.stake]),
            )
        )
        before = dispute.stake
    return found


def _since(dispute: Dispute) -> datetime | None:
    since = moment_of(dispute.since)
    return since if since <= timezone.now() else None


def _briefly(dispute: Dispute, answers: Sequence[Answer], speech: Speech) -> list[str]:
    if dispute.field == SHARED_NUMBER:
        return [printed_number(dispute.owner.number)]
    return [speech.value(dispute, answer) for answer in answers]


def who_of(dispute: Dispute) -> str:
    """The person or the household that it is about."""
    owner = dispute.owner
    if isinstance(owner, Person):
        return name_text(owner)
    return _("Household %(number)s") % {"number": printed_number(owner.number)}


def label_of(dispute: Dispute) -> str:
    """What is asked."""
    row, field = dispute.row, dispute.field
    if field == VOID:
        return f"{_COUNTS[row.table]} {_which(row)}".strip()
    which = _which(row)
    label = str(_WHAT.get((row.table, field)) or field_label(field))
    return f"{label} – {which}" if which else label


def _which(row: FoldedRow) -> str:
    """Which of somebody's needs, consents or papers."""
    if isinstance(row, Need):
        return coded("needs", row.code)
    if isinstance(row, Consent):
        return coded("consent_purposes", row.purpose)
    if isinstance(row, Document):
        return coded("document_types", row.type)
    return printed_token(row.code) if isinstance(row, Token) else ""


def _pointers(answers: Sequence[Sequence[Answer]]) -> set[UUID]:
    """Identifiers of people and households among the values."""
    values = [
        part
        for given in answers
        for answer in given
        if answer.entry != OUT
        for value in (answer.value, *(value for _name, value in answer.changes))
        for part in (value.values() if isinstance(value, dict) else [value])
    ]
    return {identifier for value in values if (identifier := as_uuid(str(value)))}
