"""Roads of OpenStreetMap become lengths between places; a bad line is named, others are kept."""

import json
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from akwaba.access.services import console_officer
from akwaba.places import problems
from akwaba.places.geodesy import distance_km
from akwaba.places.models import Layer, LayerRoad
from akwaba.places.queries import place_by_code
from akwaba.places.roads import osm, queries, services
from akwaba.places.roads.loading import load_roads
from akwaba.places.roads.rules import KmKnown, road_id

POGO = (10.43669, -5.63062)
NIELLE = (10.19814, -5.62337)
BEND = (10.3, -5.5)
DIAWALA = (10.10701, -5.47295)


def road(*points, highway="primary", kind="LineString"):
    line = [[longitude, latitude] for latitude, longitude in points]
    coordinates = [line] if kind == "MultiLineString" else line
    return {
        "type": "Feature",
        "properties": {"highway": highway},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


@pytest.fixture
def load(tmp_path, facts):
    def run(*roads, **said):
        path = tmp_path / "roads.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(roads)}))
        return load_roads(actor=console_officer(), path=path, **{"layer": "osm-roads", **said})

    return run


def length(*points):
    return sum(distance_km(one, other) for one, other in pairwise(points))


def test_a_road_between_two_places_has_the_length_of_its_bends(load):
    report = load(road(POGO, BEND), road(BEND, NIELLE))
    assert (report.read, report.added, report.refused) == (2, 1, 0)
    found = queries.road(road_id("pogo", "nielle"))
    assert found.km == pytest.approx(length(POGO, BEND, NIELLE), abs=0.001)
    assert (found.km_known, found.layer) == (KmKnown.ROAD, "osm-roads")


def test_the_licence_and_the_attribution_are_recorded_with_the_layer(load):
    load(road(POGO, NIELLE))
    layer = Layer.objects.get(name="osm-roads")
    assert (layer.licence, layer.may_redistribute) == ("ODbL 1.0", False)
    assert layer.attribution == "© OpenStreetMap contributors, ODbL 1.0"
    assert layer.loaded_by == console_officer().username


def test_loading_again_changes_nothing_and_a_road_that_is_gone_goes(load):
    both = (road(POGO, NIELLE), road(NIELLE, DIAWALA))
    load(*both)
    before = list(LayerRoad.objects.order_by("id").values())
    again = load(*both)
    assert (again.added, again.known) == (0, 2)
    assert list(LayerRoad.objects.order_by("id").values()) == before
    load(road(NIELLE, DIAWALA))
    assert LayerRoad.objects.count() == 1
    assert queries.road(road_id("pogo", "nielle")).km_known is KmKnown.ESTIMATED


def test_a_way_through_a_third_place_is_no_road_of_its_own(load):
    load(road(POGO, NIELLE, DIAWALA))
    pairs = {(row.start, row.end) for row in LayerRoad.objects.all()}
    assert pairs == {("nielle", "pogo"), ("diawala", "nielle")}


def test_a_by_pass_round_a_place_is_no_road_of_its_own():
    near = (10.2, -5.62)
    network = {}
    for one, other in ((POGO, NIELLE), (NIELLE, DIAWALA), (POGO, near), (near, DIAWALA)):
        network.setdefault(one, {})[other] = network.setdefault(other, {})[one] = distance_km(
            one, other
        )
    found = osm.between(network, {POGO: "pogo", NIELLE: "nielle", DIAWALA: "diawala"})
    assert {(piece.start, piece.end) for piece in found} == {
        ("nielle", "pogo"),
        ("diawala", "nielle"),
    }


def test_what_is_no_road_for_cars_is_left_aside(load):
    report = load(road(POGO, NIELLE, highway="footway"), road(POGO, NIELLE, highway="bus_stop"))
    assert (report.skipped, report.added) == (2, 0)


@pytest.mark.parametrize(
    ("bad", "value"),
    [
        (road((-5.63, 10.43), (-5.62, 10.2)), "inversées"),
        (road((1_155_000.0, -626_000.0), POGO), "degrés"),
        (road((48.8, 2.3), (48.9, 2.4)), "hors du pays"),
        ({**road(POGO, NIELLE), "geometry": {"type": "Polygon", "coordinates": []}}, "une ligne"),
        (
            {**road(POGO), "geometry": {"type": "LineString", "coordinates": [["x", 1]]}},
            "ne peut pas être lue",
        ),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_kept(load, bad, value):
    report = load(bad, road(POGO, NIELLE, kind="MultiLineString"))
    assert (report.read, report.refused, report.added) == (2, 1, 1)
    assert report.refusals[0].line == 1
    assert value in report.refusals[0].reason


def test_what_an_officer_wrote_comes_before_what_a_layer_says(load, soro):
    said = services.RoadSaid("pogo", "nielle", 33, source="an odometer")
    services.correct_road(actor=soro, road_id=road_id("pogo", "nielle"), said=said)
    load(road(POGO, NIELLE))
    assert queries.road(road_id("pogo", "nielle")).km == 33


def test_a_layer_of_ours_is_not_overwritten(load):
    with pytest.raises(problems.LayerIsOurs):
        load(road(POGO, NIELLE), layer="akwaba-roads")
    with pytest.raises(problems.LicenceMissing):
        load(road(POGO, NIELLE), licence=" ")


def test_the_command_says_what_came_of_the_file(tmp_path, facts, capsys):
    path = tmp_path / "roads.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [road(POGO, NIELLE)]}))
    call_command("places", "load", "roads", str(path), "--json")
    assert json.loads(capsys.readouterr().out)["added"] == 1
    path.write_text("[1")
    with pytest.raises(CommandError):
        call_command("places", "load", "roads", str(path))


def test_a_place_lies_on_the_nearest_road_and_none_that_is_far(facts):
    toumoukoro = place_by_code("toumoukoro").position
    network = {POGO: {NIELLE: 1.0}, NIELLE: {POGO: 1.0}}
    assert osm.snapped(network, {"pogo": POGO, "toumoukoro": toumoukoro}) == {POGO: "pogo"}
    assert osm.snapped({}, {"pogo": POGO}) == {}
