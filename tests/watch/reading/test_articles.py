"""A news item that tells of five events and one standing figure, in English and in French."""

from datetime import date
from pathlib import Path

import pytest

from akwaba.watch.reading.events import read
from tests.watch.reading.gazetteer import border_names

ON = date(2025, 11, 16)
HERE = Path(__file__).parent


@pytest.fixture(params=["en", "fr"])
def events(request):
    text = (HERE / f"article_{request.param}.txt").read_text()
    return read(text, on=ON, names=border_names()).events


def the(events, kind, place):
    """The one event of a kind that names a place as one of its own."""
    found = [
        event
        for event in events
        if event.kind == kind and place in {key for where in event.places for key in keys(where)}
    ]
    assert len(found) == 1
    return found[0]


def keys(where):
    return [candidate.key for candidate in where.candidates]


def figures(event):
    return {
        (count.about, count.low, count.best, count.high, count.quantifier)
        for count in event.counts
        if count.reason != "no_number"
    }


def days(event):
    return {(when.earliest, when.latest, when.precision) for when in event.dates}


def actors(event):
    return {actor.actor for actor in event.actors}


def test_the_events_are_told_apart(events):
    assert [event.kind for event in events] == [
        "decision_authority",
        "armed_clash",
        "blockade_axis",
        "armed_clash",
        None,
        "movement_observed",
    ]


def test_the_council_decides_on_a_day(events):
    event = the(events, "decision_authority", "CIV")
    assert days(event) == {(date(2025, 11, 13), date(2025, 11, 13), 1)}
    assert actors(event) >= {"national_security_council"}
    assert figures(event) == set()


def test_of_the_attack_the_toll_is_unknown_and_hundreds_fled(events):
    event = the(events, "armed_clash", "loulouni")
    assert figures(event) == {
        ("deaths", None, None, None, "unknown"),
        ("displaced", 200, None, None, "more_than"),
    }
    assert days(event) == {(date(2025, 11, 12), date(2025, 11, 12), 1)}
    assert actors(event) >= {"jnim", "dozo"}
    assert [away.km for away in event.distances] == [50]


def test_the_blockade_has_no_number_of_dead(events):
    event = the(events, "blockade_axis", "bamako")
    assert figures(event) == {("deaths", None, None, None, "unknown")}
    assert days(event) == {(date(2025, 9, 1), ON, 5)}
    assert {key for where in event.places for key in keys(where)} >= {"SEN", "CIV", "bamako"}
    assert "convoy_attack" in {kind.kind for kind in event.kinds}


def test_one_soldier_died_in_another_country(events):
    event = the(events, "armed_clash", "NGA")
    assert figures(event) == {("deaths", 1, 1, 1, "exactly")}
    assert days(event) == {(date(2025, 10, 21), date(2025, 10, 31), 4)}


def test_those_who_are_hosted_are_background(events):
    (event,) = [each for each in events if each.is_background]
    assert event.kind is None
    assert {(count.about, count.best) for count in event.counts} == {("hosted", 90_000)}


def test_more_than_two_hundred_arrived(events):
    event = the(events, "movement_observed", "pogo")
    assert figures(event) == {("arrivals", 200, None, None, "more_than")}
    assert {when.precision for when in event.dates} == {2}


def test_nothing_else_is_counted(events):
    """Neither an age, nor boreholes, nor the one woman who speaks."""
    assert sum(len(figures(event)) for event in events) == 6
