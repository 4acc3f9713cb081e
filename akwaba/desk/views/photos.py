"""`GET /desk/v1/photos/<person>`: the face of somebody who may be at the desk."""

from base64 import b64encode
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from akwaba.access.desks.problems import OfficerUnknown
from akwaba.access.desks.requests import DeskRequest, signed
from akwaba.access.rules import Act, Purpose
from akwaba.access.services import record_read
from akwaba.registry import queries

PAGE = "desk:photo"


@require_GET
@signed(officer=True, lease=True, act=Act.REGISTER)
def photo(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """{jpeg: base 64} of a person of the officer's posts; noted as read."""
    officer = request.officer
    if officer is None:  # signed() lets nobody through without one
        raise OfficerUnknown
    person = queries.person_for(officer, person_id)
    content = queries.photo_for(officer, person)
    record_read(officer=officer, subjects=[person.id], purpose=Purpose.REGISTRATION, page=PAGE)
    return JsonResponse({"jpeg": b64encode(content).decode()})
