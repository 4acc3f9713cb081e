"""The situation report of a small border, in both languages and both forms."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from akwaba.figures.rules import Audience
from akwaba.reports import rules
from akwaba.reports.making import report_file, report_on
from akwaba.reports.rules import Certainty, Deaths
from tests.figures.conftest import DAY

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en")


def written(language="fr", form="text", **options):
    with translation.override(language):
        return report_file(DAY, form=form, **options)


def test_the_order_is_that_of_ocha(border, note):
    note()
    text = written()
    order = [
        "Rapport de situation", "N° 320/2025", "FAITS SAILLANTS", "CHIFFRES CLÉS",
        "APERÇU DE LA SITUATION", "QUI EST ARRIVÉ", "ENREGISTREMENT", "PROTECTION",
        "COMMUNAUTÉS HÔTES", "CE QUE L’ON NE SAIT PAS", "MÉTHODE, LIMITES ET SOURCES", "CONTACTS",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_figures_carry_their_day_period_and_next_report(border):
    text = written()
    assert "Chiffres au 16 novembre 2025" in text
    assert "10 novembre 2025 au 16 novembre 2025" in text
    assert "17 novembre 2025" in text


def test_the_numbers_are_those_of_the_figures(border):
    text = written()
    assert re.search(r"Comptés +40", text)
    assert re.search(r"Estimés +50", text)
    assert re.search(r"Pogo +30 +inconnu +40 +50 +10", text)
    assert re.search(r"Niellé .* inconnu +inconnu", text)


def test_what_nobody_knows_is_said_to_be_unknown(border):
    text = written()
    assert re.search(r"Places libres sur les sites +inconnu", text)
    assert "aucune donnée n’est encore tenue" in text
    assert "Combien sont arrivés là où personne n’a compté" in text


def test_an_unknown_toll_is_never_a_zero(border, note):
    note()
    text = written()
    assert "Bilan inconnu." in text
    assert "Événements dont le bilan est inconnu : 1." in text.replace("\xa0", " ")
    assert "Bilan : 0" not in text.replace("\xa0", " ")


def test_a_known_toll_is_told_and_an_estimate_is_marked(border, note):
    note(deaths=Deaths.KNOWN, deaths_number=3)
    note(deaths=Deaths.ESTIMATED, deaths_number=20)
    note(deaths=None, said_fr="Le marché est fermé.", said_en="", certainty=Certainty.KNOWN)
    text = " ".join(written("en").split())
    assert "Toll: 3 dead." in text
    assert "Toll: about 20 dead, estimated." in text
    assert "[known] 12 November 2025 – Le marché est fermé." in text
    assert "unknown toll" not in text


def test_a_fact_carries_its_mark_and_its_source(border, note):
    note()
    text = written()
    assert "[estimé] 12 novembre 2025 – Des centaines" in text
    assert "setal.net https://www.setal.net/" in text


def test_facts_of_another_period_are_left_out(border, note):
    note(day=date(2025, 11, 1), said_fr="Avant.")
    assert "Avant." not in written()


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_entries_and_day_give_the_same_bytes(border, note, form, language):
    note()
    assert written(language, form) == written(language, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_fits_a_line_of_a_letter(border, note, language):
    note(address="")
    assert max(map(len, written(language).splitlines())) <= 78


def test_english_is_complete(border, note):
    note()
    text = written("en") + written("en", "html")
    french = ("inconnu", "Poste", "enregistr", "personnes", "Rapport", "novembre", "Besoin")
    assert [word for word in french if word in text] == []


def test_french_is_complete(border, note):
    note()
    text = written("fr") + re.sub(r"<[^>]+>", " ", written("fr", "html").split("</style>")[1])
    english = ("unknown", "Post ", "registered", "people", "Situation report", "November", "total:")
    assert [word for word in english if word in text] == []


def test_the_file_needs_nothing_else(border, note):
    note()
    page = written(form="html")
    assert page.startswith("<!doctype html>")
    assert '<html lang="fr">' in page
    assert "<style>" in page
    assert "<svg" in page
    assert not re.search(r"<(script|link|img)\b|\bsrc=|url\(", page)


def test_what_an_officer_wrote_cannot_become_markup(border, note):
    note(said_fr="<script>alert(1)</script> & fin", source="<b>moi</b>")
    page = written(form="html")
    assert "<script>" not in page
    assert "<b>moi</b>" not in page


def test_no_small_count_is_in_the_report(border):
    report = report_on(DAY)
    numbers = [
        int(cell)
        for part in report.parts
        for sheet, _chart in part.tables
        for row in sheet.rows
        for cell in row[1:]
        if cell.isdigit()
    ]
    assert numbers
    assert not {1, 2, 3, 4} & set(numbers)


def test_an_empty_register_has_a_report(facts):
    text = written()
    assert "Personne n’est enregistré jusqu’à ce jour." in text
    assert "Rien n’est noté." in text


def test_security_gets_its_own_rounding(border):
    text = written(audience=Audience.SECURITY)
    assert "aucun compte n’a moins de 24 heures" in " ".join(text.split())


def test_the_contact_is_the_one_of_the_node(border, settings):
    assert "Aucun contact" in written()
    settings.AKWABA_CONTACT = "DAARA Korhogo, +225 00 00 00 00"
    assert "DAARA Korhogo" in written()


def test_a_report_has_the_number_of_its_day():
    assert rules.report_number(date(2025, 1, 1)) == "1/2025"
    assert rules.report_number(DAY) == "320/2025"


def test_shares_are_whole_people_of_a_hundred():
    assert rules.share(1, 2) == 50
    assert rules.share(1, 8) == 13
    assert rules.share(0, 0) is None


def test_the_command_prints_text_in_the_language_asked_for(border, capsys):
    call_command("sitrep", as_of="2025-11-16", lang="en")
    assert "Situation report" in capsys.readouterr().out


def test_the_command_writes_a_file(border, tmp_path, capsys):
    path = tmp_path / "report.html"
    call_command("sitrep", as_of="2025-11-16", format="html", out=path)
    assert path.read_text(encoding="utf-8") == written(form="html")
    assert capsys.readouterr().out == ""


def test_the_command_refuses_a_day_that_is_none(border):
    with pytest.raises(CommandError, match="2025-11-16"):
        call_command("sitrep", as_of="16/11/2025")
