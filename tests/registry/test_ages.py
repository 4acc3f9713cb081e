from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.registry.ages import (
    UNKNOWN_BIRTH,
    AgeWords,
    Birth,
    age_on,
    age_words,
    band_on,
    birth_from_facts,
    completed_months,
    is_child_on,
)
from akwaba.registry.ages_said import BirthRefused, parse_birth

TODAY = date(2025, 11, 12)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def days_of(said, on=TODAY):
    birth = parse_birth(said, on=on)
    assert isinstance(birth, Birth), birth
    return birth.precision, birth.earliest, birth.latest


@pytest.mark.parametrize(
    ("said", "precision", "earliest", "latest"),
    [
        ("34", "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("34 ans", "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("34ans", "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("34 years", "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("Âgée de 34 ans", "age", date(1990, 11, 13), date(1991, 11, 12)),
        (34, "age", date(1990, 11, 13), date(1991, 11, 12)),
        (34.0, "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("34.0", "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("34 y/o", "age", date(1990, 11, 13), date(1991, 11, 12)),
        ("0", "age", date(2024, 11, 13), date(2025, 11, 12)),
        ("un an", "age", date(2023, 11, 13), date(2024, 11, 12)),
        ("8m", "age", date(2025, 2, 13), date(2025, 3, 12)),
        ("8 mois", "age", date(2025, 2, 13), date(2025, 3, 12)),
        ("8 months", "age", date(2025, 2, 13), date(2025, 3, 12)),
        ("3 MOIS", "age", date(2025, 7, 13), date(2025, 8, 12)),
        ("1 an et 3 mois", "age", date(2024, 7, 13), date(2024, 8, 12)),
        ("1a3m", "age", date(2024, 7, 13), date(2024, 8, 12)),
        ("2 semaines", "age", date(2025, 10, 23), date(2025, 10, 29)),
        ("10 jours", "age", date(2025, 11, 2), date(2025, 11, 2)),
        ("2 ans et demi", "age", date(2022, 11, 13), date(2023, 5, 12)),
        ("2½ ans", "age", date(2022, 11, 13), date(2023, 5, 12)),
        ("2,5", "age", date(2022, 11, 13), date(2023, 5, 12)),
        ("nouveau-né", "age", date(2025, 10, 16), date(2025, 11, 12)),
        ("Nouveau né", "age", date(2025, 10, 16), date(2025, 11, 12)),
        ("newborn", "age", date(2025, 10, 16), date(2025, 11, 12)),
        ("1987", "year", date(1987, 1, 1), date(1987, 12, 31)),
        (1987, "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("né en 1987", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("xx/xx/1987", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("00/00/1987", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("00/03/1987", "month", date(1987, 3, 1), date(1987, 3, 31)),
        ("0-4", "estimate", date(2020, 11, 13), TODAY),
        ("1987.0", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("2025", "year", date(2025, 1, 1), TODAY),
        ("03/1987", "month", date(1987, 3, 1), date(1987, 3, 31)),
        ("1987-03", "month", date(1987, 3, 1), date(1987, 3, 31)),
        ("mars 1987", "month", date(1987, 3, 1), date(1987, 3, 31)),
        ("12/1987", "month", date(1987, 12, 1), date(1987, 12, 31)),
        ("12/03/1987", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12.3.1987", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12-03-87", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12-mars-87", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("le 12 mars 1987", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12/3/1987 0:00", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12-03-24", "date", date(2024, 3, 12), date(2024, 3, 12)),
        ("1987-03-12", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("1987-03-12 00:00:00", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12 mars 1987", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("né le 1er février 1990", "date", date(1990, 2, 1), date(1990, 2, 1)),
        ("12 Aug 1987", "date", date(1987, 8, 12), date(1987, 8, 12)),
        (date(1987, 3, 12), "date", date(1987, 3, 12), date(1987, 3, 12)),
        (datetime(1987, 3, 12, 8, tzinfo=UTC), "date", date(1987, 3, 12), date(1987, 3, 12)),
        (31848, "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("~40", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("environ 40 ans", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("40 ans environ", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("40 (?)", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("60+", "estimate", date(1949, 11, 13), date(1965, 11, 12)),
        ("60 ans et plus", "estimate", date(1949, 11, 13), date(1965, 11, 12)),
        ("plus de 60 ans", "estimate", date(1949, 11, 13), date(1965, 11, 12)),
        ("moins d’un an", "estimate", date(2024, 11, 13), TODAY),
        ("< 5 ans", "estimate", date(2020, 11, 13), TODAY),
        ("moins de 6 mois", "estimate", date(2025, 5, 13), TODAY),
        ("40 ?", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("about 40", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("40±5", "estimate", date(1979, 11, 13), date(1990, 11, 12)),
        ("40 +/- 2", "estimate", date(1982, 11, 13), date(1987, 11, 12)),
        ("~3", "estimate", date(2020, 11, 13), date(2023, 11, 12)),
        ("~8 mois", "estimate", date(2024, 12, 13), date(2025, 5, 12)),
        ("vers 1980", "estimate", date(1975, 1, 1), date(1985, 12, 31)),
        ("né vers 1980", "estimate", date(1975, 1, 1), date(1985, 12, 31)),
        ("35-40", "estimate", date(1984, 11, 13), date(1990, 11, 12)),
        ("entre 35 et 40 ans", "estimate", date(1984, 11, 13), date(1990, 11, 12)),
        ("1980-1985", "estimate", date(1980, 1, 1), date(1985, 12, 31)),
        ("bébé", "estimate", date(2023, 11, 13), TODAY),
        ("12031987", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("19870312", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12/03/1987 à Sikasso", "date", date(1987, 3, 12), date(1987, 3, 12)),
        ("12 sept 1987", "date", date(1987, 9, 12), date(1987, 9, 12)),
        ("1987 (carte)", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("'28", "age", date(1996, 11, 13), date(1997, 11, 12)),
        ("quarante-cinq ans", "age", date(1979, 11, 13), date(1980, 11, 12)),
        ("soixante et onze ans", "age", date(1953, 11, 13), date(1954, 11, 12)),
        ("forty five", "age", date(1979, 11, 13), date(1980, 11, 12)),
        ("1/2 an", "age", date(2024, 11, 13), date(2025, 5, 12)),
        ("la trentaine", "estimate", date(1985, 11, 13), date(1995, 11, 12)),
        ("in her 30s", "estimate", date(1985, 11, 13), date(1995, 11, 12)),
        ("une trentaine d’années", "estimate", date(1989, 11, 13), date(2000, 11, 12)),
        ("adulte", "estimate", date(1965, 11, 13), date(2007, 11, 12)),
        ("enfant", "estimate", date(2007, 11, 13), TODAY),
    ],
)
def test_what_clerks_type_becomes_an_interval_of_birth(said, precision, earliest, latest):
    assert days_of(said) == (precision, earliest, latest)


@pytest.mark.parametrize("said", ["?", "", "  ", None, "-", "Inconnu", "ne sait pas", "NSP", "n/a"])
def test_an_age_that_nobody_knows_is_unknown_and_not_zero(said):
    birth = parse_birth(said, on=TODAY)
    assert (birth.precision, birth.earliest, birth.latest) == ("unknown", None, None)
    assert band_on(birth, TODAY) == "unknown"
    assert age_words(birth, TODAY) == AgeWords("unknown")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("121", "too_old"),
        ("450 ans", "too_old"),
        ("1850", "too_old"),
        ("01/01/1900", "too_old"),
        ("2026", "in_the_future"),
        ("13/11/2025", "in_the_future"),
        (date(2031, 1, 1), "in_the_future"),
        ("31/02/1987", "impossible_date"),
        ("03/25/1987", "impossible_date"),
        ("13/1987", "impossible_date"),
        ("grand", "not_understood"),
        ("40-35", "not_understood"),
        ("-4", "not_understood"),
        ("12 jui 1987", "not_understood"),
        ("moins de 0 an", "not_understood"),
        ("121+", "too_old"),
        ("34 ans 35 ans", "not_understood"),
        (True, "not_understood"),
    ],
)
def test_an_impossible_age_is_refused_with_its_reason_and_kept(said, reason):
    assert parse_birth(said, on=TODAY) == BirthRefused(reason, str(said))


def test_the_words_said_are_kept():
    assert parse_birth(" Vers 1980 ", on=TODAY).said == "Vers 1980"


@given(st.one_of(st.text(), st.from_regex(r"[~?\d/\-. ansmoij,±½]{0,14}"), st.floats()), days)
def test_no_text_can_break_the_reading(said, on):
    birth = parse_birth(said, on=on)
    if isinstance(birth, Birth) and birth.precision != "unknown":
        assert birth.earliest <= birth.latest <= on


@given(st.integers(0, 120), days)
def test_an_age_said_is_the_age_computed_that_day(years, on):
    assert age_on(parse_birth(f"{years} ans", on=on), on) == (years, years)


@given(st.integers(0, 120), days)
def test_every_birth_date_of_that_age_lies_in_the_interval(years, on):
    birth = parse_birth(years, on=on)
    for outside in (birth.earliest - timedelta(days=1), birth.latest + timedelta(days=1)):
        exact = Birth("date", outside, outside, "")
        assert age_on(exact, on) != (years, years)


@given(st.integers(0, 60), days)
def test_months_said_are_the_months_computed_that_day(months, on):
    birth = parse_birth(f"{months} mois", on=on)
    assert completed_months(birth.earliest, on) == completed_months(birth.latest, on) == months


@given(days, st.integers(0, 110 * 365))
def test_a_date_is_read_the_same_however_it_is_written(on, back):
    born = on - timedelta(days=back)
    writings = [born, born.isoformat(), f"{born:%d/%m/%Y}", f"{born:%d.%m.%Y}"]
    assert {days_of(said, on) for said in writings} == {("date", born, born)}


@given(days, st.integers(0, 100 * 365), st.integers(0, 40 * 365))
def test_nobody_grows_younger(on, back, later):
    born = on - timedelta(days=back)
    birth = Birth("age", born - timedelta(days=200), born, "")
    before, after = age_on(birth, on), age_on(birth, on + timedelta(days=later))
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@given(st.sampled_from(["34", "~40", "1987", "8m", "?", "12/03/1987"]), days)
def test_a_birth_survives_its_travel_in_an_entry(said, on):
    birth = parse_birth(said, on=on)
    assert birth_from_facts(birth.as_facts()) == birth


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ("0", "0-4"), ("4", "0-4"), ("5", "5-11"), ("11", "5-11"), ("12", "12-17"),
        ("17", "12-17"), ("18", "18-59"), ("59", "18-59"), ("60", "60+"), ("120", "60+"),
        ("12/11/2007", "18-59"), ("13/11/2007", "12-17"), ("35-40", "18-59"), ("~17", "12-17"),
        ("8 mois", "0-4"), ("2008", "12-17"), ("18-59", "18-59"), ("5-11", "5-11"),
    ],
)  # fmt: skip
def test_a_person_counts_in_one_unhcr_band(said, band):
    assert band_on(parse_birth(said, on=TODAY), TODAY) == band


def test_someone_born_later_has_no_age_and_no_band_yet():
    birth = parse_birth("12/03/2020", on=TODAY)
    assert age_on(birth, date(2019, 1, 1)) is None
    assert band_on(birth, date(2019, 1, 1)) == "unknown"


@pytest.mark.parametrize(
    ("said", "child"), [("17", True), ("18", False), ("~18", None), ("2007", None), ("?", None)]
)
def test_a_doubt_about_being_a_child_stays_a_doubt(said, child):
    assert is_child_on(parse_birth(said, on=TODAY), TODAY) is child


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ("34", "years", 34),
        ("~40", "about_years", 40),
        ("8m", "months", 8),
        ("~8 mois", "about_months", 8),
        ("10 jours", "days", 10),
        ("1987", "year_of_birth", 1987),
        ("12/03/1987", "years", 38),
    ],
)
def test_an_age_is_worded_as_precisely_as_it_is_known(said, kind, number):
    assert age_words(parse_birth(said, on=TODAY), TODAY) == AgeWords(kind, number)


def test_an_unknown_birth_has_no_age():
    assert age_on(UNKNOWN_BIRTH, TODAY) is None
