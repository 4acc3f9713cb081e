"""What an officer says of an incident, as forms and importers hand it to the services."""

from dataclasses import dataclass, field
from datetime import date

from akwaba.watch.rules import About, Kind, Quantifier, Shape, Status, Unit, Verification


@dataclass(frozen=True, slots=True)
class NewReport:
    """One source's words. Only these and the source must be there."""

    text: str
    source: str
    told_on: date | None = None
    place_said: str = ""
    address: str = ""
    reliability: str = "F"
    """F: the source cannot be judged."""
    credibility: int = 6
    """6: what it says cannot be judged."""


@dataclass(frozen=True, slots=True)
class NewIncident:
    """What happened. Everything may be unknown."""

    kind: Kind = Kind.UNKNOWN
    title: str = ""
    earliest: date | None = None
    latest: date | None = None
    place: str = ""
    """Code of a place."""
    place_said: str = ""
    towards: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_precision: int | None = None
    shape: Shape = Shape.POINT
    actors: tuple[str, ...] = ()
    people_move: str = ""
    """"yes", "no", or "" where nobody said."""
    verification: Verification = Verification.REPORTED


@dataclass(frozen=True, slots=True)
class NewFigure:
    """How many, as one source said it."""

    about: About
    status: Status
    low: int | None = None
    best: int | None = None
    high: int | None = None
    quantifier: Quantifier | None = None
    unit: Unit = Unit.PERSON
    household_size: float | None = None
    """People a household; only where households were said."""
    said: str = ""
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what it says: the incident and the figures."""

    report: NewReport
    incident: NewIncident = field(default_factory=NewIncident)
    figures: tuple[NewFigure, ...] = ()
