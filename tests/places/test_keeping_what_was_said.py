"""What is kept when nothing fits, and what the gazetteer says of its own places."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.places import queries, services
from akwaba.places.models import Layer
from akwaba.places.rules import SaidPlace


def test_nothing_typed_offers_nothing(facts):
    assert queries.suggest("") == queries.suggest(" '- ") == queries.suggest("🙂") == []


def test_a_layer_loaded_later_is_found_at_once(facts):
    assert queries.suggest("Agboville") == []
    services.ensure_towns()
    assert queries.suggest("Agboville")[0].code.startswith("gn")


def test_without_any_layer_nothing_is_found_and_nothing_fails(db):
    assert not Layer.objects.exists()
    assert queries.suggest("Pogo") == []
    assert queries.match("Pogo") is None
    assert queries.said_place("Pogo") == SaidPlace(code=None, said="Pogo")


def test_what_was_said_is_kept_where_nothing_fits(facts):
    assert queries.said_place("  chez mon oncle ") == SaidPlace(code=None, said="chez mon oncle")


def test_a_chosen_code_counts_more_than_the_words(facts):
    assert queries.said_place("Wangolo", code="pogo") == SaidPlace(code="pogo", said="Wangolo")
    assert queries.said_place("Wangolo", code="nowhere").code == "ouangolodougou"
    assert queries.said_place("", code="pogo") == SaidPlace(code="pogo", said="Pogo")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(text=st.text(max_size=60))
def test_no_text_breaks_the_search_and_none_is_lost(facts, text):
    queries.suggest(text)
    assert queries.said_place(text).said == text.strip()


def test_posts_crossings_and_sites(facts):
    assert "pogo" in {place.code for place in queries.posts()}
    assert {place.code for place in queries.crossings()} >= {"pogo", "laleraba", "nigouni"}
    assert {place.code for place in queries.sites()} == {"niornigue", "timala"}
    assert queries.place_by_code("pogo").kinds == {"village", "post", "crossing"}
    assert ("nielle", "Niellé") in queries.post_choices()


def test_a_code_that_nobody_knows_is_its_own_name(facts):
    assert queries.name_of("pogo") == "Pogo"
    assert queries.name_of("atlantis") == "atlantis"
    assert queries.place_by_code("gn0") is queries.place_by_code("a\x00b") is None


def test_a_list_of_codes_gets_its_names_in_one_query(facts, django_assert_num_queries):
    with django_assert_num_queries(1):
        names = queries.names_of(["pogo", "nielle", "atlantis", "pogo"])
    assert names == {"pogo": "Pogo", "nielle": "Niellé", "atlantis": "atlantis"}
