"""Outlines come as people download them: whole, bent or broken."""

import json

import pytest
from shapely.geometry import shape

from akwaba.places import problems, queries, services
from akwaba.places.models import Boundary, Layer, Place

SQUARE = [[-5.5, 9.5], [-5.0, 9.5], [-5.0, 10.0], [-5.5, 10.0], [-5.5, 9.5]]


def feature(properties, ring=SQUARE, kind="Polygon"):
    coordinates = [[ring]] if kind == "MultiPolygon" else [ring]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


TCHOLOGO = {"ADM1_PCODE": "CI31", "ADM1_FR": "Tchologo", "ADM0_PCODE": "CI"}
KONG = {"ADM2_PCODE": "CI3102", "ADM2_FR": "Kong", "ADM1_PCODE": "CI31", "ADM1_FR": "Tchologo"}
NIELLE = {
    "ADM3_PCODE": "CI310303",
    "ADM3_FR": "Niellé",
    "ADM2_PCODE": "CI3103",
    "ADM2_FR": "Ouangolodougou",
    "ADM1_PCODE": "CI31",
}


@pytest.fixture
def write(tmp_path):
    def to_file(*features, name="civ.geojson"):
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
        return path

    return to_file


@pytest.fixture
def load(facts, bamba):
    def from_file(path, **options):
        said = {"layer": "cod-ab-civ", "licence": "CC BY 3.0 IGO", "source": "OCHA", **options}
        return services.load_boundaries(actor=bamba, path=path, **said)

    return from_file


def only_refusal(report):
    assert report.refused == 1
    return report.refusals[0]


def test_a_layer_keeps_its_licence_source_and_who_loaded_it(load, write):
    report = load(write(feature(TCHOLOGO)), attribution="OCHA ROWCA")
    layer = Layer.objects.get(name="cod-ab-civ")
    assert (report.read, report.added, report.refused) == (1, 1, 0)
    assert (layer.licence, layer.source, layer.loaded_by) == ("CC BY 3.0 IGO", "OCHA", "bamba")
    assert layer.attribution == "OCHA ROWCA"
    assert layer.may_redistribute is False


def test_loading_the_same_file_again_adds_nothing(load, write):
    path = write(feature(TCHOLOGO), feature(KONG), feature(NIELLE))
    assert load(path).added == 3
    before = list(Boundary.objects.order_by("id").values())
    again = load(path)
    assert (again.added, again.known) == (0, 3)
    assert list(Boundary.objects.order_by("id").values()) == before


def test_a_region_that_is_ours_keeps_its_name_and_gains_its_outline(load, write):
    load(write(feature({**TCHOLOGO, "ADM1_FR": "TCHOLOGO (renamed)"})))
    place = queries.place_by_code("CI31")
    assert (place.name, place.is_own) == ("Tchologo", True)
    assert shape(json.loads(place.boundaries.get().geometry)).area == pytest.approx(0.25)


def test_a_department_of_ours_learns_its_pcode(load, write):
    load(write(feature(KONG)))
    assert queries.place_by_code("dep-kong").pcode == "CI3102"
    assert not Place.objects.filter(code="CI3102").exists()


def test_a_unit_that_nobody_knew_is_known_from_then_on(load, write):
    ouangolo = {k: v for k, v in NIELLE.items() if not k.startswith("ADM3")}
    load(write(feature(NIELLE), feature(ouangolo)))
    found = queries.place_by_code("CI310303")
    assert (found.name, found.kind, found.parent_id) == (
        "Niellé",
        "sub_prefecture",
        "dep-ouangolodougou",
    )
    assert "CI310303" in [one.code for one in queries.suggest("Nielle")]


@pytest.mark.parametrize(
    "properties",
    [
        {"ADM1_PCODE": "CI31", "ADM1_FR": "Tchologo"},
        {"adm1_pcode": "CI31", "adm1_name": "Tchologo"},
        {"admin1Pcod": "CI31", "admin1Name": "Tchologo", "admin0Pcod": "CI"},
        {"ADM1_PCODE": "CI31", "ADM1_EN": "Tchologo", "ADM1_REF": None},
        {"shapeName": "Tchologo", "shapeType": "ADM1", "shapeGroup": "CIV"},
    ],
    ids=lambda properties: next(iter(properties)),
)
def test_the_usual_spellings_of_properties_are_understood(load, write, properties):
    load(write(feature(properties)))
    assert Boundary.objects.get().place_id == "CI31"


def test_three_dimensions_become_two_and_multipolygons_stay(load, write):
    high = [[*point, 300.0] for point in SQUARE]
    load(write(feature(TCHOLOGO, high, kind="MultiPolygon")))
    geometry = json.loads(Boundary.objects.get().geometry)
    assert geometry["type"] == "MultiPolygon"
    assert {len(point) for point in geometry["coordinates"][0][0]} == {2}


