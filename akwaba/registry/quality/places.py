"""Rules on the places of origin and of asylum; no framework."""

from collections.abc import Callable, Iterator
from datetime import date

from akwaba.registry.quality.facts import (
    Check,
    Hit,
    HouseholdFacts,
    PersonFacts,
    Rule,
    Where,
    focal_person,
)

People = tuple[PersonFacts, ...]


def asylum_elsewhere(household: HouseholdFacts, people: People, _today: date) -> Iterator[Hit]:
    """Compare the country of asylum with the country of the post that registers."""
    for person in people:
        country = person.asylum.country
        if country and country != household.post_country:
            yield Hit(
                {"asylum_country": country, "post_country": household.post_country},
                {"asylum_country": household.post_country},
                person=person.id,
            )


def asylum_place_unofficial(_: HouseholdFacts, focal: PersonFacts, __: date) -> Iterator[Hit]:
    if focal.asylum.is_official is False:
        yield Hit()


def address_in_other_country(
    household: HouseholdFacts, focal: PersonFacts, _today: date
) -> Iterator[Hit]:
    asylum, address = focal.asylum.country, household.address.country
    if asylum and address and asylum != address:
        yield Hit({"asylum_country": asylum, "address_country": address})


def address_in_other_district(
    household: HouseholdFacts, focal: PersonFacts, _today: date
) -> Iterator[Hit]:
    """Compare the first administrative levels, where the countries agree."""
    asylum, address = focal.asylum, household.address
    if asylum.country != address.country or not (asylum.level1 and address.level1):
        return
    if asylum.level1 != address.level1:
        yield Hit(
            {"asylum_level1": asylum.level1, "address_level1": address.level1},
            {"asylum_level1": address.level1},
        )


def _origin(person: PersonFacts) -> Where:
    return person.origin


def _asylum(person: PersonFacts) -> Where:
    return person.asylum


def _level1_missing(of: Callable[[PersonFacts], Where]) -> Check:
    """Find a place known by its country alone."""

    def check(_household: HouseholdFacts, focal: PersonFacts, _today: date) -> Iterator[Hit]:
        place = of(focal)
        if not (place.level1 or place.level2 or place.level3):
            yield Hit()

    return focal_person(check)


def _gap(of: Callable[[PersonFacts], Where], *, missing: str, known: str) -> Check:
    """Find a place whose level above is not set: village known, district not."""

    def check(_household: HouseholdFacts, focal: PersonFacts, _today: date) -> Iterator[Hit]:
        place = of(focal)
        if getattr(place, known) and not getattr(place, missing):
            yield Hit({"place": getattr(place, known)})

    return focal_person(check)


RULES = (
    Rule("asylum_elsewhere", 18, "asylum_country", "mend", asylum_elsewhere),
    Rule("origin_level1_missing", 28, "origin_place", "info", _level1_missing(_origin)),
    Rule("asylum_level1_missing", 29, "asylum_place", "info", _level1_missing(_asylum)),
    Rule("origin_place_unofficial", 30, "origin_place", "info", not_applicable="syria_only"),
    Rule(
        "asylum_place_unofficial",
        31,
        "asylum_place",
        "warning",
        focal_person(asylum_place_unofficial),
    ),
    Rule(
        "origin_level2_gap",
        32,
        "origin_place",
        "warning",
        _gap(_origin, missing="level2", known="level3"),
    ),
    Rule(
        "origin_level1_gap",
        33,
        "origin_place",
        "warning",
        _gap(_origin, missing="level1", known="level2"),
    ),
    Rule(
        "asylum_level2_gap",
        34,
        "asylum_place",
        "warning",
        _gap(_asylum, missing="level2", known="level3"),
    ),
    Rule(
        "asylum_level1_gap",
        35,
        "asylum_place",
        "warning",
        _gap(_asylum, missing="level1", known="level2"),
    ),
    Rule(
        "address_in_other_country",
        36,
        "address_place",
        "warning",
        focal_person(address_in_other_country),
    ),
    Rule(
        "address_in_other_district",
        37,
        "asylum_place",
        "warning",
        focal_person(address_in_other_district),
    ),
    Rule("address_of_residence", 38, "address_place", "info", not_applicable="no_address_types"),
)
