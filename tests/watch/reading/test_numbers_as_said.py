import pytest

from akwaba.watch.reading.numbers import quantities
from akwaba.watch.reading.plain import plain


def read(said):
    return [(one.low, one.best, one.high) for one in quantities(plain(said))]


@pytest.mark.parametrize(
    ("said", "low", "best", "high"),
    [
        ("3 morts", 3, 3, 3),
        ("Trois personnes", 3, 3, 3),
        ("90 000 réfugiés", 90_000, 90_000, 90_000),
        ("90,000 refugees", 90_000, 90_000, 90_000),
        ("deux cent cinquante familles", 250, 250, 250),
        ("two hundred and fifty people", 250, 250, 250),
        ("quatre-vingt-douze", 92, 92, 92),
        ("soixante-dix", 70, 70, 70),
        ("au moins trois", 3, None, None),
        ("more than 200", 200, None, None),
        ("200+ arrivals", 200, None, None),
        ("jusqu’à 30 villageois", None, None, 30),
        ("as many as 30 villagers", None, None, 30),
        ("une vingtaine", 15, 20, 25),
        ("environ 200", 150, 200, 250),
        ("nearly 200", 150, 200, 200),
        ("hundreds fled", 200, None, None),
        ("des centaines de", 200, None, None),
        ("plusieurs dizaines de", 20, None, None),
        ("several people", 2, None, None),
        ("entre 10 et 20", 10, None, 20),
        ("two or three", 2, None, 3),
        ("plus d’une centaine", 100, None, None),
    ],
)
def test_a_number_keeps_how_it_was_said(said, low, best, high):
    assert read(said) == [(low, best, high)]


@pytest.mark.parametrize("said", ["RN7", "14h30", "3.5 km", "beaucoup de gens", "many people"])
def test_what_is_no_number_of_people_is_left(said):
    assert read(said) == []


def test_two_numbers_side_by_side_stay_two():
    assert read("trois et cinq morts") == [(3, 3, 3), (5, 5, 5)]
