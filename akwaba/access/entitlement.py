"""Which acts of desks and nodes are applied at once, and which wait until a person has looked."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from akwaba.access import kinds as kinds_of_access
from akwaba.access.desks.queries import desk_for
from akwaba.access.desks.rules import is_entitled, milliseconds
from akwaba.access.models import (
    Desk,
    DeskRecord,
    NodeDeviceRecord,
    NodeRecord,
    Officer,
    OfficerRecord,
)
from akwaba.access.permissions import posts_of
from akwaba.access.queries import officer_for
from akwaba.access.rules import Act as Deed
from akwaba.access.services import NODE
from akwaba.access.whereabouts import Whereabouts, handed_on, posts_at, told_of_by
from akwaba.ledger import kinds
from akwaba.ledger.fold import Act, Quarantine, Statement, room_of
from akwaba.ledger.judging import Doubt, Objection, node_of
from akwaba.ledger.kinds import AtDesk
from akwaba.ledger.laws import Header
from akwaba.ledger.models import Device, Erasure, Peer
from akwaba.ledger.services import EVERYWHERE
from akwaba.ledger.tables import tables

NOT_OF_A_POST = frozenset({"access", "ledger", "places"})
"""Rooms whose acts are not all about the people of a post: a closed road concerns everybody."""
OF_THE_CAPITAL = frozenset({NodeRecord.table, NodeDeviceRecord.table})
"""What the capital alone says, by whatever kind of act."""
CLOCKS_MAY_DIFFER_BY = timedelta(minutes=10) // timedelta(milliseconds=1)
"""Milliseconds; beyond them the device itself shows that its clock is wrong."""


def entitlement() -> Doubt:
    """What this room has against the acts of a batch; it reads each desk and officer once."""
    return _objections


def _objections(acts: Sequence[Act]) -> Objection:
    places = Whereabouts(acts)
    desks, officers, nodes = cache(desk_for), cache(officer_for), cache(posts_of_node)

    def objection(device: Device, act: Act) -> Quarantine | None:
        if device.kind != Device.Kind.DESK:
            return objection_to_node(act, nodes(node_of(device)), places)
        desk = desks(device.id)
        if desk is None:
            return objection_to_far_desk(act, places)
        return objection_to_desk(act, desk, officers(UUID(act.header.officer)), places)

    return objection


def objection_to_desk(
    act: Act, desk: Desk, officer: Officer | None, places: Whereabouts
) -> Quarantine | None:
    """Why this act of a desk waits for a person; None where it is applied."""
    may = _at_desk(act)
    is_theirs = (
        officer is not None
        and may is not None
        and _may_do(officer, may, desk.post)
        and _is_said_as_at_desk(act, may, desk.post, places)
    )
    if not is_theirs:
        return Quarantine.NOT_ENTITLED
    is_late = made_on(act.header) > milliseconds(desk.lease_until) + CLOCKS_MAY_DIFFER_BY
    return Quarantine.EXPIRED_LEASE if is_late else None


def objection_to_far_desk(act: Act, places: Whereabouts) -> Quarantine | None:
    """Why an act of another node's desk waits, where no node that knows it has judged it.

    A tablet whose post has burnt down brings what it holds elsewhere, or seals it to the capital.
    """
    record = DeskRecord.objects.filter(id=act.header.device).first()
    may = _at_desk(act)
    is_theirs = (
        record is not None
        and may is not None
        and not record.revoked_at
        and _is_said_as_at_desk(act, may, record.post, places)
    )
    return None if is_theirs else Quarantine.NOT_ENTITLED


def posts_of_node(node: UUID) -> frozenset[str] | None:
    """The posts whose people a node may write about; None for the capital, and for this node."""
    if Device.objects.filter(pk=node, is_this_node=True).exists():
        return None
    peer = Peer.objects.filter(pk=node).first()
    if peer is not None:
        return None if peer.role == Peer.Role.CAPITAL else frozenset(peer.posts)
    record = NodeRecord.objects.filter(id=node).first()
    return frozenset(record.posts) if record else frozenset()


def objection_to_node(
    act: Act, posts: frozenset[str] | None, places: Whereabouts
) -> Quarantine | None:
    """Why an act waits that a node made, let in or vouches for.

    What it says of its own people is believed: it signs for its officers. Which nodes there are,
    the capital alone says.
    """
    if posts is None:
        return None
    is_of_all = room_of(act.header.kind) in NOT_OF_A_POST
    is_theirs = (
        act.header.scope in (posts | {NODE, EVERYWHERE} if is_of_all else posts)
        and act.header.kind not in kinds_of_access.OF_THE_CAPITAL
        and not any(said.table in OF_THE_CAPITAL for said in act.statements)
        and stays_within(act, posts, places)
        and may_erase(act, posts)
    )
    return None if is_theirs else Quarantine.NOT_ENTITLED


def stays_within(act: Act, posts: Collection[str], places: Whereabouts) -> bool:
    """Whether an act speaks of people and desks of these posts only, as far as they are here.

    The one rule for all who are not the capital. They may hand their own people over to another
    post, and go on to speak of those whom they handed over: word of it had perhaps not come yet.
    Nobody fetches people.
    """
    handed_to = set(map(_handed_to, filter(_hands_over, act.statements)))
    for said in act.statements:
        there = posts if said.creates else handed_to.union(posts)
        if any(post not in there for post in filed_at(said)):
            return False
    elsewhere = places.elsewhere(act, posts)
    if elsewhere and handed_to.isdisjoint({*posts, None}):
        elsewhere -= handed_on(elsewhere, posts)
    return not elsewhere


def may_erase(act: Act, posts: Collection[str]) -> bool:
    """Whether those whom an act erases are people of these posts, known here as that."""
    erased = {said.id for said in act.statements if said.table == Erasure.table}
    if not erased:
        return True
    stand = posts_at("registry", erased)
    gone = told_of_by(erased - stand.keys(), posts)  # erased where they stood, before they came
    are_theirs = erased <= stand.keys() | gone and all(at <= {*posts} for at in stand.values())
    return are_theirs and not any(
        model._base_manager.filter(pk__in=erased).exists()  # noqa: SLF001  documented by Django
        for model in (Device, DeskRecord, NodeDeviceRecord, NodeRecord, Officer, OfficerRecord)
    )


def made_on(header: Header) -> int:
    """When it was made, in milliseconds by the node's clock as far as the device knew it."""
    return header.wall + (header.offset or 0)


