"""Requests that a device signs, and answers that it can believe.

A request says who asks (`Akwaba-Device`, `Akwaba-Officer`), when (`Akwaba-Time`) and carries a
signature over method, path, time, officer and the hash of its body. No cookie is read, so there is
nothing that another site could make a browser send, and no protection against that is needed.

What a captured request can do: it is refused after rules.CLOCK_WINDOW. Within it the same request
gets the same answer, and nothing is written twice: a word is kept only if it is newer than the
last, entries are stored once by their id, numbers that were lent within the hour are lent again as
they were. Whoever could capture the request could capture its first answer too. It cannot be
turned to another path, officer or body, nor to another node, which does not know the device.
"""

import hashlib
import re
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import cast
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from akwaba.access.desks.problems import (
    ClockDiffers,
    DeskRefused,
    LeaseEnded,
    NotEntitled,
    OfficerUnknown,
    RequestTooLarge,
    RevokedDevice,
    UnknownDevice,
)
from akwaba.access.desks.queries import desk_for, officer_at
from akwaba.access.desks.rules import is_entitled, is_on_time
from akwaba.access.languages import is_spoken
from akwaba.access.models import Desk, Officer
from akwaba.access.permissions import open_to_devices, posts_of
from akwaba.access.rules import Act
from akwaba.ledger import b64url, keys
from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.problems import Problem
from akwaba.ledger.signing import sign_as_node

SIGNATURE = "Akwaba-Signature"
LANGUAGE = "Akwaba-Language"
"""Optional: fr or en, the language of the sentence of a refusal."""
_TIME = re.compile(r"[0-9]{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the headers of a request say of it."""

    device: UUID
    officer: UUID | None
    time: int
    """Milliseconds since 1970 by this node's clock, as the device believes it."""
    content: bytes
    """What was signed."""
    signature: bytes


class DeskRequest(HttpRequest):
    """A request whose signature was found good."""

    asked: Asked
    desk: Desk
    officer: Officer | None
    """Who is at the desk, also as `user`; None for views that do not ask for anybody."""


View = Callable[..., HttpResponse]


def signed(
    *, officer: bool = False, lease: bool = False, act: Act | None = None, revoked: bool = False
) -> Callable[[View], View]:
    """Guard a view: an enrolled device asks, now, and its key says so.

    `officer`: somebody who signed in on this desk is at it. `act`: their role may do it, and the
    desk's post is one of theirs. `lease`: the desk's lease runs. `revoked`: a revoked desk is let
    in too; such a view tells it nothing about anybody.
    """
    if act is not None and not officer:
        raise ValueError("An act is somebody's: ask for the officer too.")

    def guard(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *arguments: object, **parts: object) -> HttpResponse:
            told = _recognised(request)
            if told.desk.device.revoked_at is not None and not revoked:
                raise RevokedDevice
            if lease and told.desk.has_lease_ended:
                raise LeaseEnded
            if officer:
                told.user = told.officer = _officer(told, act)
            return view(told, *arguments, **parts)

        return for_devices(checked)

    return guard


def for_devices(view: View) -> View:
    """Mark a view that devices ask, say its refusals as JSON and sign its answers.

    It lets everybody in: the view asks for a signature (`signed`) or a code, or takes what
    anybody may bring.
    """

    @wraps(view)
    def answered(request: HttpRequest, *arguments: object, **parts: object) -> HttpResponse:
        language = request.headers.get(LANGUAGE, "")
        with translation.override(language) if is_spoken(language) else nullcontext():
            try:
                answer = view(request, *arguments, **parts)
            except RequestDataTooBig:
                answer = refusal(RequestTooLarge())
            except Problem as problem:
                answer = refusal(problem)
        if _is_its_own(request):
            return sign_answer(answer, request.headers[SIGNATURE])
        return answer

    return csrf_exempt(open_to_devices(answered))


def is_trusted(request: HttpRequest) -> bool:
    """Whether a desk that was not revoked asks, and its key says so."""
    try:
        return _recognised(request).desk.device.revoked_at is None
    except DeskRefused:
        return False


def refusal(problem: Problem) -> HttpResponse:
    """A refusal as devices read it."""
    said = {"problem": problem.code, "sentence": str(problem), "server_time": now()}
    return JsonResponse(said, status=problem.status)


def sign_answer(answer: HttpResponse, signature: str) -> HttpResponse:
    """Bind an answer to the request that it answers, with the key of this node."""
    content = f"reply\n{signature}\n{hashlib.sha256(answer.content).hexdigest()}"
    answer.headers[SIGNATURE] = b64url.encode(sign_as_node(content.encode()))
    return answer


def now() -> int:
    """This node's clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def signed_content(*, method: str, path: str, said_at: str, officer: str, body: bytes) -> bytes:
    """What a request's signature is made over; the path without its query."""
    return "\n".join((method, path, said_at, officer, hashlib.sha256(body).hexdigest())).encode()


def read_headers(request: HttpRequest) -> Asked:
    """Raises UnknownDevice where they are not those of a device."""
    device, officer = (request.headers.get(f"Akwaba-{name}", "") for name in ("Device", "Officer"))
    said_at = request.headers.get("Akwaba-Time", "")
    is_whole = IDENTIFIER.fullmatch(device) and (not officer or IDENTIFIER.fullmatch(officer))
    if not is_whole or not _TIME.fullmatch(said_at):
        raise UnknownDevice
    try:
        signature = b64url.decode(request.headers.get(SIGNATURE, ""))
    except ValueError as error:
        raise UnknownDevice from error
    content = signed_content(
        method=request.method or "",
        path=request.path,
        said_at=said_at,
        officer=officer,
        body=request.body,
    )
    return Asked(UUID(device), UUID(officer) if officer else None, int(said_at), content, signature)


def _is_its_own(request: HttpRequest) -> bool:
    """Whether the request carries a signature that nobody else could have put there.

    Were every answer signed, somebody on the way could send a tablet's signature with another
    request and hand the tablet its answer: that the node has entries which it has not.
    Of a device that we do not know nobody can tell; its answer says only that.
    """
    try:
        asked = read_headers(request)
    except (UnknownDevice, RequestDataTooBig):
        return False
    desk = desk_for(asked.device)
    return desk is None or _is_signed(asked, desk)


def _is_signed(asked: Asked, desk: Desk) -> bool:
    return keys.is_signed_by(bytes(desk.device.public_key), asked.content, asked.signature)


def _recognised(request: HttpRequest) -> DeskRequest:
    """The request with its desk. A wrong signature is told from an unknown device by nobody."""
    asked = read_headers(request)
    desk = desk_for(asked.device)
    if desk is None or not _is_signed(asked, desk):
        raise UnknownDevice
    if not is_on_time(said=asked.time, now=now()):
        raise ClockDiffers
    told = cast("DeskRequest", request)
    told.asked, told.desk, told.officer = asked, desk, None
    return told


def _officer(told: DeskRequest, act: Act | None) -> Officer:
    who = officer_at(told.desk, told.asked.officer) if told.asked.officer else None
    if who is None:
        raise OfficerUnknown
    if act is not None and not is_entitled(
        role=who.role, posts=posts_of(who), act=act, post=told.desk.post
    ):
        raise NotEntitled
    return who
