from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akwaba.watch.reading.events import read
from akwaba.watch.reading.names import Names
from tests.watch.reading.gazetteer import Place, border_names

ON = date(2025, 11, 15)


def events(text, names=None):
    return read(text, on=ON, names=names or border_names()).events


def counts(text, about):
    return [
        (count.low, count.best, count.high)
        for event in events(text)
        for count in event.counts
        if count.about == about
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Des soldats et des chauffeurs ont été tués à Fourou.",
        "Drivers and soldiers were killed at Fourou.",
        "Attaque à Fourou, bilan inconnu.",
        "Attack at Fourou. The toll is not known.",
    ],
)
def test_no_number_is_unknown_and_never_zero(text):
    assert counts(text, "deaths") == [(None, None, None)]


@pytest.mark.parametrize(
    "text", ["Attaque à Fourou, aucune victime.", "Attack at Fourou, no casualties."]
)
def test_zero_needs_somebody_who_said_none(text):
    assert counts(text, "deaths") == [(0, 0, 0)]


def test_an_attack_without_a_word_on_the_dead_has_no_toll_at_all():
    assert counts("Attaque contre le village de Fourou.", "deaths") == []


@pytest.mark.parametrize(
    "text",
    [
        "Aucune attaque n’a été signalée à Fourou.",
        "L’armée dément toute attaque à Fourou.",
        "There was no attack at Fourou.",
        "On craint une attaque à Fourou.",
    ],
)
def test_what_is_denied_or_feared_is_no_event(text):
    assert events(text) == ()


def test_a_part_is_not_added_to_its_whole():
    assert counts("17 personnes, dont 5 femmes, ont été tuées à Fourou.", "deaths") == [
        (17, 17, 17)
    ]


def test_soldiers_and_a_driver_are_added():
    text = "Two soldiers and a driver were killed at Fourou."
    assert counts(text, "deaths") == [(3, 3, 3)]


def test_neither_ages_nor_years_nor_the_missing_are_a_toll():
    text = "En 2025, un homme de 45 ans a été tué à Fourou, 5 disparus."
    assert counts(text, "deaths") == [(1, 1, 1)]


def test_who_says_so_is_kept():
    (event,) = events("Selon des témoins, trois civils ont été tués à Fourou.")
    assert [said.said for said in event.attributions] == ["Selon des témoins"]


def test_two_events_in_one_sentence_are_two():
    text = (
        "Mardi, Fourou a été attaqué, tandis qu’à Misséni un convoi est tombé dans une embuscade."
    )
    assert [event.kind for event in events(text)] == ["attack_civilians", "convoy_attack"]


def test_namesakes_are_all_proposed_and_the_named_country_comes_first():
    names = Names([
        Place("Kati", "kati-civ", 9.5, -5.5, "CIV"),
        Place("Kati", "kati-mli", 12.7, -8.1, "MLI"),
    ])  # fmt: skip
    (event,) = events("Trois civils tués à Kati, au Mali.", names)
    place = event.places[0]
    assert [candidate.key for candidate in place.candidates] == ["kati-mli", "kati-civ"]
    assert (place.confidence, place.reason) == ("medium", "country_named")
    (event,) = events("Trois civils tués à Kati.", names)
    assert (event.places[0].confidence, event.places[0].reason) == ("low", "several_so_named")


def test_a_name_that_nobody_knows_is_kept_as_said():
    (event,) = events("Three civilians were killed in the village of Zzamora.")
    (place,) = event.places
    assert (place.span.said, place.candidates, place.reason) == ("Zzamora", (), "not_known")


def test_a_colonel_is_not_his_namesake():
    (event,) = events("Le colonel Bamba a annoncé la mort de trois soldats à Fourou.")
    assert [place.span.said for place in event.places] == ["Fourou"]


SMALL = Names([Place("Fourou", "fourou", 10.7, -6.1, "MLI")])
SAID = """3 trois deux hundred hundreds une vingtaine de morts killed tués à Fourou in mardi et ,
. le 12 31 novembre février km entre between dont no aucune 2025 é ½ œ depuis since"""
PIECES = st.sampled_from([*SAID.split(), "\n"])


@settings(deadline=None)  # the first reading waits for patterns to be compiled
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)))
def test_whatever_is_pasted_is_read_and_every_span_says_its_words(text):
    reading = read(text, on=ON, names=SMALL)
    for event in reading.events:
        found = [*event.kinds, *event.places, *event.dates, *event.counts, *event.actors]
        for said in [event.span, *event.attributions, *(each.span for each in found)]:
            assert reading.text[said.start : said.end] == said.said
        for count in event.counts:
            known = [n for n in (count.low, count.best, count.high) if n is not None]
            assert known == sorted(known)
            assert (count.quantifier == "unknown") == (known == [])
        assert all(when.earliest <= when.latest for when in event.dates)
