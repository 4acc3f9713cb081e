"""Which acts of a desk are applied at once, and which wait until a person has looked at them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from akwaba.access import kinds as kinds_of_access
from akwaba.access.desks.queries import desk_for
from akwaba.access.desks.rules import is_entitled, milliseconds
from akwaba.access.models import Desk, DeskRecord, NodeRecord, Officer
from akwaba.access.permissions import posts_of
from akwaba.access.queries import officer_for
from akwaba.access.rules import Act as Deed
from akwaba.access.services import NODE
from akwaba.ledger import kinds
from akwaba.ledger.exchange.offering import REFERENCE
from akwaba.ledger.fold import Act, Quarantine, Statement, room_of
from akwaba.ledger.judging import Doubt
from akwaba.ledger.kinds import AtDesk
from akwaba.ledger.laws import IDENTIFIER, Header
from akwaba.ledger.models import Admission, Device, Entry, Erasure, FoldedRow, Peer
from akwaba.ledger.tables import tables

CLOCKS_MAY_DIFFER_BY = timedelta(minutes=10) // timedelta(milliseconds=1)
"""Milliseconds; beyond them the device itself shows that its clock is wrong."""


def entitlement() -> Doubt:
    """A judge for one batch: it reads each desk, officer and node once."""
    desks: dict[UUID, Desk | None] = {}
    officers: dict[UUID, Officer | None] = {}
    nodes = cache(posts_of_node)

    def doubt(device: Device, act: Act) -> Quarantine | None:
        if device.kind != Device.Kind.DESK:
            return doubt_of_node(act, nodes(device.stands_for or device.id))
        if device.id not in desks:
            desks[device.id] = desk_for(device.id)
        if desks[device.id] is None:
            return doubt_of_far_desk(act)
        officer = UUID(act.header.officer)
        if officer not in officers:
            officers[officer] = officer_for(officer)
        return doubt_of(act, desks[device.id], officers[officer])

    return doubt


def doubt_of(act: Act, desk: Desk | None, officer: Officer | None) -> Quarantine | None:
    """Why this act of a desk waits for a person; None where it is applied."""
    kind = kinds.known(act.header.kind)
    may = kind.at_desk if kind else None
    is_theirs = (
        desk is not None
        and officer is not None
        and may is not None
        and act.header.scope == desk.post
        and _may_do(officer, may, desk.post)
        and all(_says_what_a_desk_may(one, act, may) for one in act.statements)
        and _posts_of(act) <= {desk.post}
    )
    if desk is None or not is_theirs:
        return Quarantine.NOT_ENTITLED
    is_late = made_on(act.header) > milliseconds(desk.lease_until) + CLOCKS_MAY_DIFFER_BY
    return Quarantine.EXPIRED_LEASE if is_late else None


def posts_of_node(node: UUID) -> frozenset[str] | None:
    """The posts whose people a node may write about; None for the capital, and for this node."""
    if Device.objects.filter(pk=node, is_this_node=True).exists():
        return None
    peer = Peer.objects.filter(pk=node).first()
    if peer is not None:
        return None if peer.role == Peer.Role.CAPITAL else frozenset(peer.posts)
    record = NodeRecord.objects.filter(id=node).first()
    return frozenset(record.posts) if record else frozenset()


def doubt_of_node(act: Act, posts: frozenset[str] | None) -> Quarantine | None:
    """Why an act of a node waits: it speaks for a post that is not its own, or as the capital.

    What it says of its own people is believed: it signs for its officers.
    """
    if posts is None:
        return None
    is_capitals = act.header.kind in kinds_of_access.OF_THE_CAPITAL
    erases = any(said.table == Erasure.table for said in act.statements)
    if is_capitals or act.header.scope not in {*posts, NODE, REFERENCE}:
        return Quarantine.NOT_ENTITLED
    if not _admits_only(act, {*posts, NODE}):
        return Quarantine.NOT_ENTITLED
    if erases and not _posts_in("registry", {said.id for said in act.statements}) <= posts:
        return Quarantine.NOT_ENTITLED
    return None


def _admits_only(act: Act, scopes: Collection[str]) -> bool:
    """Whether what it lets in, as far as that is here, is of these scopes."""
    admitted = [said.id for said in act.statements if said.table == Admission.table]
    if not admitted:
        return True
    return not Entry.objects.filter(id__in=admitted).exclude(scope__in=scopes).exists()


def doubt_of_far_desk(act: Act) -> Quarantine | None:
    """Why an act of another node's desk waits, where no node that knows it has judged it.

    A tablet whose post has burnt down brings what it holds elsewhere, or seals it to the capital.
    """
    record = DeskRecord.objects.filter(id=act.header.device).first()
    kind = kinds.known(act.header.kind)
    may = kind.at_desk if kind else None
    is_theirs = (
        record is not None
        and may is not None
        and not record.revoked_at
        and act.header.scope == record.post
        and all(_says_what_a_desk_may(one, act, may) for one in act.statements)
        and _posts_of(act) <= {record.post}
    )
    return None if is_theirs else Quarantine.NOT_ENTITLED


def made_on(header: Header) -> int:
    """When it was made, in milliseconds by the node's clock as far as the device knew it."""
    return header.wall + (header.offset or 0)


def _may_do(officer: Officer, may: AtDesk, post: str) -> bool:
    return officer.is_active and is_entitled(
        role=officer.role, posts=posts_of(officer), act=Deed(may.act), post=post
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
        and all(post == act.header.scope for post in _posts(said))
    )


def _posts_of(act: Act) -> set[str]:
    """The posts at which the rows stand that an act writes on, speaks for or points at.

    A desk makes identifiers of its own: one that another post's people bear is no accident.
    """
    named = {act.header.subject}
    rows: dict[str, set[str]] = defaultdict(set)
    for said in act.statements:
        named |= {said.id, *_identifiers(said.values)}
        rows[said.table].add(said.id)
    for name, ids in rows.items():
        model = tables()[name].model
        if not _stands_at_a_post(model):
            own = model._base_manager.filter(pk__in=ids)  # noqa: SLF001  documented by Django
            named |= {str(owner) for owner in own.values_list(model.about, flat=True)}
    return _posts_in(room_of(act.header.kind), named)


def _posts_in(room: str, named: set[str]) -> set[str]:
    """In one query, for each entry of each batch asks."""
    wanted = [UUID(one) for one in named if IDENTIFIER.fullmatch(one)]
    models: list[Any] = [
        table.model
        for name, table in tables().items()
        if room_of(name) == room and _stands_at_a_post(table.model)
    ]
    asked = [
        model._base_manager.filter(pk__in=wanted).values_list("post", flat=True)  # noqa: SLF001
        for model in models
    ]
    return {post for post in asked[0].union(*asked[1:]) if post} if asked else set()


@cache
def _stands_at_a_post(model: type[FoldedRow]) -> bool:
    return any(field.name == "post" for field in model._meta.fields)  # noqa: SLF001


def _identifiers(value: object) -> Iterator[str]:
    if isinstance(value, str) and IDENTIFIER.fullmatch(value):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _identifiers(part)


def _posts(said: Statement) -> Iterator[object]:
    """The posts at which a statement files what it speaks of."""
    for name, value in said.values.items():
        if name == "post":
            yield value
        elif isinstance(value, dict) and "post" in value:
            yield value["post"]
