"""Sheets of many hands become the households that they mean."""

from datetime import date

import pytest

from tests.registry.intake.sheets import CHIEFS_LIST, delimited, names, read, refusals, workbook


def test_a_chiefs_list_with_titles_blanks_totals_and_a_signature(tmp_path):
    path = workbook(tmp_path / "liste.xlsx", ("Feuil1", CHIEFS_LIST), merges=["A1:H1", "A2:H2"])
    reading, households = read(path)
    assert reading.plan.layout == "number"
    assert names(households) == [
        ["TRAORE Mamadou", "COULIBALY Awa", "SANOGO Mariam", "TRAORE Issa"],
        ["BERTHE Salimata", "BERTHE Oumar"],
        ["DIARRA Seydou"],
    ]
    first = households[0]
    assert [person.relationship for person in first.people] == ["PA", "WIF", "WIF", "SON"]
    assert [person.sex for person in first.people] == ["M", "F", "F", "M"]
    assert first.people[0].birth.precision == "age"
    assert first.people[1].birth.precision == "estimate"
    assert [household.arrived_on for household in households] == [
        date(2025, 11, 10),
        date(2025, 11, 11),
        date(2025, 11, 11),
    ]
    assert (first.origin_said, households[1].origin_said) == ("Loulouni", "Kadiolo")
    assert first.notes == ("COULIBALY Awa: enceinte",)
    assert first.people[1].needs == ("PG",)
    assert households[2].people[0].birth.precision == "unknown"
    assert reading.rows.kept_out == {"total": 1, "text": 2}
    assert refusals(households) == []


def test_a_border_clerks_csv_of_windows_with_semicolons(tmp_path):
    lines = [
        ["Date d’entrée", "Nom", "Prénoms", "Sexe", "Date de naissance", "Nationalité", "Ménage"],
        ["12/11/2025", "Koné", "Fanta", "F", "01/02/1990", "Malienne", "A12"],
        ["12/11/2025", "Koné", "Abdoulaye", "M", "2019", "malien", "A12"],
        ["12/11/2025", "Ouédraogo", "Rasmané", "M", "15 mars 1988", "Burkinabè", "A13"],
        ["12/11/2025", "Ouédraogo", "Zénabou", "F", "", "burkinabé", "A13"],
    ]
    reading, households = read(delimited(tmp_path / "entrees.csv", lines, encoding="cp1252"))
    assert reading.plan.layout == "number"
    assert names(households) == [
        ["Koné Fanta", "Koné Abdoulaye"],
        ["Ouédraogo Rasmané", "Ouédraogo Zénabou"],
    ]
    assert households[0].people[0].given_names == "Fanta"
    assert [one.nationality for one in households[0].people] == ["MLI", "MLI"]
    assert households[1].people[0].nationality == "BFA"
    assert households[0].people[1].birth.precision == "year"


def test_a_hosts_sheet_with_one_household_a_line(tmp_path):
    lines = [
        ["Personnes accueillies dans ma cour"],
        ["Chef de ménage", "Hommes", "Femmes", "Garçons", "Filles", "Total", "Tél"],
        ["Sidibé Boubacar", 1, 2, 3, 1, 7, "07 08 09 10 11"],
        ["Maïga Aïssata", None, 1, None, 2, 3, None],
    ]
    reading, (sidibe, maiga) = read(workbook(tmp_path / "hote.xlsx", ("Feuil1", lines)))
    assert reading.plan.layout == "household_a_line"
    assert (sidibe.size, dict(sidibe.counts)) == (7, {"M unknown": 4, "F unknown": 3})
    assert sidibe.phone == "07 08 09 10 11"
    assert [person.name for person in maiga.people] == ["Maïga Aïssata"]
    assert maiga.size == 3


def test_counts_by_unhcr_band_under_two_lines_of_headings(tmp_path):
    lines = [
        ["Household list – Niornigué"],
        ["HH head", "Females", None, None, None, None, "Males", None, None, None, None, "HH size"],
        [
            None,
            "0-4",
            "5-11",
            "12-17",
            "18-59",
            "60+",
            "0-4",
            "5-11",
            "12-17",
            "18-59",
            "60+",
            None,
        ],
        ["Sawadogo Issouf", 1, 0, 0, 1, 0, 0, 2, 0, 1, 0, 5],
    ]
    reading, (household,) = read(workbook(tmp_path / "hh.xlsx", ("Sheet1", lines)))
    assert reading.plan.layout == "household_a_line"
    assert dict(household.counts) == {"F 0-4": 1, "F 18-59": 1, "M 5-11": 2, "M 18-59": 1}
    assert household.size == 5


