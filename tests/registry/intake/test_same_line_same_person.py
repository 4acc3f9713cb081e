"""Ids follow from what lines say, so order, spelling of cells and file format do not matter."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.intake.sheets import delimited, names, read, refusals, workbook

HEADINGS = ["N° ménage", "Nom et prénoms", "Sexe", "Âge", "Lien", "Village", "Date d’arrivée"]
LINES = [
    ["1", "Traoré Mamadou", "H", "45 ans", "CM", "Loulouni", "10/11/2025"],
    ["1", "Coulibaly Awa", "F", "vers 1985", "épouse", "Loulouni", "10/11/2025"],
    ["1", "Traoré Issa", "G", "3 mois", "fils", "Loulouni", "10/11/2025"],
    ["2", "Berthé Salimata", "F", "62", "CM", "Kadiolo", "11/11/2025"],
    ["2", "Berthé Oumar", "M", "7", "petit-fils", "Kadiolo", "11/11/2025"],
]


def ids(households):
    return {household.id: {person.id for person in household.people} for household in households}


def ids_of(path, lines, **how):
    return ids(read(delimited(path, [HEADINGS, *lines], **how))[1])


@given(order=st.permutations(range(len(LINES))))
@settings(deadline=None, max_examples=30)
def test_sorting_the_lines_changes_nothing(tmp_path_factory, order):
    folder = tmp_path_factory.getbasetemp()
    sorted_ids = ids_of(folder / "a.csv", [LINES[index] for index in order])
    assert sorted_ids == ids_of(folder / "b.csv", LINES)


def test_another_format_encoding_or_order_of_columns_changes_nothing(tmp_path):
    plain = ids_of(tmp_path / "a.csv", LINES)
    assert ids_of(tmp_path / "b.csv", LINES, encoding="cp1252", delimiter=",") == plain
    shuffled = [list(reversed(line)) for line in LINES]
    path = delimited(tmp_path / "c.csv", [list(reversed(HEADINGS)), *shuffled])
    assert ids(read(path)[1]) == plain
    days = {"10/11/2025": date(2025, 11, 10), "11/11/2025": date(2025, 11, 11)}
    typed = [[int(no), *rest[:-1], days[rest[-1]]] for no, *rest in LINES]
    book = workbook(tmp_path / "d.xlsx", ("Feuil1", [HEADINGS, *typed]))
    assert ids(read(book)[1]) == plain


def test_spaces_capitals_accents_and_the_order_of_names_change_nothing(tmp_path):
    said = [list(line) for line in LINES]
    said[0][1] = "  Mamadou   TRAORE "
    said[2][1] = "traore issa"
    assert ids_of(tmp_path / "a.csv", said) == ids_of(tmp_path / "b.csv", LINES)


def test_another_post_is_another_household(tmp_path):
    path = delimited(tmp_path / "a.csv", [HEADINGS, *LINES])
    reading, at_pogo = read(path)
    at_tengrela = list(reading.households(post="tengrela", on=date(2025, 11, 20)))
    assert {one.id for one in at_pogo}.isdisjoint({one.id for one in at_tengrela})


def test_a_member_corrected_in_the_sheet_joins_the_same_household(tmp_path):
    bad = [list(line) for line in LINES]
    bad[2][3] = "trois lunes"
    (before, _), (after, _) = (
        read(delimited(tmp_path / name, [HEADINGS, *lines]))[1]
        for name, lines in (("a.csv", bad), ("b.csv", LINES))
    )
    assert before.id == after.id
    assert len(before.people) == 2
    assert {one.id for one in before.people} < {one.id for one in after.people}


def test_a_head_corrected_in_the_sheet_finds_the_household_registered_without_him(tmp_path):
    bad = [list(line) for line in LINES]
    bad[0][2], bad[0][3] = "Z", "trente et quelques"
    (before, _), (after, _) = (
        read(delimited(tmp_path / name, [HEADINGS, *lines]))[1]
        for name, lines in (("a.csv", bad), ("b.csv", LINES))
    )
    assert before.id != after.id
    assert before.id in after.earlier_ids


def test_lines_written_twice_are_said_and_kept_once(tmp_path):
    lines = [*LINES, LINES[2], ["1", "TRAORE ISSA ", "M", "3 mois", "fils", "", ""],
             ["1", "Traoré Issa", "", "", "", "", ""]]  # fmt: skip
    lines = lines[5:] + lines[:5]
    _, households = read(delimited(tmp_path / "a.csv", [HEADINGS, *lines]))
    first = next(one for one in households if len(one.rows) > 2)
    assert len(first.people) == 3
    assert len(first.repeated_lines) == 3
    assert {person.birth.said for person in first.people} == {"45 ans", "vers 1985", "3 mois"}


def test_people_of_one_name_and_different_ages_are_two_people(tmp_path):
    lines = [*LINES, ["1", "Traoré Mamadou", "H", "12 ans", "fils", "", ""]]
    _, households = read(delimited(tmp_path / "a.csv", [HEADINGS, *lines]))
    assert sorted(len(household.people) for household in households) == [2, 4]


def test_two_households_that_cannot_be_told_apart_wait_for_a_number(tmp_path):
    lines = [
        ["Nom et prénoms", "Lien"],
        ["Traoré Mamadou", "CM"],
        ["Traoré Awa", "épouse"],
        ["Traoré Mamadou", "CM"],
        ["Traoré Fanta", "épouse"],
    ]
    _, households = read(delimited(tmp_path / "a.csv", lines))
    assert names(households) == [["Traoré Mamadou", "Traoré Awa"], []]
    assert [code for _, _, code in refusals(households)] == ["same_head_twice"] * 2


def test_two_lines_of_one_head_with_other_counts_are_two_households(tmp_path):
    lines = [["Chef de ménage", "Taille"], ["Koné Ali", "5"], ["Koné Ali", "8"], ["Koné Ali", "5"]]
    _, households = read(delimited(tmp_path / "a.csv", lines))
    assert len({one.id for one in households}) == 2


def test_counts_that_do_not_add_up_wait_but_a_blank_may_hide_anyone(tmp_path):
    lines = [
        ["Chef de ménage", "Hommes", "Femmes", "Taille"],
        ["Koné Ali", "2", "3", "7"],
        ["Koné Bo", "2", "", "7"],
        ["Koné Cé", "4", "4", "7"],
        ["Koné Da", "", "", "0"],
        ["Koné Fo", "4", "", "beaucoup"],
    ]
    _, households = read(delimited(tmp_path / "a.csv", lines))
    assert refusals(households) == [
        (2, "Taille", "counts_disagree"),
        (4, "Taille", "counts_disagree"),
        (5, "Taille", "household_empty"),
        (6, "Taille", "count_not_understood"),
    ]
