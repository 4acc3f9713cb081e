"""What a piece of road is, in which state it is on a day, and what that means for who travels.

Plain functions: no framework, no files, no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5


class Mode(StrEnum):
    """How people travel; `both` only where a road or a state concerns the two."""

    MOTOR = "motor"
    FOOT = "foot"
    BOTH = "both"


TRAVELLED = (Mode.MOTOR, Mode.FOOT)


class Direction(StrEnum):
    """Which way a road can be taken."""

    BOTH = "both"
    FORTH = "forth"
    """Only from its first end to its second."""


class Season(StrEnum):
    """When a road can be taken."""

    ALL = "all"
    DRY = "dry"
    """Not in the rains."""


class KmKnown(StrEnum):
    """Where the length of a road is known from."""

    ROAD = "road"
    """Measured or told along the road."""
    ESTIMATED = "estimated"
    """Straight line times DETOUR."""


class State(StrEnum):
    """How a road is on a day."""

    OPEN = "open"
    SLOW = "slow"
    CLOSED = "closed"
    UNKNOWN = "unknown"


DETOUR = 1.25
"""Road over straight line where the road is not known: the median of 603 roads in the public
conflict models of FabFlee is 1.24 (a tenth below 1.05, a tenth above 1.72)."""

RAINY_MONTHS = range(5, 11)
"""May to October: the one rainy season of the Sudanian north of Côte d’Ivoire and the south of Mali
and Burkina Faso."""

PERCENT = 100
LONGEST_SLOWNESS = 5000
"""Per cent; what takes fifty times as long is closed."""

FUEL_BLOCKADE_PERCENT = 1029
"""A fuel blockade slows motor traffic to the pace of people on foot; it closes no road. In Flee
360 km a day by motor (30 km/h for 12 hours) become 35 km a day on foot (3.5 km/h for 10 hours)."""

_ORDER = {State.OPEN: 0, State.SLOW: 1, State.UNKNOWN: 2, State.CLOSED: 3}


@dataclass(frozen=True, slots=True)
class StateOverTime:
    """What somebody said of a road, for some days and some who travel."""

    id: UUID
    road: UUID
    state: State
    slowness_percent: int
    """How much longer the road takes: 300 is three times; 100 where it is not slow."""
    from_on: date
    until_on: date | None
    """The last day; None while no end is known."""
    mode: Mode
    incident: UUID | None
    """The incident that says so, which this room does not know; None where there is none."""
    source: str
    made_at: str
    """When it was said, by the clock of the ledger: orders what was said of one day."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Whether and how a road can be taken on a day in one way of travelling."""

    state: State
    factor: float = 1.0
    """How much longer it takes than its length; 1 unless it is slow."""

    @property
    def is_possible(self) -> bool:
        """Unknown counts as possible: whoever shows it says so."""
        return self.state is not State.CLOSED


OPEN = Passage(State.OPEN)
CLOSED = Passage(State.CLOSED)


def is_dry(on: date) -> bool:
    """Whether a track that the rains cut can be taken."""
    return on.month not in RAINY_MONTHS


def is_in_force(said: StateOverTime, on: date, mode: Mode) -> bool:
    """Whether what was said concerns this day and this way of travelling."""
    return (
        said.mode in {mode, Mode.BOTH}
        and said.from_on <= on
        and (said.until_on is None or on <= said.until_on)
    )


def passage_on(states: Iterable[StateOverTime], on: date, mode: Mode) -> Passage:
    """What all that was said of one road means on a day, whatever order it came in.

    Who says “open” ends what had begun before. Of what is left the worst counts: a blockade of fuel
    does not lift the closure of a bridge. Nothing said is open.
    """
    worst = OPEN
    for said in sorted(states, key=lambda one: (one.from_on, one.made_at, str(one.id))):
        if not is_in_force(said, on, mode):
            continue
        worst = OPEN if said.state is State.OPEN else max(worst, _passage(said), key=_badness)
    return worst


def _passage(said: StateOverTime) -> Passage:
    is_slow = said.state is State.SLOW
    return Passage(said.state, said.slowness_percent / PERCENT if is_slow else 1.0)


def _badness(passage: Passage) -> tuple[int, float]:
    return _ORDER[passage.state], passage.factor


def passages_on(
    states: Iterable[StateOverTime], on: date, *, mode: Mode, season: Season
) -> Mapping[Mode, Passage]:
    """How a road can be taken on a day, by motor and on foot."""
    said = list(states)
    is_cut = season is Season.DRY and not is_dry(on)
    return {
        way: CLOSED if is_cut or mode not in {way, Mode.BOTH} else passage_on(said, on, way)
        for way in TRAVELLED
    }


@dataclass(frozen=True, slots=True)
class RoadFacts:
    """What is known of a piece of road, whatever the day."""

    id: UUID
    start: str
    """Code of a place."""
    end: str
    km: float | None
    """None where it is not known and no position is either."""
    km_known: KmKnown
    mode: Mode
    direction: Direction
    season: Season
    source: str
    layer: str
    """Where the line comes from; empty for what an officer wrote."""
    is_disputed: bool = False


ROADS_NAMESPACE = UUID("8a1e6d0e-6b0c-5b0e-9c57-1f2f0a4f7d11")


def road_id(one: str, other: str) -> UUID:
    """The identifier of the road that layers know between two places, whichever comes first.

    One road a pair: what was said of it stays when a better layer brings its length. A second road
    between the same places is one that an officer adds.
    """
    return uuid5(ROADS_NAMESPACE, "/".join(sorted((one, other))))
