"""Enrol a node from its card, at the capital and at a post; revoke it; each an entry."""

from collections.abc import Container, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from akwaba.access import kinds
from akwaba.access.desks.problems import ReasonMissing
from akwaba.access.models import NodeDeviceRecord, NodeRecord, Officer
from akwaba.access.nodes.cards import Card, own_card
from akwaba.access.nodes.problems import (
    CapitalKnown,
    CardForAnother,
    CardOfOtherKey,
    NoBlockLeft,
    NodePostMissing,
    NodeUnknown,
    NotAnAnswer,
    OwnCard,
)
from akwaba.access.posts import known_posts
from akwaba.access.problems import PostUnknown
from akwaba.ledger import services as ledger
from akwaba.ledger.exchange.comparing import take_back_in
from akwaba.ledger.identity import know_device, known_as, read_proof
from akwaba.ledger.models import Device, Peer
from akwaba.ledger.queries import heads

FIRST_BLOCK, LAST_BLOCK = 100, 9999
"""Blocks that the capital gives out; see registry/numbers.py."""
SPARE_BLOCKS = 2
"""One in use, and one for a node that must go on after a restored backup with no network."""
MOST_DEVICES = 100
"""Of one node; each time that its store was set back it needs another one."""
REASON_LENGTH = 200


def check_card(card: Card) -> None:
    """Raises OwnCard, CardOfOtherKey."""
    if card.node == known_as().pk:
        raise OwnCard
    device = Device.objects.filter(pk=card.node).first()
    is_desk = device is not None and device.kind != Device.Kind.NODE
    if is_desk or (device is not None and bytes(device.public_key) != card.public_key):
        raise CardOfOtherKey


def check_answer(card: Card) -> None:
    """Whether it is the capital's answer to this node.

    Raises OwnCard, CardOfOtherKey, NotAnAnswer, CardForAnother, CapitalKnown.
    """
    check_card(card)
    if card.answers is None:
        raise NotAnAnswer
    if card.answers != known_as().pk:
        raise CardForAnother(node=card.answers)
    other = Peer.objects.filter(role=Peer.Role.CAPITAL).exclude(pk=card.node).first()
    if other is not None:
        raise CapitalKnown(name=other.name)


@transaction.atomic
def enrol_node(*, actor: Officer, card: Card, role: str, posts: Sequence[str]) -> Peer:
    """At the capital: let a node exchange. Again with the same card, it changes role and posts.

    Raises OwnCard, CardOfOtherKey, NodePostMissing, PostUnknown, NoBlockLeft.
    """
    check_card(card)
    posts = _checked_posts(role, posts)
    ledger.lock_fold()  # before the blocks of others are read: two never draw the same one
    device = _device_of(card)
    known = Peer.objects.select_for_update().filter(pk=device.pk).first()
    blocks = known.blocks if known else _blocks_for(card, role)
    peer, is_new = Peer.objects.update_or_create(
        pk=device.pk,
        defaults={
            "role": role,
            "name": card.name,
            "posts": posts,
            "sealing_key": card.sealing_key,
            "blocks": blocks,
            **_from_the_beginning(known, posts, "their_cursor"),
        },
    )
    facts = {
        "name": peer.name,
        "role": role,
        "posts": posts,
        "public_key": card.public_key.hex(),
        "sealing_key": card.sealing_key.hex(),
        "blocks": [str(block) for block in blocks],
    }
    if is_new:
        _append(actor, kinds.NODE_ENROLLED, _say(peer, facts, creates=True))
    else:
        _append(actor, kinds.NODE_CHANGED, _say(peer, facts))
    return peer


@transaction.atomic
def join_capital(*, actor: Officer, card: Card) -> Peer:
    """At a post: take the capital's answer. Again with a newer one, its address or posts change.

    Raises OwnCard, CardForAnother, CardOfOtherKey, CapitalKnown, NotAnAnswer.
    """
    check_answer(card)
    device = _device_of(card)
    known = Peer.objects.select_for_update().filter(pk=device.pk).first()
    peer, _ = Peer.objects.update_or_create(
        pk=device.pk,
        defaults={
            "role": Peer.Role.CAPITAL,
            "name": card.name,
            "posts": card.posts,
            "address": card.address,
            "authority": card.authority,
            "sealing_key": card.sealing_key,
            "blocks": card.given,
            **_from_the_beginning(known, card.posts, "cursor"),
        },
    )
    if known is not None and known.posts != card.posts:
        take_back_in()
    del actor  # the entry of this act is the capital's: it says who enrolled whom
    return peer


@transaction.atomic
def revoke_node(*, actor: Officer, node: UUID, reason: str) -> Peer:
    """Give it nothing any more; what it brings waits. Raises NodeUnknown, ReasonMissing."""
    peer, why = _peer(node), _reason(reason)
    if peer.revoked_at is None:
        now = timezone.now()
        _set_revoked(peer, now)
        said = {"revoked_at": now.isoformat(timespec="seconds"), "revoked_reason": why}
        _append(actor, kinds.NODE_REVOKED, _say(peer, {"revocation": said}))
    return peer


