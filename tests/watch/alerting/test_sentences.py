import string

from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting.facts import Axis, IncidentNear
from akwaba.watch.alerting.sentences import SENTENCES, verdict_sentence
from akwaba.watch.alerting.thresholds import judge
from akwaba.watch.alerting.tuning import Rule, Tuning
from tests.watch.alerting.crossings import pogo

NARROW, FIXED = "\u202f", "\u00a0"


def sentence(rule, language, facts):
    found = next(each for each in judge(facts, Tuning()).verdicts if each.rule is rule)
    return verdict_sentence(found, language).replace(FIXED, " ").replace(NARROW, " ")


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_sentences_with_the_same_figures():
    assert SENTENCES["fr"].keys() == SENTENCES["en"].keys()
    for key, french in SENTENCES["fr"].items():
        assert places(french) == places(SENTENCES["en"][key]), key


def test_the_arithmetic_is_said():
    facts = pogo(60, [None] * 4 + [40] * 24)
    assert sentence(Rule.UNUSUAL, "fr", facts) == (
        "60 arrivées aujourd’hui, plus que chacun des 28 jours précédents "
        "(au plus 40 ; 24 jours connus)."
    )
    assert sentence(Rule.UNUSUAL, "en", facts) == (
        "60 arrivals today, more than on any of the 28 days before (at most 40; 24 known days)."
    )


def test_too_few_known_days_are_said():
    facts = pogo(60, [1, 2, 3])
    assert sentence(Rule.UNUSUAL, "fr", facts) == (
        "On ne peut pas dire ce qui est inhabituel : 3 jours connus sur 28, il en faut 7."
    )
    assert sentence(Rule.UNUSUAL, "en", facts) == (
        "Nobody can say what is unusual: 3 known days of 28, 7 are needed."
    )


def test_a_few_more_than_ever_are_too_few_for_an_alert():
    assert sentence(Rule.UNUSUAL, "en", pogo(6, [2] * 28)).endswith("but an alert takes 10.")


def test_the_largest_day_is_said_as_it_was():
    assert "(3; 28 known days)" in sentence(Rule.UNUSUAL, "en", pogo(2, [3] * 28))


def test_silence_is_said_not_to_be_zero():
    assert sentence(Rule.MASS, "fr", pogo()).endswith("Ce n’est pas zéro.")


def test_capacity_and_its_factor_are_said():
    said = sentence(Rule.OVER_CAPACITY, "en", pogo(40, daily_capacity=20))
    assert said == (
        "40 arrivals today; the post registers 20 a day: the limit of 40 (2 times) is reached."
    )


def test_a_place_too_few_is_never_rounded_away():
    """999 of 10,000 is 9.99 %: “10 %, less than 10 %” would be nonsense."""
    facts = pogo(places_left=999, places=10_000)
    assert sentence(Rule.PLACES, "fr", facts) == "999 places sur 10 000 : 9,99 %, moins que 10 %."


def test_hours_are_told_apart_from_their_limit():
    assert "48.04 hours" in sentence(Rule.BACKLOG, "en", pogo(backlog_hours=48.04))
    assert "∞" in sentence(Rule.BACKLOG, "en", pogo(backlog_hours=float("inf")))


def test_waiting_where_nobody_registers_has_no_hours():
    said = sentence(Rule.BACKLOG, "en", pogo(people_waiting=300, daily_capacity=0))
    assert said == "300 people waiting, and nobody registers."


incidents = st.builds(
    IncidentNear, st.just("Loulouni"), st.floats(0, 500), st.none() | st.booleans()
)
axes = st.builds(
    Axis, st.just("Pogo–Ferké"), st.none() | st.booleans(), st.none() | st.integers(0, 99)
)
counts = st.none() | st.integers(0, 9999)
facts_of_a_day = st.builds(
    pogo,
    counts,
    st.lists(counts, max_size=30),
    daily_capacity=st.none() | st.integers(0, 300),
    people_waiting=counts,
    backlog_hours=st.none() | st.floats(0, 500),
    incidents=st.tuples(incidents) | st.just(()),
    axes=st.tuples(axes) | st.just(()),
    places_left=st.none() | st.integers(-500, 500),
    places=st.none() | st.integers(0, 500),
)


@given(facts_of_a_day, st.sampled_from(["fr", "en"]))
def test_every_verdict_can_be_said(facts, language):
    for each in judge(facts, Tuning()).verdicts:
        said = verdict_sentence(each, language)
        assert said.endswith(".")
        assert "{" not in said
