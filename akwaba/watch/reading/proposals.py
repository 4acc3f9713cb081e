"""What a reader proposes to a person, who decides: never more than the text says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How far a proposal may be trusted before somebody has looked at it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Role(StrEnum):
    """What a place is to the event."""

    AT = "at"
    NEAR = "near"
    """Near it, or so many kilometres from it: the event is not in the place itself."""
    FROM = "from"
    TO = "to"
    ALONG = "along"
    """One end of a road."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something is said: characters of the text that was read, `end` excluded."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class KindProposal:
    """What happened, by the codes of the room's kinds of incident."""

    kind: str
    span: Span
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; coordinates in degrees, None where unknown."""

    key: str
    name: str
    country: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class PlaceProposal:
    """A name as said and the places that bear it, likeliest first; none where it is not known."""

    span: Span
    candidates: tuple[Candidate, ...]
    role: Role
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True)
class DistanceProposal:
    """A distance in km, with the words that say from where."""

    span: Span
    km: float


@dataclass(frozen=True, slots=True)
class DateProposal:
    """When: both days included. `precision`: UCDP date_prec, 1 a day … 5 more than a month."""

    span: Span
    earliest: date
    latest: date
    precision: int
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True)
class CountProposal:
    """How many of what. None is unknown, never zero; 0 only where somebody said none.

    `about` is deaths, injured, abducted, displaced, arrivals, hosted or vehicles; `quantifier` is
    exactly, about, more_than, less_than or unknown; `unit` is person, household or vehicle.
    """

    about: str
    span: Span
    low: int | None
    best: int | None
    high: int | None
    quantifier: str
    unit: str
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True)
class ActorProposal:
    """Who did it or suffered it: one code for the many names of one actor."""

    actor: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """One event that the text seems to tell of.

    `is_background`: it is told to explain another one (an old date, a standing figure).
    `attributions` are the words that say who claims it.
    """

    span: Span
    kinds: tuple[KindProposal, ...]
    places: tuple[PlaceProposal, ...]
    distances: tuple[DistanceProposal, ...]
    dates: tuple[DateProposal, ...]
    counts: tuple[CountProposal, ...]
    actors: tuple[ActorProposal, ...]
    attributions: tuple[Span, ...]
    is_background: bool
    confidence: Confidence
    reason: str

    @property
    def kind(self) -> str | None:
        """The likeliest kind; None where no word says what happened."""
        return self.kinds[0].kind if self.kinds else None


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as it was read (Unicode NFC: spans count in it) and what it seems to tell of."""

    text: str
    events: tuple[ProposedEvent, ...]
