"""Two invented sheets that look like the real thing, to try the import on. No one in them exists.

`python -m akwaba.demo.sheets` writes both files anew beside this one.
"""

import csv
import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HERE = Path(__file__).parent
CHIEFS_LIST = HERE / "pogo-liste-du-chef.xlsx"
"""One person a line, with what a chief's list holds: titles, merged cells, blanks, totals."""
BORDER_LOG = HERE / "tengrela-poste-frontiere.csv"
"""One person a line, as a clerk's computer saves it: semicolons and Windows letters."""
MADE_ON = dt.datetime(2025, 11, 14, 17, 0)  # noqa: DTZ001  workbooks keep no time zone

_TITLES = (
    "RÉPUBLIQUE DE CÔTE D’IVOIRE – Union – Discipline – Travail",
    "Sous-préfecture de Niellé – Village de Pogo",
    "LISTE DES FAMILLES ARRIVÉES DU MALI DEPUIS LE 10 NOVEMBRE 2025",
)
_HEADINGS = (
    "N° mén.", "Nom et prénoms", "Sexe", "Âge", "Lien de parenté", "Village d’origine",
    "Date d’arrivée", "Logé chez", "Observations",
)  # fmt: skip
_DAY = dt.date(2025, 11, 12)
_PEOPLE: tuple[tuple[object, ...], ...] = (
    (1, "SANOGO Bakary", "H", "52 ans", "CM", "Loulouni", _DAY, "Silué Kolo", None),
    (None, "BERTHE Salimata", "F", "vers 1980", "1ère épouse", None, None, None, None),
    (None, "DIARRA Korotoumou", "F", "34", "2e épouse", None, None, None, "enceinte"),
    (None, "SANOGO Yacouba", "M", 17, "fils", None, None, None, None),
    (None, "SANOGO Mariam", "F", 9, "fille", None, None, None, None),
    (None, "SANOGO Adama", "G", "3 mois", "fils", None, None, None, None),
    (2, "COULIBALY Kadiatou", "F", "61 ans", "Chef de ménage", "Fourou", "12/11/2025", "le chef",
     "veuve"),
    (None, "COULIBALY Issa", "M", 6, "petit-fils", None, None, None, "enfant séparé"),
    (None, "COULIBALY Awa", "F", "?", "belle-fille", None, None, None, "allaitante"),
    (3, "TRAORE Drissa", "H", "trentaine", "CM", "Loulouni", "13 novembre 2025", None, None),
    (None, "KONE Rokia", "F", 27, "épouse", None, None, None, None),
    (None, "TRAORE Fanta", "F", "1 an et demi", "fille", None, None, None, None),
    (None, "TRAORE Fanta", "F", "1 an et demi", "fille", None, None, None, None),
    (4, "DEMBELE Zoumana", "H", 45, "cm", "Misséni", "2025-11-13", "Silué Kolo", None),
    (None, "DEMBELE Oumou", "F", 40, "epouse", None, None, None, "handicap moteur"),
    (None, None, "M", 12, "fils", None, None, None, "nom à demander"),
    ("TOTAL", 15, None, None, None, None, None, None, None),
)  # fmt: skip
_CLOSING = ("Fait à Pogo, le 14 novembre 2025", "Le chef du village")

_LOG: tuple[tuple[str, ...], ...] = (
    ("Date", "Ménage", "Nom", "Prénoms", "Sexe", "Né(e) le", "Nation.", "Venant de", "Tél"),
    ("10/11/2025", "T-041", "Sidibé", "Moussa", "M", "03/05/1984", "malienne", "Kadiana", "701122"),
    ("10/11/2025", "T-041", "Sidibé", "Assitan", "F", "1990", "Malienne", "Kadiana", ""),
    ("10/11/2025", "T-041", "Sidibé", "Boubacar", "M", "2016", "Malienne", "Kadiana", ""),
    ("10/11/2025", "T-041", "Sidibé", "Aïssata", "F", "2021", "malienne", "Kadiana", ""),
    ("10/11/2025", "T-042", "Diallo", "Hamidou", "M", "vers 1958", "Mali", "Fourou", ""),
    ("10/11/2025", "T-042", "Diallo", "Fatoumata", "F", "", "Mali", "Fourou", ""),
    ("11/11/2025", "T-043", "Ouédraogo", "Rasmané", "M", "12/12/1979", "Burkinabè", "Sindou", ""),
    ("11/11/2025", "T-043", "Ouédraogo", "Zénabou", "F", "1983", "Burkinabè", "Sindou", ""),
    ("11/11/2025", "T-043", "Ouédraogo", "Téné", "Fem.", "2009", "Burkinabè", "Sindou", ""),
    ("11/11/2025", "T-044", "Keïta", "Nana", "F", "31/02/2001", "Mali", "Loulouni", "76 00 11 22"),
    ("11/11/2025", "T-044", "Keïta", "Lassina", "M", "2024", "malienne", "Loulouni", ""),
    ("12/11/2025", "T-045", "Sangaré", "N’Tji", "Z", "1999", "malien", "Loulouni", ""),
)  # fmt: skip


def write() -> None:
    """Write both sheets."""
    _write_chiefs_list(CHIEFS_LIST)
    with BORDER_LOG.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(_LOG)


def _write_chiefs_list(path: Path) -> None:
    book = Workbook()
    book.properties.creator = "Chef du village"
    book.properties.created = book.properties.modified = MADE_ON
    sheet = book.worksheets[0]
    sheet.title = "Arrivées"
    for number, title in enumerate(_TITLES, start=1):
        sheet.append((title,))
        sheet.merge_cells(f"A{number}:I{number}")
        sheet.cell(number, 1).alignment = Alignment(horizontal="center")
    sheet.append(())
    sheet.append(_HEADINGS)
    for cell in sheet[5]:
        cell.font = Font(bold=True)
    for line in _PEOPLE:
        sheet.append(line)
    sheet.merge_cells("F6:F11")  # the first family's village, once for its six lines
    sheet.append(())
    for words in _CLOSING:
        sheet.append((None, words))
    for letter, width in zip("ABCDEFGHI", (8, 26, 7, 14, 18, 18, 18, 14, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    book.save(path)
