"""The page on alerts says what the rules do."""

import re
from datetime import timedelta
from pathlib import Path

from akwaba.watch.alerting.areas import MOST_VERTICES
from akwaba.watch.alerting.cap import LONGEST_EVENT
from akwaba.watch.alerting.escalation import WAITS, Ladder
from akwaba.watch.alerting.life import Refusal, State
from akwaba.watch.alerting.ratings import Urgency
from akwaba.watch.alerting.sms import SEPTETS, in_alphabet
from akwaba.watch.alerting.tuning import RANGES, START_LEVELS, Tuning

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "alerts.md").read_text()
START = Tuning()


def rows(heading):
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]


def test_the_rules_have_their_levels():
    said = {cells[0].strip("`"): cells[2:] for cells in rows("Rules")}
    assert said == {
        rule: [level.urgency, level.severity, level.certainty]
        for rule, level in START_LEVELS.items()
    }


def test_the_rules_have_their_numbers():
    said = {cells[0].strip("`"): re.findall(r"\d+", cells[1]) for cells in rows("Rules")}
    numbers = {
        "mass": [START.mass_arrivals],
        "backlog": [START.backlog_hours],
        "places": [round(START.places_share * 100)],
        "unusual": [START.window_days, START.unusual_arrivals],
        "many": [START.many_arrivals, START.known_days],
        "over_capacity": [START.capacity_factor],
        "incident": [START.incident_days, START.incident_km],
        "axis": [START.axis_days],
    }
    assert said == {rule: [str(number) for number in each] for rule, each in numbers.items()}


def test_the_settings_have_their_bounds():
    said = {cells[0].strip("`"): [float(cell) for cell in cells[1:]] for cells in rows("Settings")}
    assert said == {name: [getattr(START, name), *RANGES[name]] for name in RANGES}


def test_states_and_refusals_are_all_there():
    said = [cells[0].strip("`") for cells in rows("Life")]
    states = [state for state in State if state is not State.UNKNOWN]
    assert sorted(said) == sorted([*states, *Refusal])


def test_waits_are_as_said():
    minutes = timedelta(minutes=1)
    assert (WAITS[Urgency.IMMEDIATE] / minutes, WAITS[Urgency.EXPECTED] / minutes) == (30, 120)
    assert WAITS[Urgency.FUTURE] == WAITS[Urgency.PAST] == timedelta(hours=24)
    assert f"{Ladder((('a',),), minutes, minutes).most_times} times at most" in PAGE


def test_limits_and_letters_are_as_said():
    assert f"{SEPTETS} septets" in PAGE
    assert f"{LONGEST_EVENT} letters of event, {MOST_VERTICES} vertices" in PAGE
    lost, kept = re.search(r"stay; ([^;]+) become ([^;]+);", PAGE).groups()
    assert in_alphabet(lost)[0] == kept
    assert in_alphabet("é è à ù")[0] == "é è à ù"
