"""The card of a node: its keys and address, handed over face to face as a code or a file.

A card is text: base64url of JSON, a point, base64url of the node's signature over it. The signature
shows that it was not cut or changed; that it is the right node's, the two officers see by the check
words, which they read to each other.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from akwaba.access.nodes.problems import CardUnreadable
from akwaba.ledger import b64url, keys, sealing
from akwaba.ledger.identity import known_as
from akwaba.ledger.laws import NAME, identifier
from akwaba.ledger.models import Peer
from akwaba.ledger.signing import sign_as_node

FORMAT = 1
LARGEST = 16 * 1024
NAME_LENGTH = 80
ADDRESS_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Card:
    """What one node tells another to be known by it."""

    node: UUID
    name: str
    public_key: bytes
    sealing_key: bytes
    address: str = ""
    authority: str = ""
    blocks: list[int] = field(default_factory=list)
    """Blocks of registration numbers from which it has given some out already."""
    answers: UUID | None = None
    """The node for which the capital made this card; None on the first card of a node."""
    posts: list[str] = field(default_factory=list)
    role: str = ""
    """What the capital made of that node, and the blocks that it gave it (`given`)."""
    given: list[int] = field(default_factory=list)

    @property
    def check_words(self) -> str:
        """Four groups of four signs, to be read to each other: SHA-256 of both keys."""
        digest = hashlib.sha256(self.public_key + self.sealing_key).hexdigest().upper()
        return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def own_card(*, address: str = "", authority: str = "") -> Card:
    """The card of this node."""
    node = known_as()
    return Card(
        node=node.pk,
        name=node.name,
        public_key=bytes(node.public_key),
        sealing_key=sealing.public_point(),
        address=address,
        authority=authority,
        blocks=import_string(settings.NODE_BLOCKS)(),
    )


def answer_for(peer: Peer, *, address: str = "", authority: str = "") -> Card:
    """The card with which the capital answers a node that it enrolled."""
    own = own_card(address=address, authority=authority)
    return Card(
        own.node, own.name, own.public_key, own.sealing_key, own.address, own.authority, own.blocks,
        answers=peer.device_id, posts=peer.posts, role=peer.role, given=peer.blocks,
    )  # fmt: skip


def write_card(card: Card) -> str:
    said = {
        "format": FORMAT,
        "akwaba": "node",
        "node": str(card.node),
        "name": card.name,
        "public_key": b64url.encode(card.public_key),
        "sealing_key": b64url.encode(card.sealing_key),
        "address": card.address,
        "authority": card.authority,
        "blocks": card.blocks,
        "answers": str(card.answers) if card.answers else None,
        "posts": card.posts,
        "role": card.role,
        "given": card.given,
    }
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{b64url.encode(content)}.{b64url.encode(sign_as_node(content))}"


def read_card(text: str) -> Card:
    """Raises CardUnreadable."""
    try:
        first, _, second = "".join(text.split()).partition(".")
        if len(text) > LARGEST:
            raise CardUnreadable
        content, signature = b64url.decode(first), b64url.decode(second)
        card = _card_of(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CardUnreadable from error
    if not keys.is_signed_by(card.public_key, content, signature):
        raise CardUnreadable
    return card


def _card_of(said: dict[str, Any]) -> Card:
    if said["format"] != FORMAT or said["akwaba"] != "node":
        raise CardUnreadable
    points = [b64url.decode(said[name]) for name in ("public_key", "sealing_key")]
    if not all(map(keys.is_point, points)):
        raise CardUnreadable
    answers = said["answers"]
    return Card(
        node=UUID(identifier(said["node"])),
        name=" ".join(_text(said, "name").split())[:NAME_LENGTH],
        public_key=points[0],
        sealing_key=points[1],
        address=_text(said, "address")[:ADDRESS_LENGTH],
        authority=_text(said, "authority"),
        blocks=_numbers(said, "blocks"),
        answers=UUID(identifier(answers)) if answers else None,
        posts=_posts(said),
        role=_text(said, "role"),
        given=_numbers(said, "given"),
    )


def _text(said: dict[str, Any], name: str) -> str:
    """Raises CardUnreadable or ValueError for what is no text that a table could hold."""
    value = said[name]
    if not isinstance(value, str) or "\x00" in value:
        raise CardUnreadable
    value.encode()  # half a surrogate pair cannot be stored
    return value


def _posts(said: dict[str, Any]) -> list[str]:
    posts = said["posts"]
    if not isinstance(posts, list) or not all(isinstance(post, str) for post in posts):
        raise CardUnreadable
    if not all(map(NAME.fullmatch, posts)):
        raise CardUnreadable
    return posts


def _numbers(said: dict[str, Any], name: str) -> list[int]:
    values = said[name]
    if not all(type(value) is int and 0 < value < 10_000 for value in values):  # noqa: PLR2004  a block
        raise CardUnreadable
    return list(values)
