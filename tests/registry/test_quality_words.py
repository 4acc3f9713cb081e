"""Every finding has its sentence, in French and in English."""

import string
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

import akwaba.registry
from akwaba.registry.quality import RULES, check_household
from akwaba.registry.quality_words import NOT_APPLICABLE, WORDS, finding_words
from tests.registry.quality_cast import HOUSEHOLD, TODAY, family_with, found
from tests.registry.test_quality import CASES, HOUSEHOLD_CASES

CATALOGUE = Path(akwaba.registry.__file__).parent / "locale/fr/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def french():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def sentences():
    with translation.override("en"):
        return [str(words) for pair in WORDS.values() for words in pair if words] + [
            str(words) for words in NOT_APPLICABLE.values()
        ]


def test_every_rule_is_worded():
    assert {rule.id for rule in RULES} == set(WORDS)
    assert {rule.not_applicable for rule in RULES} - {""} == set(NOT_APPLICABLE)


@pytest.mark.parametrize("sentence", sentences())
def test_every_sentence_is_said_in_french_with_the_same_places(sentence, french):
    message = french.get(sentence)
    assert message is not None
    assert message.string
    assert not message.fuzzy
    assert places(message.string) == places(sentence)


def places(sentence):
    return {part.split(")s")[0] for part in sentence.split("%(")[1:]}


@pytest.mark.parametrize("rule", [*CASES, *HOUSEHOLD_CASES])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_finding_is_a_finished_sentence(rule, language):
    if rule in CASES:
        findings = found(rule, **CASES[rule][0])
    else:
        findings = found(rule, replace(HOUSEHOLD, **HOUSEHOLD_CASES[rule][0]))
    assert findings
    for finding in findings:
        with translation.override(language):
            words = finding_words(finding)
        assert words.sentence[-1] in ".?"
        assert "%" not in words.sentence + words.mend
        assert bool(words.mend) == (finding.mend is not None)
        assert words.mend[-1:] not in set(string.punctuation) - {")"}


def test_dates_and_codes_are_written_out():
    with translation.override("en"):
        son = only(found("relationship_of_other_sex", awa={"sex": "M"}))
        assert (
            finding_words(son).sentence == "The relationship is “Daughter”, but the sex is “Male”."
        )
        assert finding_words(son).mend == "Relationship: Son"
        late = only(found("arrival_after_registration", awa={"arrived_on": TODAY}))
        assert "Nov. 14, 2025" in finding_words(late).sentence


def only(findings):
    (finding,) = findings
    return finding


def test_no_sentence_holds_a_name_or_an_identifier():
    spoilt = family_with(awa={"sex": "M", "has_photo": False}, aminata={"is_focal_point": False})
    for finding in check_household(HOUSEHOLD, spoilt, TODAY):
        words = finding_words(finding)
        assert not {"awa", "mariam"} & set((words.sentence + " " + words.mend).split())
