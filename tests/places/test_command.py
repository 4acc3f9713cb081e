"""`akwaba places` at a terminal."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from akwaba.places import services
from akwaba.places.models import Layer


def run(*arguments):
    printed = io.StringIO()
    call_command("places", *map(str, arguments), stdout=printed)
    return printed.getvalue()


def run_json(*arguments):
    return json.loads(run(*arguments, "--json"))


@pytest.fixture(autouse=True)
def without_towns(monkeypatch):
    """The ten countries take a second to load; these tests are about the command."""
    monkeypatch.setattr(services.towns, "read", lambda: iter(()))


@pytest.fixture
def outline(tmp_path):
    ring = [[-5.5, 9.5], [-5.0, 9.5], [-5.0, 10.0], [-5.5, 9.5]]
    features = [
        {"properties": {"ADM1_PCODE": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code in ("CI31", "?")
    ]
    path = tmp_path / "civ.geojson"
    path.write_text(json.dumps({"features": features}))
    return path


SAID = ("--layer", "cod-ab", "--licence", "CC BY 3.0 IGO", "--source", "OCHA")


def test_a_list_names_what_each_place_is_for(db):
    assert "pogo" in run("list", "posts")
    assert "village, point de passage, poste · Ouangolodougou" in run("list")
    assert {one["code"] for one in run_json("list", "sites")} == {"niornigue", "timala"}


def test_an_unknown_position_is_null_in_json(db):
    site = run_json("list", "sites")[0]
    assert (site["latitude"], site["longitude"]) == (None, None)
    assert site["source"]


def test_a_suggestion_says_where_it_comes_from(db):
    assert run_json("suggest", "Wangolo")[0]["code"] == "ouangolodougou"
    assert "Tchologo" not in run("suggest", "Loulouni")
    assert "tel qu’il a été dit" in run("suggest", "Xvbnmrt")


def test_the_facts_are_loaded_on_request(db):
    assert run_json("load", "facts") == {"facts": True, "towns": True}
    assert run_json("load", "facts") == {"facts": False, "towns": False}


def test_outlines_are_loaded_and_bad_features_reported(db, outline):
    report = run_json("load", "boundaries", outline, *SAID)
    assert (report["read"], report["added"], report["refused"]) == (2, 1, 1)
    assert report["refusals"][0]["line"] == 2
    assert Layer.objects.get(name="cod-ab").licence == "CC BY 3.0 IGO"
    assert "2 lignes lues" in run("load", "boundaries", outline, *SAID)


def test_the_licence_of_outlines_must_be_said(db, outline):
    with pytest.raises(CommandError, match="--licence"):
        run("load", "boundaries", outline, "--layer", "cod-ab", "--source", "OCHA")


def test_a_refusal_is_a_sentence_and_no_traceback(db, tmp_path):
    with pytest.raises(CommandError, match=r"nulle-part\.zip"):
        run("load", "geonames", tmp_path / "nulle-part.zip")


def test_a_bad_line_of_geonames_is_named(db, tmp_path):
    path = tmp_path / "CI.txt"
    columns = ["1", "Tiogo", "Tiogo", "", "dix", "-5", "P", "PPL", "CI", *[""] * 10]
    path.write_text("\t".join(columns) + "\n")
    assert "Ligne 1, latitude « dix »" in run("load", "geonames", path)
