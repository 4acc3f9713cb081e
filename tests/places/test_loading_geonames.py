"""Country files of GeoNames: a text or an archive, again and again, with bad lines in them."""

import io
import zipfile

import pytest

from akwaba.places import geonames, problems, queries, services
from akwaba.places.models import Layer, Place


def line(number=2286000, name="Kalifabougou", **facts):
    said = {
        "lat": "10.01",
        "lon": "-5.5",
        "class": "P",
        "code": "PPL",
        "country": "CI",
        "population": "0",
        "other": "",
        **facts,
    }
    columns = [
        str(number),
        name,
        name,
        said["other"],
        said["lat"],
        said["lon"],
        said["class"],
        said["code"],
        said["country"],
        *[""] * 5,
        said["population"],
        "",
        "300",
        "Africa/Abidjan",
        "2025-01-01",
    ]
    return "\t".join(columns) + "\n"


@pytest.fixture
def load(facts, bamba, tmp_path):
    def from_content(content, name="CI.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return services.load_geonames(actor=bamba, path=path, layer="geonames-civ")

    return from_content


def archive(content, name="CI.txt"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("readme.txt", "The data format is …")
        if name:
            zipped.writestr(name, content)
    return packed.getvalue()


def test_a_place_is_found_after_loading_and_names_its_licence(load):
    report = load(line(other="Kalifabugu,قلیف", population="6000"))
    assert (report.read, report.added) == (1, 1)
    place = queries.place_by_code("gn2286000")
    assert (place.name, place.kind, place.population) == ("Kalifabougou", "town", 6000)
    assert (place.licence, place.latitude) == ("CC BY 4.0", 10.01)
    assert Layer.objects.get(name="geonames-civ").loaded_by == "bamba"
    assert queries.suggest("Kalifabugu")[0].code == "gn2286000"


def test_loading_again_adds_nothing(load):
    load(line() + line(2286001, "Tiogo"))
    before = list(Place.objects.order_by("code").values())
    report = load(line() + line(2286001, "Tiogo"))
    assert (report.added, report.known) == (0, 2)
    assert list(Place.objects.order_by("code").values()) == before


def test_an_archive_reads_like_its_text(load):
    assert load(archive(line()), "CI.zip").added == 1


def test_a_zero_population_is_unknown(load):
    load(line())
    place = queries.place_by_code("gn2286000")
    assert (place.population, place.kind) == (None, "village")


def test_rivers_and_other_countries_are_left_aside(load):
    report = load(line() + line(1, "Bagoé", **{"class": "H"}) + line(2, "Paris", country="FR"))
    assert (report.added, report.skipped, report.refused) == (1, 2, 0)


def test_a_place_of_our_gazetteer_stays_ours(load):
    report = load(line(2282414, "Pogo (GeoNames)"))
    assert (report.added, report.known) == (0, 1)
    assert queries.place_by_code("gn2282414").code == "pogo"


@pytest.mark.parametrize(
    ("bad", "column", "value"),
    [
        (line(lat="-5.5", lon="10.01"), "latitude, longitude", "-5.5, 10.01"),
        (line(lat="48.8", lon="2.3"), "latitude, longitude", "48.8, 2.3"),
        (line(lat="0", lon="0"), "latitude, longitude", "0, 0"),
        (line(lat="nan"), "latitude, longitude", "nan, -5.5"),
        (line(lat="dix"), "latitude", "dix"),
        (line(lon=""), "longitude", ""),
        (line(number="abc"), "geonameid", "abc"),
        (line(number="99999999999999"), "geonameid", "99999999999999"),
        (line(population="-3"), "population", "-3"),
        (line(name=" "), "name", ""),
        (line(name="x" * 201), "name", "x" * 80),
        (line(2, "Other") + line(2, "Same number"), "geonameid", "2"),
        ("2286000\tKalifabougou\n", geonames.WHOLE_LINE, "2"),
        (line(name="a\x00b"), geonames.WHOLE_LINE, "19"),
    ],
)
def test_a_bad_line_is_refused_by_column_and_value_and_the_rest_is_kept(load, bad, column, value):
    report = load(line(7, "Good") + "\n" + bad)
    assert report.refused == 1
    refused = report.refusals[0]
    assert (refused.column, refused.value) == (column, value)
    assert refused.line == (bad.count("\n") + 2)
    assert refused.reason
    assert queries.place_by_code("gn7")


def test_a_line_in_another_encoding_is_refused_alone(load):
    report = load(line().encode() + line(2286001, "Niellé").encode("cp1252"))
    assert (report.added, report.refused) == (1, 1)
    assert "UTF-8" in report.refusals[0].reason


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "CI.txt", problems.FileEmpty),
        (b"", "CI.zip", problems.FileEmpty),
        (b"not a zip", "CI.zip", problems.ArchiveBroken),
        (archive(line())[:-40], "CI.zip", problems.ArchiveBroken),
        (archive("", name=None), "CI.zip", problems.ArchiveWithoutPlaces),
        (line().encode("utf-16"), "CI.txt", problems.NotGeoNames),
        (b"name;lat;lon\nPogo;10;-5\n", "CI.txt", problems.NotGeoNames),
        (b"x" * 1_000_000, "CI.txt", problems.NotGeoNames),
    ],
    ids=["empty", "empty zip", "no zip", "cut zip", "no list", "utf-16", "csv", "one long line"],
)
def test_a_file_that_is_no_geonames_is_named_and_nothing_is_kept(load, content, name, problem):
    with pytest.raises(problem) as refused:
        load(content, name)
    assert name in str(refused.value)
    assert not Layer.objects.filter(name="geonames-civ").exists()


def test_an_archive_damaged_inside_keeps_nothing(load):
    whole = archive("".join(line(number, f"Place {number}") for number in range(1, 3000)))
    damaged = bytearray(whole)
    middle = len(damaged) // 2
    damaged[middle : middle + 200] = bytes(200)
    with pytest.raises(problems.ArchiveBroken):
        load(bytes(damaged), "CI.zip")
    assert not Place.objects.filter(layer_id="geonames-civ").exists()


def test_a_thousand_refusals_are_listed_and_the_others_counted(load):
    bad = "".join(line(number, lat="dix") for number in range(1, 1502))
    report = load(line(2286000) + bad)
    assert (report.refused, len(report.refusals)) == (1501, 1000)


def test_a_file_that_is_not_there_is_named(facts, bamba, tmp_path):
    with pytest.raises(problems.FileNotReadable, match="nowhere"):
        services.load_geonames(actor=bamba, path=tmp_path / "nowhere.txt", layer="x")
