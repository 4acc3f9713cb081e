"""Numbers and dates follow our language, never the browser's; unknown is never zero."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from akwaba.office.formats import spoken_day, spoken_moment, spoken_number


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("fr", 1234567, "1\u202f234\u202f567"),
        ("en", 1234567, "1,234,567"),
        ("fr", Decimal("12345.5"), "12\u202f345,5"),
        ("en", Decimal("12345.5"), "12,345.5"),
        ("fr", 0, "0"),
        ("fr", -3, "−3"),
        ("fr", None, "inconnu"),
        ("en", None, "unknown"),
    ],
)
def test_a_number(language, value, text):
    with translation.override(language):
        assert spoken_number(value) == text


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("fr", date(2025, 11, 10), "10 novembre 2025"),
        ("fr", date(2025, 11, 1), "1er novembre 2025"),
        ("en", date(2025, 11, 1), "1 November 2025"),
        ("fr", datetime(2025, 11, 9, 23, 59, tzinfo=UTC), "9 novembre 2025"),
        ("fr", None, "inconnue"),
        ("en", None, "unknown"),
    ],
)
def test_a_day(language, value, text):
    with translation.override(language):
        assert spoken_day(value) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "10 novembre 2025 à 9\u00a0h\u00a005"),
        ("en", "10 November 2025 at 9:05"),
    ],
)
def test_a_moment(language, text):
    with translation.override(language):
        assert spoken_moment(datetime(2025, 11, 10, 9, 5, tzinfo=UTC)) == text


def test_an_unknown_moment_is_said():
    with translation.override("fr"):
        assert spoken_moment(None) == "inconnue"


def test_the_tags_write_them():
    page = Template("{% load office %}{% number n %} · {% day d %} · {% number nothing %}")
    with translation.override("fr"):
        text = page.render(Context({"n": 4200, "d": date(2025, 1, 1), "nothing": None}))
    assert text == "4\u202f200 · 1er janvier 2025 · inconnu"
