"""What an alert says to people outside the page: facts in a form that may leave.

Counts are rounded to five, as the figures of the house are: a handful could be recognised. Names
of persons, groups and places of incidents do not occur.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from akwaba.watch.alerting.facts import Facts
from akwaba.watch.alerting.ratings import Level
from akwaba.watch.alerting.thresholds import Judgement
from akwaba.watch.alerting.tuning import Rule

STEP = 5


class Event(StrEnum):
    """What the alert is about: the gravest rule that fires says it."""

    INFLUX = "influx"
    BACKLOG = "backlog"
    PLACES = "places"
    INCIDENT = "incident"
    AXIS = "axis"


EVENT_OF_RULE: Mapping[Rule, Event] = {
    Rule.MASS: Event.INFLUX,
    Rule.UNUSUAL: Event.INFLUX,
    Rule.MANY: Event.INFLUX,
    Rule.OVER_CAPACITY: Event.INFLUX,
    Rule.BACKLOG: Event.BACKLOG,
    Rule.PLACES: Event.PLACES,
    Rule.INCIDENT: Event.INCIDENT,
    Rule.AXIS: Event.AXIS,
}


class Status(StrEnum):
    """In the words of CAP: only ACTUAL asks anybody to act in earnest."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    TEST = "Test"


class MessageKind(StrEnum):
    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


@dataclass(frozen=True, slots=True)
class Notice:
    event: Event
    crossing: str
    level: Level
    at: datetime
    """As of when the figures are."""
    expires: datetime
    status: Status = Status.ACTUAL
    kind: MessageKind = MessageKind.ALERT
    answer_by: datetime | None = None
    arrivals_24h: int | None = None
    """Rounded to five; None where unknown or too few to be said."""
    backlog_hours: int | None = None
    is_nobody_registering: bool = False
    """People wait and no hours can be reckoned."""
    places_left: int | None = None
    """Rounded down to five: never promise a place that is not there."""
    incident_km: int | None = None
    axis_days: int | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    """By language: what people are asked to do, as an officer wrote it."""
    contact: str = ""


def to_five(count: int) -> int:
    """To the nearest five; halves do not occur."""
    return STEP * ((count + STEP // 2) // STEP)


def arrivals_said(count: int | None) -> int | None:
    """Fewer than five are not said: they could be recognised."""
    return None if count is None or count < STEP else to_five(count)


def places_said(left: int | None) -> int | None:
    return None if left is None else max(0, left // STEP * STEP)


def event_of(judgement: Judgement) -> Event | None:
    """None where no rule fires."""
    firing = {verdict.rule for verdict in judgement.firing}
    return next((EVENT_OF_RULE[rule] for rule in Rule if rule in firing), None)


def notice_of(
    facts: Facts,
    judgement: Judgement,
    *,
    at: datetime,
    expires: datetime,
    status: Status = Status.ACTUAL,
    kind: MessageKind = MessageKind.ALERT,
    answer_by: datetime | None = None,
    asked: Mapping[str, str] | None = None,
    contact: str = "",
) -> Notice | None:
    """What may be said of a judgement; None where no rule fires."""
    event, level = event_of(judgement), judgement.level
    if event is None or level is None:
        return None
    hours = facts.hours_to_register
    is_endless = hours is not None and math.isinf(hours)
    return Notice(
        event=event,
        crossing=facts.crossing,
        level=level,
        at=at,
        expires=expires,
        status=status,
        kind=kind,
        answer_by=answer_by,
        arrivals_24h=arrivals_said(facts.arrivals_today),
        backlog_hours=None if hours is None or is_endless else round(hours),
        is_nobody_registering=is_endless,
        places_left=places_said(facts.places_left),
        incident_km=_fired(judgement, Rule.INCIDENT),
        axis_days=_fired(judgement, Rule.AXIS),
        asked=asked or {},
        contact=contact,
    )


def _fired(judgement: Judgement, rule: Rule) -> int | None:
    """The value by which a rule fires, in whole kilometres or days."""
    values = (each.value for each in judgement.firing if each.rule is rule)
    return next((round(value) for value in values if value is not None), None)
