"""A sketch of the roads of a day, drawn by the server: lines in proportion, no map beneath."""

import math
from dataclasses import dataclass

from akwaba.places.roads.graph import Edge, Node, Position, RoadGraph
from akwaba.places.roads.rules import Mode, State

WIDTH = 1200
MARGIN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A road; `kind` is its state, and names its stroke."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place with its name; a crossing is a square."""

    x: int
    y: int
    name: str
    is_crossing: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the template draws."""

    width: int
    height: int
    lines: list[Line]
    dots: list[Dot]


def sketch(graph: RoadGraph) -> Sketch | None:
    """The roads whose ends have a position; None where there is none."""
    positions = {
        node.code: node.position for node in graph.nodes.values() if node.position is not None
    }
    if not positions:
        return None
    paper = _Paper(list(positions.values()))
    spots = {code: paper.spot(position) for code, position in positions.items()}
    lines = [
        Line(*spots[edge.start], *spots[edge.end], kind=shown_state(edge).value)
        for edge in graph.edges
        if edge.start in spots and edge.end in spots
    ]
    dots = [_dot(graph.nodes[code], spot) for code, spot in spots.items()]
    return Sketch(WIDTH, paper.height, lines, dots)


def shown_state(edge: Edge) -> State:
    """The state for motor traffic; on a path for people on foot, theirs."""
    return edge.passages[Mode.FOOT if edge.mode is Mode.FOOT else Mode.MOTOR].state


def _dot(node: Node, spot: tuple[int, int]) -> Dot:
    return Dot(*spot, name=node.name, is_crossing=node.is_crossing)


class _Paper:
    """Degrees on paper, north up, both directions at one scale in the middle of the sketch."""

    def __init__(self, positions: list[Position]) -> None:
        latitudes = [latitude for latitude, _ in positions]
        longitudes = [longitude for _, longitude in positions]
        self._north, self._west = max(latitudes), min(longitudes)
        self._shrink = math.cos(math.radians((self._north + min(latitudes)) / 2))
        width = max((max(longitudes) - self._west) * self._shrink, 0.01)
        self._scale = (WIDTH - 2 * MARGIN) / width
        self.height = round((self._north - min(latitudes)) * self._scale) + 2 * MARGIN

    def spot(self, position: Position) -> tuple[int, int]:
        latitude, longitude = position
        return (
            round((longitude - self._west) * self._shrink * self._scale) + MARGIN,
            round((self._north - latitude) * self._scale) + MARGIN,
        )
