"""The exchange: entries and photos that devices bring. See docs/reference/exchange.md."""

import re
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from akwaba.access.desks.problems import WordNotUnderstood
from akwaba.access.desks.requests import DeskRequest, for_devices, is_trusted, now, signed
from akwaba.access.desks.reserve import keep_reserve
from akwaba.access.entitlement import entitlement
from akwaba.ledger import blobs
from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.receiving import Answer, receive

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


@require_POST
@for_devices
def entries(request: HttpRequest) -> HttpResponse:
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
        "capital_upto": None,
        "whole": answer.is_whole,
        "server_time": now(),
    }


@require_http_methods(["GET", "HEAD", "PUT"])
@signed(revoked=True)
def blob(request: DeskRequest, digest: str) -> HttpResponse:
    """How far a sealed photo has come, or its next piece. It tells nothing about anybody."""
    about, name = request.GET.get("about", ""), digest
    if not IDENTIFIER.fullmatch(about):
        raise WordNotUnderstood(field="about", wanted="UUID")
    if not _DIGEST.fullmatch(name):
        raise WordNotUnderstood(field="digest", wanted="SHA-256")
    if request.method != "PUT":
        return _told(request, blobs.arrived(digest=name, about=UUID(about)))
    offset = request.GET.get("offset", "0")
    if not _WHOLE_NUMBER.fullmatch(offset):
        raise WordNotUnderstood(field="offset", wanted="0 … 999999999")
    if request.desk.device.revoked_at is not None:
        keep_reserve()
    piece = blobs.take_piece(
        digest=name, about=UUID(about), start=int(offset), content=request.body
    )
    return _told(request, piece)


def _told(request: HttpRequest, piece: blobs.Arrived) -> HttpResponse:
    """As JSON, and in headers for HEAD, whose answer has no body that a signature could cover."""
    said = {"stored": piece.stored, "complete": piece.is_complete, "server_time": now()}
    answer = HttpResponse() if request.method == "HEAD" else JsonResponse(said)
    answer.headers["Akwaba-Stored"] = str(piece.stored)
    answer.headers["Akwaba-Complete"] = "yes" if piece.is_complete else "no"
    return answer