def test_an_english_sheet_in_another_order(tmp_path):
    lines = [
        [
            "DOB",
            "Relationship to head of HH",
            "Full name",
            "HH No.",
            "Gender",
            "Mother's name",
            "Needs",
        ],
        ["1987-03-12", "Head", "Moussa Dembélé", "HH-1", "Male", "Kadia", ""],
        ["around 1990", "Wife", "Rokia Dembélé", "HH-1", "Female", "", "pregnant"],
        ["8 months", "Daughter", "Baby Dembélé", "HH-1", "Female", "Rokia", "malnutrition"],
    ]
    _, (household,) = read(delimited(tmp_path / "list.csv", lines, delimiter=","))
    assert [person.relationship for person in household.people] == ["PA", "WIF", "DAU"]
    assert [person.needs for person in household.people] == [(), ("PG",), ("SM-MN",)]
    assert household.people[0].mother == "Kadia"


def test_households_that_begin_with_their_head(tmp_path):
    lines = [
        ["Noms et prénoms", "Âge", "Sexe", "Parenté"],
        ["Sangaré Adama", "50", "M", "chef de famille"],
        ["Sangaré Fatou", "12", "F", "fille"],
        [],
        ["Sangaré Binta", "9", "F", "fille"],
        ["Touré Alassane", "28", "M", "Chef de famille"],
    ]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "heads"
    assert [len(household.people) for household in households] == [3, 1]


def test_households_parted_by_blank_lines(tmp_path):
    lines = [
        ["Nom et prénom", "Sexe", "Age"],
        ["Cissé Ali", "M", "40"],
        ["Cissé Awa", "F", "35"],
        [],
        ["Keïta Nana", "F", "22"],
    ]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "blanks"
    assert names(households) == [["Cissé Ali", "Cissé Awa"], ["Keïta Nana"]]


def test_a_column_that_names_the_head_who_has_no_line(tmp_path):
    lines = [
        ["Chef de ménage", "Nom et prénoms", "Sexe", "Âge"],
        ["Bagayoko Drissa", "Bagayoko Awa", "F", "30"],
        ["", "Bagayoko Ina", "F", "4"],
        ["Doumbia Sira", "Doumbia Sira", "F", "51"],
    ]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "chief"
    assert names(households) == [
        ["Bagayoko Drissa", "Bagayoko Awa", "Bagayoko Ina"],
        ["Doumbia Sira"],
    ]


def test_a_heading_line_between_households_gives_the_number(tmp_path):
    lines = [
        ["Nom et prénoms", "Sexe", "Âge"],
        ["Ménage n° 1"],
        ["Koné Ali", "M", "44"],
        ["Koné Ma", "F", "8"],
        ["Ménage n° 2"],
        ["Nom et prénoms", "Sexe", "Âge"],
        ["Diallo Ra", "F", "19"],
    ]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert names(households) == [["Koné Ali", "Koné Ma"], ["Diallo Ra"]]
    assert reading.rows.kept_out["heading"] == 1


def test_nothing_says_who_lives_with_whom(tmp_path):
    lines = [["Nom", "Sexe", "Âge"], ["Koné Ali", "M", "44"], ["Koné Ma", "F", "8"]]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "person_a_line"
    assert names(households) == [["Koné Ali"], ["Koné Ma"]]


def test_merged_cells_hold_for_every_line_that_they_cover(tmp_path):
    lines = [
        ["Nom et prénoms", "Sexe", "Âge", "Lien", "Village d’origine", "Date d’arrivée"],
        ["Koné Ali", "M", "44", "CM", "Misséni", "10/11/2025"],
        ["Koné Ma", "F", "8", "fille", None, None],
        ["Diallo Ra", "F", "19", "CM", None, None],
    ]
    path = workbook(tmp_path / "x.xlsx", ("Liste", lines), merges=["E2:E4", "F2:F4"])
    _, households = read(path)
    assert [household.origin_said for household in households] == ["Misséni", "Misséni"]
    assert households[1].arrived_on == date(2025, 11, 10)


def test_idem_repeats_the_cell_above_but_a_blank_stays_unknown(tmp_path):
    lines = [
        ["Nom et prénoms", "Lien", "Village d’origine", "Nationalité"],
        ["Koné Ali", "CM", "Misséni", "malienne"],
        ["Diallo Ra", "CM", "idem", '"'],
        ["Sylla Bo", "CM", "", ""],
    ]
    _, households = read(delimited(tmp_path / "x.csv", lines))
    assert [one.origin_said for one in households] == ["Misséni", "Misséni", ""]
    assert [one.people[0].nationality for one in households] == ["MLI", "MLI", ""]


