"""Write roads and their state: each act is one entry, which every node may know."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.ledger import services as ledger
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import FoldedRow
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads, heads
from akwaba.ledger.services import EVERYWHERE, Draft, Say
from akwaba.places.models import Road, RoadState
from akwaba.places.problems import (
    RoadEndsAlike,
    RoadLengthMissing,
    RoadLengthNotUsable,
    RoadPlaceNotKnown,
    RoadReasonMissing,
    StateEndsBeforeItBegins,
    StateSlownessNotUsable,
    StateSourceMissing,
)
from akwaba.places.queries import place_by_code
from akwaba.places.roads import kinds
from akwaba.places.roads.graph import detour_km
from akwaba.places.roads.queries import METRES, road, road_row, state_by_id
from akwaba.places.roads.rules import (
    LONGEST_SLOWNESS,
    PERCENT,
    Direction,
    KmKnown,
    Mode,
    RoadFacts,
    Season,
    State,
)

LONGEST_ROAD_KM = 2000
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class RoadSaid:
    """A road as an officer describes it."""

    start: str
    end: str
    km: float | None
    """None where nobody knows it: it is estimated from the positions."""
    mode: Mode = Mode.BOTH
    direction: Direction = Direction.BOTH
    season: Season = Season.ALL
    source: str = ""


@transaction.atomic
def record_state(
    *,
    actor: Officer,
    road_id: UUID,
    state: State,
    from_on: date,
    until_on: date | None = None,
    mode: Mode = Mode.BOTH,
    slowness_percent: int = PERCENT,
    incident: UUID | None = None,
    source: str,
) -> RoadState:
    """Say how a road is, from a day on, and who says so.

    `slowness_percent` counts only where it is slow: 300 is three times as long. Raises NotFound for
    a road that is not known, and a Problem for what cannot be.
    """
    if road(road_id) is None:
        raise NotFound
    if until_on is not None and until_on < from_on:
        raise StateEndsBeforeItBegins
    if not (told := _one_line(source)):
        raise StateSourceMissing
    values = {
        "road": str(road_id),
        "condition": _condition(state, slowness_percent),
        "mode": mode.value,
        "from_on": from_on.isoformat(),
        "until_on": until_on.isoformat() if until_on else None,
        "incident": str(incident) if incident else None,
        "source": told,
    }
    values = {name: value for name, value in values.items() if value is not None}
    made = Say(table=RoadState.table, id=uuid7(), values=values, creates=True)
    _append(actor, kinds.STATE_RECORDED, road_id, made)
    return RoadState.objects.get(pk=made.id)


@transaction.atomic
def end_state(*, actor: Officer, state_id: UUID, until_on: date) -> RoadState:
    """Say the last day on which a state held. Raises NotFound, or StateEndsBeforeItBegins."""
    row = _state(state_id)
    if row.from_on is not None and until_on < row.from_on:
        raise StateEndsBeforeItBegins
    values = {"until_on": until_on.isoformat()}
    _append(actor, kinds.STATE_ENDED, row.road or row.id, _change(row, values))
    return RoadState.objects.get(pk=row.id)


@transaction.atomic
def void_state(*, actor: Officer, state_id: UUID, reason: str) -> None:
    """Strike out a state that was never so. Raises NotFound, or RoadReasonMissing."""
    row = _state(state_id)
    _append(actor, kinds.STATE_VOIDED, row.road or row.id, _void(row, reason))


@transaction.atomic
def add_road(*, actor: Officer, said: RoadSaid) -> Road:
    """Add a road that no layer knows; its length is estimated where none is said.

    Raises a Problem for what cannot be.
    """
    made = Say(table=Road.table, id=uuid7(), values=_values(said), creates=True)
    _append(actor, kinds.ROAD_ADDED, made.id, made)
    return Road.objects.get(pk=made.id)


@transaction.atomic
def correct_road(*, actor: Officer, road_id: UUID, said: RoadSaid) -> Road:
    """Say a road anew, whoever told it before. Raises NotFound, or a Problem for what cannot be."""
    if road(road_id) is None:
        raise NotFound
    row, values = road_row(road_id), _values(said)
    if row is None:
        say = Say(table=Road.table, id=road_id, values=values, creates=True)
    else:
        say = _change(row, values)
    _append(actor, kinds.ROAD_CORRECTED, road_id, say)
    return Road.objects.get(pk=road_id)


@transaction.atomic
def void_road(*, actor: Officer, road_id: UUID, reason: str) -> None:
    """Strike out a road that is none. Raises NotFound, or RoadReasonMissing."""
    known = road(road_id)
    if known is None:
        raise NotFound
    row = road_row(road_id)
    if row is None:
        values = _facts(known) | {"void": {"void_reason": _reason(reason), "void_seen": []}}
        say = Say(table=Road.table, id=road_id, values=values, creates=True)
    else:
        say = _void(row, reason)
    _append(actor, kinds.ROAD_VOIDED, road_id, say)


def _condition(state: State, slowness_percent: int) -> dict[str, Any]:
    is_slow = state is State.SLOW
    if is_slow and not PERCENT < slowness_percent <= LONGEST_SLOWNESS:
        raise StateSlownessNotUsable
    return {"state": state.value, "slowness_percent": slowness_percent if is_slow else PERCENT}


def _state(state_id: UUID) -> RoadState:
    row = state_by_id(state_id)
    if row is None:
        raise NotFound
    return row


def _values(said: RoadSaid) -> dict[str, Any]:
    """What an entry says of a road, checked."""
    start, end = place_by_code(said.start), place_by_code(said.end)
    for code, place in ((said.start, start), (said.end, end)):
        if place is None:
            raise RoadPlaceNotKnown(place=code)
    if start is None or end is None or start.code == end.code:
        raise RoadEndsAlike
    km, known = said.km, KmKnown.ROAD
    if km is None:
        if start.position is None or end.position is None:
            raise RoadLengthMissing
        km, known = detour_km(start.position, end.position), KmKnown.ESTIMATED
    if not 0 < round(km * METRES) <= LONGEST_ROAD_KM * METRES:
        raise RoadLengthNotUsable(most=LONGEST_ROAD_KM)
    if not (source := _one_line(said.source)):
        raise StateSourceMissing
    return {
        "start": start.code,
        "end": end.code,
        "length": {"metres": round(km * METRES), "km_known": known.value},
        "mode": said.mode.value,
        "direction": said.direction.value,
        "season": said.season.value,
        "source": source,
    }


def _facts(known: RoadFacts) -> dict[str, Any]:
    """What an entry says of a road that a layer brought, so that the row stands by itself."""
    metres = None if known.km is None else round(known.km * METRES)
    length = {"length": {"metres": metres, "km_known": known.km_known.value}} if metres else {}
    return {
        "start": known.start,
        "end": known.end,
        **length,
        "mode": known.mode.value,
        "direction": known.direction.value,
        "season": known.season.value,
        "source": known.source[:LONGEST_TEXT],
    }


def _change(row: FoldedRow, values: dict[str, Any]) -> Say:
    base = {name: replaced for name in values if (replaced := heads(row, name))}
    return Say(table=row.table, id=row.id, values=values, base=base)


def _void(row: FoldedRow, reason: str) -> Say:
    seen = {"void_reason": _reason(reason), "void_seen": all_heads(row)}
    return _change(row, {"void": seen})


def _reason(reason: str) -> str:
    said = _one_line(reason)
    if not said:
        raise RoadReasonMissing
    return said


def _one_line(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:LONGEST_TEXT]


def _append(actor: Officer, kind: str, road_id: UUID, say: Say) -> None:
    """An entry stands in the history of its road, and every node learns it."""
    draft = Draft(kind=kind, subject=road_id, scope=EVERYWHERE, says=[say])
    ledger.append(officer=actor.id, drafts=[draft])
