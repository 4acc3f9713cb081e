"""How this node stands with another one, as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from akwaba.access.nodes.cards import Card
from akwaba.access.nodes.words import ROLE_LABELS, Wrong, ago, wrong
from akwaba.access.posts import known_posts
from akwaba.ledger.exchange import offering, photos
from akwaba.ledger.models import Peer


class State(StrEnum):
    """What somebody should know first; the gravest one that holds."""

    REVOKED = "revoked"
    DIFFERS = "differs"
    FAILED = "failed"
    NEVER = "never"
    WAITS = "waits"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Standing:
    """One node. A number is None where it was never said."""

    peer: Peer
    role_label: str
    posts: list[str]
    """Names of the posts whose people it may hold, or this node where that is the capital."""
    check_words: str
    to_send: int | None
    oldest_at: datetime | None
    photos_to_send: int | None
    to_receive: int | None
    now: datetime

    @property
    def contact_ago(self) -> str:
        return ago(self.peer.last_contact_at, self.now) if self.peer.last_contact_at else ""

    @property
    def oldest_ago(self) -> str:
        return ago(self.oldest_at, self.now) if self.oldest_at else ""

    @property
    def wrong(self) -> Wrong | None:
        return wrong(self.peer)

    @property
    def is_by_stick_only(self) -> bool:
        return not self.peer.address

    @property
    def state(self) -> State:
        peer = self.peer
        waits = bool(self.to_send or self.photos_to_send or self.to_receive)
        holding = {
            State.REVOKED: peer.revoked_at is not None,
            State.DIFFERS: peer.differs_since is not None,
            State.FAILED: bool(peer.problem),
            State.NEVER: peer.last_contact_at is None,
            State.WAITS: waits,
            State.FINE: True,
        }
        return next(state for state, holds in holding.items() if holds)


def with_capital() -> Standing | None:
    """How a post stands with the capital, counted now; None where it joined none yet."""
    peer = _peers().filter(role=Peer.Role.CAPITAL).first()
    if peer is None:
        return None
    waiting = offering.behind(peer, peer.sent_upto)
    return _standing(
        peer,
        known_posts(),
        to_send=waiting.count(),
        oldest_at=waiting.order_by("position").values_list("received_at", flat=True).first(),
        photos_to_send=photos.waiting(peer),
        to_receive=peer.waiting_down,
    )


def with_nodes() -> list[Standing]:
    """How the capital stands with each node that it enrolled, as it was when last met."""
    names = known_posts()
    nodes = _peers().exclude(role=Peer.Role.CAPITAL).order_by("name", "pk")
    return [_as_last_met(peer, names) for peer in nodes]


def with_node(node: UUID) -> Standing | None:
    """None where the capital enrolled no such node."""
    peer = _peers().exclude(role=Peer.Role.CAPITAL).filter(pk=node).first()
    return None if peer is None else _as_last_met(peer, known_posts())


def card_of(peer: Peer) -> Card:
    """What is known here of another node's own card."""
    return Card(
        node=peer.device_id,
        name=peer.name,
        public_key=bytes(peer.device.public_key),
        sealing_key=bytes(peer.sealing_key),
    )


def name_here(card: Card) -> str:
    """The name under which a computer is known here already, or else what it calls itself."""
    known = Peer.objects.filter(pk=card.node).values_list("name", flat=True).first()
    return known or card.name


def _as_last_met(peer: Peer, names: Mapping[str, str]) -> Standing:
    """Only the node itself knows how far it has got: what came since then is not counted."""
    return _standing(
        peer,
        names,
        to_send=peer.waiting_up,
        oldest_at=None,
        photos_to_send=None,
        to_receive=peer.waiting_down,
    )


def _standing(
    peer: Peer,
    names: Mapping[str, str],
    *,
    to_send: int | None,
    oldest_at: datetime | None,
    photos_to_send: int | None,
    to_receive: int | None,
) -> Standing:
    return Standing(
        peer=peer,
        role_label=str(ROLE_LABELS[peer.role]),
        posts=[names.get(code, code) for code in peer.posts],
        check_words=card_of(peer).check_words,
        to_send=to_send,
        oldest_at=oldest_at,
        photos_to_send=photos_to_send,
        to_receive=to_receive,
        now=timezone.now(),
    )


def _peers() -> QuerySet[Peer]:
    return Peer.objects.select_related("device")
