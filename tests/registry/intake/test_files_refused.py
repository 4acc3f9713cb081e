"""A file that cannot be read is refused in words, whatever it holds."""

import os
import re
import zipfile
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from akwaba.registry.intake import xlsx
from akwaba.registry.intake.problems import (
    HeadingsMissing,
    LineTooLong,
    SheetDamaged,
    SheetEmpty,
    SheetLocked,
    SheetMissing,
    SheetNameUnknown,
    SheetNotATable,
    SheetOldFormat,
    SheetProblem,
    SheetTooLarge,
)
from tests.registry.intake.sheets import CHIEFS_LIST, delimited, names, read, refusals, workbook

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def put(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("vide.xlsx", b"", SheetEmpty),
        ("blanc.csv", b"\xef\xbb\xbf \r\n \r\n", SheetEmpty),
        ("verrou.xlsx", OLE2 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 9, SheetLocked),
        ("ancien.xls", OLE2, SheetOldFormat),
        ("page.xls", b"<html><table><tr><td>Nom</td></tr></table></html>", SheetOldFormat),
        ("scan.xlsx", b"%PDF-1.7 ...", SheetNotATable),
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(range(256)), SheetNotATable),
        ("bruit.csv", bytes(range(1, 32)) * 40, SheetNotATable),
        ("coupe.xlsx", b"PK\x03\x04" + b"\x14\0" * 40, SheetDamaged),
        ("texte.csv", b"bonjour\r\nvoici une lettre\r\n", HeadingsMissing),
        ("nombres.csv", b"1;2;3\n4;5;6\n", HeadingsMissing),
        ("long.csv", b"Nom;Sexe;Age\n" + b"x" * 3_000_000, LineTooLong),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_by_what_it_holds(tmp_path, name, content, problem):
    with pytest.raises(problem) as refused:
        read(put(tmp_path / name, content))
    with translation.override("fr"):
        assert name in str(refused.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(SheetMissing):
        read(tmp_path / "absent.xlsx")
    with pytest.raises(SheetMissing):
        read(tmp_path)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_copied_in_part_is_damaged(tmp_path, kept):
    whole = workbook(tmp_path / "liste.xlsx", ("Feuil1", CHIEFS_LIST)).read_bytes()
    with pytest.raises(SheetDamaged):
        read(put(tmp_path / "coupe.xlsx", whole[: int(len(whole) * kept)]))


def test_an_open_document_and_a_binary_workbook_must_be_saved_anew(tmp_path):
    for name, part, content in (
        ("x.ods", "mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("x.xlsb", "xl/workbook.bin", ""),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, content)
        with pytest.raises(SheetOldFormat):
            read(tmp_path / name)


def test_a_zip_of_something_else_is_no_sheet(tmp_path):
    for part in ("word/document.xml", "photo.jpg"):
        with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
            archive.writestr(part, "x")
        with pytest.raises(SheetNotATable):
            read(tmp_path / "x.xlsx")


def test_an_archive_made_to_burst_is_refused_unopened(tmp_path, monkeypatch):
    path = workbook(tmp_path / "x.xlsx", ("Feuil1", CHIEFS_LIST))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bombe.bin", b"\0" * 4_000_000)
    monkeypatch.setattr(xlsx, "RATIO_COUNTS_FROM_BYTES", 1_000_000)
    monkeypatch.setattr(xlsx, "MOST_RATIO", 500)
    with pytest.raises(SheetTooLarge):
        read(path)


def test_shared_texts_beyond_measure_are_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path / "x.xlsx", ("Feuil1", CHIEFS_LIST))
    monkeypatch.setattr(xlsx, "MOST_OTHER_BYTES", 100)
    with pytest.raises(SheetTooLarge):
        read(path)


def test_a_sheet_that_is_not_in_the_workbook_names_those_that_are(tmp_path):
    path = workbook(tmp_path / "x.xlsx", ("Arrivées", CHIEFS_LIST))
    with pytest.raises(SheetNameUnknown) as refused:
        read(path, sheet="Départs")
    assert "Arrivées" in str(refused.value)


def test_an_empty_workbook_is_empty(tmp_path):
    with pytest.raises(SheetEmpty):
        read(workbook(tmp_path / "x.xlsx", ("Feuil1", [])))


def test_formulas_and_error_cells_wait_and_their_neighbours_are_taken(tmp_path):
    lines = [
        ["N° ménage", "Nom et prénoms", "Sexe", "Âge"],
        ["1", "Koné Ali", "M", 40],
        ["1", "Koné Awa", "F", "=D2-5"],
        ["1", "Koné Bo", "M", "#REF!"],
        ["1", "=B2", "F", 3],
    ]
    _, households = read(workbook(tmp_path / "x.xlsx", ("Liste", lines)))
    assert names(households) == [["Koné Ali"]]
    assert refusals(households) == [
        (3, "Âge", "formula_not_computed"),
        (4, "Âge", "cell_error"),
        (5, "Nom et prénoms", "formula_not_computed"),
    ]


def test_a_hidden_sheet_is_read_only_when_named(tmp_path):
    book = Workbook()
    book.active.title = "Visible"
    for title in ("Visible", "Caché"):
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        sheet.append(["Nom et prénoms", "Sexe", "Âge", "Lien"])
        sheet.append([f"Koné {title}", "F", 30, "CM"])
    book["Caché"].append(["Koné Deux", "M", 2, "fils"])
    book["Caché"].sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    assert names(read(tmp_path / "x.xlsx")[1]) == [["Koné Visible"]]
    assert names(read(tmp_path / "x.xlsx", sheet="caché")[1]) == [["Koné Caché", "Koné Deux"]]


def test_a_lone_quotation_mark_does_not_swallow_the_lines_after_it(tmp_path):
    lines = "Nom et prénoms;Sexe;Lien\r\n" + '"Koné dit Le Grand;M;CM\r\n' + "Sylla Bo;F;CM\r\n" * 1
    lines += "".join(f"Diallo {letter};F;CM\r\n" for letter in "abcdefghijklmnopqrstuvwxyzabcdefgh")
    _, households = read(put(tmp_path / "x.csv", lines.encode()))
    assert len(households) == 36
    assert households[0].people[0].name == "Koné dit Le Grand"


def test_two_lone_quotation_marks_do_not_swallow_the_lines_between(tmp_path):
    text = 'Nom;Sexe;Lien\n"Koné Ali;M;CM\nSylla Bo;F;CM\n"Diallo Ra;F;CM\n'
    assert names(read(put(tmp_path / "x.csv", text.encode()))[1]) == [
        ["Koné Ali"],
        ["Sylla Bo"],
        ["Diallo Ra"],
    ]


def test_excels_own_mark_of_the_delimiter_is_obeyed(tmp_path):
    path = put(tmp_path / "x.csv", b"sep=|\r\nNom|Sexe|Lien\r\nSylla; Bo|F|CM\r\n")
    assert names(read(path)[1]) == [["Sylla; Bo"]]


def test_nul_and_controls_in_names_are_taken_out(tmp_path):
    path = put(tmp_path / "x.csv", "Nom;Sexe;Lien\nSylla\0 \x07Bo;F;CM\nKoné <i>;M;CM\n".encode())
    assert names(read(path)[1]) == [["Sylla Bo"], ["Koné <i>"]]


def test_lines_are_numbered_as_the_spreadsheet_shows_them(tmp_path):
    text = 'Nom;Sexe;Lien\n"Sylla\nBo";F;CM\n\nKoné Ali;Z;CM\n'
    assert refusals(read(put(tmp_path / "x.csv", text.encode()))[1]) == [
        (5, "Sexe", "sex_not_understood")
    ]


cells = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(min_value=-(10**12), max_value=10**12),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.sampled_from(["#REF!", "=A1", "idem", '"', "F", "CM", "12/11/2025", "TOTAL", "Ménage n° 2"]),
)


@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"Nom;Sexe;Age\n", OLE2]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_give_a_refusal_or_a_result(tmp_path, content, start):
    with suppress(SheetProblem):  # anything else is a fault
        read(put(tmp_path / "x.csv", start + content))


