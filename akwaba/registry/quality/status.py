"""Rules on process status and legal status; no framework."""

from collections.abc import Iterator
from datetime import date

from akwaba.registry.quality.facts import Hit, HouseholdFacts, PersonFacts, Rule, each_person

SEEKS_ASYLUM = frozenset({"refugee", "asylum_seeker", "stateless"})
ENDED = frozenset({"inactive", "closed"})


def origin_is_asylum(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Find a refugee from the country of refuge; offer the nationality as the origin."""
    origin, asylum = person.origin.country, person.asylum.country
    if not origin or origin != asylum or person.legal not in SEEKS_ASYLUM:
        return
    elsewhere = person.nationality if person.nationality not in {"", origin} else None
    yield Hit(
        {"origin_country": origin, "legal": person.legal},
        {"origin_country": elsewhere} if elsewhere else None,
    )


def dead_but_active(person: PersonFacts, _today: date) -> Iterator[Hit]:
    if person.died_on is not None:
        yield Hit({"died_on": person.died_on}, {"process": "closed", "process_reason": "DTH"})


def not_of_concern_but_active(person: PersonFacts, _today: date) -> Iterator[Hit]:
    """Offer nothing: closing is for the asylum authority to decide."""
    if person.legal == "not_of_concern" and person.process == "active":
        yield Hit()


def ended_household_with_active(
    household: HouseholdFacts, people: tuple[PersonFacts, ...], _today: date
) -> Iterator[Hit]:
    active = [person for person in people if person.process]
    if household.process in ENDED and active:
        yield Hit({"count": len(active)}, {"process": "active"})


def active_household_without_active(
    household: HouseholdFacts, people: tuple[PersonFacts, ...], _today: date
) -> Iterator[Hit]:
    if household.process == "active" and not any(person.process == "active" for person in people):
        yield Hit()


RULES = (
    Rule("origin_is_asylum", 5, "origin_country", "warning", each_person(origin_is_asylum)),
    Rule("dead_but_active", 6, "process", "mend", each_person(dead_but_active)),
    Rule(
        "not_of_concern_but_active",
        12,
        "legal",
        "warning",
        each_person(not_of_concern_but_active),
    ),
    Rule("ended_household_with_active", 21, "process", "mend", ended_household_with_active),
    Rule(
        "active_household_without_active",
        22,
        "process",
        "warning",
        active_household_without_active,
    ),
)
