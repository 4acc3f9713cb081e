"""From where on a rule fires: start values that people change, checked all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from akwaba.watch.alerting.ratings import Certainty, Level, Severity, Urgency


class Rule(StrEnum):
    MASS = "mass"
    """So many arrivals in a day that no crossing is ready for them."""
    BACKLOG = "backlog"
    """Registering those who wait takes too long."""
    PLACES = "places"
    """Hardly a place is left where people would sleep."""
    UNUSUAL = "unusual"
    """More arrivals than on any day of the last weeks."""
    MANY = "many"
    """Stands in for UNUSUAL where too few days are known to say what is usual."""
    OVER_CAPACITY = "over_capacity"
    """More arrivals than can be registered soon."""
    INCIDENT = "incident"
    """Something happened nearby and people are moving."""
    AXIS = "axis"
    """A road has been blocked for long."""


_TODAY = Level(Urgency.EXPECTED, Severity.MODERATE, Certainty.OBSERVED)
_NOW = Level(Urgency.IMMEDIATE, Severity.SEVERE, Certainty.OBSERVED)

START_LEVELS: Mapping[Rule, Level] = {
    Rule.MASS: _NOW,
    Rule.BACKLOG: _NOW,
    Rule.PLACES: _NOW,
    Rule.UNUSUAL: _TODAY,
    Rule.MANY: _TODAY,
    Rule.OVER_CAPACITY: _TODAY,
    Rule.INCIDENT: Level(Urgency.EXPECTED, Severity.MODERATE, Certainty.LIKELY),
    Rule.AXIS: Level(Urgency.FUTURE, Severity.MODERATE, Certainty.POSSIBLE),
}
"""Our proposal, no standard: people who answer for a crossing change it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one setting: `code` is "range" (least, most), "order" or "missing"."""

    setting: str
    code: str
    least: float | None = None
    most: float | None = None


class TuningRefused(ValueError):  # noqa: N818  a refusal is named for what is refused
    """Every setting that cannot be used, so that a form shows all of them at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(", ".join(f"{fault.setting}: {fault.code}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Tuning:
    """The settings of the rules. The numbers are proposals, and nobody's standard.

    Raises TuningRefused.
    """

    window_days: int = 28
    """How far back UNUSUAL looks, without today."""
    known_days: int = 7
    """With fewer known days in the window nobody can say what is unusual."""
    unusual_arrivals: int = 10
    """UNUSUAL needs as many: one family more than last week is no alert."""
    many_arrivals: int = 50
    mass_arrivals: int = 200
    capacity_factor: float = 2
    backlog_hours: float = 48
    places_share: float = 0.10
    """Of all places; the rule fires below."""
    incident_km: float = 50
    incident_days: int = 7
    """An older incident no longer explains who arrives today."""
    axis_days: int = 7
    levels: Mapping[Rule, Level] = field(default_factory=lambda: dict(START_LEVELS))

    def __post_init__(self) -> None:
        found = tuple(faults_of(self))
        if found:
            raise TuningRefused(found)


RANGES: Mapping[str, tuple[float, float]] = {
    "window_days": (7, 366),
    "known_days": (1, 366),
    "unusual_arrivals": (1, 100_000),
    "many_arrivals": (1, 100_000),
    "mass_arrivals": (1, 100_000),
    "capacity_factor": (0.1, 100),
    "backlog_hours": (1, 1000),
    "places_share": (0, 1),
    "incident_km": (1, 1000),
    "incident_days": (1, 366),
    "axis_days": (1, 366),
}
"""Least and most; what is outside is a slip of the finger."""


def faults_of(tuning: Tuning) -> list[Fault]:
    found = [
        Fault(name, "range", least, most)
        for name, (least, most) in RANGES.items()
        if not least <= getattr(tuning, name) <= most  # also refuses not-a-number
    ]
    if tuning.known_days > tuning.window_days:
        found.append(Fault("known_days", "order", most=tuning.window_days))
    if tuning.mass_arrivals < tuning.many_arrivals:
        found.append(Fault("mass_arrivals", "order", least=tuning.many_arrivals))
    found += [Fault(f"levels.{rule}", "missing") for rule in Rule if rule not in tuning.levels]
    return found


def setting_names() -> tuple[str, ...]:
    return tuple(item.name for item in fields(Tuning) if item.name in RANGES)
