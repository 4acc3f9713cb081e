"""Attestations: issued, printed again, revoked. Each is one entry over one row of a document."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads
from akwaba.ledger.services import Say
from akwaba.registry.codelists import label
from akwaba.registry.models import Document, Person
from akwaba.registry.papers.cose import Signer
from akwaba.registry.papers.keys import attestation_signer
from akwaba.registry.papers.serials import new_serial
from akwaba.registry.problems import AttestationHeld, NobodyToAttest, NotAnAsylumSeeker
from akwaba.registry.queries.attestations import (
    CERTIFICATE,
    COUNTRY,
    attestations_of,
    was_issued,
)
from akwaba.registry.services.acting import act, require, require_reason, say, today

ATTESTED_STATUS = frozenset({"", "asylum_seeker"})
"""Legal statuses of those who get one: nobody decided yet, or that they seek asylum."""
PRESENT = frozenset({"", "active", "hold"})


@transaction.atomic
def issue_attestation(*, actor: Officer, person: Person) -> Document:
    """Issue a paper with a serial of its own, valid for AKWABA_ATTESTATION_DAYS.

    Raises AttestationHeld where the person holds one that is still valid.
    """
    ledger.lock_fold()
    person = _require_attestable(actor, person)
    held = attestations_of([person.id]).get(person.id)
    if held is not None:
        raise AttestationHeld(serial=held.number)
    signer, on = attestation_signer(), today()
    paper = {
        "number": _free_serial(signer),
        "issued_on": on.isoformat(),
        "expires_on": (on + timedelta(days=settings.AKWABA_ATTESTATION_DAYS)).isoformat(),
        "country": COUNTRY,
    }
    values = {
        "person": str(person.id),
        "type": CERTIFICATE,
        "paper": paper,
        "signer": signer.key_id.hex(),
    }
    document = uuid7()
    says = [Say(Document.table, document, values, creates=True, about=person.id)]
    act(actor, kind="attestation_issued", subject=person.id, post=person.post, says=says)
    return Document.objects.get(pk=document)


@transaction.atomic
def reprint_attestation(*, actor: Officer, person: Person, reason: str) -> Document:
    """Print once more the paper that a person holds: same serial, same dates, and why.

    Where this node has another key by now, the new print is signed with that one.
    Raises NotFound where they hold none.
    """
    ledger.lock_fold()
    person = _require_attestable(actor, person)
    document = _held(person.id)
    values = {
        "reprint": {"reprinted_on": today().isoformat(), "reprint_reason": require_reason(reason)}
    }
    signer = attestation_signer().key_id.hex()
    says = [
        say(document, {**values, "signer": signer} if signer != document.signer else values,
            about=person.id)
    ]  # fmt: skip
    act(actor, kind="attestation_reprinted", subject=person.id, post=person.post, says=says)
    return Document.objects.get(pk=document.pk)


@transaction.atomic
def revoke_attestation(*, actor: Officer, person: Person, reason: str) -> Entry:
    """The paper that a person holds is worth nothing from now on; the status list says so."""
    require(actor, Act.DECIDE_STATUS, person.post)
    ledger.lock_fold()
    document = _held(person.id)
    void = {"void_reason": require_reason(reason), "void_seen": all_heads(document)}
    says = [say(document, {"void": void}, about=person.id)]
    return act(actor, kind="attestation_revoked", subject=person.id, post=person.post, says=says)


def _held(person: UUID) -> Document:
    document = attestations_of([person]).get(person)
    if document is None:
        raise NotFound
    return document


def _require_attestable(actor: Officer, person: Person) -> Person:
    """The person as they are now. Raises NotFound for those erased, and why others get none."""
    require(actor, Act.REGISTER, person.post)
    now = Person.objects.filter(pk=person.pk, origin__isnull=False).first()
    if now is None:
        raise NotFound
    if now.void_reason or now.process not in PRESENT:
        raise NobodyToAttest
    if now.legal not in ATTESTED_STATUS:
        raise NotAnAsylumSeeker(status=label("legal_status", now.legal, get_language() or "fr"))
    return now


def _free_serial(signer: Signer) -> str:
    while True:
        serial = new_serial(signer.key_id)
        if not was_issued(serial, key_id=signer.key_id):
            return serial
