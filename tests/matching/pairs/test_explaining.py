"""Why two records may be one human being, as a page tells it."""

import pytest

from akwaba.matching.explaining import explain, explain_all
from tests.matching.pairs.pairs_cast import family, members, neighbours, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts", "village")]


@pytest.fixture
def village(awa, facts):
    neighbours(awa)


def test_the_same_woman_is_likelier_than_her_husband(traore, again):
    found = explain_all([(traore[0], again[0]), (traore[0], again[1])], [*traore, *again])
    same, husband = found[traore[0].id, again[0].id], found[traore[0].id, again[1].id]
    assert same.bits > 0 > husband.bits
    assert same.probability > husband.probability


def test_the_reasons_name_the_field_and_how_far_it_agrees(traore, again):
    reasons = {reason.field: reason.level for reason in explain(traore[0], again[0]).reasons}
    assert reasons["sex"] == "same"
    assert reasons["birth"] in {"year", "1"}
    assert reasons["family"] in {"equivalent", "close"}


def test_the_family_speaks_for_its_members(awa, traore, again):
    alone = members(family(awa, "Mariam Coulibaly"))[0]
    with_family = explain(traore[0], again[0])
    assert with_family.probability > explain(traore[0], alone).probability
    assert "members" in {reason.field for reason in with_family.reasons}


def test_of_somebody_of_whom_nothing_is_known_nothing_is_said(awa, facts):
    one = members(family(awa, new_person("Sita", age="")))[0]
    other = members(family(awa, new_person("Drissa Koné")))[0]
    assert explain(one, other).probability < 0.5
