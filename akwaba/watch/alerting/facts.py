"""What is known of one crossing on one day. None is always "nobody said", never zero."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class IncidentNear:
    name: str
    distance_km: float
    """From the crossing, in a straight line."""
    are_people_moving: bool | None
    happened_on: date | None = None
    """None where the day is not known: it then counts as recent."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A road towards the crossing."""

    name: str
    is_blocked: bool | None
    days: int | None = None
    """Since how many days it is so."""


@dataclass(frozen=True, slots=True)
class Facts:
    crossing: str
    on: date
    arrivals: Mapping[date, int | None] = field(default_factory=dict)
    """People a day. None, or no key, where the post was silent."""
    daily_capacity: int | None = None
    """People that the post registers in a day."""
    people_waiting: int | None = None
    backlog_hours: float | None = None
    """Elapsed hours until all are registered; reckoned from the two above where None."""
    incidents: tuple[IncidentNear, ...] = ()
    axes: tuple[Axis, ...] = ()
    places_left: int | None = None
    """Below zero where more people sleep than there are places."""
    places: int | None = None

    @property
    def arrivals_today(self) -> int | None:
        return self.arrivals.get(self.on)

    def known_before(self, days: int) -> list[int]:
        """The counts of so many days before today, without the silent ones."""
        window = (self.on - timedelta(days=back) for back in range(1, days + 1))
        counts = (self.arrivals.get(day) for day in window)
        return [count for count in counts if count is not None]

    @property
    def hours_to_register(self) -> float | None:
        if self.backlog_hours is not None:
            return self.backlog_hours
        return hours_to_register(self.people_waiting, self.daily_capacity)


def hours_to_register(people: int | None, daily_capacity: int | None) -> float | None:
    """Elapsed hours at the pace of the post; infinite where people wait and nobody registers."""
    if people is None or (daily_capacity is None and people > 0):
        return None
    if people == 0:
        return 0
    return people / daily_capacity * HOURS_A_DAY if daily_capacity else math.inf


def past_days(facts: Facts, *, first: date, last: date) -> list[Facts]:
    """The same crossing on each day from first to last, as far as what is dated tells.

    Who waited, which places were left and which roads were blocked is unknown for the past.
    """
    days = range((last - first).days + 1)
    return [
        Facts(
            crossing=facts.crossing,
            on=first + timedelta(days=day),
            arrivals=facts.arrivals,
            daily_capacity=facts.daily_capacity,
            incidents=tuple(each for each in facts.incidents if each.happened_on is not None),
        )
        for day in days
    ]
