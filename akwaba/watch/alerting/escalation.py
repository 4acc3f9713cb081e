"""Who must be told of an alert, when and why, as long as nobody does what comes next.

Pure: the same life and ladder give the same tellings, each with a key; who sends them remembers
the keys that went out, and so sends each once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from akwaba.watch.alerting.life import Life
from akwaba.watch.alerting.ratings import Urgency


class Why(StrEnum):
    RAISED = "raised"
    UNACKNOWLEDGED = "unacknowledged"
    UNOWNED = "unowned"
    """Acknowledged, but nobody was named to answer."""
    OVERDUE = "overdue"
    """The owner did not answer by the deadline."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Whom to tell first, and whom next when nobody acknowledges.

    Raises ValueError where a step is empty or time does not pass.
    """

    steps: tuple[tuple[str, ...], ...]
    """Groups of officers or roles; the last group is told again and again."""
    wait: timedelta
    """How long each group has to acknowledge, and how often the last is told again."""
    owner_within: timedelta
    """After the first acknowledgement."""
    most_times: int = 12
    """How often one thing is asked for; then the page of alerts shows what nobody did."""

    def __post_init__(self) -> None:
        if not self.steps or not all(self.steps):
            raise ValueError("Every step of a ladder tells somebody.")
        if min(self.wait, self.owner_within) <= timedelta(0):
            raise ValueError("A ladder waits between its steps.")


WAITS = {
    Urgency.IMMEDIATE: timedelta(minutes=30),
    Urgency.EXPECTED: timedelta(hours=2),
    Urgency.FUTURE: timedelta(hours=24),
    Urgency.PAST: timedelta(hours=24),
}
"""How long to wait for an acknowledgement: our proposal, editable."""


@dataclass(frozen=True, slots=True)
class Telling:
    at: datetime
    to: tuple[str, ...]
    why: Why
    step: int
    """Counts from 0 within one reason."""

    @property
    def key(self) -> str:
        """Also holds the time: a new deadline is a new telling."""
        return f"{self.why}-{self.step}-{self.at.isoformat()}"


def tellings(life: Life, ladder: Ladder, *, now: datetime) -> tuple[Telling, ...]:
    """Everything that must have been told by now, the oldest first."""
    told = [*_until_acknowledged(life, ladder, now), *_until_owned(life, ladder, now)]
    told += _until_answered(life, ladder, now)
    return tuple(sorted(told, key=lambda telling: (telling.at, telling.key)))


def next_telling(life: Life, ladder: Ladder, *, now: datetime) -> Telling | None:
    """The first that comes after now if nothing else happens; None where nothing is waited for."""
    longest = max(ladder.wait, ladder.owner_within)
    horizon = max(moment for moment in (now, life.raised_at, life.deadline) if moment) + longest
    coming = (each for each in tellings(life, ladder, now=horizon) if each.at > now)
    return next(coming, None)


def _until_acknowledged(life: Life, ladder: Ladder, now: datetime) -> list[Telling]:
    if life.raised_at is None:
        return []
    first = life.acknowledged[0][1] if life.acknowledged else None
    ends = [moment for moment in (first, life.ended_at) if moment]
    told = (
        [Telling(life.raised_at, ladder.steps[0], Why.RAISED, 0)] if life.raised_at <= now else []
    )
    for moment, step in _every(
        life.raised_at + ladder.wait, ladder.wait, now, ends, ladder.most_times
    ):
        to = ladder.steps[min(step + 1, len(ladder.steps) - 1)]
        told.append(Telling(moment, to, Why.UNACKNOWLEDGED, step))
    return told


def _until_owned(life: Life, ladder: Ladder, now: datetime) -> list[Telling]:
    if not life.acknowledged:
        return []
    who, since = life.acknowledged[0]
    ends = [moment for moment in (life.assigned_at, life.ended_at) if moment]
    to = tuple(dict.fromkeys((who, *ladder.steps[0])))
    return [
        Telling(moment, to, Why.UNOWNED, step)
        for moment, step in _every(
            since + ladder.owner_within, ladder.owner_within, now, ends, ladder.most_times
        )
    ]


def _until_answered(life: Life, ladder: Ladder, now: datetime) -> list[Telling]:
    """Of the last deadline only: who was given more time is not late."""
    if life.deadline is None or life.owner is None:
        return []
    ends = [moment for moment in (life.answered_at, life.ended_at) if moment]
    told = []
    for moment, step in _every(life.deadline, ladder.wait, now, ends, ladder.most_times):
        group = ladder.steps[min(step, len(ladder.steps) - 1)]
        told.append(Telling(moment, tuple(dict.fromkeys((life.owner, *group))), Why.OVERDUE, step))
    return told


def _every(
    first: datetime, wait: timedelta, now: datetime, ends: list[datetime], most: int
) -> list[tuple[datetime, int]]:
    """The moments from `first` on, up to now and before the first of the ends."""
    last = min([*ends, now])
    count = min((last - first) // wait + 1, most) if last >= first else 0
    moments = [(first + step * wait, step) for step in range(count)]
    return [(moment, step) for moment, step in moments if not ends or moment < min(ends)]
