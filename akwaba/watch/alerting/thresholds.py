"""Which rules fire at a crossing today, and the arithmetic by which they do.

Every rule answers, also the quiet ones and those that lack a fact: a page shows all of them, and
`sentences` puts them into words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from akwaba.watch.alerting.facts import Axis, Facts, IncidentNear
from akwaba.watch.alerting.ratings import Level, worst
from akwaba.watch.alerting.tuning import Rule, Tuning

Detail = int | float | str


class Outcome(StrEnum):
    FIRES = "fires"
    QUIET = "quiet"
    UNKNOWN = "unknown"
    """A fact is missing; `lacks` says which."""


class Comparator(StrEnum):
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="


class Lack(StrEnum):
    SILENT = "silent"
    """The post gave no count for today."""
    TOO_FEW_DAYS = "too_few_days"
    CAPACITY = "capacity"
    WAITING = "waiting"
    PLACES = "places"
    MOVEMENT = "movement"
    """Nobody said whether people are moving after the incident."""
    AXIS = "axis"
    """Nobody said whether the road is blocked, or since when."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer: `value comparator limit` is what was compared.

    `details` holds what else a sentence needs, by rule: known_days, window_days, needed_days,
    capacity, factor, waiting, places, places_left, name, count.
    """

    rule: Rule
    outcome: Outcome
    comparator: Comparator
    value: float | None = None
    limit: float | None = None
    lacks: Lack | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    crossing: str
    on: date
    verdicts: tuple[Verdict, ...]
    level: Level | None
    """The worst of the rules that fire; None where none does."""

    @property
    def firing(self) -> tuple[Verdict, ...]:
        return tuple(each for each in self.verdicts if each.outcome is Outcome.FIRES)


def judge(facts: Facts, tuning: Tuning) -> Judgement:
    verdicts = tuple(rule(facts, tuning) for rule in _RULES)
    fired = [tuning.levels[each.rule] for each in verdicts if each.outcome is Outcome.FIRES]
    return Judgement(facts.crossing, facts.on, verdicts, worst(fired))


def _compared(
    rule: Rule, value: float, comparator: Comparator, limit: float, **details: Detail
) -> Verdict:
    outcome = Outcome.FIRES if _HOLDS[comparator](value, limit) else Outcome.QUIET
    return Verdict(rule, outcome, comparator, value, limit, details=details)


def _lacking(rule: Rule, comparator: Comparator, lack: Lack, **details: Detail) -> Verdict:
    return Verdict(rule, Outcome.UNKNOWN, comparator, lacks=lack, details=details)


_HOLDS: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.ABOVE: lambda value, limit: value > limit,
    Comparator.AT_LEAST: lambda value, limit: value >= limit,
    Comparator.BELOW: lambda value, limit: value < limit,
    Comparator.AT_MOST: lambda value, limit: value <= limit,
}


def _mass(facts: Facts, tuning: Tuning) -> Verdict:
    return _arrivals_at_least(Rule.MASS, facts, tuning.mass_arrivals)


def _arrivals_at_least(rule: Rule, facts: Facts, limit: float, **details: Detail) -> Verdict:
    if facts.arrivals_today is None:
        return _lacking(rule, Comparator.AT_LEAST, Lack.SILENT)
    return _compared(rule, facts.arrivals_today, Comparator.AT_LEAST, limit, **details)


def _unusual(facts: Facts, tuning: Tuning) -> Verdict:
    known = facts.known_before(tuning.window_days)
    days = {
        "known_days": len(known),
        "window_days": tuning.window_days,
        "needed_days": tuning.known_days,
    }
    if facts.arrivals_today is None:
        return _lacking(Rule.UNUSUAL, Comparator.ABOVE, Lack.SILENT, **days)
    if len(known) < tuning.known_days:
        return _lacking(Rule.UNUSUAL, Comparator.ABOVE, Lack.TOO_FEW_DAYS, **days)
    limit = max(*known, tuning.unusual_arrivals - 1)
    return _compared(
        Rule.UNUSUAL, facts.arrivals_today, Comparator.ABOVE, limit, largest=max(known), **days
    )


def _many(facts: Facts, tuning: Tuning) -> Verdict:
    verdict = _arrivals_at_least(Rule.MANY, facts, tuning.many_arrivals)
    if len(facts.known_before(tuning.window_days)) < tuning.known_days:
        return verdict
    judged = {"judged_by": str(Rule.UNUSUAL)}
    outcome = Outcome.UNKNOWN if verdict.lacks else Outcome.QUIET
    return Verdict(
        Rule.MANY, outcome, verdict.comparator, verdict.value, verdict.limit, verdict.lacks, judged
    )


def _over_capacity(facts: Facts, tuning: Tuning) -> Verdict:
    if facts.daily_capacity is None:
        return _lacking(Rule.OVER_CAPACITY, Comparator.AT_LEAST, Lack.CAPACITY)
    # With no capacity at all one arrival is too much, and none is not.
    limit = max(1, tuning.capacity_factor * facts.daily_capacity)
    return _arrivals_at_least(
        Rule.OVER_CAPACITY,
        facts,
        limit,
        capacity=facts.daily_capacity,
        factor=tuning.capacity_factor,
    )


def _backlog(facts: Facts, tuning: Tuning) -> Verdict:
    hours = facts.hours_to_register
    waiting = {} if facts.people_waiting is None else {"waiting": facts.people_waiting}
    if hours is None:
        lack = Lack.WAITING if facts.people_waiting is None else Lack.CAPACITY
        return _lacking(Rule.BACKLOG, Comparator.ABOVE, lack, **waiting)
    return _compared(Rule.BACKLOG, hours, Comparator.ABOVE, tuning.backlog_hours, **waiting)


def _places(facts: Facts, tuning: Tuning) -> Verdict:
    left, places = facts.places_left, facts.places
    if left is None or not places:
        return _lacking(Rule.PLACES, Comparator.BELOW, Lack.PLACES)
    return _compared(
        Rule.PLACES,
        left / places,
        Comparator.BELOW,
        tuning.places_share,
        places_left=left,
        places=places,
    )


def _incident(facts: Facts, tuning: Tuning) -> Verdict:
    """Of the nearest that people flee from; else of the nearest of which nobody knows."""
    oldest = facts.on - timedelta(days=tuning.incident_days)
    recent = [
        each
        for each in sorted(facts.incidents, key=lambda each: (each.distance_km, each.name))
        if each.happened_on is None or oldest <= each.happened_on <= facts.on
    ]
    fled = [each for each in recent if each.are_people_moving]
    unclear = [each for each in recent if each.are_people_moving is None]
    if not fled and not unclear:
        return Verdict(Rule.INCIDENT, Outcome.QUIET, Comparator.AT_MOST, limit=tuning.incident_km)
    if fled and (fled[0].distance_km <= tuning.incident_km or not unclear):
        return _near(fled[0], fled, tuning)
    if unclear[0].distance_km <= tuning.incident_km:
        return _lacking(Rule.INCIDENT, Comparator.AT_MOST, Lack.MOVEMENT, name=unclear[0].name)
    return _near((fled or unclear)[0], fled, tuning)


def _near(incident: IncidentNear, fled: list[IncidentNear], tuning: Tuning) -> Verdict:
    count = sum(each.distance_km <= tuning.incident_km for each in fled)
    return _compared(
        Rule.INCIDENT,
        incident.distance_km,
        Comparator.AT_MOST,
        tuning.incident_km,
        name=incident.name,
        count=count,
    )


def _axis(facts: Facts, tuning: Tuning) -> Verdict:
    """Of the axis that is blocked longest."""
    blocked = [each for each in facts.axes if each.is_blocked and each.days is not None]
    longest: Axis | None = max(blocked, key=lambda each: each.days or 0, default=None)
    unclear = [
        each
        for each in facts.axes
        if each.is_blocked is None or (each.is_blocked and each.days is None)
    ]
    days = longest.days if longest else None
    if unclear and (days is None or days <= tuning.axis_days):
        return _lacking(Rule.AXIS, Comparator.ABOVE, Lack.AXIS, name=unclear[0].name)
    if longest is None or days is None:
        return Verdict(Rule.AXIS, Outcome.QUIET, Comparator.ABOVE, limit=tuning.axis_days)
    return _compared(Rule.AXIS, days, Comparator.ABOVE, tuning.axis_days, name=longest.name)


_RULES = (_mass, _backlog, _places, _unusual, _many, _over_capacity, _incident, _axis)


@dataclass(frozen=True, slots=True)
class Trial:
    """What settings would have done on past days."""

    days: int
    silent_days: int
    """Days without a count of arrivals: on them the rules of arrivals could not fire."""
    fired: tuple[Judgement, ...]
    """One a day on which something would have fired, the oldest first."""

    @property
    def alerts(self) -> int:
        """How often it would have fired anew: days in a row are one alert."""
        after_a_pause = sum(
            later.on - earlier.on > timedelta(days=1) for earlier, later in pairwise(self.fired)
        )
        return after_a_pause + bool(self.fired)


def tried_against(history: list[Facts], tuning: Tuning) -> Trial:
    """Judge past days of a crossing, one `Facts` a day, as if these settings had been in force."""
    judged = [judge(facts, tuning) for facts in sorted(history, key=lambda facts: facts.on)]
    silent = sum(facts.arrivals_today is None for facts in history)
    return Trial(len(judged), silent, tuple(each for each in judged if each.firing))
