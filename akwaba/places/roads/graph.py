"""The roads of one day as a graph, and the shortest ways through it.

Plain dataclasses, for whoever walks on it: the flow model of the forecast does.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from heapq import heappop, heappush
from itertools import pairwise
from uuid import UUID

from akwaba.places.geodesy import distance_km
from akwaba.places.roads.rules import DETOUR, Direction, KmKnown, Mode, Passage, Season, State

Position = tuple[float, float]
"""(latitude, longitude) in degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Node:
    """An end of roads: a town, a crossing, a site."""

    code: str
    name: str
    country: str
    position: Position | None
    """None where it is not known: the node is reached by its roads only."""
    is_crossing: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A piece of road between two nodes, as it is on the day of its graph."""

    id: UUID
    start: str
    end: str
    km: float
    km_known: KmKnown
    mode: Mode
    direction: Direction
    season: Season
    source: str
    passages: Mapping[Mode, Passage]
    """By motor and on foot; a closed passage where the road does not serve that way."""


@dataclass(frozen=True, slots=True)
class RoadGraph:
    """All roads on one day."""

    on: date
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]


class Way(StrEnum):
    """What a distance rests on."""

    ROAD = "road"
    ESTIMATED = "estimated"
    """A piece of it, or the whole, is straight line times DETOUR."""
    CLOSED = "closed"
    """Roads lead there, and none of them can be taken on that day."""
    NOT_KNOWN = "not_known"
    """A place or a position is not known."""


@dataclass(frozen=True, slots=True)
class RoadDistance:
    """How far one place is from another on a day, for one way of travelling."""

    start: str
    """Code of a place; empty for a point."""
    end: str
    km: float | None
    """None where there is no way, or none is known."""
    way: Way
    effort_km: float | None = None
    """The same, each slow piece counted as often as it takes longer: what people choose by."""
    passes_unknown: bool = False
    """Whether the way takes a road of which it is not known whether it can be taken."""
    via: tuple[str, ...] = field(default=())
    """Codes of the nodes along the way, both ends included; empty where no road is known."""

    @property
    def is_estimated(self) -> bool:
        return self.way is Way.ESTIMATED


def detour_km(one: Position, other: Position) -> float:
    """What a road between two points measures about, where none is known."""
    return DETOUR * distance_km(one, other)


def nearest_node(graph: RoadGraph, position: Position) -> tuple[Node, float] | None:
    """The node that lies nearest to a point, and the kilometres in a straight line."""
    away = [
        (distance_km(position, node.position), node.code, node)
        for node in graph.nodes.values()
        if node.position is not None
    ]
    return (min(away)[2], min(away)[0]) if away else None


class Ways:
    """The shortest ways from one node on one day, for one way of travelling."""

    def __init__(self, graph: RoadGraph, start: str, mode: Mode) -> None:
        self._graph = graph
        self._start = start
        self._taken = _best_edges(graph.edges, mode)
        self._effort, self._before = _shortest(self._taken, start)
        self._joined: Collection[str] | None = None

    def to(self, end: str) -> RoadDistance:
        """The way to a node; straight line times DETOUR where no roads lead there at all."""
        if end in self._effort:
            return self._walked(end)
        if self._is_joined(end):
            return RoadDistance(self._start, end, None, Way.CLOSED)
        one, other = self._graph.nodes[self._start].position, self._graph.nodes[end].position
        if one is None or other is None:
            return RoadDistance(self._start, end, None, Way.NOT_KNOWN)
        km = detour_km(one, other)
        return RoadDistance(self._start, end, km, Way.ESTIMATED, km)

    def _walked(self, end: str) -> RoadDistance:
        codes = [end]
        while codes[-1] != self._start:
            codes.append(self._before[codes[-1]])
        codes.reverse()
        pieces = [self._taken[pair][1:] for pair in pairwise(codes)]
        is_estimated = any(edge.km_known is KmKnown.ESTIMATED for edge, _ in pieces)
        return RoadDistance(
            start=self._start,
            end=end,
            km=sum(edge.km for edge, _ in pieces),
            way=Way.ESTIMATED if is_estimated else Way.ROAD,
            effort_km=sum(edge.km * passage.factor for edge, passage in pieces),
            passes_unknown=any(passage.state is State.UNKNOWN for _, passage in pieces),
            via=tuple(codes),
        )

    def _is_joined(self, end: str) -> bool:
        """Whether roads lead there for anybody, were all of them open."""
        if self._joined is None:
            self._joined, _ = _shortest(_best_edges(self._graph.edges, None), self._start)
        return end in self._joined


Taken = dict[tuple[str, str], tuple[float, Edge, Passage]]


def _best_edges(edges: Iterable[Edge], mode: Mode | None) -> Taken:
    """Of the roads between two nodes the one that costs least.

    With no mode: whether any road joins them, for anybody, in either direction.
    """
    best: Taken = {}
    for edge in edges:
        passage = edge.passages[mode] if mode is not None else Passage(State.OPEN)
        if not passage.is_possible:
            continue
        effort = edge.km * passage.factor
        pairs = [(edge.start, edge.end)]
        if edge.direction is Direction.BOTH or mode is None:
            pairs.append((edge.end, edge.start))
        for pair in pairs:
            if pair not in best or (effort, str(edge.id)) < (best[pair][0], str(best[pair][1].id)):
                best[pair] = (effort, edge, passage)
    return best


def _shortest(taken: Taken, start: str) -> tuple[dict[str, float], dict[str, str]]:
    """Effort from the start to each node that is reached, and the node before it on the way.

    Dijkstra, "A note on two problems in connexion with graphs", 1959, with a binary heap: a border
    has some hundred nodes, for which a library of matrices takes longer to load than to reckon.
    """
    onward: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, other), (effort, *_) in taken.items():
        onward[one].append((other, effort))
    efforts: dict[str, float] = {}
    before: dict[str, str] = {}
    waiting = [(0.0, start, start)]
    while waiting:
        so_far, code, came_from = heappop(waiting)
        if code in efforts:
            continue
        efforts[code], before[code] = so_far, came_from
        for other, effort in onward[code]:
            if other not in efforts:
                heappush(waiting, (so_far + effort, other, code))
    return efforts, before
