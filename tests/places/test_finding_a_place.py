"""Type-ahead and matching for imports, with every town loaded."""

import pytest

from akwaba.places import queries
from akwaba.places.rules import Kind


def first(text, **options):
    return next((one.code for one in queries.suggest(text, **options)), None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ouangolo", "ouangolodougou"),
        ("Wangolo", "ouangolodougou"),
        ("Ouangolodugou", "ouangolodougou"),
        ("ouangalodougou", "ouangolodougou"),
        ("wangoldugu", "ouangolodougou"),
        ("Pôgo", "pogo"),
        ("pog", "pogo"),
        ("Nielle", "nielle"),
        ("Tingrela", "tengrela"),
        ("Tengrela", "tengrela"),
        ("tangrela", "tengrela"),
        ("Mbengue", "mbengue"),
        ("M'Bengué", "mbengue"),
        ("Ferké", "ferkessedougou"),
        ("lolouni", "loulouni"),
        ("Luluni", "loulouni"),
        ("Zegua", "zegoua"),
        ("Sideradugu", "sideradougou"),
        ("timalah", "timala"),
        ("Teini", "tehini"),
        ("Bobo", "bobo-dioulasso"),
        ("Cote d'Ivoire", "CIV"),
    ],
)
def test_spelling_is_forgiven(towns, typed, code):
    assert first(typed) == code


def test_at_most_eight_are_offered_and_ours_come_first(towns):
    found = queries.suggest("bo")
    assert len(found) == 8
    assert [one.is_own for one in found] == sorted((one.is_own for one in found), reverse=True)


def test_each_suggestion_names_its_source(towns):
    assert all(one.source for one in [*queries.suggest("kor"), *queries.suggest("Agboville")])
    assert queries.suggest("Agboville")[0].source.startswith("GeoNames")


def test_a_town_that_is_ours_is_not_offered_again_from_geonames(towns):
    codes = [one.code for one in queries.suggest("Tengréla", country="CIV")]
    assert "gn2280589" not in codes
    assert queries.place_by_code("gn2280589").code == "tengrela"


def test_only_the_asked_country_and_kinds_are_offered(towns):
    assert {one.country for one in queries.suggest("ka", country="MLI")} == {"MLI"}
    assert first("Sikasso", kinds={Kind.REGION}) == "ML03"
    assert first("Ouangolo", kinds={Kind.POST}) == "ouangolodougou"
    assert queries.suggest("Loulouni", kinds={Kind.POST}) == []


def test_the_nearer_of_two_namesakes_comes_first(towns):
    doropo, odienne = (
        queries.suggest("Sokoro", near=code)[0].position for code in ("ferkessedougou", "odienne")
    )
    assert doropo is not None
    assert odienne == queries.place_by_code("sokoro").position


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pogo", "pogo"),
        ("POGO ", "pogo"),
        ("village de Pogo", "pogo"),
        ("Loulouni, Mali", "loulouni"),
        ("Loulouni (Mali)", "loulouni"),
        ("Sikasso", "sikasso"),
        ("Tchologo", "CI31"),
        ("Mali", "MLI"),
        ("Ouangolodougou", "ouangolodougou"),
        ("Kadiollo", "kadiolo"),
        ("Ouangolodugo", "ouangolodougou"),
    ],
)
def test_a_clear_name_in_a_sheet_is_matched(towns, text, code):
    assert queries.match(text).code == code


@pytest.mark.parametrize(
    "text", ["Koro", "chez mon oncle", "Lou", "?", "", "Zzyzx", "près du marigot"]
)
def test_what_is_not_clear_is_not_matched(towns, text):
    assert queries.match(text) is None


def test_a_country_beside_the_name_settles_namesakes(towns):
    assert queries.match("Koro, Mali").place.country == "MLI"
    assert queries.match("Koro", country="MLI").place.country == "MLI"


def test_a_match_says_how_sure_it_is(towns):
    exact, heard, similar = (
        queries.match(text).certainty for text in ("Pogo", "Luluni", "Ouangolodugo")
    )
    assert exact == 1.0
    assert exact > heard > similar > 0.8


def test_one_suggestion_asks_the_database_once(towns, django_assert_num_queries):
    queries.suggest("po")
    with django_assert_num_queries(1):
        queries.suggest("ouangolo")