@pytest.mark.parametrize(
    ("ring", "mend"),
    [
        ([[y, x] for x, y in SQUARE], "inversées"),
        ([[x * 111_000, y * 111_000] for x, y in SQUARE], "WGS 84"),
        ([[x + 40, y] for x, y in SQUARE], "hors du pays"),
        ([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]], "croise"),
        ([], "polygone"),
        (["a", "b"], "lue"),
        ([[0, float("nan")]] * 4, ""),
    ],
    ids=["swapped", "metres", "elsewhere", "crossing itself", "empty", "no numbers", "nan"],
)
def test_a_bad_outline_is_refused_with_its_mend_and_the_rest_is_kept(load, write, ring, mend):
    report = load(write(feature(KONG, ring), feature(TCHOLOGO)))
    refused = only_refusal(report)
    assert (refused.line, refused.column) == (1, "geometry")
    assert mend in refused.reason
    assert report.added == 1


@pytest.mark.parametrize(
    ("properties", "column"),
    [
        ({"ADM1_FR": "Atlantide", "ADM0_PCODE": "CI"}, "ADM1_PCODE"),
        ({"ADM1_PCODE": "Tchologo", "ADM0_PCODE": "CI"}, "ADM0_PCODE"),
        ({"ADM1_PCODE": "CI-31"}, "ADM1_PCODE"),
        ({"ADM1_PCODE": "XX31"}, "ADM0_PCODE"),
        ({"name": "Tchologo"}, "ADM1_PCODE"),
        (None, "properties"),
    ],
)
def test_a_feature_without_a_usable_code_is_refused_by_name(load, write, properties, column):
    report = load(write(feature(properties), feature(KONG)))
    assert only_refusal(report).column == column
    assert report.added == 1


def test_what_is_no_feature_is_refused(load, write):
    report = load(write("Tchologo", None, 7, {"type": "Feature"}, feature(KONG)))
    assert (report.refused, report.added) == (4, 1)


def test_the_second_of_two_features_with_one_code_is_refused(load, write):
    refused = only_refusal(load(write(feature(TCHOLOGO), feature(TCHOLOGO))))
    assert (refused.line, refused.value) == (2, "CI31")
    assert "1" in refused.reason


def test_features_of_other_countries_are_left_aside_when_one_is_asked(load, write):
    sikasso = feature({"ADM1_PCODE": "ML03", "ADM1_FR": "Sikasso"})
    report = load(write(sikasso, feature(TCHOLOGO)), country="CIV")
    assert (report.skipped, report.added, report.refused) == (1, 1, 0)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"licence": " "}, problems.LicenceMissing),
        ({"source": ""}, problems.SourceMissing),
        ({"layer": "A layer/../x"}, problems.LayerNameNotUsable),
        ({"layer": services.FACTS_LAYER}, problems.LayerIsOurs),
        ({"country": "FRA"}, problems.CountryNotKnown),
    ],
)
def test_a_layer_that_does_not_say_what_it_is_is_refused(load, write, options, problem):
    with pytest.raises(problem):
        load(write(feature(TCHOLOGO)), **options)
    assert not Boundary.objects.exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", problems.FileEmpty),
        (b"  \n", problems.FileEmpty),
        (b'{"type": "FeatureCollection", "features": [{"type"', problems.NotGeoJson),
        ('{"features": [{"properties": {"n": "Niellé"}}]}'.encode("cp1252"), problems.NotUtf8),
        ('{"features": []}'.encode("utf-16"), problems.NotUtf8),
        (b'{"type": "FeatureCollection", "features": []}', problems.NoFeatures),
        (b"[1, 2]", problems.NoFeatures),
        (b"[" * 100_000, problems.NotGeoJson),
    ],
    ids=["empty", "blank", "cut", "cp1252", "utf-16", "no features", "a list", "deep"],
)
def test_a_file_that_is_no_geojson_is_named_and_nothing_is_kept(load, tmp_path, content, problem):
    path = tmp_path / "civ.geojson"
    path.write_bytes(content)
    with pytest.raises(problem) as refused:
        load(path)
    assert "civ.geojson" in str(refused.value)
    assert not Layer.objects.filter(name="cod-ab-civ").exists()


def test_a_file_that_is_not_there_is_named(load, tmp_path):
    with pytest.raises(problems.FileNotReadable, match="nowhere"):
        load(tmp_path / "nowhere.geojson")


def test_a_byte_order_mark_does_no_harm(load, tmp_path):
    path = tmp_path / "civ.geojson"
    path.write_text(json.dumps({"features": [feature(TCHOLOGO)]}), encoding="utf-8-sig")
    assert load(path).added == 1
