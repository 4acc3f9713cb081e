import string
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting import life_words, mail, radio, sms, wording
from akwaba.watch.alerting.atom import TITLES
from akwaba.watch.alerting.facts import Axis, IncidentNear
from akwaba.watch.alerting.notice import (
    EVENT_OF_RULE,
    Event,
    MessageKind,
    Status,
    arrivals_said,
    event_of,
    notice_of,
    places_said,
    to_five,
)
from akwaba.watch.alerting.thresholds import judge
from akwaba.watch.alerting.tuning import Rule, Tuning
from akwaba.watch.alerting.wording import ask, fact_sentences, title
from tests.watch.alerting.crossings import pogo
from tests.watch.alerting.notices import AT, notice


def noticed(facts, **more):
    return notice_of(facts, judge(facts, Tuning()), at=AT, expires=AT + timedelta(days=1), **more)


def test_a_quiet_day_is_no_notice():
    assert noticed(pogo(3, [3] * 20)) is None
    assert event_of(judge(pogo(), Tuning())) is None


def test_what_leaves_is_rounded():
    found = noticed(pogo(203, places_left=19, places=1000, backlog_hours=49.6))
    assert (found.arrivals_24h, found.places_left, found.backlog_hours) == (205, 15, 50)


def test_a_handful_of_arrivals_is_not_said():
    assert noticed(pogo(4, places_left=0, places=10)).arrivals_24h is None
    assert noticed(pogo(None, places_left=0, places=10)).arrivals_24h is None


@given(st.integers(0, 5000))
def test_rounding_is_to_five_and_never_promises_a_place(count):
    assert abs(to_five(count) - count) <= 2
    assert to_five(count) % 5 == 0
    assert arrivals_said(count) != 0
    assert places_said(count) <= count
    assert places_said(-count) == 0


def test_hours_without_end_are_said_without_a_number():
    found = noticed(pogo(people_waiting=80, daily_capacity=0))
    assert (found.backlog_hours, found.is_nobody_registering) == (None, True)
    assert fact_sentences(found, "en") == ["People wait and nobody registers."]


def test_incidents_and_roads_are_said_without_their_names():
    facts = pogo(
        incidents=(IncidentNear("Attaque du GSIM à Loulouni", 48.7, are_people_moving=True),),
        axes=(Axis("Pogo–Sikasso", is_blocked=True, days=9),),
    )
    found = noticed(facts)
    assert (found.incident_km, found.axis_days, found.event) == (49, 9, Event.INCIDENT)
    everything = " ".join(
        [
            *(mail.mail(found, "fr").body, sms.text_message(found, "fr").text),
            *radio.radio_script(found, "fr"),
        ]
    )
    assert "Loulouni" not in everything
    assert "Sikasso" not in everything
    assert "49" in everything


def test_every_rule_has_its_event_and_the_gravest_one_names_the_alert():
    assert set(EVENT_OF_RULE) == set(Rule)
    both = pogo(50, places_left=0, places=10)
    assert event_of(judge(both, Tuning())) is Event.PLACES


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_cancelled_alert_says_only_that(language):
    cancelled = notice(kind=MessageKind.CANCEL)
    assert len(fact_sentences(cancelled, language)) == 1
    assert ask(cancelled, language) == ""


def test_marks_stand_first():
    both = notice(status=Status.EXERCISE, kind=MessageKind.UPDATE)
    assert title(both, "fr") == "EXERCICE – MISE À JOUR – Afflux de personnes – Pogo"
    assert title(notice(), "en") == "Influx of people – Pogo"


def test_the_officers_own_words_are_asked():
    own = notice(asked={"fr": " Envoyez deux agents. "})
    assert ask(own, "fr") == "Envoyez deux agents."
    assert ask(own, "en") == "Acknowledge, and say what you do."


TABLES = {
    "wording": wording.SENTENCES,
    "events": wording.EVENTS,
    "marks": wording.MARKS,
    "urgencies": wording.URGENCIES,
    "severities": wording.SEVERITIES,
    "refusals": life_words.REFUSALS,
    "reasons": life_words.REASONS,
    "sms": sms.WORDS,
    "radio": radio.WORDS,
    "mail": mail.WORDS,
    "atom": {language: {"title": text} for language, text in TITLES.items()},
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_of_words_is_whole_in_both_languages(table):
    assert set(table) == {"fr", "en"}
    assert table["fr"].keys() == table["en"].keys()
    for key, french in table["fr"].items():
        assert places(french) == places(table["en"][key]), key


def places(text):
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
