from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting.facts import Axis, IncidentNear
from akwaba.watch.alerting.ratings import Certainty, Level, Severity, Urgency, worst
from akwaba.watch.alerting.thresholds import Lack, Outcome, judge
from akwaba.watch.alerting.tuning import START_LEVELS, Rule, Tuning
from tests.watch.alerting.crossings import POGO_DAY, pogo

TUNING = Tuning()

counts = st.none() | st.integers(0, 600)
histories = st.lists(counts, max_size=35)
capacities = st.none() | st.integers(0, 200)


def fired(facts, tuning=TUNING):
    return {verdict.rule for verdict in judge(facts, tuning).firing}


def verdict(rule, facts, tuning=TUNING):
    return next(each for each in judge(facts, tuning).verdicts if each.rule is rule)


def test_pogo_in_november_2025_fires():
    """200 people in days, and the registration "barely begins" (allafrica, 16 Nov 2025)."""
    judgement = judge(pogo(200, [0, None, 4, None]), TUNING)
    assert {each.rule for each in judgement.firing} == {Rule.MASS, Rule.MANY}
    assert judgement.level == Level(Urgency.IMMEDIATE, Severity.SEVERE, Certainty.OBSERVED)


def test_two_hundred_at_pogo_over_four_days_fire_on_the_first():
    for before in ([None] * 28, [0] * 28, [0] * 3):
        assert judge(pogo(50, before), TUNING).firing


@pytest.mark.parametrize(("today", "fires"), [(199, False), (200, True)])
def test_two_hundred_a_day_is_too_many_everywhere(today, fires):
    assert (Rule.MASS in fired(pogo(today, [500] * 28))) is fires


def test_more_than_on_any_of_the_last_28_days_is_unusual():
    before = [90] + [40] * 27 + [None]
    assert Rule.UNUSUAL in fired(pogo(41, before))
    assert Rule.UNUSUAL not in fired(pogo(40, before))
    found = verdict(Rule.UNUSUAL, pogo(41, before))
    assert (found.value, found.limit, found.details["known_days"]) == (41, 40, 27)


def test_one_family_more_than_last_week_is_no_alert():
    assert fired(pogo(9, [2] * 28)) == set()
    assert fired(pogo(10, [2] * 28)) == {Rule.UNUSUAL}


def test_with_fewer_than_seven_known_days_fifty_is_many():
    silent_but_six = [None] * 22 + [0] * 6
    found = verdict(Rule.UNUSUAL, pogo(50, silent_but_six))
    assert (found.outcome, found.lacks) == (Outcome.UNKNOWN, Lack.TOO_FEW_DAYS)
    assert found.details["known_days"] == 6
    assert fired(pogo(50, silent_but_six)) == {Rule.MANY}
    assert fired(pogo(49, silent_but_six)) == set()


def test_where_sixty_are_usual_fifty_alert_nobody():
    assert fired(pogo(50, [60] * 7)) == set()


def test_twice_what_the_post_registers_is_over_its_capacity():
    assert fired(pogo(40, [60] * 28, daily_capacity=20)) == {Rule.OVER_CAPACITY}
    assert fired(pogo(39, [60] * 28, daily_capacity=20)) == set()


def test_where_nobody_registers_one_arrival_is_over_capacity():
    assert fired(pogo(1, [60] * 28, daily_capacity=0)) == {Rule.OVER_CAPACITY}
    assert fired(pogo(0, [60] * 28, daily_capacity=0)) == set()


def test_a_backlog_fires_beyond_48_hours():
    assert fired(pogo(backlog_hours=48.5)) == {Rule.BACKLOG}
    assert fired(pogo(backlog_hours=48)) == set()


def test_the_backlog_of_december_2024_took_fifteen_days():
    """70,500 estimated less 65,962 registered, at 300 a day."""
    found = verdict(Rule.BACKLOG, pogo(people_waiting=70_500 - 65_962, daily_capacity=300))
    assert found.outcome is Outcome.FIRES
    assert found.value / 24 == pytest.approx(15.1, abs=0.05)


def test_people_who_wait_where_nobody_registers_are_a_backlog():
    assert Rule.BACKLOG in fired(pogo(people_waiting=1, daily_capacity=0))
    assert fired(pogo(people_waiting=0, daily_capacity=0)) == set()


def test_hardly_a_place_left_fires_and_an_overfull_site_too():
    assert fired(pogo(places_left=99, places=1000)) == {Rule.PLACES}
    assert fired(pogo(places_left=-50, places=1000)) == {Rule.PLACES}
    assert fired(pogo(places_left=100, places=1000)) == set()
    assert verdict(Rule.PLACES, pogo(places_left=0, places=0)).lacks is Lack.PLACES