def test_a_household_of_two_hundred_people(tmp_path):
    lines = [["N° ménage", "Nom et prénoms", "Sexe", "Âge"]]
    lines += [
        ["7", f"Personne {letter} {index}", "F", index % 90]
        for index in range(100)
        for letter in "AB"
    ]
    _, (household,) = read(delimited(tmp_path / "x.csv", lines))
    assert len(household.people) == 200


def test_the_sheet_that_looks_like_a_list_is_chosen_and_the_others_are_said(tmp_path):
    path = workbook(
        tmp_path / "x.xlsx",
        ("Notes", [["Nom du poste", "Pogo"], ["Rien à lire ici"]]),
        ("Loulouni", [["Nom et prénoms", "Sexe", "Âge", "Lien"], ["Koné Ali", "M", "44", "CM"]]),
        ("Kadiolo", [["Nom et prénoms", "Sexe", "Âge"], ["Diallo Ra", "F", "19"]]),
    )
    reading, _ = read(path)
    assert reading.table.sheet == "Loulouni"
    assert reading.table.other_lists == ("Kadiolo",)
    assert names(read(path, sheet="kadiolo")[1]) == [["Diallo Ra"]]


def test_crosses_under_a_need_say_that_need(tmp_path):
    lines = [
        ["Nom et prénoms", "Lien", "Enceinte", "Handicap", "Enfant non accompagné"],
        ["Koné Awa", "CM", "x", "", "non"],
        ["Sylla Bo", "CM", "", "moteur", "X"],
    ]
    _, households = read(delimited(tmp_path / "x.csv", lines))
    assert [one.people[0].needs for one in households] == [("PG",), ("DS-PM", "SC-UC")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_encoding_and_delimiter_gives_the_same_names(tmp_path, encoding, delimiter):
    lines = [
        ["N° ménage", "Nom et prénoms", "Sexe", "Âge"],
        ["1", "Koné, Aïssata", "F", "34"],
        ["1", "Bérété Gaoussou", "M", "8 mois"],
    ]
    path = delimited(tmp_path / "x.csv", lines, delimiter=delimiter, encoding=encoding)
    assert names(read(path)[1]) == [["Koné, Aïssata", "Bérété Gaoussou"]]


def test_two_villages_that_both_count_from_one_stay_apart(tmp_path):
    lines = [
        ["N° ménage", "Nom et prénoms", "Lien"],
        ["1", "Koné Ali", "CM"],
        ["1", "Koné Awa", "épouse"],
        ["2", "Sylla Bo", "CM"],
        ["1", "Diallo Ra", "CM"],
        ["1", "Diallo Mo", "fils"],
    ]
    _, households = read(delimited(tmp_path / "x.csv", lines))
    assert sorted(names(households)) == [
        ["Diallo Ra", "Diallo Mo"],
        ["Koné Ali", "Koné Awa"],
        ["Sylla Bo"],
    ]


def test_a_column_that_says_yes_for_the_head(tmp_path):
    lines = [
        ["Name", "Sex", "Age", "Head of household"],
        ["Ali Koné", "M", "44", "Yes"],
        ["Awa Koné", "F", "30", "No"],
        ["Bo Sylla", "F", "51", "Yes"],
    ]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "heads"
    assert names(households) == [["Ali Koné", "Awa Koné"], ["Bo Sylla"]]


def test_a_household_number_holds_where_most_people_came_alone(tmp_path):
    lines = [["N° ménage", "Nom et prénoms", "Sexe"]]
    lines += [[number, f"Koné {number}", "M"] for number in range(30)]
    lines += [[29, "Koné Awa", "F"]]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "number"
    assert names(households)[-1] == ["Koné 29", "Koné Awa"]


def test_a_household_a_line_stays_so_when_a_line_is_written_twice(tmp_path):
    lines = [["N° ménage", "Chef de ménage", "Taille"]]
    lines += [
        [number, f"Koné {letter}", number + 1] for number, letter in enumerate("abcdefghijkl")
    ]
    lines += [lines[3]]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert reading.plan.layout == "household_a_line"
    assert len({household.id for household in households}) == 12


def test_lines_numbered_in_advance_are_no_people_but_a_lone_sex_is_a_nameless_one(tmp_path):
    lines = [
        ["N°", "Nom et prénoms", "Sexe", "Lien"],
        ["1", "Koné Ali", "M", "CM"],
        ["", "", "F", ""],
        ["2", "", "", ""],
        ["3", "", "", ""],
    ]
    reading, households = read(delimited(tmp_path / "x.csv", lines))
    assert names(households) == [["Koné Ali"]]
    assert refusals(households) == [(3, "Nom et prénoms", "cell_name_missing")]
    assert reading.rows.kept_out == {"text": 2}
