"""Requests that this node signs and answers that it can believe.

As desks do: a request carries a signature over method, path, time and the hash of its body; the
answer one over that signature and the hash of what was answered. So nobody on the way can change
either, or give an answer that belongs to another request.
"""

import hashlib
import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext_lazy as _

from akwaba.ledger import b64url, clock, keys
from akwaba.ledger.identity import known_as
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem
from akwaba.ledger.signing import sign_as_node

SIGNATURE = "Akwaba-Signature"
LARGEST_ANSWER = 8 * 1024 * 1024
"""Bytes; a packet has at most five million. Whose answer it is shows only once it is read."""
SECONDS_TO_ANSWER = 120
"""A batch of 200 families takes half a minute at 32 kbit/s, and twice that on a bad day."""


class Headers(Protocol):
    """What is asked of the headers of an answer, in whatever letters they came."""

    def get(self, name: str, default: str, /) -> str: ...


Send = Callable[
    [str, str, Mapping[str, str], bytes, Callable[[], None]], tuple[int, Headers, bytes]
]
"""(method, path, headers, body, meanwhile) to (status, headers, body). Raises OSError or NoAnswer.

`meanwhile` is called once the request is on its way, before the answer is waited for.
"""


def nothing() -> None:
    """What most have to do meanwhile."""


class NoAnswer(Problem):
    """Nobody answers there now; what waits goes on waiting."""

    status = 503
    code = "no_answer"
    message = _("%(name)s does not answer. Nothing is lost: what waits is sent later.")


class NotBelieved(Problem):
    """Somebody answers there who is not the node whose key was exchanged."""

    status = 502
    code = "not_believed"
    message = _(
        "What answers at the address of %(name)s is another computer, or the answer was changed "
        "on its way. Nothing of it was believed. If this stays, exchange the cards again."
    )


class PeerRefused(Problem):
    """The node answered that it will not, and why."""

    status = 502
    code = "peer_refused"
    message = _("%(name)s refused: %(sentence)s")


class PeerTooOld(Problem):
    """What a newer version made goes on waiting: counted as sent, nobody would send it again."""

    status = 409
    code = "peer_too_old"
    message = _(
        "%(name)s has an older version of Akwaba and cannot read what was made here since the "
        "upgrade. Have it upgraded there. Nothing is lost: what waits is sent after that."
    )


@dataclass(slots=True)
class Line:
    """The way to another node."""

    peer: Peer
    send: Send
    offset: int = 0
    """Its clock minus ours in milliseconds, as far as we know."""
    sent: int = 0
    received: int = 0
    """Bytes of bodies, both ways."""

    def ask(
        self,
        path: str,
        body: bytes,
        *,
        method: str = "POST",
        meanwhile: Callable[[], None] = nothing,
    ) -> bytes:
        """The answer's content. Raises NoAnswer, NotBelieved and PeerRefused."""
        status, content = self._ask_once(path, body, method, meanwhile)
        if status == HTTPStatus.UNAUTHORIZED and self._takes_their_time(content):
            status, content = self._ask_once(path, body, method, nothing)
        if status != HTTPStatus.OK:
            raise self._refusal(content)
        return content

    def _ask_once(
        self, path: str, body: bytes, method: str, meanwhile: Callable[[], None]
    ) -> tuple[int, bytes]:
        signature, headers = self._headers(method, path, body)
        try:
            status, answered, content = self.send(method, path, headers, body, meanwhile)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(name=self.peer.name) from error
        self.sent, self.received = self.sent + len(body), self.received + len(content)
        signed = f"reply\n{signature}\n{hashlib.sha256(content).hexdigest()}".encode()
        if not self._is_theirs(signed, answered.get(SIGNATURE, "")):
            raise NotBelieved(name=self.peer.name)
        return status, content

    def _headers(self, method: str, path: str, body: bytes) -> tuple[str, dict[str, str]]:
        said_at = str(clock.wall_now() + self.offset)
        parts = (method, path.partition("?")[0], said_at, "", hashlib.sha256(body).hexdigest())
        signature = b64url.encode(sign_as_node("\n".join(parts).encode()))
        return signature, {
            "Akwaba-Device": str(known_as().id),
            "Akwaba-Time": said_at,
            SIGNATURE: signature,
            "Content-Type": "application/octet-stream",
        }

    def _is_theirs(self, signed: bytes, signature: str) -> bool:
        try:
            given = b64url.decode(signature)
        except ValueError:
            return False
        return keys.is_signed_by(bytes(self.peer.device.public_key), signed, given)

    def _takes_their_time(self, content: bytes) -> bool:
        """Whether it refused because the clocks differ: then we speak by its clock."""
        said = _object(content)
        theirs = said.get("server_time")
        if said.get("problem") != "clock" or not isinstance(theirs, int):
            return False
        self.offset = theirs - clock.wall_now()
        return True

    def _refusal(self, content: bytes) -> Problem:
        said = _object(content)
        sentence = str(said.get("sentence", said.get("problem", "?")))[:300]
        return PeerRefused(name=self.peer.name, sentence=sentence)


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def over_http(peer: Peer, *, seconds: float = SECONDS_TO_ANSWER) -> Send:
    """Send over HTTP(S) to the peer's address, on one connection as long as it holds.

    Raises NoAnswer where the address, or the certificate that vouches for it, is none.
    """
    try:
        parts = urlsplit(peer.address)
        connection = _connection(parts, peer.authority, seconds)
    except (ValueError, OSError, http.client.HTTPException) as error:
        raise NoAnswer(name=peer.name) from error  # no address that could be called

    def send(
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        meanwhile: Callable[[], None],
    ) -> tuple[int, Any, bytes]:
        try:
            connection.request(method, parts.path.rstrip("/") + path, body, dict(headers))
            meanwhile()
            answer = connection.getresponse()
            return answer.status, answer.headers, _content(answer)
        except (OSError, http.client.HTTPException):
            connection.close()  # the next request opens a new one
            raise

    return send


def _content(answer: http.client.HTTPResponse) -> bytes:
    content = answer.read(LARGEST_ANSWER + 1)
    if len(content) > LARGEST_ANSWER:
        raise http.client.HTTPException("The answer is larger than any that we ask for.")
    return content


def _connection(parts: SplitResult, authority: str, seconds: float) -> http.client.HTTPConnection:
    if parts.scheme != "https":
        return http.client.HTTPConnection(parts.netloc, timeout=seconds)
    trust = ssl.create_default_context(cadata=authority or None)
    return http.client.HTTPSConnection(parts.netloc, timeout=seconds, context=trust)