def incident(distance_km, are_people_moving, days_ago=1):
    day = None if days_ago is None else POGO_DAY - timedelta(days=days_ago)
    return IncidentNear("Attaque à Loulouni", distance_km, are_people_moving, day)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (incident(48.7, True), Outcome.FIRES),
        (incident(50, True, None), Outcome.FIRES),
        (incident(50.7, True), Outcome.QUIET),
        (incident(10, False), Outcome.QUIET),
        (incident(10, None), Outcome.UNKNOWN),
        (incident(60, None), Outcome.QUIET),
        (incident(10, True, 8), Outcome.QUIET),
        (incident(10, True, -1), Outcome.QUIET),
    ],
)
def test_an_incident_nearby_fires_when_people_move(found, outcome):
    assert verdict(Rule.INCIDENT, pogo(incidents=(found,))).outcome is outcome


def test_an_incident_that_fires_is_likely_and_for_today():
    far, near = incident(49, True), incident(12, True)
    judgement = judge(pogo(incidents=(far, near, incident(1, None))), TUNING)
    assert judgement.level == Level(Urgency.EXPECTED, Severity.MODERATE, Certainty.LIKELY)
    assert judgement.firing[0].details["count"] == 2
    assert judgement.firing[0].value == 12


@pytest.mark.parametrize(
    ("axis", "outcome"),
    [
        (Axis("Pogo–Ouangolodougou", True, 8), Outcome.FIRES),
        (Axis("Pogo–Ouangolodougou", True, 7), Outcome.QUIET),
        (Axis("Pogo–Ouangolodougou", False, 90), Outcome.QUIET),
        (Axis("Pogo–Ouangolodougou", True, None), Outcome.UNKNOWN),
        (Axis("Pogo–Ouangolodougou", None, 90), Outcome.UNKNOWN),
    ],
)
def test_a_road_blocked_for_more_than_a_week_fires(axis, outcome):
    assert verdict(Rule.AXIS, pogo(axes=(axis,))).outcome is outcome


def test_a_blocked_road_is_possible_and_for_later():
    level = judge(pogo(axes=(Axis("A3", True, 9), Axis("A4", None))), TUNING).level
    assert level == Level(Urgency.FUTURE, Severity.MODERATE, Certainty.POSSIBLE)


def test_nothing_known_fires_nothing_and_says_so():
    judgement = judge(pogo(), TUNING)
    assert judgement.level is None
    lacks = {each.rule: each.lacks for each in judgement.verdicts if each.lacks}
    assert lacks[Rule.MASS] is lacks[Rule.UNUSUAL] is lacks[Rule.MANY] is Lack.SILENT
    assert lacks[Rule.OVER_CAPACITY] is Lack.CAPACITY
    assert lacks[Rule.BACKLOG] is Lack.WAITING


@given(st.integers(0, 600), st.integers(0, 600), histories, capacities)
def test_more_arrivals_never_fire_less(fewer, more, before, capacity):
    fewer, more = sorted((fewer, more))
    calm = judge(pogo(fewer, before, daily_capacity=capacity), TUNING)
    busy = judge(pogo(more, before, daily_capacity=capacity), TUNING)
    assert {each.rule for each in calm.firing} <= {each.rule for each in busy.firing}
    assert calm.level is None or calm.level.weight <= busy.level.weight


@given(st.integers(0, 600), histories)
def test_a_silent_day_is_as_if_it_were_not_there(today, before):
    spoken = pogo(today, before)
    known = {day: count for day, count in spoken.arrivals.items() if count is not None}
    assert judge(spoken, TUNING) == judge(type(spoken)(spoken.crossing, spoken.on, known), TUNING)


@given(histories, capacities)
def test_a_silent_post_is_never_a_zero(before, capacity):
    silent = judge(pogo(None, before, daily_capacity=capacity), TUNING)
    arrivals = {Rule.MASS, Rule.MANY, Rule.UNUSUAL, Rule.OVER_CAPACITY}
    assert {each.outcome for each in silent.verdicts if each.rule in arrivals} == {Outcome.UNKNOWN}


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 300), st.integers(0, 300))
def test_more_people_and_less_capacity_never_shorten_the_backlog(people, more, some, less):
    people, more = sorted((people, more))
    less, some = sorted((less, some))
    before = verdict(Rule.BACKLOG, pogo(people_waiting=people, daily_capacity=some))
    after = verdict(Rule.BACKLOG, pogo(people_waiting=more, daily_capacity=less))
    assert before.value <= after.value


def test_the_worst_rule_gives_the_level():
    assert worst([START_LEVELS[Rule.AXIS], START_LEVELS[Rule.MASS]]) == START_LEVELS[Rule.MASS]
    extreme = Level(Urgency.PAST, Severity.EXTREME, Certainty.UNLIKELY)
    assert worst([*START_LEVELS.values(), extreme]) == extreme
    assert worst([]) is None
