"""The life of an alert: raised, acknowledged, answered, closed or cancelled; and who is told next.

Acts come in any order, from several devices. They are read in the order of their time, and an act
that was impossible at its time changes nothing and is kept with its reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Doing(StrEnum):
    RAISE = "raise"
    ACKNOWLEDGE = "acknowledge"
    """I have read this."""
    ASSIGN = "assign"
    """Name who answers, and until when."""
    ANSWER = "answer"
    """Say what is done about it."""
    CLOSE = "close"
    CANCEL = "cancel"
    """It should not have been raised, or is no longer so."""


class State(StrEnum):
    UNKNOWN = "unknown"
    """Acts came without the one that raised it: it is still under way."""
    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OVER = frozenset({State.CLOSED, State.CANCELLED})


class Refusal(StrEnum):
    NOT_RAISED = "not_raised"
    ALREADY_RAISED = "already_raised"
    ALREADY_ACKNOWLEDGED = "already_acknowledged"
    """By the same officer. Several may acknowledge, each once."""
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NO_OWNER = "no_owner"
    NO_DEADLINE = "no_deadline"
    DEADLINE_PAST = "deadline_past"
    """Not after the act that sets it."""
    NOT_ANSWERED = "not_answered"
    NO_REASON = "no_reason"
    """An answer without words, or a cancelling without why."""
    OVER = "over"
    """Closed or cancelled: what goes on is a new alert."""


@dataclass(frozen=True, slots=True)
class Act:
    id: str
    at: datetime
    doing: Doing
    by: str
    """Who did it; an officer's id."""
    owner: str | None = None
    """Of ASSIGN: who is to answer."""
    deadline: datetime | None = None
    """Of ASSIGN: until when."""
    words: str = ""
    """Of ANSWER: what is done; of CANCEL: why."""


@dataclass(frozen=True, slots=True)
class Refused:
    act: Act
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Life:
    """What the acts come to."""

    state: State = State.UNKNOWN
    raised_at: datetime | None = None
    raised_by: str | None = None
    acknowledged: tuple[tuple[str, datetime], ...] = ()
    """Who, and when; the first first."""
    owner: str | None = None
    assigned_at: datetime | None = None
    """When somebody was first named to answer."""
    deadline: datetime | None = None
    answers: tuple[Act, ...] = ()
    answered_at: datetime | None = None
    """The first answer to the one who is now the owner."""
    ended_at: datetime | None = None
    refused: tuple[Refused, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.state in OVER


def life_of(acts: Iterable[Act]) -> Life:
    """Read acts by time, then by id: neither the order nor how often they come changes anything."""
    ordered = sorted(acts, key=lambda act: (act.at, act.id, repr(act)))
    once: dict[str, Act] = {}
    for act in ordered:
        once.setdefault(act.id, act)
    life = Life()
    for act in once.values():
        life = _after(life, act)
    return life


def refusal(life: Life, act: Act) -> Refusal | None:
    """Why an act cannot follow this life; None where it can."""
    if act.doing is Doing.RAISE:
        return Refusal.ALREADY_RAISED if life.raised_at else None
    if life.raised_at is None:
        return Refusal.NOT_RAISED
    if life.is_over:
        return Refusal.OVER
    return _impossible(life, act)


def _impossible(life: Life, act: Act) -> Refusal | None:
    already = act.by in dict(life.acknowledged)
    reasons = {
        Doing.ACKNOWLEDGE: ((already, Refusal.ALREADY_ACKNOWLEDGED),),
        Doing.ASSIGN: (
            (not act.owner, Refusal.NO_OWNER),
            (act.deadline is None, Refusal.NO_DEADLINE),
            (act.deadline is not None and act.deadline <= act.at, Refusal.DEADLINE_PAST),
        ),
        Doing.ANSWER: (
            (not life.acknowledged, Refusal.NOT_ACKNOWLEDGED),
            (life.owner is None, Refusal.NO_OWNER),
            (not act.words.strip(), Refusal.NO_REASON),
        ),
        Doing.CLOSE: ((life.state is not State.ANSWERED, Refusal.NOT_ANSWERED),),
        Doing.CANCEL: ((not act.words.strip(), Refusal.NO_REASON),),
    }
    return next((reason for is_so, reason in reasons[act.doing] if is_so), None)


def _after(life: Life, act: Act) -> Life:
    reason = refusal(life, act)
    if reason is not None:
        return replace(life, refused=(*life.refused, Refused(act, reason)))
    return replace(life, **_CHANGES[act.doing](life, act))


def _raised(_life: Life, act: Act) -> dict[str, Any]:
    return {"state": State.RAISED, "raised_at": act.at, "raised_by": act.by}


def _acknowledged(life: Life, act: Act) -> dict[str, Any]:
    state = State.ACKNOWLEDGED if life.state is State.RAISED else life.state
    return {"state": state, "acknowledged": (*life.acknowledged, (act.by, act.at))}


def _assigned(life: Life, act: Act) -> dict[str, Any]:
    """To ask somebody after an answer is to ask anew."""
    state = State.ACKNOWLEDGED if life.state is State.ANSWERED else life.state
    return {
        "state": state,
        "owner": act.owner,
        "assigned_at": life.assigned_at or act.at,
        "deadline": act.deadline,
        "answered_at": None,
    }


def _answered(life: Life, act: Act) -> dict[str, Any]:
    return {
        "state": State.ANSWERED,
        "answers": (*life.answers, act),
        "answered_at": life.answered_at or act.at,
    }


_CHANGES: Mapping[Doing, Callable[[Life, Act], dict[str, Any]]] = {
    Doing.RAISE: _raised,
    Doing.ACKNOWLEDGE: _acknowledged,
    Doing.ASSIGN: _assigned,
    Doing.ANSWER: _answered,
    Doing.CLOSE: lambda _life, act: {"state": State.CLOSED, "ended_at": act.at},
    Doing.CANCEL: lambda _life, act: {"state": State.CANCELLED, "ended_at": act.at},
}
