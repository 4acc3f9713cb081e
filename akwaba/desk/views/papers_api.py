"""`POST /desk/v1/attestations`: the desk asks its post to print for people whom it registered."""

from base64 import b64encode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akwaba.access.desks.problems import OfficerUnknown, WordNotUnderstood
from akwaba.access.desks.requests import DeskRequest, signed
from akwaba.access.desks.words import read_object
from akwaba.access.models import Officer
from akwaba.access.rules import Act, Purpose
from akwaba.access.services import record_read
from akwaba.registry import queries, services
from akwaba.registry.models import Document, Person
from akwaba.registry.papers.keys import attestation_signer
from akwaba.registry.papers.typesetting import attestations_pdf, can_typeset
from akwaba.registry.problems import AttestationsMissing, CannotTypeset

MOST = 60
"""People of one request: the largest household."""
PAGE = "desk:attestations"


@require_POST
@signed(officer=True, lease=True, act=Act.REGISTER)
def attestations(request: DeskRequest) -> HttpResponse:
    """{persons: [id], reason} → {pdf: base 64, papers: [{person, serial, expires_on}]}.

    Whoever holds no paper yet is issued one; for the others `reason` says why it is printed again.
    All or none. Each person is noted as read.
    """
    officer = request.officer
    if officer is None:  # signed() lets nobody through without one
        raise OfficerUnknown
    if not can_typeset():
        raise CannotTypeset
    said = read_object(request.body)
    people = _people(officer, said.get("persons"))
    reason = said.get("reason") or ""
    if not isinstance(reason, str):
        raise WordNotUnderstood(field="reason", wanted=_("a few words"))
    record_read(
        officer=officer,
        subjects=[person.id for person in people],
        purpose=Purpose.REGISTRATION,
        page=PAGE,
    )
    with transaction.atomic():
        held = [(person, _paper(officer, person, reason)) for person in people]
    printed = queries.to_print(held, attestation_signer())
    content = attestations_pdf(printed, help_line=settings.AKWABA_HELP_LINE)
    return JsonResponse(
        {
            "pdf": b64encode(content).decode(),
            "papers": [
                {
                    "person": str(person.id),
                    "serial": document.number,
                    "expires_on": document.expires_on,
                }
                for person, document in held
            ],
        }
    )


def _paper(officer: Officer, person: Person, reason: str) -> Document:
    if person.id in queries.attestations_of([person.id]):
        return services.reprint_attestation(actor=officer, person=person, reason=reason)
    return services.issue_attestation(actor=officer, person=person)


def _people(officer: Officer, said: object) -> list[Person]:
    """In the order asked for, each once. Raises AttestationsMissing where one is not here."""
    wanted = _("a list of 1 to %(most)s persons") % {"most": MOST}
    if not isinstance(said, list) or not 0 < len(said) <= MOST:
        raise WordNotUnderstood(field="persons", wanted=wanted)
    try:
        ids = list(dict.fromkeys(UUID(one) for one in said))
    except (TypeError, ValueError, AttributeError) as error:
        raise WordNotUnderstood(field="persons", wanted=wanted) from error
    found = queries.persons_for(officer).in_bulk(ids)
    if len(found) < len(ids):
        raise AttestationsMissing
    return [found[one] for one in ids]
