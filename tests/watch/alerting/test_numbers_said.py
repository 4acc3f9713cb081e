from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.watch.alerting.counted import counted, figures, said
from akwaba.watch.alerting.numbers_said import (
    LARGEST,
    english,
    english_day,
    english_hour,
    french,
    french_day,
    french_hour,
)


@pytest.mark.parametrize(
    ("number", "in_french", "in_english"),
    [
        (0, "zéro", "zero"),
        (1, "un", "one"),
        (16, "seize", "sixteen"),
        (21, "vingt et un", "twenty-one"),
        (22, "vingt-deux", "twenty-two"),
        (60, "soixante", "sixty"),
        (70, "soixante-dix", "seventy"),
        (71, "soixante et onze", "seventy-one"),
        (77, "soixante-dix-sept", "seventy-seven"),
        (80, "quatre-vingts", "eighty"),
        (81, "quatre-vingt-un", "eighty-one"),
        (91, "quatre-vingt-onze", "ninety-one"),
        (99, "quatre-vingt-dix-neuf", "ninety-nine"),
        (100, "cent", "one hundred"),
        (101, "cent un", "one hundred and one"),
        (200, "deux cents", "two hundred"),
        (205, "deux cent cinq", "two hundred and five"),
        (280, "deux cent quatre-vingts", "two hundred and eighty"),
        (1000, "mille", "one thousand"),
        (1001, "mille un", "one thousand and one"),
        (1200, "mille deux cents", "one thousand two hundred"),
        (2025, "deux mille vingt-cinq", "two thousand and twenty-five"),
        (80_000, "quatre-vingt mille", "eighty thousand"),
        (200_000, "deux cent mille", "two hundred thousand"),
        (
            68_499,
            "soixante-huit mille quatre cent quatre-vingt-dix-neuf",
            "sixty-eight thousand four hundred and ninety-nine",
        ),
    ],
)
def test_numbers_are_said_as_people_say_them(number, in_french, in_english):
    assert french(number) == in_french
    assert english(number) == in_english


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "une"),
        (21, "vingt et une"),
        (71, "soixante et onze"),
        (81, "quatre-vingt-une"),
        (101, "cent une"),
        (2001, "deux mille une"),
        (21_000, "vingt et un mille"),
    ],
)
def test_before_a_feminine_noun_un_is_une(number, words):
    assert french(number, is_feminine=True) == words


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_nobody_says_is_refused(number):
    for say in (french, english):
        with pytest.raises(ValueError, match="not said"):
            say(number)


@given(st.sets(st.integers(0, LARGEST), min_size=2, max_size=2))
def test_two_numbers_never_sound_alike(numbers):
    one, other = numbers
    assert french(one) != french(other)
    assert english(one) != english(other)


def test_every_number_to_a_thousand_sounds_different():
    assert len({french(number) for number in range(1001)}) == 1001
    assert len({english(number) for number in range(1001)}) == 1001


@pytest.mark.parametrize(
    ("day", "in_french", "in_english"),
    [
        (1, "premier novembre", "the first of November"),
        (3, "trois novembre", "the third of November"),
        (12, "douze novembre", "the twelfth of November"),
        (20, "vingt novembre", "the twentieth of November"),
        (21, "vingt et un novembre", "the twenty-first of November"),
        (30, "trente novembre", "the thirtieth of November"),
    ],
)
def test_days_are_said(day, in_french, in_english):
    assert french_day(date(2025, 11, day)) == f"{in_french} deux mille vingt-cinq"
    assert english_day(date(2025, 11, day)) == f"{in_english} two thousand and twenty-five"


@pytest.mark.parametrize(
    ("hour", "minute", "in_french", "in_english"),
    [
        (0, 0, "minuit", "zero hours"),
        (1, 21, "une heure vingt et une", "one hour twenty-one"),
        (14, 30, "quatorze heures trente", "fourteen hours thirty"),
        (21, 0, "vingt et une heures", "twenty-one hours"),
    ],
)
def test_hours_are_said(hour, minute, in_french, in_english):
    at = datetime(2025, 11, 15, hour, minute, tzinfo=UTC)
    assert french_hour(at) == in_french
    assert english_hour(at) == in_english


def test_hours_and_days_are_those_of_abidjan():
    paris = datetime(2025, 11, 16, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert french_hour(paris) == "vingt-trois heures trente"
    assert french_day(paris).startswith("quinze novembre")


@pytest.mark.parametrize(
    ("number", "in_french", "in_english"),
    [
        (0, "0\u00a0personne", "0 people"),
        (1, "1\u00a0personne", "1 person"),
        (1.5, "1,5\u00a0personne", "1.5 people"),
        (2, "2\u00a0personnes", "2 people"),
        (1200, "1\u202f200\u00a0personnes", "1,200 people"),
        (-3, "-3\u00a0personnes", "-3 people"),
    ],
)
def test_the_noun_follows_the_number(number, in_french, in_english):
    assert counted(number, "person", "fr") == in_french
    assert counted(number, "person", "en") == in_english


def test_nouns_have_their_gender_and_number_when_said():
    assert said(21, "person", "fr") == "vingt et une personnes"
    assert said(21, "day", "fr") == "vingt et un jours"
    assert said(0, "place", "fr") == "zéro place"
    assert said(1, "kilometre", "en") == "one kilometre"
    assert said(10**9, "person", "en").startswith("nine hundred and ninety-nine thousand")


def test_figures_have_as_many_decimals_as_asked_for():
    assert figures(48.66, "fr") == "48,7"
    assert figures(9.99, "en", 2) == "9.99"
    assert figures(10.0, "en") == "10"
    assert figures(100, "en", 0) == "100"
    assert figures(float("inf"), "fr") == "∞"
