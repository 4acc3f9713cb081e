"""The only writers of reports: note a fact of the situation, and withdraw it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may
from akwaba.ledger import services as ledger
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry
from akwaba.ledger.queries import all_heads, heads
from akwaba.ledger.services import Draft, Say
from akwaba.reports import kinds
from akwaba.reports.models import ADDRESS_LENGTH, SENTENCE_LENGTH, SOURCE_LENGTH, Context
from akwaba.reports.problems import (
    AddressUnusable,
    ContextDayUnusable,
    DeathsUnusable,
    ReportsNotYours,
    SentenceMissing,
    SourceMissing,
)
from akwaba.reports.rules import Certainty, Deaths

SCOPE = "national"
CLOCKS_MAY_DIFFER_BY = timedelta(days=1)


@transaction.atomic
def note_context(
    *,
    actor: Officer,
    day: date,
    said_fr: str,
    source: str,
    said_en: str = "",
    certainty: Certainty = Certainty.KNOWN,
    deaths: Deaths | None = None,
    deaths_number: int | None = None,
    address: str = "",
    id: UUID | None = None,  # noqa: A002  the row's own identifier
) -> Entry | None:
    """Keep one fact with its source; the same `id` is stored once, and then gives None.

    `deaths` is None where nobody is said to have died. Raises a ContextProblem for what is missing
    or unusable, and ReportsNotYours.
    """
    _require_may_write(actor)
    facts = {
        "day": _past(day).isoformat(),
        "sentence": {
            "said_fr": _sentence(said_fr, missing=True),
            "said_en": _sentence(said_en, missing=False),
        },
        "certainty": certainty.value,
        "deaths": _deaths(deaths, deaths_number),
        "origin_of_it": {"source": _source(source), "address": _address(address)},
    }
    context = id or uuid7()
    if Context.objects.filter(pk=context, origin__isnull=False).exists():
        return None
    say = Say(Context.table, context, facts, creates=True)
    return _append(actor, kinds.NOTED, context, say)


@transaction.atomic
def withdraw_context(*, actor: Officer, context: Context, reason: str) -> Entry:
    """A fact that was wrong leaves the report; the entry that said it stays in the ledger."""
    _require_may_write(actor)
    values = {
        "void": {
            "void_reason": " ".join(reason.split())[:200] or "withdrawn",
            "void_seen": all_heads(context),
        }
    }
    say = Say(Context.table, context.id, values, base={"void": heads(context, "void")})
    return _append(actor, kinds.WITHDRAWN, context.id, say)


def _append(actor: Officer, kind: str, context: UUID, say: Say) -> Entry:
    return ledger.append(officer=actor.id, drafts=[Draft(kind, context, SCOPE, [say])])[0]


def _require_may_write(actor: Officer) -> None:
    if not actor.is_active or not may(actor.role, Act.WRITE_REPORT):
        raise ReportsNotYours


def _past(day: date) -> date:
    if day > timezone.localdate() + CLOCKS_MAY_DIFFER_BY:
        raise ContextDayUnusable(value=day.isoformat())
    return day


def _sentence(said: str, *, missing: bool) -> str:
    said = " ".join(said.split())
    if len(said) > SENTENCE_LENGTH or (missing and not said):
        raise SentenceMissing(most=SENTENCE_LENGTH)
    return said


def _source(source: str) -> str:
    source = " ".join(source.split())
    if not 0 < len(source) <= SOURCE_LENGTH:
        raise SourceMissing(most=SOURCE_LENGTH)
    return source


def _address(address: str) -> str:
    address = address.strip()
    is_web = address.startswith(("https://", "http://")) and len(address) <= ADDRESS_LENGTH
    if address and (not is_web or any(letter.isspace() for letter in address)):
        raise AddressUnusable(value=address[:80])
    return address


def _deaths(deaths: Deaths | None, number: int | None) -> dict[str, Any]:
    if deaths is None and number is None:
        return {}
    if deaths is None or (deaths is Deaths.UNKNOWN) != (number is None) or (number or 0) < 0:
        raise DeathsUnusable
    said: dict[str, Any] = {"deaths": deaths.value}
    return said if number is None else {**said, "deaths_number": number}
