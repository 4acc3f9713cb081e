"""Reading roads: what is known of each, its states, the graph of a day, and distances along it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from akwaba.places.models import LayerRoad, Place, Road, RoadState
from akwaba.places.queries import crossings, place_by_code
from akwaba.places.roads import facts
from akwaba.places.roads.graph import (
    Edge,
    Node,
    Position,
    RoadDistance,
    RoadGraph,
    Way,
    Ways,
    detour_km,
    nearest_node,
)
from akwaba.places.roads.rules import (
    Direction,
    KmKnown,
    Mode,
    RoadFacts,
    Season,
    State,
    StateOverTime,
    passages_on,
    road_id,
)

METRES = 1000


def roads() -> list[RoadFacts]:
    """Every road that counts, by its two ends; what officers wrote comes before what layers say."""
    found = _of_layers()
    for row in Road.objects.filter(origin__isnull=False):
        if row.void_reason:
            found.pop(row.id, None)
        else:
            found[row.id] = _of_row(row)
    positions = _positions(found.values())
    measured = [_estimated(road, positions) for road in found.values()]
    return sorted(measured, key=lambda road: (road.start, road.end, str(road.id)))


def road(road_id: UUID) -> RoadFacts | None:
    """One road, or None where there is none or it was struck out."""
    return next((one for one in roads() if one.id == road_id), None)


def road_row(road_id: UUID) -> Road | None:
    """What officers wrote of a road; None where nobody has."""
    return Road.objects.filter(pk=road_id, origin__isnull=False).first()


def states_of(road: UUID) -> list[RoadState]:
    """What was said of a road and still counts, the latest beginning first."""
    rows = RoadState.objects.filter(road=road, origin__isnull=False, void_reason="")
    rows = rows.exclude(state="").exclude(from_on=None)  # erased, or not yet told
    return sorted(rows, key=lambda row: (row.from_on or date.min, row.made_at), reverse=True)


def state_by_id(state_id: UUID) -> RoadState | None:
    """A state that was recorded and not struck out, or None."""
    return RoadState.objects.filter(pk=state_id, origin__isnull=False, void_reason="").first()


def states_said_by(incident: UUID) -> list[RoadState]:
    """What an incident says of roads and still counts."""
    rows = RoadState.objects.filter(incident=incident, origin__isnull=False, void_reason="")
    return list(rows.order_by("from_on", "id"))


def road_graph(on: date) -> RoadGraph:
    """All roads as they are on a day, for whoever walks on them.

    Roads whose length is not known and cannot be estimated are left out. Asks the database a fixed
    number of times, however many roads there are.
    """
    said = _states_by_road()
    edges = [
        Edge(
            id=one.id,
            start=one.start,
            end=one.end,
            km=one.km,
            km_known=one.km_known,
            mode=one.mode,
            direction=one.direction,
            season=one.season,
            source=one.source,
            passages=passages_on(said[one.id], on, mode=one.mode, season=one.season),
        )
        for one in roads()
        if one.km is not None
    ]
    ends = {code for edge in edges for code in (edge.start, edge.end)}
    nodes = {place.code: _node(place) for place in Place.objects.filter(code__in=ends)}
    missing = {code: Node(code, code, "", None) for code in ends - nodes.keys()}
    return RoadGraph(on, dict(sorted((nodes | missing).items())), tuple(edges))


def road_distance_km(start: str, end: str, on: date, mode: Mode) -> RoadDistance:
    """How far it is by road between two places (by code) on a day, for one way of travelling.

    A place without roads is joined to the nearest node by straight line times DETOUR; where the
    graph knows no way at all, so is the whole. Both are flagged as estimated. Where every way is
    closed that day there is no distance: `way` says so.
    """
    graph = road_graph(on)
    one, other = _join(graph, start), _join(graph, end)
    if one is None or other is None:
        return RoadDistance(start, end, None, Way.NOT_KNOWN)
    return _distance(Ways(graph, one.node, mode), one, other)


def distances_to_crossings(
    lat: float, lon: float, on: date, mode: Mode = Mode.FOOT
) -> list[RoadDistance]:
    """How far it is by road from a point to each crossing on a day, the easiest to reach first.

    Those that cannot be reached, or whose position is not known, come last.
    """
    graph = road_graph(on)
    here = _join_point(graph, "", (lat, lon))
    ways = Ways(graph, here.node, mode) if here else None
    found = []
    for place in crossings():
        there = _join(graph, place.code, place)
        if here is None or ways is None or there is None:
            found.append(RoadDistance("", place.code, None, Way.NOT_KNOWN))
        else:
            found.append(_distance(ways, here, there))
    return sorted(found, key=lambda one: (one.effort_km is None, one.effort_km or 0, one.end))


@dataclass(frozen=True, slots=True)
class _Joined:
    """Where a place or a point meets the roads."""

    code: str
    """Of the place that was asked for; empty for a point."""
    node: str
    approach_km: float
    """To that node, straight line times DETOUR; 0 where the place is the node."""
    position: Position | None


def _join(graph: RoadGraph, code: str, place: Place | None = None) -> _Joined | None:
    if code in graph.nodes:
        return _Joined(code, code, 0.0, graph.nodes[code].position)
    place = place or place_by_code(code)
    if place is None or place.position is None:
        return None
    return _join_point(graph, code, place.position)


def _join_point(graph: RoadGraph, code: str, position: Position) -> _Joined | None:
    nearest = nearest_node(graph, position)
    if nearest is None:
        return None
    node, _ = nearest
    return _Joined(code, node.code, detour_km(position, node.position or position), position)


def _distance(ways: Ways, one: _Joined, other: _Joined) -> RoadDistance:
    approach = one.approach_km + other.approach_km
    if approach and one.position and other.position:
        straight = detour_km(one.position, other.position)
        if straight <= approach:  # nearer to one another than to the roads
            return RoadDistance(one.code, other.code, straight, Way.ESTIMATED, straight)
    found = ways.to(other.node)
    if found.km is None or found.effort_km is None:
        return replace(found, start=one.code, end=other.code)
    return replace(
        found,
        start=one.code,
        end=other.code,
        km=found.km + approach,
        effort_km=found.effort_km + approach,
        way=Way.ESTIMATED if approach else found.way,
    )


def _of_layers() -> dict[UUID, RoadFacts]:
    """What comes with Akwaba, and the lengths that loaded layers bring, the latest loaded last."""
    found = {}
    for fact in facts.read():
        road = RoadFacts(
            id=road_id(fact.start, fact.end),
            start=fact.start,
            end=fact.end,
            km=fact.km,
            km_known=fact.km_known,
            mode=fact.mode,
            direction=fact.direction,
            season=fact.season,
            source=fact.source,
            layer=facts.FACTS_LAYER,
        )
        found[road.id] = road
    for row in LayerRoad.objects.select_related("layer").order_by("layer__loaded_at", "road"):
        known = found.get(row.road)
        found[row.road] = RoadFacts(
            id=row.road,
            start=known.start if known else row.start,
            end=known.end if known else row.end,
            km=row.metres / METRES,
            km_known=KmKnown.ROAD,
            mode=known.mode if known else Mode.BOTH,
            direction=known.direction if known else Direction.BOTH,
            season=known.season if known else Season.ALL,
            source=row.layer.source,
            layer=row.layer_id,
        )
    return found


def _of_row(row: Road) -> RoadFacts:
    return RoadFacts(
        id=row.id,
        start=row.start,
        end=row.end,
        km=None if row.metres is None else row.metres / METRES,
        km_known=KmKnown(row.km_known or KmKnown.ESTIMATED),
        mode=Mode(row.mode or Mode.BOTH),
        direction=Direction(row.direction or Direction.BOTH),
        season=Season(row.season or Season.ALL),
        source=row.source,
        layer="",
        is_disputed=row.is_disputed,
    )


def _positions(found: Iterable[RoadFacts]) -> dict[str, Position]:
    codes = {code for road in found for code in (road.start, road.end)}
    places = Place.objects.filter(code__in=codes)
    return {place.code: place.position for place in places if place.position is not None}


def _estimated(road: RoadFacts, positions: Mapping[str, Position]) -> RoadFacts:
    """The road with its length estimated where nobody has told it."""
    if road.km is not None or not {road.start, road.end} <= positions.keys():
        return road
    km = detour_km(positions[road.start], positions[road.end])
    return replace(road, km=round(km, 1), km_known=KmKnown.ESTIMATED)


def _states_by_road() -> Mapping[UUID, list[StateOverTime]]:
    found: dict[UUID, list[StateOverTime]] = defaultdict(list)
    for row in RoadState.objects.filter(origin__isnull=False, void_reason=""):
        if row.road is not None and row.from_on is not None and row.state:
            found[row.road].append(over_time(row, row.road, row.from_on))
    return found


def over_time(row: RoadState, road: UUID, from_on: date) -> StateOverTime:
    """A row as the rules read it."""
    return StateOverTime(
        id=row.id,
        road=road,
        state=State(row.state),
        slowness_percent=row.slowness_percent,
        from_on=from_on,
        until_on=row.until_on,
        mode=Mode(row.mode or Mode.BOTH),
        incident=row.incident,
        source=row.source,
        made_at=row.made_at,
    )


def _node(place: Place) -> Node:
    return Node(place.code, place.name, place.country, place.position, place.is_crossing)
