"""Sheets as they come from the field, made on the spot."""

import csv
import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from akwaba.registry.intake.reading import read_sheet

TODAY = date(2025, 11, 20)


def workbook(path, *sheets, merges=()):
    """Write sheets, each (title, lines); merge the given ranges of the first one."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    for block in merges:
        book.worksheets[0].merge_cells(block)
    book.save(path)
    return path


def delimited(path, lines, *, delimiter=";", encoding="utf-8", end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def read(path, **how):
    """Read a sheet; give the reading and its households."""
    reading = read_sheet(Path(path), **how)
    return reading, list(reading.households(post="pogo", on=TODAY))


def names(households):
    return [[person.name for person in household.people] for household in households]


def refusals(households):
    return [
        (refusal.line, refusal.column, refusal.problem.code)
        for household in households
        for line in household.bad_lines
        for refusal in line.refusals
    ]


CHIEFS_LIST = [
    ["RÉPUBLIQUE DE CÔTE D’IVOIRE"],
    ["Sous-préfecture de Niellé – Village de Pogo"],
    ["LISTE DES PERSONNES ARRIVÉES DU MALI"],
    [],
    ["N°", "NOM ET PRENOMS", "SEXE", "AGE", "LIEN", "VILLAGE D’ORIGINE", "DATE D’ARRIVEE", "OBS"],
    [1, "TRAORE Mamadou", "H", "45 ans", "Chef de ménage", "Loulouni", date(2025, 11, 10), None],
    [None, "COULIBALY Awa", "F", "vers 1985", "1ère épouse", None, None, "enceinte"],
    [None, "SANOGO Mariam", "F", "30", "2e épouse", None, None, None],
    [None, "TRAORE Issa", "G", "3 mois", "fils", None, None, None],
    [2, "BERTHE Salimata", "F", 62, "CM", "Kadiolo", "11/11/2025", "veuve"],
    [None, "BERTHE Oumar", "M", 1.5, "petit-fils", None, None, None],
    [3, "DIARRA Seydou", "H", None, "chef", None, "11 novembre 2025", None],
    ["TOTAL", 7, None, None, None, None, None, None],
    [],
    [None, "Fait à Pogo, le 12 novembre 2025"],
    [None, "Le chef du village"],
]