def _may_do(officer: Officer, may: AtDesk, post: str) -> bool:
    return officer.is_active and is_entitled(
        role=officer.role, posts=posts_of(officer), act=Deed(may.act), post=post
    )


def _at_desk(act: Act) -> AtDesk | None:
    kind = kinds.known(act.header.kind)
    return kind.at_desk if kind else None


def _is_said_as_at_desk(act: Act, may: AtDesk, post: str, places: Whereabouts) -> bool:
    """Whether it is what a desk of this post may say, whoever works on it."""
    return (
        act.header.scope == post
        and all(_says_what_a_desk_may(one, act, may) for one in act.statements)
        and stays_within(act, {post}, places)
    )


def _says_what_a_desk_may(said: Statement, act: Act, may: AtDesk) -> bool:
    if not said.values and not said.creates:
        return True  # the entry only stands in the history of that row
    made = {(one.table, one.id) for one in act.statements if one.creates}
    fields = may.sets.get(said.table, frozenset())
    if (said.table, said.id) in made:
        fields = may.makes.get(said.table, frozenset())
    return (
        bool(fields)
        and set(said.values) <= fields
        and all(
            may.only.get((said.table, name), value) == value for name, value in said.values.items()
        )
    )


def _hands_over(said: Statement) -> bool:
    """Striking out that somebody moved on hands nobody over."""
    strikes_out = said.values.keys() == {"void"} and bool(said.values["void"].get("void_reason"))
    return bool(tables()[said.table].model.hands_over and said.values and not strikes_out)


def _handed_to(said: Statement) -> Any:
    """The post; None where the statement leaves it as it is."""
    return said.values.get(tables()[said.table].model.hands_over)


def filed_at(said: Statement) -> Iterator[object]:
    """The posts at which a statement files what it speaks of."""
    for name, value in said.values.items():
        if name == "post":
            yield value
        elif isinstance(value, dict) and "post" in value:
            yield value["post"]
