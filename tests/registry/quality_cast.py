"""A household in which no rule finds anything, to be spoilt one fact at a time."""

from dataclasses import replace
from datetime import date

from akwaba.registry.ages import Birth
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.quality import (
    DocumentFacts,
    HouseholdFacts,
    NeedFacts,
    PersonFacts,
    Where,
    check_household,
)

TODAY = date(2025, 11, 14)
ARRIVED = date(2025, 11, 12)
REGISTERED = date(2025, 11, 13)
LOULOUNI = Where("MLI", "ML03", "ML0305", "ML030503", is_official=True)
POGO = Where("CIV", "CI10", "CI1004", "CI100402", is_official=True)


def born(said):
    birth = parse_birth(said, on=TODAY)
    assert isinstance(birth, Birth)
    return birth


def paper(**facts):
    known = {"issued_on": REGISTERED, "expires_on": date(2026, 11, 13), "id": "paper"}
    return DocumentFacts(**{"type": "asylum_certificate", **known, **facts})


def need(code, **facts):
    return NeedFacts(code, id="need", **facts)


def person(**facts):
    known = {
        "households": ("household",),
        "sex": "F",
        "birth": born("34"),
        "arrived_on": ARRIVED,
        "fled_on": date(2025, 11, 10),
        "registered_on": REGISTERED,
        "reason": "arrival",
        "nationality": "MLI",
        "origin": LOULOUNI,
        "asylum": POGO,
        "marital": "MA",
        "legal": "asylum_seeker",
        "has_photo": True,
        "documents": (paper(),),
    }
    return PersonFacts(**{**known, **facts})


AMINATA = person(id="aminata", relationship="PA", is_focal_point=True, phone="0700000000")
SEYDOU = person(id="seydou", relationship="HUS", sex="M", birth=born("40"))
AWA = person(
    id="awa",
    relationship="DAU",
    birth=born("4"),
    marital="SN",
    documents=(paper(), DocumentFacts("birth_certificate", id="birth")),
)
MARIAM = person(id="mariam", relationship="PRF", birth=born("~65"), marital="WD")
FAMILY = (AMINATA, SEYDOU, AWA, MARIAM)
HOUSEHOLD = HouseholdFacts(
    id="household", registered_on=REGISTERED, size_said=4, process="active", address=POGO
)


def family_with(**changes):
    """The family, where each named person has other facts; None sends a person away."""
    return tuple(
        replace(one, **changes[one.id]) if changes.get(one.id) else one
        for one in FAMILY
        if changes.get(one.id, {}) is not None
    )


def found(rule, household=HOUSEHOLD, **changes):
    """What one rule finds when the family is changed."""
    findings = check_household(household, family_with(**changes), TODAY)
    return [finding for finding in findings if finding.rule == rule]
