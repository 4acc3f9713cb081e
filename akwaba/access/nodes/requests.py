"""Requests that an enrolled node signs, as desks do; see desks/requests.py."""

from collections.abc import Callable
from functools import wraps
from typing import cast
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from akwaba.access.desks.problems import (
    ClockDiffers,
    RequestTooLarge,
    RevokedDevice,
    UnknownDevice,
)
from akwaba.access.desks.requests import SIGNATURE, now, read_headers, refusal, sign_answer
from akwaba.access.desks.rules import is_on_time
from akwaba.access.permissions import open_to_devices
from akwaba.ledger import keys
from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem


class NodeRequest(HttpRequest):
    """A request whose signature was found to be an enrolled node's."""

    peer: Peer


View = Callable[..., HttpResponse]


def peer_asking(request: HttpRequest) -> Peer | None:
    """The node that the request names; whether it made it shows its signature."""
    named = request.headers.get("Akwaba-Device", "")
    if not IDENTIFIER.fullmatch(named):
        return None
    return Peer.objects.select_related("device").filter(pk=UUID(named)).first()


def from_node(*, revoked: bool = False, largest: int | None = None) -> Callable[[View], View]:
    """Guard a view: an enrolled node asks, now. `revoked`: one that was revoked is let in too.

    `largest` is how many bytes it may say, where the server's own limit is too small for that.
    Answers are signed, refusals too: a caller that we do not know learns only that.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *arguments: object, **parts: object) -> HttpResponse:
            try:
                if largest is not None:
                    _read_body(request, largest)
                told = _recognised(request, revoked=revoked)
                answer = view(told, *arguments, **parts)
            except RequestDataTooBig:
                answer = refusal(RequestTooLarge())
            except Problem as problem:
                answer = refusal(problem)
            return sign_answer(answer, request.headers.get(SIGNATURE, ""))

        return csrf_exempt(open_to_devices(answered))

    return guard


def _read_body(request: HttpRequest, largest: int) -> None:
    """Raises UnknownDevice before a stranger's is read, and RequestDataTooBig."""
    if peer_asking(request) is None:
        raise UnknownDevice
    if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
        raise RequestDataTooBig
    request._body = request.read(largest)  # noqa: SLF001  what request.body would read, up to its limit


def _recognised(request: HttpRequest, *, revoked: bool) -> NodeRequest:
    asked = read_headers(request)
    peer = peer_asking(request)
    if peer is None:
        raise UnknownDevice
    if not keys.is_signed_by(bytes(peer.device.public_key), asked.content, asked.signature):
        raise UnknownDevice
    if not is_on_time(said=asked.time, now=now()):
        raise ClockDiffers
    if peer.revoked_at is not None and not revoked:
        raise RevokedDevice
    told = cast("NodeRequest", request)
    told.peer = peer
    return told
