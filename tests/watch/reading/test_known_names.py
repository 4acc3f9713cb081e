from datetime import date

import pytest

from akwaba.places import services
from akwaba.watch.known_names import known_names
from akwaba.watch.reading.events import read


@pytest.fixture
def facts(db):
    services.ensure_facts()


def test_the_reader_knows_the_places_of_the_node(facts):
    text = "Deux civils ont été tués à Loulouni, 30 familles ont fui vers Ouangolo."
    found = read(text, on=date(2025, 11, 15), names=known_names()).events
    keys = [place.candidates[0].key for event in found for place in event.places]
    assert keys == ["loulouni", "ouangolodougou"]


def test_the_names_are_read_once_until_a_layer_changes(facts, django_assert_num_queries):
    first = known_names()
    with django_assert_num_queries(1):
        assert known_names() is first
