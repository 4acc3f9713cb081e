"""The exchange: entries and photos that devices bring. See docs/reference/exchange.md."""

import re
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from akwaba.access.desks.problems import WordNotUnderstood
from akwaba.access.desks.requests import (
    DeskRequest,
    for_devices,
    is_trusted,
    now,
    refusal,
    signed,
)
from akwaba.access.desks.reserve import keep_reserve
from akwaba.access.entitlement import entitlement
from akwaba.access.nodes.requests import peer_asking
from akwaba.access.permissions import open_to_devices
from akwaba.access.views import node_api
from akwaba.ledger import blobs
from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.receiving import Answer, receive

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


@require_POST
@csrf_exempt
@open_to_devices
def entries(request: HttpRequest) -> HttpResponse:
    """What a desk brings, or another node: both by the same door."""
    return (node_api.entries if peer_asking(request) else desk_entries)(request)


@for_devices
def desk_entries(request: HttpRequest) -> HttpResponse:
    """Anybody may bring entries: each carries its own signature; a stranger's waits.

    While the disk has room: see desks/reserve.py.
    """
    device = request.headers.get("Akwaba-Device", "")
    named = UUID(device) if IDENTIFIER.fullmatch(device) else None
    if not is_trusted(request):
        keep_reserve()
    answer = receive(request.body, device=named, doubt=entitlement())
    # A stranger's answer is signed unseen: by this the tablet knows that its own batch was read,
    # not one that somebody on the way put in its place.
    asked = sha256(request.body).hexdigest()
    return JsonResponse({**answer_to(answer), "asked": asked})


def answer_to(answer: Answer) -> dict[str, object]:
    """What a device is told about its batch."""
    return {
        "receipts": [
            {"id": one.id, "hash": one.hash, "status": one.status, "reason": one.reason}
            for one in answer.receipts
        ],
        "stored_upto": answer.holdings.stored_upto,
        "holes": answer.holdings.holes,
        "capital_upto": answer.capital_upto,
        "whole": answer.is_whole,
        "server_time": now(),
    }


@require_http_methods(["GET", "HEAD", "PUT"])
@csrf_exempt
@open_to_devices
def blob(request: HttpRequest, digest: str) -> HttpResponse:
    """How far a sealed photo has come, or its next piece. It tells nothing about anybody."""
    return (_blob_of_node if peer_asking(request) else desk_blob)(request, digest)


@signed(revoked=True)
def desk_blob(request: DeskRequest, digest: str) -> HttpResponse:
    about, offset = _place(request, digest)
    if request.method != "PUT":
        return _told(request, blobs.arrived(digest=digest, about=about))
    if request.desk.device.revoked_at is not None:
        keep_reserve()
    piece = blobs.take_piece(digest=digest, about=about, start=offset, content=request.body)
    return _told(request, piece)


def _blob_of_node(request: HttpRequest, digest: str) -> HttpResponse:
    try:
        about, offset = _place(request, digest)
    except WordNotUnderstood as problem:
        return refusal(problem)
    return node_api.blob(request, digest, about, offset)


def _place(request: HttpRequest, digest: str) -> tuple[UUID, int]:
    """Whose photo, and where the piece begins. Raises WordNotUnderstood."""
    about, offset = request.GET.get("about", ""), request.GET.get("offset", "0")
    if not IDENTIFIER.fullmatch(about):
        raise WordNotUnderstood(field="about", wanted="UUID")
    if not _DIGEST.fullmatch(digest):
        raise WordNotUnderstood(field="digest", wanted="SHA-256")
    if not _WHOLE_NUMBER.fullmatch(offset):
        raise WordNotUnderstood(field="offset", wanted="0 … 999999999")
    return UUID(about), int(offset)


def _told(request: HttpRequest, piece: blobs.Arrived) -> HttpResponse:
    """As JSON, and in headers for HEAD, whose answer has no body that a signature could cover."""
    said = {"stored": piece.stored, "complete": piece.is_complete, "server_time": now()}
    answer = HttpResponse() if request.method == "HEAD" else JsonResponse(said)
    answer.headers["Akwaba-Stored"] = str(piece.stored)
    answer.headers["Akwaba-Complete"] = "yes" if piece.is_complete else "no"
    return answer
