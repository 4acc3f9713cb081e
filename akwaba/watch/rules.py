"""What can be said of an incident, and how doubtful figures are added up; no framework, no I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What happened. Our own list, with a place for what ACLED and UCDP have none for."""

    UNKNOWN = "unknown"
    ARMED_CLASH = "armed_clash"
    ATTACK_CIVILIANS = "attack_civilians"
    ABDUCTION = "abduction"
    IED_MINE = "ied_mine"
    AIR_DRONE = "air_drone"
    SEXUAL_VIOLENCE = "sexual_violence"
    LOOTING_ARSON = "looting_arson"
    CONVOY_ATTACK = "convoy_attack"
    BLOCKADE_AXIS = "blockade_axis"
    MOVEMENT_RESTRICTION = "movement_restriction"
    """A market forbidden, an ultimatum to leave."""
    CHECKPOINT_ILLEGAL = "checkpoint_illegal"
    SERVICE_DESTROYED = "service_destroyed"
    """A school, a clinic, an antenna."""
    THREAT_LETTER = "threat_letter"
    MILITARY_OPERATION = "military_operation"
    INTERCOMMUNAL = "intercommunal"
    DECISION_AUTHORITY = "decision_authority"
    MOVEMENT_OBSERVED = "movement_observed"


_FAMILIES: tuple[frozenset[Kind], ...] = (
    frozenset({
        Kind.ARMED_CLASH, Kind.ATTACK_CIVILIANS, Kind.ABDUCTION, Kind.IED_MINE, Kind.AIR_DRONE,
        Kind.SEXUAL_VIOLENCE, Kind.LOOTING_ARSON, Kind.CONVOY_ATTACK, Kind.SERVICE_DESTROYED,
        Kind.MILITARY_OPERATION, Kind.INTERCOMMUNAL,
    }),
    frozenset({
        Kind.BLOCKADE_AXIS, Kind.MOVEMENT_RESTRICTION, Kind.CHECKPOINT_ILLEGAL, Kind.THREAT_LETTER,
        Kind.CONVOY_ATTACK,
    }),
    frozenset({Kind.DECISION_AUTHORITY}),
    frozenset({Kind.MOVEMENT_OBSERVED}),
)  # fmt: skip
"""Kinds that one event may be called by two who saw it."""

WITHOUT_TOLL = frozenset({Kind.DECISION_AUTHORITY, Kind.MOVEMENT_OBSERVED})
"""Nobody dies of these: where no figure is given, no toll is missing."""


def may_be_one(one: Kind, other: Kind) -> bool:
    """Whether two who saw the same might call it so; a kind that is not known fits every one."""
    if Kind.UNKNOWN in {one, other} or one == other:
        return True
    return any({one, other} <= family for family in _FAMILIES)


class DatePrecision(IntEnum):
    """UCDP GED codebook: how narrowly the day is known."""

    DAY = 1
    DAYS = 2
    """Two to six days."""
    WEEK = 3
    MONTH = 4
    LONGER = 5


_DAYS_OF = ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK),
            (31, DatePrecision.MONTH))  # fmt: skip


def precision_of(earliest: date, latest: date) -> DatePrecision:
    """The precision that two days stand for, both included."""
    days = (latest - earliest).days + 1
    return next((code for most, code in _DAYS_OF if days <= most), DatePrecision.LONGER)


class PlacePrecision(IntEnum):
    """UCDP GED codebook, values 1 to 6: how narrowly the place is known."""

    EXACT = 1
    NEAR = 2
    """Within 25 km."""
    DISTRICT = 3
    REGION = 4
    FUZZY = 5
    """Along a line, or somewhere in an area."""
    COUNTRY = 6


class Shape(StrEnum):
    """A position, a road between two places, or an area around one."""

    POINT = "point"
    AXIS = "axis"
    AREA = "area"


class Verification(StrEnum):
    """How far an incident is borne out."""

    RUMOUR = "rumour"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    """By two or more sources that do not know of each other."""
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


RELIABILITIES = "ABCDEF"
"""Of a source, Admiralty code: A completely reliable … E unreliable, F cannot be judged."""
CREDIBILITIES = range(1, 7)
"""Of what it says: 1 confirmed elsewhere … 5 improbable, 6 cannot be judged."""


class About(StrEnum):
    """What a figure counts."""

    DEATHS = "deaths"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"


