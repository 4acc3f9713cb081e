"""What the quality rules look at, and what they say; plain values, no framework."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from akwaba.registry.ages import UNKNOWN_BIRTH, Birth, age_on
from akwaba.registry.codelists import Level

Severity = Literal["mend", "warning", "info"]
"""mend: the facts contradict each other; warning: they are unlikely; info: one is missing."""

PRESENT = frozenset({"", "active", "hold"})
"""Process statuses of someone who is followed; empty while nobody has set one."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place by its administrative codes, from country down; empty where unknown.

    `is_official` is False when what was said fits no place of the list, None when nothing was said.
    """

    country: str = ""
    level1: str = ""
    level2: str = ""
    level3: str = ""
    is_official: bool | None = None


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """A specific need: `state` is reported, pending, confirmed or ended."""

    code: str
    state: str = "reported"
    id: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A paper; `is_active` is False once it was withdrawn or replaced."""

    type: str
    issued_on: date | None = None
    expires_on: date | None = None
    is_active: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as the register shows them now. Empty or None: nobody has said."""

    id: str
    households: tuple[str, ...] = ()
    """Every household in which the person counts."""
    sex: str = ""
    birth: Birth = UNKNOWN_BIRTH
    age_said: int | None = None
    """Completed years, where a sheet or a form gave them beside a birth date."""
    arrived_on: date | None = None
    fled_on: date | None = None
    registered_on: date | None = None
    reason: str = ""
    nationality: str = ""
    origin: Where = Where()
    asylum: Where = Where()
    marital: str = ""
    relationship: str = ""
    is_focal_point: bool = False
    process: str = "active"
    legal: str = ""
    died_on: date | None = None
    phone: str = ""
    has_photo: bool = False
    refused_photo: bool = False
    needs: tuple[NeedFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """A household. `process` is empty where it only follows from its members."""

    id: str
    registered_on: date | None = None
    size_said: int | None = None
    process: str = ""
    phone: str = ""
    address: Where = Where()
    post_country: str = "CIV"


@dataclass(frozen=True, slots=True)
class Hit:
    """One case in which a rule holds; the rule turns it into a finding."""

    values: Mapping[str, Any] = field(default_factory=dict)
    mend: Mapping[str, Any] | None = None
    person: str | None = None
    item: str | None = None
    level: Level = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. Nothing is refused because of it.

    `person` is None when the household as a whole is meant; `item` is the id of the need or
    document meant. `values` fill the sentence. `mend` is a correction to offer, {field: value},
    made only if an officer taps it. `level` says who may see the finding, as for needs.
    """

    rule: str
    person: str | None
    field: str
    severity: Severity
    values: Mapping[str, Any]
    mend: Mapping[str, Any] | None
    item: str | None
    level: Level


Check = Callable[[HouseholdFacts, tuple[PersonFacts, ...], date], Iterable[Hit]]
"""Looks at a household and its members who are followed, on a day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. `number` is its place among UNHCR's 52, None for one of our own.

    A rule that cannot apply here has no check, and says why.
    """

    id: str
    number: int | None
    field: str
    severity: Severity
    check: Check | None = None
    not_applicable: str = ""


def each_person(check: Callable[[PersonFacts, date], Iterable[Hit]]) -> Check:
    """Turn a check of one person into a check of everyone in the household."""

    def check_all(
        _household: HouseholdFacts, people: tuple[PersonFacts, ...], today: date
    ) -> Iterator[Hit]:
        for person in people:
            for hit in check(person, today):
                yield replace(hit, person=person.id)

    return check_all


def focal_person(
    check: Callable[[HouseholdFacts, PersonFacts, date], Iterable[Hit]],
) -> Check:
    """Turn a check of the focal point into a check of the household."""

    def check_focal(
        household: HouseholdFacts, people: tuple[PersonFacts, ...], today: date
    ) -> Iterator[Hit]:
        for person in people:
            if person.is_focal_point:
                for hit in check(household, person, today):
                    yield replace(hit, person=person.id)

    return check_focal


def is_later(one: date | None, other: date | None) -> bool:
    """Compare two days; what is unknown is never later."""
    return one is not None and other is not None and one > other


def oldest_age(person: PersonFacts, day: date) -> int | None:
    """Give the highest age that the person may have: below a limit, they surely are."""
    ages = age_on(person.birth, day)
    return ages[1] if ages else None


def youngest_age(person: PersonFacts, day: date) -> int | None:
    """Give the lowest age that the person may have: above a limit, they surely are."""
    ages = age_on(person.birth, day)
    return ages[0] if ages else None
