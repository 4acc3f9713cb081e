"""Rules on the days of birth, flight, arrival and registration; no framework."""

from collections.abc import Iterator
from datetime import date

from akwaba.registry.ages import OLDEST_AGE, Birth, age_on
from akwaba.registry.quality.facts import (
    Hit,
    HouseholdFacts,
    PersonFacts,
    Rule,
    each_person,
    is_later,
    youngest_age,
)

AGE_TOLERANCE = 1
"""Completed years: an age said may be off by a birthday."""
OLD_ARRIVAL = date(2000, 1, 1)
RECENT_REGISTRATION = date(2010, 12, 31)


def registered_in_future(person: PersonFacts, today: date) -> Iterator[Hit]:
    if is_later(person.registered_on, today):
        yield Hit({"registered_on": person.registered_on}, {"registered_on": today})


def household_registered_in_future(
    household: HouseholdFacts, _people: tuple[PersonFacts, ...], today: date
) -> Iterator[Hit]:
    if is_later(household.registered_on, today):
        yield Hit({"registered_on": household.registered_on}, {"registered_on": today})


def arrival_after_registration(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if is_later(person.arrived_on, person.registered_on):
        yield Hit(
            {"arrived_on": person.arrived_on, "registered_on": person.registered_on},
            {"arrived_on": person.registered_on},
        )


def fled_after_arrival(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if is_later(person.fled_on, person.arrived_on):
        yield Hit(
            {"fled_on": person.fled_on, "arrived_on": person.arrived_on},
            {"fled_on": person.arrived_on},
        )


def fled_after_registration(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Offer the day of arrival where it is known and not itself too late."""
    if is_later(person.fled_on, person.registered_on):
        known = person.arrived_on and not is_later(person.arrived_on, person.registered_on)
        yield Hit(
            {"fled_on": person.fled_on, "registered_on": person.registered_on},
            {"fled_on": person.arrived_on if known else person.registered_on},
        )


def birth_after_registration(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Offer nothing: only the family knows which of the two days is wrong."""
    if is_later(person.birth.earliest, person.registered_on):
        yield Hit({"born_on": person.birth.earliest, "registered_on": person.registered_on})


def new_birth_elsewhere(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Compare a child born here with the days of arrival and flight: all three are one day."""
    birth = person.birth
    if person.reason != "birth" or birth.earliest is None or birth.latest is None:
        return
    others = [day for day in (person.arrived_on, person.fled_on) if day]
    if all(birth.earliest <= day <= birth.latest for day in others):
        return
    exact = birth.earliest == birth.latest
    mend = {"arrived_on": birth.earliest, "fled_on": birth.earliest} if exact else None
    yield Hit({"born_on": birth.earliest}, mend)


def old_arrival_registered_late(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if is_later(OLD_ARRIVAL, person.arrived_on) and is_later(
        person.registered_on, RECENT_REGISTRATION
    ):
        yield Hit({"arrived_on": person.arrived_on, "registered_on": person.registered_on})


def impossible_age(person: PersonFacts, today: date) -> Iterator[Hit]:
    """Find a birth to come, an age over 120, or an age said that the birth date contradicts."""
    youngest = youngest_age(person, today)
    if is_later(person.birth.earliest, today) or (youngest or 0) > OLDEST_AGE:
        yield Hit({"said": person.birth.said})
        return
    ages = age_on(person.birth, person.registered_on or today)
    if person.age_said is None or ages is None:
        return
    if not ages[0] - AGE_TOLERANCE <= person.age_said <= ages[1] + AGE_TOLERANCE:
        yield Hit({"said": person.age_said})


def born_on_first_of_january(person: PersonFacts, today: date) -> Iterator[Hit]:
    """Suspect that only the year is known: papers of the region write it as 1 January."""
    day = person.birth.earliest
    if person.birth.precision == "date" and day and (day.month, day.day) == (1, 1):
        last = max(day, min(today, day.replace(month=12, day=31)))
        year = Birth("year", day, last, person.birth.said)
        yield Hit({"born_on": day, "year": day.year}, {"birth": year.as_facts()})


RULES = (
    Rule("registered_in_future", 3, "registered_on", "mend", each_person(registered_in_future)),
    Rule(
        "arrival_after_registration",
        4,
        "arrived_on",
        "mend",
        each_person(arrival_after_registration),
    ),
    Rule("new_birth_elsewhere", 13, "arrived_on", "mend", each_person(new_birth_elsewhere)),
    Rule("fled_after_arrival", 14, "fled_on", "mend", each_person(fled_after_arrival)),
    Rule("fled_after_registration", 15, "fled_on", "mend", each_person(fled_after_registration)),
    Rule("birth_after_registration", 16, "birth", "mend", each_person(birth_after_registration)),
    Rule(
        "old_arrival_registered_late",
        17,
        "arrived_on",
        "warning",
        each_person(old_arrival_registered_late),
    ),
    Rule("impossible_age", 19, "birth", "mend", each_person(impossible_age)),
    Rule(
        "household_registered_in_future",
        24,
        "registered_on",
        "mend",
        household_registered_in_future,
    ),
    Rule(
        "born_on_first_of_january", None, "birth", "warning", each_person(born_on_first_of_january)
    ),
)
