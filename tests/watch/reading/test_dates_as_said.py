from datetime import date

import pytest

from akwaba.watch.reading.dates import dates
from akwaba.watch.reading.plain import plain

SATURDAY = date(2025, 11, 15)


def read(said):
    found = dates(said, plain(said), SATURDAY)
    return [(str(one.earliest), str(one.latest), one.precision) for one in found]


@pytest.mark.parametrize(
    ("said", "earliest", "latest", "precision"),
    [
        ("le 12 novembre 2025", "2025-11-12", "2025-11-12", 1),
        ("November 13, 2025", "2025-11-13", "2025-11-13", 1),
        ("12/11/2025", "2025-11-12", "2025-11-12", 1),
        ("mercredi", "2025-11-12", "2025-11-12", 1),
        ("on Wednesday", "2025-11-12", "2025-11-12", 1),
        ("l’attaque de vendredi", "2025-11-14", "2025-11-14", 1),
        ("until Sunday", "2025-11-16", "2025-11-16", 1),
        ("hier", "2025-11-14", "2025-11-14", 1),
        ("avant-hier", "2025-11-13", "2025-11-13", 1),
        ("two days ago", "2025-11-13", "2025-11-13", 1),
        ("la nuit de mardi à mercredi", "2025-11-11", "2025-11-12", 2),
        ("overnight between Sunday and Monday", "2025-11-09", "2025-11-10", 2),
        ("du 8 au 12 novembre", "2025-11-08", "2025-11-12", 2),
        ("ces derniers jours", "2025-11-10", "2025-11-15", 2),
        ("depuis lundi", "2025-11-10", "2025-11-15", 2),
        ("last week", "2025-11-03", "2025-11-09", 3),
        ("en septembre", "2025-09-01", "2025-09-30", 4),
        ("late October 2025", "2025-10-21", "2025-10-31", 4),
        ("since September", "2025-09-01", "2025-11-15", 5),
        ("en décembre", "2024-12-01", "2024-12-31", 4),
        ("in 2012", "2012-01-01", "2012-12-31", 5),
    ],
)
def test_days_are_counted_from_the_day_of_the_text(said, earliest, latest, precision):
    assert read(said) == [(earliest, latest, precision)]


def test_a_weekday_that_does_not_fit_its_date_is_doubted():
    said = "Thursday 12 November 2025"
    (found,) = dates(said, plain(said), SATURDAY)
    assert (found.confidence, found.reason) == ("low", "weekday_disagrees")


@pytest.mark.parametrize("said", ["le 31 février", "12 km", "3 soldats", "may flee", "2025 people"])
def test_what_is_no_date_is_left(said):
    assert read(said) == []
