"""Needs, consent, tokens, documents and photos of a person."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Attachment, Entry
from akwaba.ledger.queries import all_heads
from akwaba.ledger.services import Say
from akwaba.registry.codelists import need_states
from akwaba.registry.models import Consent, Document, Household, Need, Person, Token
from akwaba.registry.photos import fit_for_keeping
from akwaba.registry.services.acting import (
    act,
    iso,
    require,
    require_past,
    require_reason,
    said,
    say,
    today,
)
from akwaba.registry.services.checking import check_code, check_free_token, check_text
from akwaba.registry.services.telling import consent_id, consent_say, need_say, token_say


@transaction.atomic
def report_need(*, actor: Officer, person: Person, code: str) -> Entry:
    """Note a specific need as reported; an ended one is reported again.

    Where it is known and open nothing changes: what a protection officer confirmed stays so.
    """
    require(actor, Act.REPORT_NEED, person.post)
    check_code("needs", code, field="need")
    statement = need_say(person.id, code)
    known = Need.objects.filter(pk=statement.id, origin__isnull=False).first()
    if known is not None:
        statement = say(known, _again(known), about=person.id)
    return act(actor, kind="need_reported", subject=person.id, post=person.post, says=[statement])


def _again(need: Need) -> dict[str, Any]:
    """What a second report of a need says."""
    if need.void_reason:
        return {"state": "reported", "void": {}}
    state = need_states().get(need.state)
    return {} if state and state.is_open else {"state": "reported"}


@transaction.atomic
def change_need(*, actor: Officer, person: Person, need: Need, state: str) -> Entry:
    """Move a need on: pending, confirmed or ended."""
    require(actor, Act.CONFIRM_NEED, person.post)
    check_code("need_states", state, field="state")
    says = [say(need, {"state": state}, about=person.id)]
    return act(actor, kind="need_changed", subject=person.id, post=person.post, says=says)


@transaction.atomic
def record_consent(
    *, actor: Officer, person: Person, answers: Mapping[str, str], manner: str, language: str = ""
) -> Entry:
    """Record answers by purpose: yes or no. A refusal closes no door but the one it names."""
    require(actor, Act.REGISTER, person.post)
    check_code("consent_manners", manner, field="manner")
    known = Consent.objects.in_bulk([consent_id(person.id, purpose) for purpose in answers])
    says = []
    for purpose, answer in answers.items():
        check_code("consent_purposes", purpose, field="purpose")
        check_code("answers", answer, field="answer")
        if language:
            check_code("languages", language, field="language")
        statement = consent_say(
            person.id, purpose=purpose, answer=answer, manner=manner, on=today().isoformat()
        )
        row = known.get(statement.id)
        if row is not None:
            values = {"answer": said({**statement.values["answer"], "language": language})}
            statement = say(row, values, about=person.id)
        says.append(statement)
    return act(actor, kind="consent_recorded", subject=person.id, post=person.post, says=says)


@transaction.atomic
def issue_token(
    *, actor: Officer, holder: Person | Household, code: str, reason: str = "replaced"
) -> Entry:
    """Hand out a token; the one that the holder had before is void from then on."""
    require(actor, Act.REGISTER, holder.post)
    ledger.lock_fold()
    code = check_free_token(code, holder=holder.id)
    household = holder.household if isinstance(holder, Person) else holder.id
    says = [
        _void_say(token, reason)
        for token in Token.objects.filter(holder=holder.id, void_reason="").exclude(code=code)
    ]
    statement = token_say(
        code,
        holder=holder.id,
        household=household or holder.id,
        on=today().isoformat(),
    )
    again = Token.objects.filter(pk=statement.id, origin__isnull=False).first()
    if again is not None:  # found again, or handed out twice
        issued = {"issued_on": today().isoformat()}
        values = {**issued, "void": {}} if again.void_reason else issued
        statement = say(again, values, about=holder.id)
    says.append(statement)
    return act(actor, kind="token_issued", subject=holder.id, post=holder.post, says=says)


@transaction.atomic
def void_token(*, actor: Officer, token: Token, post: str, reason: str) -> Entry:
    """A token is lost, stolen or spoilt."""
    require(actor, Act.REGISTER, post)
    household = Household.objects.filter(pk=token.household or token.id).first()
    if household is not None:
        require(actor, Act.REGISTER, household.post)
    holder = token.holder or token.id
    says = [_void_say(token, reason)]
    return act(actor, kind="token_voided", subject=holder, post=post, says=says)


def _void_say(token: Token, reason: str) -> Say:
    values = {"void": {"void_reason": require_reason(reason), "void_seen": all_heads(token)}}
    return say(token, values, about=token.holder)


@transaction.atomic
def record_document(
    *,
    actor: Officer,
    person: Person,
    kind: str,
    number: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    country: str = "",
) -> Entry:
    """Note a paper that a person showed."""
    require(actor, Act.REGISTER, person.post)
    check_code("document_types", kind, field="document")
    require_past(issued_on)
    if country:
        check_code("countries", country, field="country")
    paper = {
        "number": check_text(number, field="number", most=40),
        "issued_on": iso(issued_on),
        "expires_on": iso(expires_on),
        "country": country,
    }
    values = {"person": str(person.id), "type": kind, "paper": said(paper)}
    says = [
        Say(Document.table, uuid7(), said(values), creates=True, about=person.id, basis="document")
    ]
    return act(actor, kind="document_recorded", subject=person.id, post=person.post, says=says)


@transaction.atomic
def take_photo(*, actor: Officer, person: Person, content: bytes) -> Entry:
    """Keep a photo, made small and without what the camera wrote into it."""
    require(actor, Act.REGISTER, person.post)
    small = fit_for_keeping(content)
    digest = sha256(small).hexdigest()
    Attachment.objects.get_or_create(
        digest=digest,
        about=person.id,
        defaults={
            "media_type": "image/jpeg",
            "content": small,
            "stored_at": timezone.now(),
        },
    )
    says = [say(person, {"photo": digest})]
    return act(actor, kind="photo_taken", subject=person.id, post=person.post, says=says)
