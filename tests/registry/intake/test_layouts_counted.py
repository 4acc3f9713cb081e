"""Counts, marks and columns of several hands mean what their writers meant."""

from datetime import date

import pytest

from tests.registry.intake.sheets import TODAY, delimited, names, read, refusals, workbook


def people_of(path):
    return [person for household in read(path)[1] for person in household.people]


@pytest.mark.parametrize(("total", "children"), [(7, 4), (3, None)])
def test_children_are_beside_men_and_women_or_among_them_as_the_total_says(
    tmp_path, total, children
):
    lines = [["Chef de ménage", "Hommes", "Femmes", "Enfants", "Total"], ["Traoré", 1, 2, 4, total]]
    _, (household,) = read(delimited(tmp_path / "a.csv", lines))
    assert household.size == total
    assert household.counts.get("U unknown") == children
    assert household.bad_lines == ()


def test_sexes_under_adults_and_children_are_men_women_boys_and_girls(tmp_path):
    lines = [
        ["N°", "Chef de famille", "Adultes", None, "Enfants", None, "Total"],
        [None, None, "H", "F", "G", "F", None],
        [1, "Sawadogo Issouf", 1, 2, 3, 4, 10],
    ]
    reading, (household,) = read(workbook(tmp_path / "a.xlsx", ("1", lines), merges=["C1:D1"]))
    assert {"men", "women", "boys", "girls"} <= reading.mapping.fields
    assert household.counts == {"M unknown": 4, "F unknown": 6}
    assert reading.mapping.last_line == 2


def test_a_cross_under_m_or_f_is_the_sex_and_two_crosses_wait(tmp_path):
    lines = [
        ["N°", "Nom et prénoms", "Sexe", None, "Âge"],
        [None, None, "M", "F", None],
        [1, "Barry Ali", "x", None, 33],
        [2, "Barry Ada", "-", "X", 30],
        [3, "Barry Oumou", None, None, 9],
        [4, "Barry Ibou", "x", "x", 3],
    ]
    path = workbook(tmp_path / "a.xlsx", ("1", lines), merges=["C1:D1"])
    assert [one.sex for one in people_of(path)] == ["M", "F", "U"]
    assert refusals(read(path)[1]) == [(6, "Sexe M", "sex_not_understood")]


def test_labels_of_two_lines_are_told_apart_by_their_group(tmp_path):
    lines = [
        ["Identité", None, None, "Naissance", None, "Arrivée", None],
        ["Nom", "Prénoms", "Sexe", "Date", "Lieu", "Date", "Point d’entrée"],
        ["Bagayoko", "Sory", "M", "1982", "Sikasso", "12/11/2025", "Pogo"],
    ]
    _, (household,) = read(workbook(tmp_path / "a.xlsx", ("1", lines)))
    (person,) = household.people
    assert (person.family_name, person.given_names) == ("Bagayoko", "Sory")
    assert (person.birth.precision, household.arrived_on) == ("year", date(2025, 11, 12))


def test_a_title_lends_no_meaning_to_the_columns_below_it(tmp_path):
    lines = [["Liste des femmes enceintes et enfants"], ["N°", "Nom et prénoms", "Âge", "Classe"]]
    reading, _ = read(workbook(tmp_path / "a.xlsx", ("1", [*lines, [1, "Koné Awa", 22, "CP"]])))
    assert [column.heading for column in reading.mapping.unknown] == ["Classe"]


def test_years_and_months_in_two_columns_are_one_age(tmp_path):
    lines = [
        ["Nom et prénom", "Âge (années)", "Âge (mois)"],
        ["Dem Awa", "30", ""],
        ["Dem Ali", "", "7"],
        ["Dem Ibi", "2", "6"],
    ]
    births = [one.birth for one in people_of(delimited(tmp_path / "a.csv", lines))]
    assert [birth.said for birth in births] == ["30", "7 mois", "2 ans 6 mois"]
    assert (births[1].earliest, births[1].latest) == (date(2025, 3, 21), date(2025, 4, 20))


def test_a_child_born_after_the_arrival_is_registered(tmp_path):
    lines = [
        ["Nom", "Sexe", "Date de naissance", "Date d’arrivée"],
        ["Sy Dou", "M", "15/11/2025", "12/11/2025"],
        ["Sy Bou", "M", "15/12/2025", "12/11/2025"],
    ]
    path = delimited(tmp_path / "a.csv", lines)
    (child,) = people_of(path)
    assert child.birth.earliest == date(2025, 11, 15) < TODAY
    assert refusals(read(path)[1]) == [(3, "Date de naissance", "cell_date_in_future")]


def test_sums_carried_over_and_signatures_are_nobody(tmp_path):
    lines = [
        ["Nom", "Sexe", "Âge"],
        ["Koné Ali", "M", 20],
        ["A reporter", 1, None],
        ["Nom", "Sexe", "Âge"],
        ["Report", 1, None],
        ["Le Blanc Awa", "F", 30],
        ["Diarra Seul", None, None],
        ["Total général", 3, None],
        ["Vu et approuvé"],
        ["Ouattara Sié"],
    ]
    reading, households = read(workbook(tmp_path / "a.xlsx", ("1", lines)))
    assert names(households) == [["Koné Ali"], ["Le Blanc Awa"], ["Diarra Seul"]]
    assert reading.rows.kept_out == {"total": 3, "heading": 1, "text": 2}


def test_a_member_is_not_taken_for_the_head_whom_another_column_names(tmp_path):
    lines = [
        ["Chef de ménage", "Membre", "Sexe", "Âge"],
        ["Sissoko Fily", "Sissoko Dado", "F", "17"],
    ]
    _, (household,) = read(delimited(tmp_path / "a.csv", lines))
    assert [(one.name, one.sex, one.is_head) for one in household.people] == [
        ("Sissoko Fily", "U", True),
        ("Sissoko Dado", "F", False),
    ]


def test_letters_saved_in_the_wrong_encoding_are_read_as_they_were_written(tmp_path):
    lines = [["Nom", "PrÃ©noms", "Sexe"], ["KonÃ©", "AÃ¯cha", "F"], ["Sâo", "João", "M"]]
    path = delimited(tmp_path / "a.csv", lines)
    assert [one.name for one in people_of(path)] == ["Koné Aïcha", "Sâo João"]


def test_a_column_of_husbands_or_wives_names_nobody_of_the_line(tmp_path):
    lines = [
        ["Chef de ménage", "Nom conjoint(e)", "Nom du guide", "Âge CM", "Nb enfants"],
        ["Koné Ali", "Traoré Awa", "Le Guide", "45", "3"],
        ["Dembélé Ma", "", "", "38", "0"],
    ]
    reading, households = read(delimited(tmp_path / "a.csv", lines))
    assert names(households) == [["Koné Ali"], ["Dembélé Ma"]]
    assert [column.letter for column in reading.mapping.unknown] == ["B", "C"]
    assert [household.size for household in households] == [4, 1]


def test_idem_repeats_the_family_name_above(tmp_path):
    lines = [["Nom", "Prénoms"], ["Koné", "Ali"], ["idem", "Awa"], ["//", "Bou"], ["Dao", "Sié"]]
    path = delimited(tmp_path / "a.csv", lines)
    assert [one.name for one in people_of(path)] == ["Koné Ali", "Koné Awa", "Koné Bou", "Dao Sié"]