class Status(StrEnum):
    """What a figure rests on. Empty is never zero: zero needs somebody who said none."""

    COUNTED = "counted"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"
    NONE_REPORTED = "none_reported"


class Quantifier(StrEnum):
    """IDMC Helix: how a number was said."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class Unit(StrEnum):
    PERSON = "person"
    HOUSEHOLD = "household"


MOST_PEOPLE = 10_000_000
"""More than all who live within 250 km of the border: a slip of the hand."""
MOST_A_HOUSEHOLD = 50


@dataclass(frozen=True, slots=True)
class Toll:
    """What is known of how many; None is unknown, never zero."""

    status: Status
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def is_known(self) -> bool:
        return self.least is not None or self.most is not None

    @property
    def least(self) -> int | None:
        """The fewest that somebody vouches for."""
        return next((each for each in (self.low, self.best) if each is not None), None)

    @property
    def most(self) -> int | None:
        """None where nobody set an upper end."""
        return next((each for each in (self.high, self.best) if each is not None), None)


def toll(status: Status, low: int | None, best: int | None, high: int | None) -> Toll:
    """A toll in order. Raises ValueError, naming what is wrong: see `unfit`."""
    wrong = unfit(status, low, best, high)
    if wrong:
        raise ValueError(wrong)
    return Toll(status, low, best, high)


def unfit(status: Status, low: int | None, best: int | None, high: int | None) -> str:
    """What is wrong with a figure: range, order, not_known, zero or missing; empty: nothing."""
    said = [each for each in (low, best, high) if each is not None]
    if any(not 0 <= each <= MOST_PEOPLE for each in said):
        return "range"
    if said != sorted(said):
        return "order"
    if status is Status.UNKNOWN and said:
        return "not_known"
    if status is Status.NONE_REPORTED:
        return "zero" if any(said) else ""
    if status in {Status.COUNTED, Status.ESTIMATED} and not said:
        return "missing"
    return ""


def side_by_side(tolls: Iterable[Toll]) -> Toll:
    """What several figures of one thing amount to while nobody chose one of them.

    The widest range that they span, and disputed unless they say the same.
    """
    said = list(tolls)
    known = [each for each in said if each.is_known]
    if not known:
        reported = [each for each in said if each.status is Status.NONE_REPORTED]
        return reported[0] if reported else Toll(Status.UNKNOWN)
    if len(set(known)) == 1:
        return known[0]
    open_above = any(each.most is None for each in known)
    return Toll(
        Status.DISPUTED,
        min(each.least if each.least is not None else 0 for each in known),
        None,
        None if open_above else max(each.most for each in known if each.most is not None),
    )


@dataclass(frozen=True, slots=True)
class Sum:
    """Several tolls together."""

    low: int
    high: int
    incidents: int
    """Of which something is known, a reported zero included."""
    unknown: int
    """Incidents whose toll nobody knows: they add nothing to `low` and `high`, and are said."""
    open_above: int
    """Incidents of which only the least is known: `high` is then no upper end."""


def add_up(tolls: Iterable[Toll]) -> Sum:
    """From the sum of the least to the sum of the most, and how many are not known at all."""
    low = high = known = unknown = open_above = 0
    for each in tolls:
        if each.status is Status.NONE_REPORTED and not each.is_known:
            known += 1
        elif not each.is_known:
            unknown += 1
        else:
            least, most = each.least or 0, each.most
            known += 1
            low += least
            high += least if most is None else most
            open_above += most is None
    return Sum(low, high, known, unknown, open_above)


NEAR_KM = 25.0
"""Two reports of one event may lie so far apart: UCDP's "within 25 km" of where_prec 2."""
NEAR_DAYS = 3
"""And so many days: news of an attack reaches the border over some days."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is compared of two incidents."""

    kind: Kind
    earliest: date
    latest: date


def looks_like_one(one: Outline, other: Outline, *, km_apart: float | None) -> bool:
    """Whether a person should be asked if two incidents are one: kind, distance and dates.

    `km_apart` is 0 where both name one place, None where nobody knows: then nothing is proposed.
    """
    between = (max(one.earliest, other.earliest) - min(one.latest, other.latest)).days
    is_near = km_apart is not None and km_apart <= NEAR_KM
    return is_near and between <= NEAR_DAYS and may_be_one(one.kind, other.kind)
