"""What devices ask of the node: to be enrolled, to be heard, who may work on them, a lost PIN."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from akwaba.access.desks import contact, enrolling
from akwaba.access.desks.numbers import lent_numbers
from akwaba.access.desks.problems import WordNotUnderstood
from akwaba.access.desks.requests import (
    DeskRequest,
    for_devices,
    now,
    sign_answer,
    signed,
)
from akwaba.access.desks.rules import NUMBERS_LOW, milliseconds
from akwaba.access.desks.words import read_object, read_word, text
from akwaba.access.models import Desk, Officer
from akwaba.access.posts import known_posts
from akwaba.access.views.signing import address_of
from akwaba.ledger import b64url, sealing
from akwaba.ledger.holdings import capital_upto, holdings
from akwaba.ledger.identity import known_as
from akwaba.ledger.laws import identifier


@require_POST
@for_devices
def enrol(request: HttpRequest) -> HttpResponse:
    """A device brings its key and a code; the answer is signed over the signature it sent."""
    said = read_object(request.body)
    desk = enrolling.enrol_desk(
        **{name: text(said, name) for name in ("code", "public_key", "signature", "name", "app")},
        device=_known_as(said),
        address=address_of(request),
    )
    answer = {
        "device": str(desk.pk),
        "post": desk.post,
        "post_name": known_posts().get(desk.post, desk.post),
        **_node(),
        "lease_until": milliseconds(desk.lease_until),
        "server_time": now(),
        "numbers": lent_numbers(desk.pk),
    }
    return sign_answer(JsonResponse(answer), text(said, "signature"))


def _known_as(said: dict[str, Any]) -> UUID | None:
    """The identifier that another node gave the device; None for one that is new everywhere."""
    if said.get("device") is None:
        return None
    try:
        return UUID(identifier(text(said, "device")))
    except ValueError as error:
        raise WordNotUnderstood(field="device", wanted="UUID") from error


@require_POST
@signed(revoked=True)
def heartbeat(request: DeskRequest) -> HttpResponse:
    word = read_word(read_object(request.body))
    desk = contact.hear(desk=request.desk, word=word, said_at=request.asked.time)
    is_revoked = desk.device.revoked_at is not None
    needs_numbers = word.numbers_left is not None and word.numbers_left < NUMBERS_LOW
    lends = needs_numbers and not is_revoked and not desk.has_lease_ended
    return JsonResponse(
        {
            "server_time": now(),
            "lease_until": milliseconds(desk.lease_until),
            "revoked": is_revoked,
            **_node(),
            **_held(desk.pk),
            "numbers": lent_numbers(desk.pk) if lends else [],
        }
    )


def _held(device: UUID) -> dict[str, Any]:
    """How much of a device's history is here, and what of it waits for a person."""
    told = holdings(device)
    return {
        "stored_upto": told.stored_upto,
        "holes": told.holes,
        "last": told.last,
        "held": told.held,
        "capital_upto": capital_upto(device, told.stored_upto),
    }


@require_POST
@signed()
def sign_in(request: DeskRequest) -> HttpResponse:
    said = read_object(request.body)
    officer = contact.sign_in_at_desk(
        desk=request.desk,
        username=text(said, "username"),
        password=text(said, "password"),
        address=address_of(request),
    )
    return JsonResponse({"officer": _officer(officer, request.desk)})


@require_POST
@signed(lease=True)
def unlock(request: DeskRequest) -> HttpResponse:
    said = read_object(request.body)
    try:
        escrow = b64url.decode(text(said, "escrow"))
    except ValueError as error:
        raise WordNotUnderstood(field="escrow", wanted="base64url") from error
    key = contact.unlock_desk(
        desk=request.desk,
        username=text(said, "username"),
        password=text(said, "password"),
        escrow=escrow,
        address=address_of(request),
    )
    return JsonResponse({"key": b64url.encode(key)})


def _node() -> dict[str, Any]:
    """Who this node is and to which keys a device seals."""
    node, capital = known_as(), sealing.capital_point()
    return {
        "node": {
            "id": str(node.id),
            "name": node.name,
            "signing_key": b64url.encode(bytes(node.public_key)),
            "sealing_key": b64url.encode(sealing.public_point()),
        },
        "capital": {"sealing_key": b64url.encode(capital)} if capital else None,
    }


def _officer(officer: Officer, desk: Desk) -> dict[str, Any]:
    return {
        "id": str(officer.id),
        "name": officer.display_name,
        "role": officer.role,
        "posts": [desk.post] if officer.all_posts else officer.posts,
        "language": officer.language,
    }