@transaction.atomic
def reinstate_node(*, actor: Officer, node: UUID, reason: str) -> Peer:
    """Undo a revocation that was a mistake. Raises NodeUnknown, ReasonMissing."""
    peer, why = _peer(node), _reason(reason)
    if peer.revoked_at is not None:
        _set_revoked(peer, None)
        said = {"revoked_at": "", "revoked_reason": why}
        _append(actor, kinds.NODE_REINSTATED, _say(peer, {"revocation": said}))
    return peer


@transaction.atomic
def add_device(*, actor: Officer, peer: Peer, said: object) -> None:
    """Know the device under which an enrolled node makes entries now; others learn it by an entry.

    `said` is the proof in the node's own word; see identity.proof. Nothing follows from a bad one:
    what that device makes then waits, as of an unknown one.
    """
    told = read_proof(peer.device_id, said)
    if told is None or peer.revoked_at is not None or Device.objects.filter(pk=told[0]).exists():
        return
    device, point = told
    if peer.role == Peer.Role.CAPITAL:
        know_device(peer.device_id, said)  # the capital tells every node itself
        return
    if Device.objects.filter(stands_for=peer.device_id).count() >= MOST_DEVICES:
        return
    facts = {"node": str(peer.device_id), "public_key": point.hex()}
    say = ledger.Say(table=NodeDeviceRecord.table, id=device, values=facts, creates=True)
    _append(actor, kinds.NODE_DEVICE_ADDED, say)


@transaction.atomic
def give_block(*, actor: Officer, peer: Peer, known: Container[int]) -> list[int]:
    """All blocks of numbers of a node that has used those that are `known` to it.

    One more is given only to a node that knows all that it has: an answer that was lost on its
    way costs no block. Raises NoBlockLeft.
    """
    ledger.lock_fold()  # see enrol_node
    peer = _peer(peer.pk)
    blocks: list[int] = peer.blocks
    if not all(block in known for block in blocks):
        return blocks
    blocks = [*blocks, *_free_blocks(1)]
    if len(blocks) == len(peer.blocks):
        raise NoBlockLeft
    peer.blocks = blocks
    peer.save(update_fields=["blocks"])
    _append(actor, kinds.NODE_CHANGED, _say(peer, {"blocks": [str(block) for block in blocks]}))
    return blocks


def _from_the_beginning(peer: Peer | None, posts: Sequence[str], cursor: str) -> dict[str, str]:
    """Begin the feed again where the posts change: older entries of a new post come too."""
    return {cursor: ""} if peer is not None and peer.posts != posts else {}


def _checked_posts(role: str, posts: Iterable[str]) -> list[str]:
    """The posts in one order. Raises NodePostMissing, PostUnknown."""
    if role != Peer.Role.POST:
        return []
    known, wanted = known_posts(), sorted(set(posts))
    if not wanted:
        raise NodePostMissing
    for post in wanted:
        if post not in known:
            raise PostUnknown(post=post, posts=", ".join(known))
    return wanted


def _device_of(card: Card) -> Device:
    """The node's device. Raises CardOfOtherKey."""
    facts = {"name": card.name, "kind": Device.Kind.NODE, "public_key": card.public_key}
    device, _ = Device.objects.get_or_create(pk=card.node, defaults=facts)
    if bytes(device.public_key) != card.public_key:
        raise CardOfOtherKey
    return device


def _blocks_for(card: Card, role: str) -> list[int]:
    """What it gave numbers from already, where nobody else did, and new ones."""
    if role != Peer.Role.POST:
        return []
    taken = _taken()
    kept = [block for block in card.blocks if block not in taken]
    blocks = [*kept, *_free_blocks(max(1, SPARE_BLOCKS - len(kept)), kept)]
    if not blocks:
        raise NoBlockLeft
    return blocks


def _free_blocks(count: int, also: Iterable[int] = ()) -> list[int]:
    """As many as that, or as there are."""
    taken = _taken() | set(also)
    free = (block for block in range(FIRST_BLOCK, LAST_BLOCK + 1) if block not in taken)
    return [block for block, _ in zip(free, range(count), strict=False)]


def _taken() -> set[int]:
    given = Peer.objects.values_list("blocks", flat=True)
    return {*own_card().blocks, *(block for blocks in given for block in blocks)}


def _peer(node: UUID) -> Peer:
    peer = Peer.objects.select_for_update().select_related("device").filter(pk=node).first()
    if peer is None:
        raise NodeUnknown
    return peer


def _reason(reason: str) -> str:
    why = " ".join(reason.split())[:REASON_LENGTH]
    if not why:
        raise ReasonMissing
    return why


def _set_revoked(peer: Peer, at: Any) -> None:
    peer.revoked_at = peer.device.revoked_at = at
    peer.save(update_fields=["revoked_at"])
    peer.device.save(update_fields=["revoked_at"])


def _say(peer: Peer, facts: dict[str, Any], *, creates: bool = False) -> ledger.Say:
    record = NodeRecord.objects.filter(id=peer.device_id).first()
    base = {name: heads(record, name) for name in facts} if record else {}
    return ledger.Say(
        table=NodeRecord.table, id=peer.device_id, values=facts, base=base, creates=creates
    )


def _append(actor: Officer, kind: str, say: ledger.Say) -> None:
    draft = ledger.Draft(kind=kind, subject=say.id, scope=ledger.EVERYWHERE, says=[say])
    ledger.append(officer=actor.id, drafts=[draft])
