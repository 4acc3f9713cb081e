"""A mend is offered where the facts allow one answer, and settles what it was offered for."""

from dataclasses import replace
from datetime import date

import pytest

from akwaba.registry.ages import birth_from_facts
from akwaba.registry.quality import RULES, check_household
from akwaba.registry.quality.family import counterpart
from tests.registry.quality_cast import (
    ARRIVED,
    HOUSEHOLD,
    REGISTERED,
    TODAY,
    born,
    family_with,
    found,
    need,
    paper,
)
from tests.registry.test_quality import CASES, TOMORROW

PERSON_FIELDS = ("registered_on", "arrived_on", "fled_on", "relationship", "marital")


def only(findings):
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("rule", "who", "facts", "mend"),
    [
        ("registered_in_future", "awa", {"registered_on": TOMORROW}, {"registered_on": TODAY}),
        ("arrival_after_registration", "awa", {"arrived_on": TODAY}, {"arrived_on": REGISTERED}),
        ("fled_after_arrival", "awa", {"fled_on": REGISTERED}, {"fled_on": ARRIVED}),
        ("relationship_of_other_sex", "awa", {"sex": "M"}, {"relationship": "SON"}),
        ("relationship_of_other_sex", "seydou", {"sex": "F"}, {"relationship": "WIF"}),
        ("focal_younger_than_child", "awa", {"birth": born("60")}, {"relationship": "PRF"}),
        ("focal_older_than_parent", "mariam", {"birth": born("9")}, {"relationship": "DAU"}),
        ("spouse_not_married", "seydou", {"marital": "WD"}, {"marital": "MA"}),
        ("child_married_without_need", "awa", {"marital": "MA"}, {"marital": "SN"}),
    ],
)
def test_a_mend_offers_the_likely_answer_and_settles_the_rule(rule, who, facts, mend):
    finding = only(found(rule, **{who: facts}))
    assert (finding.person, dict(finding.mend)) == (who, mend)
    assert found(rule, **{who: {**facts, **mend}}) == []


@pytest.mark.parametrize("rule", [r.id for r in RULES if r.id in CASES])
def test_no_mend_of_a_person_leaves_its_own_rule_unsettled(rule):
    spoilt, _ = CASES[rule]
    for finding in found(rule, **spoilt):
        mend = {key: value for key, value in (finding.mend or {}).items() if key in PERSON_FIELDS}
        if mend and finding.person:
            settled = {**(spoilt[finding.person] or {}), **mend}
            assert found(rule, **{**spoilt, finding.person: settled}) == []


def test_the_days_of_a_paper_are_swapped():
    finding = only(
        found("document_expires_before_issue", awa={"documents": (paper(expires_on=ARRIVED),)})
    )
    assert finding.item == "paper"
    assert finding.mend == {"issued_on": ARRIVED, "expires_on": REGISTERED}


def test_a_need_that_cannot_be_is_offered_to_end_and_never_to_vanish():
    finding = only(found("woman_at_risk_is_male", seydou={"needs": (need("WR-SF"),)}))
    assert (finding.item, finding.mend) == ("need", {"state": "ended"})


def test_the_eldest_adult_is_offered_as_focal_point():
    finding = only(found("no_focal_point", aminata={"is_focal_point": False}))
    assert finding.mend == {"focal_point": "mariam"}


def test_no_child_is_offered_as_focal_point():
    alone = {"seydou": None, "mariam": None, "aminata": None}
    assert only(found("no_focal_point", **alone)).mend is None


def test_a_person_who_died_is_offered_to_be_closed_with_the_reason():
    finding = only(found("dead_but_active", mariam={"died_on": TODAY}))
    assert finding.mend == {"process": "closed", "process_reason": "DTH"}


def test_the_first_of_january_is_offered_as_a_year():
    finding = only(found("born_on_first_of_january", mariam={"birth": born("01/01/1960")}))
    year = birth_from_facts(finding.mend["birth"])
    assert (year.precision, year.earliest, year.latest) == (
        "year", date(1960, 1, 1), date(1960, 12, 31),
    )  # fmt: skip


def test_this_years_first_of_january_does_not_become_a_birth_to_come():
    finding = only(found("born_on_first_of_january", awa={"birth": born("01/01/2025")}))
    assert birth_from_facts(finding.mend["birth"]).latest == TODAY


def test_the_announced_size_is_offered_to_follow_who_is_there():
    finding = only(found("size_differs", replace(HOUSEHOLD, size_said=6)))
    assert (dict(finding.values), finding.mend) == ({"size_said": 6, "count": 4}, {"size_said": 4})


def test_nothing_is_offered_where_only_a_person_can_know():
    birth = only(found("birth_after_registration", awa={"birth": born("14/11/2025")}))
    violence = {"awa": {"birth": born("3"), "needs": (need("SV-VO"),)}}
    assert birth.mend is None
    assert only(found("survivor_too_young", **violence)).mend is None


@pytest.mark.parametrize("code", ["SV-VO", "CR-AF", "WR-WF"])
def test_a_finding_about_a_confidential_need_is_confidential(code):
    spoilt = family_with(
        awa={"birth": born("3"), "needs": (need("SV-VO"),)},
        seydou={"needs": (need("CR-AF"), need("WR-WF"))},
    )
    findings = check_household(HOUSEHOLD, spoilt, TODAY)
    levels = {finding.values["need"]: finding.level for finding in findings if finding.item}
    assert levels[code] == "confidential"


@pytest.mark.parametrize(
    ("code", "sex", "other"),
    [("SON", "F", "DAU"), ("GPF", "M", "GPM"), ("BIL", "F", "SIL"), ("UNC", "F", "ANT"),
     ("CLW", "M", "CLH"), ("NRM", "F", "NRF"), ("COF", "M", "COM"), ("EXM", "F", "EXF")],
)  # fmt: skip
def test_a_relationship_has_its_counterpart_for_the_other_sex(code, sex, other):
    assert counterpart(code, sex) == other
