"""What other nodes ask of this one. See docs/reference/exchange.md."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from akwaba.access.desks.reserve import keep_reserve
from akwaba.access.entitlement import entitlement
from akwaba.access.nodes import enrolling
from akwaba.access.nodes.problems import NoBlockLeft
from akwaba.access.nodes.requests import NodeRequest, from_node
from akwaba.access.services import console_officer
from akwaba.ledger import blobs
from akwaba.ledger.exchange import answering, offering, photos
from akwaba.ledger.exchange.packets import PacketUnreadable
from akwaba.ledger.exchange.words import read_words
from akwaba.ledger.laws import IDENTIFIER
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import NotFound

BINARY = "application/octet-stream"
LARGEST_COMPARISON = 16 * 1024 * 1024
"""Bytes: 130,000 days of devices, or 240,000 entries of one day."""


@require_POST
@from_node()
def greet(request: NodeRequest) -> HttpResponse:
    said = read_words(request.body)
    enrolling.add_device(actor=console_officer(), peer=request.peer, said=said.get("device"))
    blocks = _blocks_for(request.peer, said)
    told = answering.greet(request.peer, said)
    return JsonResponse({**told, "blocks": blocks, "posts": request.peer.posts})


def _blocks_for(peer: Peer, said: dict[str, Any]) -> list[int]:
    """All blocks of the caller, and one more once it has used them; it goes on without, too."""
    known = said.get("blocks")
    if said.get("blocks_left") == 0 and isinstance(known, list):
        with suppress(NoBlockLeft):
            return enrolling.give_block(actor=console_officer(), peer=peer, known=known)
    blocks: list[int] = peer.blocks
    return blocks


@from_node(revoked=True)
def entries(request: NodeRequest) -> HttpResponse:
    """A batch of another node; a revoked one may bring too: it waits for a person."""
    if request.peer.revoked_at is not None:
        keep_reserve()
    doubt = entitlement()
    return JsonResponse(answering.take_entries(request.peer, request.body, doubt))


@require_POST
@from_node()
def feed(request: NodeRequest) -> HttpResponse:
    said = read_words(request.body)
    return HttpResponse(answering.give_entries(request.peer, said), content_type=BINARY)


@require_POST
@from_node()
def offer(request: NodeRequest) -> HttpResponse:
    """Which of the entries that the caller names are not here."""
    return JsonResponse({"lack": offering.lacking(request.body)})


@require_POST
@from_node()
def known(request: NodeRequest) -> HttpResponse:
    return JsonResponse(answering.know(request.peer, read_words(request.body)))


@require_POST
@from_node(largest=LARGEST_COMPARISON)
def compare(request: NodeRequest) -> HttpResponse:
    return JsonResponse(answering.compare(request.peer, read_words(request.body)))


@require_POST
@from_node(largest=LARGEST_COMPARISON)
def hashes(request: NodeRequest) -> HttpResponse:
    said = read_words(request.body)
    return JsonResponse(answering.compare_hashes(request.peer, said))


@require_POST
@from_node()
def photo_names(request: NodeRequest) -> HttpResponse:
    """Which photos of the caller's are not here, or which of ours it may hold."""
    said = read_words(request.body)
    if "have" in said:
        return JsonResponse({"lack": photos.lacking(request.peer, _list(said, "have"))})
    after = _list(said, "after")
    if len(after) != len(("digest", "about")) or (after[0] and not _is_identifier(after[1])):
        raise PacketUnreadable
    return JsonResponse({"names": photos.names_for(request.peer, [str(part) for part in after])})


@require_POST
@from_node()
def photo(request: NodeRequest) -> HttpResponse:
    said = read_words(request.body)
    about, offset = said.get("about"), said.get("offset")
    if not _is_identifier(about) or not isinstance(offset, int) or offset < 0:
        raise PacketUnreadable
    piece = photos.piece_for(request.peer, str(said.get("digest")), UUID(about), offset)
    return HttpResponse(piece, content_type=BINARY)


@from_node()
def blob(request: NodeRequest, digest: str, about: UUID, offset: int) -> HttpResponse:
    """A piece of a photo that a node sends, or how far it has come. Raises NotFound."""
    if not photos.may_bring(request.peer, about):
        raise NotFound
    if request.method == "PUT":
        piece = blobs.take_piece(digest=digest, about=about, start=offset, content=request.body)
    else:
        piece = blobs.arrived(digest=digest, about=about)
    return JsonResponse({"stored": piece.stored, "complete": piece.is_complete})


def _list(said: dict[str, Any], name: str) -> list[Any]:
    value = said.get(name)
    if not isinstance(value, list):
        raise PacketUnreadable
    return value


def _is_identifier(text: object) -> bool:
    return isinstance(text, str) and IDENTIFIER.fullmatch(text) is not None
