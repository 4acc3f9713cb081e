"""`akwaba import intake`: from a sheet on a desk to a register, once."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from akwaba.ledger.models import Entry
from akwaba.registry.intake import register
from akwaba.registry.models import Household, Need, Person
from tests.registry.intake.sheets import CHIEFS_LIST, delimited, workbook

pytestmark = pytest.mark.django_db

HEADINGS = ["N° ménage", "Nom et prénoms", "Sexe", "Âge", "Lien", "Village", "Date d’arrivée"]
BAD = [
    ["1", "Traoré Mamadou", "H", "45 ans", "CM", "Loulouni", "10/11/2025"],
    ["1", "Coulibaly Awa", "F", "trente et quelques", "épouse", "", ""],
    ["1", "Traoré Issa", "G", "3 mois", "fils", "", ""],
    ["2", "Berthé Salimata", "Z", "62", "CM", "Kadiolo", "11/11/2025"],
    ["2", "Berthé Oumar", "M", "7", "petit-fils", "", ""],
    ["3", "Diarra Seydou", "M", "33", "CM", "", "31/02/2025"],
]


def run(path, *more, json_wanted=True):
    out = StringIO()
    call_command(
        "import", "intake", str(path), *more, *(["--json"] if json_wanted else []), stdout=out
    )
    return json.loads(out.getvalue()) if json_wanted else out.getvalue()


def counts(facts):
    return tuple(facts[key] for key in ("lines_read", "households", "persons", "already_known"))


@pytest.fixture
def chiefs_list(tmp_path):
    return workbook(tmp_path / "liste.xlsx", ("Feuil1", CHIEFS_LIST), merges=["A1:H1"])


@pytest.fixture
def bad_sheet(tmp_path):
    return delimited(tmp_path / "liste.csv", [HEADINGS, *BAD])


def test_a_chiefs_list_is_registered_once(chiefs_list):
    assert run(chiefs_list, "--post", "Pogo") == {
        "lines_read": 7,
        "households": 3,
        "persons": 7,
        "already_known": 0,
        "refused": [],
    }
    entries = Entry.objects.count()
    assert counts(run(chiefs_list, "--post", "pogo")) == (7, 0, 0, 7)
    assert Entry.objects.count() == entries
    assert (Household.objects.count(), Person.objects.count()) == (3, 7)
    assert Need.objects.get().code == "PG"
    household = Household.objects.get(origin_said="Loulouni")
    assert (household.post, household.origin_place, household.source) == (
        "pogo",
        "loulouni",
        "sheet",
    )
    head = Person.objects.get(pk=household.focal_point)
    assert (head.name_said, head.relationship, head.sex) == ("TRAORE Mamadou", "PA", "M")


def test_the_good_lines_are_kept_and_the_bad_ones_are_said(bad_sheet, tmp_path):
    facts = run(bad_sheet, "--post", "Pogo", "--corrections", str(tmp_path / "c.xlsx"))
    assert counts(facts) == (6, 2, 3, 0)
    assert [(one["line"], one["column"], one["value"]) for one in facts["refused"]] == [
        (3, "Âge", "trente et quelques"),
        (5, "Sexe", "Z"),
        (7, "Date d’arrivée", "31/02/2025"),
    ]
    assert all(one["reason"] and one["mend"] for one in facts["refused"])
    assert facts["corrections_file"] == str(tmp_path / "c.xlsx")


def correct(path, **cells):
    book = load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)


def test_a_corrected_sheet_completes_the_households(bad_sheet, tmp_path):
    path = tmp_path / "c.xlsx"
    run(bad_sheet, "--post", "Pogo", "--corrections", str(path))
    sheet = load_workbook(path).worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    assert headings[: len(HEADINGS)] == HEADINGS
    assert [row[1].value for row in sheet.iter_rows(min_row=3)] == [
        "Coulibaly Awa",
        "Berthé Salimata",
        "Diarra Seydou",
    ]
    assert sheet["D3"].fill.fgColor.rgb == "00FFF2A8"
    assert sheet["B3"].fill.fgColor.rgb != "00FFF2A8"
    assert sheet["G3"].value == "10/11/2025"  # what the head's line says holds for her too
    correct(path, D3="30 ans", C4="F")
    facts = run(path, "--corrections", str(tmp_path / "d.xlsx"))
    assert counts(facts) == (3, 0, 2, 0)
    assert [one["value"] for one in facts["refused"]] == ["31/02/2025"]
    awa = Person.objects.get(name_said="Coulibaly Awa")
    mamadou = Person.objects.get(name_said="Traoré Mamadou")
    assert awa.household == mamadou.household
    assert Person.objects.get(name_said="Berthé Salimata").household == (
        Person.objects.get(name_said="Berthé Oumar").household
    )
    correct(tmp_path / "d.xlsx", G3="13/11/2025")
    assert counts(run(tmp_path / "d.xlsx")) == (1, 1, 1, 0)
    assert counts(run(tmp_path / "d.xlsx")) == (1, 0, 0, 1)
    assert (Household.objects.count(), Person.objects.count()) == (3, 6)


def test_the_sheet_itself_corrected_adds_only_what_was_missing(bad_sheet, tmp_path):
    run(bad_sheet, "--post", "Pogo", "--corrections", str(tmp_path / "c.xlsx"))
    good = [list(line) for line in BAD]
    good[1][3], good[3][2], good[5][6] = "30 ans", "F", "13/11/2025"
    path = delimited(tmp_path / "corrigee.csv", [HEADINGS, *reversed(good)])
    assert counts(run(path, "--post", "Pogo")) == (6, 1, 3, 3)
    assert counts(run(path, "--post", "Pogo")) == (6, 0, 0, 6)
    assert (Household.objects.count(), Person.objects.count()) == (3, 6)


def test_both_ways_of_correcting_give_the_same_people(bad_sheet, tmp_path):
    path = tmp_path / "c.xlsx"
    run(bad_sheet, "--post", "Pogo", "--corrections", str(path))
    correct(path, D3="30 ans", C4="F", G5="13/11/2025")
    assert counts(run(path)) == (3, 1, 3, 0)
    good = [list(line) for line in BAD]
    good[1][3], good[3][2], good[5][6] = "30 ans", "F", "13/11/2025"
    again = delimited(tmp_path / "corrigee.csv", [HEADINGS, *good])
    assert counts(run(again, "--post", "Pogo")) == (6, 0, 0, 6)


def test_a_formula_in_a_name_stays_text_in_the_correction_sheet(tmp_path):
    lines = [["Nom et prénoms", "Sexe", "Lien"], ['=HYPERLINK("x")', "Z", "CM"]]
    path = delimited(tmp_path / "x.csv", lines)
    facts = run(path, "--post", "Pogo")
    cell = load_workbook(facts["corrections_file"]).worksheets[0]["A3"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")


def test_a_half_corrected_sheet_is_never_written_over(bad_sheet, tmp_path):
    first = run(bad_sheet, "--post", "Pogo")["corrections_file"]
    correct(first, D3="30 ans")
    assert run(bad_sheet, "--post", "Pogo")["corrections_file"] == first
    assert load_workbook(first).worksheets[0]["D3"].value == "30 ans"
    more = [*BAD, ["4", "Koné Ali", "Y", "33", "CM", "", ""]]
    delimited(bad_sheet, [HEADINGS, *more])
    second = run(bad_sheet, "--post", "Pogo")["corrections_file"]
    assert second != first
    assert load_workbook(first).worksheets[0]["D3"].value == "30 ans"


def test_a_correction_sheet_that_cannot_be_written_fails_nothing(bad_sheet, tmp_path, capsys):
    facts = run(bad_sheet, "--post", "Pogo", "--corrections", str(tmp_path / "no" / "c.xlsx"))
    assert len(facts["refused"]) == 3
    assert "corrections_file" not in facts
    assert Person.objects.count() == 3


def test_a_mapping_that_cannot_be_written_is_said(bad_sheet, tmp_path):
    with pytest.raises(CommandError, match=r"m\.json"):
        run(bad_sheet, "--post", "Pogo", "--save-mapping", str(tmp_path / "no" / "m.json"))


def test_the_wife_speaks_for_the_household_while_the_heads_line_waits(tmp_path):
    lines = [
        ["N° ménage", "Nom et prénoms", "Sexe", "Âge", "Lien"],
        ["1", "Koné Ali", "M", "beaucoup", "CM"],
        ["1", "Koné Bo", "M", "2", "fils"],
        ["1", "Sylla Awa", "F", "35", "épouse"],
    ]
    run(delimited(tmp_path / "x.csv", lines), "--post", "Pogo")
    speaker = Person.objects.get(pk=Household.objects.get().focal_point)
    assert speaker.name_said == "Sylla Awa"


def test_a_trial_registers_nothing(bad_sheet, tmp_path):
    facts = run(bad_sheet, "--post", "Pogo", "--dry-run")
    assert counts(facts) == (6, 2, 3, 0)
    assert not Household.objects.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["liste.csv"]


def test_a_household_a_line_counts_the_people_it_announces(tmp_path):
    lines = [["Chef de ménage", "Sexe", "Taille"], ["Koné Ali", "M", "6"], ["Sylla Bo", "F", ""]]
    path = delimited(tmp_path / "x.csv", lines)
    assert counts(run(path, "--post", "Tengrela")) == (2, 2, 7, 0)
    assert counts(run(path, "--post", "Tengréla")) == (2, 0, 0, 2)
    assert Household.objects.get(size_said=6).post == "tengrela"


def test_the_sheet_may_name_the_post_of_each_line(tmp_path):
    lines = [
        ["Nom et prénoms", "Lien", "Point d’entrée"],
        ["Koné Ali", "CM", "Pogo"],
        ["Sylla Bo", "CM", "Tengrela"],
        ["Diallo Ra", "CM", "Zzyzx"],
    ]
    path = delimited(tmp_path / "x.csv", lines)
    facts = run(path)
    assert counts(facts) == (3, 2, 2, 0)
    assert [(one["line"], one["value"]) for one in facts["refused"]] == [(4, "Zzyzx")]
    assert set(Household.objects.values_list("post", flat=True)) == {"pogo", "tengrela"}


def test_a_line_of_another_post_waits_and_the_others_are_registered(tmp_path, soro):
    lines = [
        ["Nom et prénoms", "Lien", "Point d’entrée"],
        ["Koné Ali", "CM", "Pogo"],
        ["Sylla Bo", "CM", "Tengrela"],
    ]
    facts = run(delimited(tmp_path / "x.csv", lines), "--as", "soro")
    assert counts(facts) == (2, 1, 1, 0)
    assert [one["line"] for one in facts["refused"]] == [3]
    assert set(Household.objects.values_list("post", flat=True)) == {"pogo"}


def test_an_unknown_post_names_the_nearest_ones(chiefs_list):
    with pytest.raises(CommandError, match="Tengréla"):
        run(chiefs_list, "--post", "Tengrelax Nord")
    with pytest.raises(CommandError, match="--post"):
        run(chiefs_list)


def test_a_supervisor_imports_for_their_own_post_only(chiefs_list, soro, awa):
    assert counts(run(chiefs_list, "--as", "soro")) == (7, 3, 7, 0)
    with pytest.raises(CommandError, match="tengrela"):
        run(chiefs_list, "--as", "soro", "--post", "Tengréla")
    with pytest.raises(CommandError):
        run(chiefs_list, "--as", "awa")  # a clerk registers families, not whole sheets
    with pytest.raises(CommandError):
        run(chiefs_list, "--as", "nobody")


def test_a_mapping_is_kept_corrected_and_used_again(tmp_path):
    lines = [["Identifiant", "Qui", "Genre", "Combien d’hivers"], ["7", "Koné Ali", "M", "44"]]
    path = delimited(tmp_path / "x.csv", [["Nom", "Sexe", "Âge"], ["Koné Ali", "M", "44"]])
    run(path, "--post", "Pogo", "--dry-run", "--save-mapping", str(tmp_path / "m.json"))
    facts = json.loads((tmp_path / "m.json").read_text())
    assert [one["field"] for one in facts["columns"]] == ["name", "sex", "age"]
    for one, heading in zip(facts["columns"], lines[0][1:], strict=True):
        one["heading"] = heading
    (tmp_path / "m.json").write_text(json.dumps(facts))
    strange = delimited(tmp_path / "y.csv", lines)
    assert counts(run(strange, "--post", "Pogo", "--mapping", str(tmp_path / "m.json"))) == (
        1,
        1,
        1,
        0,
    )
    assert Person.objects.get().birth_said == "44"


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"version": 1}', '{"version": 1, "columns": [{"heading": "A", "field": "no"}]}'],
)
def test_a_mapping_that_is_none_is_refused(chiefs_list, tmp_path, content):
    (tmp_path / "m.json").write_text(content)
    with pytest.raises(CommandError, match=r"m\.json"):
        run(chiefs_list, "--post", "Pogo", "--mapping", str(tmp_path / "m.json"))


def test_the_officer_reads_in_words_what_happened(bad_sheet):
    said = run(bad_sheet, "--post", "Pogo", json_wanted=False)
    for words in ("N° ménage", "numéro de ménage", "6 lignes lues", "2 ménages", "3 personnes",
                  "trente et quelques", "a-corriger.xlsx"):  # fmt: skip
        assert words in said


def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path):
    (tmp_path / "liste.xlsx").write_bytes(b"PK\x03\x04 half a file")
    with pytest.raises(CommandError, match=r"liste\.xlsx"):
        run(tmp_path / "liste.xlsx", "--post", "Pogo")
    assert not Household.objects.exists()


def test_a_sheet_that_is_wrong_nearly_everywhere_is_stopped(bad_sheet, monkeypatch):
    monkeypatch.setattr(register, "MOST_BAD_LINES", 2)
    with pytest.raises(CommandError, match="mapping"):
        run(bad_sheet, "--post", "Pogo")
