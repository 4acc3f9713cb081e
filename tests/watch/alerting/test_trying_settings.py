from datetime import date, timedelta

from akwaba.watch.alerting.facts import Facts, IncidentNear, past_days
from akwaba.watch.alerting.sentences import trial_sentence
from akwaba.watch.alerting.thresholds import tried_against
from akwaba.watch.alerting.tuning import Tuning

FIRST, LAST = date(2025, 11, 1), date(2025, 11, 30)


def november(counts, **more):
    """November at Pogo; every day that is not named had 20 arrivals."""
    days = {FIRST + timedelta(days=back): 20 for back in range(-28, 30)}
    days |= {date(2025, 11, day): count for day, count in counts.items()}
    return past_days(Facts("Pogo", LAST, days, **more), first=FIRST, last=LAST)


def test_settings_are_tried_on_a_past_month():
    trial = tried_against(november({3: 60, 12: 230, 13: 210, 24: 21}), Tuning())
    assert [judgement.on.day for judgement in trial.fired] == [3, 12, 13]
    assert (trial.days, trial.alerts) == (30, 2)
    assert trial_sentence(trial, "fr") == "Sur 30\u00a0jours, cela aurait alerté 2\u00a0fois."
    assert trial_sentence(trial, "en") == "On 30 days, this would have fired 2 times."


def test_a_trial_says_on_how_many_days_it_could_not_tell():
    trial = tried_against(november({5: None, 6: None, 12: 230}), Tuning())
    assert (trial.silent_days, trial.alerts) == (2, 1)
    assert "2 days without a number" in trial_sentence(trial, "en")


def test_a_quiet_day_between_makes_two_alerts():
    assert tried_against(november({12: 230, 14: 231}), Tuning()).alerts == 2


def test_other_settings_fire_on_other_days():
    quiet = tried_against(november({3: 60}), Tuning(unusual_arrivals=100))
    assert (quiet.fired, quiet.alerts) == ((), 0)


def test_the_order_of_past_days_does_not_matter():
    days = november({3: 60, 12: 230})
    assert tried_against(days[::-1], Tuning()) == tried_against(days, Tuning())


def test_only_what_is_dated_is_tried_on_the_past():
    dated = IncidentNear("Loulouni", 48.7, are_people_moving=True, happened_on=date(2025, 11, 12))
    undated = IncidentNear("?", 5, are_people_moving=True)
    trial = tried_against(
        november({}, incidents=(dated, undated), places_left=0, places=9), Tuning()
    )
    assert [judgement.on.day for judgement in trial.fired] == list(range(12, 20))
