from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

import akwaba.registry
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.ages_worded import age_text

TODAY = date(2025, 11, 12)
CATALOGUE = Path(akwaba.registry.__file__).parent / "locale/fr/LC_MESSAGES/django.po"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("34", "34 years"),
        ("~40", "~40 years"),
        ("8m", "8 months"),
        ("1 mois", "1 month"),
        ("~8 mois", "~8 months"),
        ("10 jours", "10 days"),
        ("1987", "born in 1987"),
        ("?", "age unknown"),
    ],
)
def test_an_age_is_worded_no_more_precisely_than_it_is_known(said, text):
    with translation.override("en"):
        assert age_text(parse_birth(said, on=TODAY), TODAY) == text


@pytest.mark.parametrize(
    ("sentence", "french"),
    [
        ("%(n)s day", ("%(n)s jour", "%(n)s jours")),
        ("%(n)s month", ("%(n)s mois", "%(n)s mois")),
        ("%(n)s year", ("%(n)s an", "%(n)s ans")),
        ("~%(n)s month", ("~%(n)s mois", "~%(n)s mois")),
        ("~%(n)s year", ("~%(n)s an", "~%(n)s ans")),
        ("born in %(n)s", "né(e) en %(n)s"),
        ("age unknown", "âge inconnu"),
    ],
)
def test_an_age_has_its_french_words(sentence, french):
    with CATALOGUE.open("rb") as file:
        assert read_po(file, locale="fr").get(sentence).string == french
