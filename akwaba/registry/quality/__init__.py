"""UNHCR's 52 rules of data quality, run when a family is met and not weeks later; no framework.

Source: the rules that UNHCR operations run on proGres version 4. None of them keeps a family from
being registered: a finding is a mend to tap, a warning to look at, or something still to ask.
"""

from collections.abc import Sequence
from datetime import date

from akwaba.registry.quality import dates, documents, family, needs, places, status
from akwaba.registry.quality.facts import (
    PRESENT,
    DocumentFacts,
    Finding,
    HouseholdFacts,
    NeedFacts,
    PersonFacts,
    Rule,
    Where,
)

__all__ = [
    "RULES",
    "DocumentFacts",
    "Finding",
    "HouseholdFacts",
    "NeedFacts",
    "PersonFacts",
    "Rule",
    "Where",
    "check_household",
]

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *dates.RULES,
            *documents.RULES,
            *family.RULES,
            *needs.RULES,
            *places.RULES,
            *status.RULES,
        ),
        key=lambda rule: (rule.number is None, rule.number or 0),
    )
)
"""In the order of UNHCR's list, then our own."""

_ORDER = {"mend": 0, "warning": 1, "info": 2}


def check_household(
    household: HouseholdFacts, people: Sequence[PersonFacts], today: date
) -> list[Finding]:
    """Run every rule on a household and its members who are followed; the gravest come first."""
    present = tuple(person for person in people if person.process in PRESENT)
    findings = [
        Finding(
            rule=rule.id,
            person=hit.person,
            field=rule.field,
            severity=rule.severity,
            values=hit.values,
            mend=hit.mend,
            item=hit.item,
            level=hit.level,
        )
        for rule in RULES
        if rule.check
        for hit in rule.check(household, present, today)
    ]
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])
