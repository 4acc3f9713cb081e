"""Each of UNHCR's 52 rules, with a family in which it speaks and one in which it is silent."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from akwaba.registry.quality import RULES, DocumentFacts, Where, check_household
from tests.registry.quality_cast import (
    ARRIVED,
    FAMILY,
    HOUSEHOLD,
    LOULOUNI,
    POGO,
    REGISTERED,
    TODAY,
    born,
    family_with,
    found,
    need,
    paper,
)

TOMORROW = date(2025, 11, 15)
ELSEWHERE = replace(POGO, level1="CI99")

# rule → a change in which it speaks, and a neighbouring change in which it does not
CASES = {
    "in_no_household": ({"awa": {"households": ()}}, {}),
    "registered_in_future": (
        {"awa": {"registered_on": TOMORROW}},
        {"awa": {"registered_on": TODAY}},
    ),
    "arrival_after_registration": (
        {"awa": {"arrived_on": TODAY}},
        {"awa": {"arrived_on": REGISTERED}},
    ),
    "origin_is_asylum": (
        {"awa": {"origin": POGO}},
        {"awa": {"origin": POGO, "legal": "other_of_concern"}},
    ),
    "dead_but_active": (
        {"mariam": {"died_on": TODAY}},
        {"mariam": {"died_on": TODAY, "process": "closed"}},
    ),
    "in_several_households": (
        {"awa": {"households": ("household", "other")}},
        {"awa": {"households": ("household", "household")}},
    ),
    "relationship_of_other_sex": ({"awa": {"sex": "M"}}, {"awa": {"sex": "U"}}),
    "focal_younger_than_child": ({"awa": {"birth": born("40")}}, {"awa": {"birth": born("~36")}}),
    "focal_older_than_parent": (
        {"mariam": {"birth": born("20")}},
        {"mariam": {"birth": born("~36")}},
    ),
    "spouse_not_married": ({"seydou": {"marital": "SN"}}, {"seydou": {"marital": ""}}),
    "not_of_concern_but_active": (
        {"seydou": {"legal": "not_of_concern"}},
        {"seydou": {"legal": "not_of_concern", "process": "hold"}},
    ),
    "new_birth_elsewhere": (
        {"awa": {"reason": "birth", "birth": born("13/11/2025")}},
        {"awa": {"reason": "birth", "birth": born("12/11/2025"), "fled_on": ARRIVED}},
    ),
    "fled_after_arrival": (
        {"awa": {"fled_on": REGISTERED}},
        {"awa": {"fled_on": ARRIVED}},
    ),
    "fled_after_registration": (
        {"awa": {"fled_on": TODAY}},
        {"awa": {"fled_on": REGISTERED}},
    ),
    "birth_after_registration": (
        {"awa": {"birth": born("14/11/2025")}},
        {"awa": {"birth": born("2025")}},
    ),
    "old_arrival_registered_late": (
        {"mariam": {"arrived_on": date(1999, 12, 31)}},
        {"mariam": {"arrived_on": date(1999, 12, 31), "registered_on": date(2010, 12, 31)}},
    ),
    "asylum_elsewhere": (
        {"awa": {"asylum": Where("GIN", "GN1", "GN12")}},
        {"awa": {"asylum": Where()}},
    ),
    "impossible_age": ({"awa": {"age_said": 9}}, {"awa": {"age_said": 5}}),
    "no_photo": (
        {"awa": {"has_photo": False}},
        {"awa": {"has_photo": False, "refused_photo": True}},
    ),
    "focal_without_phone": ({"aminata": {"phone": ""}}, {"seydou": {"phone": ""}}),
    "origin_level1_missing": (
        {"aminata": {"origin": Where("MLI")}},
        {"seydou": {"origin": Where("MLI")}},
    ),
    "asylum_level1_missing": (
        {"aminata": {"asylum": Where("CIV")}},
        {"seydou": {"asylum": Where("CIV")}},
    ),
    "asylum_place_unofficial": (
        {"aminata": {"asylum": replace(POGO, is_official=False)}},
        {"aminata": {"asylum": replace(POGO, is_official=None)}},
    ),
    "origin_level2_gap": (
        {"aminata": {"origin": replace(LOULOUNI, level2="")}},
        {"aminata": {"origin": replace(LOULOUNI, level2="", level3="")}},
    ),
    "origin_level1_gap": (
        {"aminata": {"origin": replace(LOULOUNI, level1="")}},
        {"aminata": {"origin": replace(LOULOUNI, level1="", level2="")}},
    ),
    "asylum_level2_gap": (
        {"aminata": {"asylum": replace(POGO, level2="")}},
        {"aminata": {"asylum": replace(POGO, level2="", level3="")}},
    ),
    "asylum_level1_gap": (
        {"aminata": {"asylum": replace(POGO, level1="")}},
        {"aminata": {"asylum": replace(POGO, level1="", level2="")}},
    ),
    "address_in_other_country": (
        {"aminata": {"asylum": replace(POGO, country="GIN")}},
        {"aminata": {"asylum": Where()}},
    ),
    "address_in_other_district": (
        {"aminata": {"asylum": ELSEWHERE}},
        {"aminata": {"asylum": replace(ELSEWHERE, country="GIN")}},
    ),
    "child_without_birth_document": (
        {"awa": {"documents": (paper(),)}},
        {"awa": {"documents": (paper(),), "birth": born("~6")}},
    ),
    "no_asylum_document": (
        {"awa": {"documents": (paper(expires_on=REGISTERED),)}},
        {"awa": {"documents": (paper(expires_on=TODAY),)}},
    ),
    "several_asylum_documents": (
        {"awa": {"documents": (paper(), paper(type="registration_proof"))}},
        {"awa": {"documents": (paper(), paper(is_active=False))}},
    ),
    "document_without_issue_date": (
        {"awa": {"documents": (paper(issued_on=None),)}},
        {"awa": {"documents": (paper(), DocumentFacts("passport"))}},
    ),
    "document_without_expiry_date": (
        {"awa": {"documents": (paper(expires_on=None),)}},
        {"awa": {"documents": (paper(), DocumentFacts("passport"))}},
    ),
    "document_issued_in_future": (
        {"awa": {"documents": (paper(issued_on=TOMORROW),)}},
        {"awa": {"documents": (paper(issued_on=TODAY),)}},
    ),
    "document_expires_before_issue": (
        {"awa": {"documents": (paper(expires_on=ARRIVED),)}},
        {"awa": {"documents": (paper(expires_on=REGISTERED),)}},
    ),
    "child_married_without_need": (
        {"awa": {"marital": "MA"}},
        {"awa": {"marital": "MA", "needs": (need("CR-CS"),)}},
    ),
    "older_at_risk_under_60": (
        {"seydou": {"needs": (need("ER-FR"),)}},
        {"mariam": {"needs": (need("ER-FR"),)}},
    ),
    "woman_at_risk_is_male": (
        {"seydou": {"needs": (need("WR-SF"),)}},
        {"aminata": {"needs": (need("WR-SF"),)}},
    ),
    "single_parent_is_child": (
        {"awa": {"birth": born("11"), "needs": (need("SP-PT"),)}},
        {"awa": {"birth": born("12"), "needs": (need("SP-PT"),)}},
    ),
    "child_at_risk_is_adult": (
        {"awa": {"birth": born("18"), "needs": (need("CR-NE"),)}},
        {"awa": {"birth": born("~18"), "needs": (need("CR-NE"),)}},
    ),
    "separated_child_is_adult": (
        {"awa": {"birth": born("18"), "needs": (need("SC-SC"),)}},
        {"awa": {"birth": born("18"), "needs": (need("SC-SC", state="ended"),)}},
    ),
    "survivor_too_young": (
        {"awa": {"birth": born("3"), "needs": (need("SV-VO"),)}},
        {"awa": {"birth": born("?"), "needs": (need("SV-VO"),)}},
    ),
    "born_on_first_of_january": (
        {"mariam": {"birth": born("01/01/1960")}},
        {"mariam": {"birth": born("1960")}},
    ),
    "several_focal_points": (
        {"seydou": {"is_focal_point": True}},
        {"seydou": {"is_focal_point": True}, "aminata": {"is_focal_point": False}},
    ),
    "no_focal_point": (
        {"aminata": {"is_focal_point": False}},
        {"aminata": {"is_focal_point": False}, "seydou": {"is_focal_point": True}},
    ),
    "children_alone": (
        {"aminata": None, "seydou": None, "mariam": None},
        {"aminata": None, "seydou": None, "mariam": {"birth": born("?")}},
    ),
}

HOUSEHOLD_CASES = {
    "household_registered_in_future": ({"registered_on": TOMORROW}, {"registered_on": TODAY}),
    "ended_household_with_active": ({"process": "closed"}, {"process": ""}),
    "size_differs": ({"size_said": 5}, {"size_said": None}),
}


def test_all_52_rules_are_accounted_for():
    assert [rule.number for rule in RULES if rule.number] == list(range(1, 53))


def test_a_rule_without_a_check_says_why():
    assert {rule.number for rule in RULES if rule.check is None} == {2, 30, 38}
    assert all((rule.check is None) == bool(rule.not_applicable) for rule in RULES)


def test_every_rule_that_applies_has_its_case():
    applied = {rule.id for rule in RULES if rule.check}
    assert applied == {*CASES, *HOUSEHOLD_CASES, "active_household_without_active"}


def test_a_family_in_order_raises_no_finding():
    assert check_household(HOUSEHOLD, FAMILY, TODAY) == []


def test_a_household_with_nobody_yet_raises_no_finding_about_people():
    assert check_household(replace(HOUSEHOLD, process="", size_said=None), (), TODAY) == []


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_when_the_facts_break_it(rule):
    spoilt, _ = CASES[rule]
    assert len(found(rule, **spoilt)) == 1


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_is_silent_when_the_facts_may_be_right(rule):
    _, fine = CASES[rule]
    assert found(rule, **fine) == []


@pytest.mark.parametrize("rule", HOUSEHOLD_CASES)
def test_a_rule_on_the_household_speaks_and_is_silent(rule):
    spoilt, fine = HOUSEHOLD_CASES[rule]
    spoken = [finding.person for finding in found(rule, replace(HOUSEHOLD, **spoilt))]
    assert spoken == [None]
    assert found(rule, replace(HOUSEHOLD, **fine)) == []


def test_an_active_household_whose_members_all_wait_is_found():
    waiting = {name: {"process": "hold"} for name in ("aminata", "seydou", "awa", "mariam")}
    assert found("active_household_without_active", **waiting)
    assert not found("active_household_without_active", awa={"process": "hold"})


def test_whoever_left_is_not_looked_at():
    gone = {"birth": born("40"), "has_photo": False, "process": "inactive"}
    findings = check_household(HOUSEHOLD, family_with(awa=gone), TODAY)
    assert [finding.rule for finding in findings] == ["size_differs"]


def test_contradictions_come_before_warnings_and_what_is_missing():
    spoilt = family_with(awa={"has_photo": False, "sex": "M", "households": ()})
    severities = [finding.severity for finding in check_household(HOUSEHOLD, spoilt, TODAY)]
    assert severities == ["mend", "warning", "info"]


def test_an_impossible_birth_is_found_even_if_it_came_in():
    later = born("34")
    later = replace(later, earliest=TOMORROW, latest=TOMORROW)
    assert found("impossible_age", awa={"birth": later})


def test_the_reference_page_lists_the_rules_that_run():
    page = Path(__file__).parents[2] / "docs/reference/quality-rules.md"
    rows = re.findall(r"^\| (\d+|–) \| `(\w+)` \| (\S+) \|", page.read_text(), re.MULTILINE)
    assert rows == [
        (str(rule.number or "–"), rule.id, rule.severity if rule.check else "–") for rule in RULES
    ]
