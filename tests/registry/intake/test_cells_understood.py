"""Headings, words and cells mean what the field means by them."""

from datetime import UTC, date, datetime

import pytest

from akwaba.registry.intake.cells import CellError, clean, column_letter, fold, text_of
from akwaba.registry.intake.headings import field_of
from akwaba.registry.intake.problems import (
    AgeNotUnderstood,
    CellHoldsError,
    CountNotUnderstood,
    DateInFuture,
    DateNotUnderstood,
    FormulaNotComputed,
    NameHoldsPicture,
    NameMissing,
    NameNotAName,
    NameTooLong,
    SexNotUnderstood,
    TextTooLong,
)
from akwaba.registry.intake.values import (
    birth_of,
    count_of,
    date_of,
    name_of,
    phone_of,
    sex_of,
    words_of,
)
from akwaba.registry.intake.words import country_code, need_codes, relation_code
from tests.registry.intake.sheets import TODAY


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nom et prénoms", "name"),
        ("NOM & PRENOM(S)", "name"),
        ("Prénons", "given_names"),
        ("SEXE (M/F)", "sex"),
        ("Âge (années)", "age"),
        ("N° ménage", "household_number"),
        ("N° Ménage", "household_number"),
        ("N°", "order"),
        ("Date d’arrivée à Pogo", "arrived_on"),
        ("Lien de parenté avec CM", "relation"),
        ("Relationship to HH head", "relation"),
        ("Cercle/Province", "origin_district"),
        ("Nom du village", "origin_village"),
        ("N° de tél", "phone"),
        ("Phone no.", "phone"),
        ("Father's name", "father"),
        ("Nom de la mère", "mother"),
        ("Besoins spéc.", "needs"),
        ("Nation.", "nationality"),
        ("N° mén.", "household_number"),
        ("Date de nais.", "birth_date"),
        ("Nbre de pers.", "size"),
        ("F 0-4", "count:F:0-4"),
        ("Garçons 5 à 11 ans", "count:M:5-11"),
        ("60 ans et plus Femmes", "count:F:60+"),
        ("Hommes", "men"),
        ("Femmes (0-4)", "count:F:0-4"),
        ("Adultes H", "men"),
        ("Enfants F", "girls"),
        ("Nbre enfants garçons", "boys"),
        ("Sx", "sex"),
        ("H/F", "sex"),
        ("Age of HoH", "age"),
        ("Sexe (H/F)", "sex"),
        ("Sexe M", "sex:M"),
        ("DDN", "birth_date"),
        ("Naissance Date", "birth_date"),
        ("Âge (mois)", "age_months"),
        ("CM (O/N)", "chief"),
        ("Membres", "name"),
        ("Femmes enceintes", "need:PG"),
        ("Religion", None),
        ("Profession", None),
        ("Visage", None),
        ("Traoré Awa", None),
        ("35 ans", None),
        ("", None),
    ],
)
def test_a_heading_names_a_field(heading, field):
    assert field_of(heading)[0] == field


@pytest.mark.parametrize(
    ("said", "sex", "code"),
    [
        ("CM", "M", "PA"),
        ("Chef de ménage", "F", "PA"),
        ("fils", "M", "SON"),
        ("Fille", "F", "DAU"),
        ("enfant", "F", "DAU"),
        ("enfant", "U", "U"),
        ("épouse", "F", "WIF"),
        ("2e épouse", "F", "WIF"),
        ("1ère épouse", "F", "WIF"),
        ("épousse", "F", "WIF"),
        ("mari", "M", "HUS"),
        ("mère", "F", "PRF"),
        ("Père", "M", "PRM"),
        ("neveu", "M", "NEP"),
        ("Nièce", "F", "NCE"),
        ("petit-fils", "M", "GCM"),
        ("frère", "M", "SBM"),
        ("sœur", "F", "SBF"),
        ("belle-fille", "F", "CLF"),
        ("enfant confié", "M", "FCM"),
        ("sans lien", "F", "NRF"),
        ("tante maternelle", "F", "ANT"),
        ("daughter-in-law", "F", "CLF"),
        ("DAU", "F", "DAU"),
        ("xyzzy", "F", None),
    ],
)
def test_a_word_for_a_relationship_becomes_unhcrs_code(said, sex, code):
    assert relation_code(said, sex) == code


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("enceinte", ("PG",)),
        ("allaitante, aveugle", ("PG-LC", "DS-BD")),
        ("Enfant non accompagné", ("SC-UC",)),
        ("enfant séparé", ("SC-SC",)),
        ("personne âgée seule", ("ER-UR",)),
        ("malade chronique (diabète)", ("SM-CI",)),
        ("handicap moteur jambe gauche", ("DS-PM",)),
        ("unaccompanied minor", ("SC-UC",)),
        ("pas de handicap", ()),
    ],
)
def test_words_for_needs_become_unhcrs_codes(said, codes):
    assert need_codes(said)[0] == codes