@given(
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_workbook_with_any_bytes_changed_gives_a_refusal_or_a_result(tmp_path, flips):
    path = tmp_path / "whole.xlsx"
    if not path.exists():
        workbook(path, ("Feuil1", CHIEFS_LIST), merges=["A1:H1"])
    content = bytearray(path.read_bytes())
    for place, byte in flips:
        content[place % len(content)] = byte
    with suppress(SheetProblem):  # anything else is a fault
        read(put(tmp_path / "x.xlsx", bytes(content)))


@given(lines=st.lists(st.lists(cells, max_size=12), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_cell_content_becomes_people_or_refusals(tmp_path, lines):
    headings = ["N° ménage", "Nom et prénoms", "Sexe", "Âge", "Lien", "Date d’arrivée", "Village",
                "Nationalité", "Besoins", "Taille du ménage", "Tél", "Observations"]  # fmt: skip
    texts = [
        ["" if cell is None else re.sub("[\ud800-\udfff]", "", str(cell)) for cell in line]
        for line in lines
    ]
    reading, households = read(delimited(tmp_path / "x.csv", [headings, *texts]))
    told = sum(len(household.rows) for household in households)
    assert told == reading.plan.lines
    for household in households:
        lines_of = {person.line for person in household.people}
        lines_of |= {line.row.line.number for line in household.bad_lines}
        lines_of |= set(household.repeated_lines)
        assert lines_of == {row.line.number for row in household.rows}


def test_a_file_that_may_not_be_opened_is_refused(tmp_path):
    path = put(tmp_path / "x.csv", b"Nom;Sexe;Age\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read everything: a directory stands in
        path = tmp_path
    with pytest.raises(SheetMissing):
        read(path)


def test_a_sheet_made_wide_and_long_by_formats_alone_is_read(tmp_path):
    book = Workbook()
    for line in (["Nom et prénoms", "Sexe", "Lien"], ["Koné Ali", "M", "CM"]):
        book.active.append(line)
    book.active.cell(1, 16_384).number_format = "0.00"
    book.active.cell(50_000, 2).number_format = "0.00"
    book.save(tmp_path / "x.xlsx")
    reading, households = read(tmp_path / "x.xlsx")
    assert names(households) == [["Koné Ali"]]
    assert [line.number for line in reading.table.read()] == [1, 2]
