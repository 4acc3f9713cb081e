import pytest

from akwaba.watch.alerting.sentences import fault_sentence
from akwaba.watch.alerting.thresholds import judge
from akwaba.watch.alerting.tuning import (
    RANGES,
    START_LEVELS,
    Fault,
    Rule,
    Tuning,
    TuningRefused,
    setting_names,
)
from tests.watch.alerting.crossings import pogo


def faults(**settings):
    with pytest.raises(TuningRefused) as refused:
        Tuning(**settings)
    return refused.value.faults


def test_every_setting_has_its_bounds():
    assert set(setting_names()) == set(RANGES)
    for name, (least, most) in RANGES.items():
        assert least <= getattr(Tuning(), name) <= most


def test_people_set_their_own_thresholds():
    tuning = Tuning(many_arrivals=20, window_days=14, known_days=5)
    assert {each.rule for each in judge(pogo(20), tuning).firing} == {Rule.MANY}


def test_all_faults_are_said_at_once():
    found = faults(many_arrivals=0, places_share=1.5, backlog_hours=float("nan"))
    assert {fault.setting for fault in found} == {"many_arrivals", "places_share", "backlog_hours"}


def test_more_days_cannot_be_asked_for_than_are_looked_at():
    assert faults(window_days=7, known_days=8) == (Fault("known_days", "order", most=7),)


def test_what_is_severe_is_not_less_than_what_is_moderate():
    assert faults(many_arrivals=300) == (Fault("mass_arrivals", "order", least=300),)


def test_a_rule_without_a_level_is_refused():
    levels = {rule: level for rule, level in START_LEVELS.items() if rule is not Rule.AXIS}
    assert faults(levels=levels) == (Fault("levels.axis", "missing"),)


@pytest.mark.parametrize(
    ("fault", "french", "english"),
    [
        (
            Fault("x", "range", 1, 100_000),
            "Donnez un nombre de 1 à 100\u202f000.",
            "Give a number from 1 to 100,000.",
        ),
        (
            Fault("x", "range", 0.1, 100),
            "Donnez un nombre de 0,1 à 100.",
            "Give a number from 0.1 to 100.",
        ),
        (Fault("x", "order", least=300), "Donnez au moins 300.", "Give at least 300."),
        (Fault("x", "order", most=7), "Donnez au plus 7.", "Give at most 7."),
    ],
)
def test_a_fault_says_what_is_wanted(fault, french, english):
    assert fault_sentence(fault, "fr") == french
    assert fault_sentence(fault, "en") == english


def test_a_missing_level_says_what_is_wanted():
    assert fault_sentence(Fault("levels.axis", "missing"), "en").startswith("Choose an urgency")