def test_words_that_are_no_known_need_are_kept():
    assert need_codes("enceinte; vol de bétail") == (("PG",), ("vol de bétail",))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Malienne", "MLI"),
        ("BURKINABÈ", "BFA"),
        ("Burkina-Faso", "BFA"),
        ("Côte d’Ivoire", "CIV"),
        ("BKF", "BFA"),
        ("Nigérienne", "NER"),
        ("Nigériane", "NGA"),
        ("nigériene", None),
        ("peul", None),
    ],
)
def test_a_nationality_becomes_a_country_or_stays_unknown(said, code):
    assert country_code(said) == code


@pytest.mark.parametrize(
    ("said", "sex"),
    [("H", "M"), ("F", "F"), ("M", "M"), ("G", "M"), ("femme", "F"), ("Garçon", "M"),
     ("fille", "F"), ("male", "M"), ("Female", "F"), ("1", "M"), (2, "F"), (1.0, "M"), ("m.", "M"),
     ("Mme", "F"), ("Mr", "M"), ("♀", "F"), (None, "U"), ("?", "U")],
)  # fmt: skip
def test_sexes_as_they_are_written(said, sex):
    assert sex_of(said) == sex


@pytest.mark.parametrize(
    "said",
    ["12/03/2025", "2025-03-12", "12 mars 2025", "le 12 mars 2025", "12.03.25", date(2025, 3, 12),
     "mercredi 12 mars 2025", "Wednesday, 12/03/2025", "12/03/2025 14h30", "12/03/2025 à 8h",
     datetime(2025, 3, 12, 9, 30, tzinfo=UTC), 45728, "45728"],
)  # fmt: skip
def test_one_day_written_in_many_ways(said):
    assert date_of(said, on=TODAY) == date(2025, 3, 12)


@pytest.mark.parametrize("said", ["2025", "mars 2025", "hier", "31/02/2025", "12/11", "99"])
def test_what_is_no_whole_day_is_refused(said):
    with pytest.raises(DateNotUnderstood):
        date_of(said, on=TODAY)


def test_a_day_to_come_is_refused():
    with pytest.raises(DateInFuture):
        date_of("01/01/2031", on=TODAY)


@pytest.mark.parametrize(
    ("said", "precision"),
    [("3 mois", "age"), ("35 ans", "age"), ("vers 1980", "estimate"), (12, "age"), (35.0, "age"),
     ("1987", "year"), ("12/03/1987", "date"), (date(1987, 3, 12), "date"), ("", "unknown"),
     ("NSP", "unknown"), ("-", "unknown")],
)  # fmt: skip
def test_ages_as_they_are_written(said, precision):
    assert birth_of(said, on=TODAY).precision == precision


@pytest.mark.parametrize(
    ("parse", "said", "problem"),
    [
        (sex_of, "Z", SexNotUnderstood),
        (count_of, "beaucoup", CountNotUnderstood),
        (count_of, "-3", CountNotUnderstood),
        (count_of, "9000", CountNotUnderstood),
        (name_of, "", NameMissing),
        (name_of, "néant", NameMissing),
        (name_of, "idem", NameMissing),
        (name_of, "12345", NameNotAName),
        (name_of, "a" * 300, NameTooLong),
        (name_of, "Awa 🙂", NameHoldsPicture),
        (words_of, "x" * 300, TextTooLong),
        (phone_of, "0" * 60, TextTooLong),
        (name_of, CellError("#REF!"), CellHoldsError),
        (sex_of, CellError("", is_formula=True), FormulaNotComputed),
    ],
)
def test_a_refusal_says_what_is_wrong_and_how_to_mend_it(parse, said, problem):
    with pytest.raises(problem) as refused:
        parse(said)
    assert str(refused.value)
    assert refused.value.how_to_mend()


@pytest.mark.parametrize("said", ["trente et quelques", "200", "-4"])
def test_an_age_that_cannot_be_is_refused(said):
    with pytest.raises(AgeNotUnderstood):
        birth_of(said, on=TODAY)


def test_a_name_is_kept_as_it_is_said_markup_included():
    assert name_of(" N’Golo\u00a0 <b>Traoré</b>\x00 ") == "N’Golo <b>Traoré</b>"


def test_text_is_cleaned_of_what_cannot_be_seen():
    assert clean("Awa\u202e\u200b \x07Koné\ufeff") == "Awa Koné"
    assert clean("Awa\ud800Koné") == "Awa?Koné"
    assert fold("  N°  Œuvre-É ") == "no oeuvre e"
    assert text_of(True) == "oui"
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
