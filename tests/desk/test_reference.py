"""What a desk takes along when the network may go: complete, small, and nobody's data."""

import gzip
import json

import pytest

from akwaba.desk.prompts import CONSENT_SENTENCES, sentences
from akwaba.places import services as places
from akwaba.registry import services as registry
from akwaba.registry.codelists import codes
from tests.registry.people import family, new

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/v1/reference"
MOST_BYTES_GZIPPED = 60_000


@pytest.fixture
def gazetteer(db):
    """Our own places, and the towns of the ten countries."""
    places.ensure_facts()
    places.ensure_towns()


def reference(client):
    return client.get(ADDRESS).json()


def test_it_is_given_to_a_device_that_nobody_knows(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert not response.cookies


def test_every_code_is_worded_in_french_and_in_english(client, gazetteer):
    for name, lines in reference(client)["lists"].items():
        assert lines, name
        for line in lines:
            assert all([line["fr"], line["en"]]), line


def test_the_needs_of_the_desk_are_all_among_its_words(client):
    content = reference(client)
    worded = {line["code"] for line in content["lists"]["needs"]}
    used = content["needs"]
    assert {*used["common"], used["child_alone"], used["child_without_adult"]} <= worded
    assert used["referral"] == "LP"
    assert worded <= codes("needs").keys()


def test_what_is_met_most_is_offered_first(client):
    lists = reference(client)["lists"]
    assert [line["code"] for line in lists["countries"][:2]] == ["MLI", "BFA"]
    assert [line["code"] for line in lists["relationships"][:2]] == ["WIF", "HUS"]
    assert {line["code"] for line in lists["relationships"]} == codes("relationships").keys()


def test_a_generation_of_nought_is_told(client):
    """A wife is of the same generation; a relation that does not say has none."""
    kin = {line["code"]: line for line in reference(client)["lists"]["relationships"]}
    assert kin["WIF"]["generation"] == 0
    assert "generation" not in kin["U"]


def test_each_purpose_of_consent_is_asked_by_a_sentence_of_its_own(client):
    keys = {sentence.key for sentence in sentences()}
    asked = [line["say"] for line in reference(client)["lists"]["consent_purposes"]]
    assert len(set(asked)) == len(asked) == len(codes("consent_purposes"))
    assert set(asked) == set(CONSENT_SENTENCES.values()) <= keys


def test_towns_that_families_come_from_are_known_without_a_network(client, gazetteer):
    rows = reference(client)["places"]
    wanted = {"Loulouni", "Niangoloko", "Mopti", "Kadiolo", "Nzérékoré", "Gagnoa", "Dakar"}
    found = {row[1]: row[2] for row in rows if row[1] in wanted}
    assert found == {
        "Loulouni": "MLI",
        "Niangoloko": "BFA",
        "Mopti": "MLI",
        "Kadiolo": "MLI",
        "Nzérékoré": "GIN",
    }
    assert len({row[0] for row in rows}) == len(rows)


def test_posts_and_crossings_are_those_of_the_gazetteer(client, gazetteer):
    content = reference(client)
    assert {"code": "pogo", "name": "Pogo", "country": "CIV"} in content["posts"]
    assert {"code": "laleraba", "name": "Laléraba", "country": "CIV"} in content["crossings"]


def test_it_is_small_on_the_wire(client, gazetteer):
    response = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < MOST_BYTES_GZIPPED
    assert json.loads(gzip.decompress(response.content)) == reference(client)


def test_what_has_not_changed_is_not_sent_again(client, gazetteer):
    tag = client.get(ADDRESS).headers["ETag"]
    again = client.get(ADDRESS, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    weak = client.get(ADDRESS, headers={"if-none-match": f"W/{tag}"})
    assert weak.status_code == 304


def test_it_changes_its_version_when_places_are_loaded(client):
    before = reference(client)
    places.ensure_facts()
    after = reference(client)
    assert (before["posts"], before["version"]) != (after["posts"], after["version"])
    assert after["posts"]


def test_registering_people_changes_nothing_in_it(client, awa, gazetteer):
    before = client.get(ADDRESS).content
    registry.register_household(actor=awa, post="pogo", household=family(new("Zzyzx Qwert")))
    assert client.get(ADDRESS).content == before


def test_it_tells_the_formats_of_numbers(client):
    numbers = reference(client)["numbers"]
    assert numbers["registration"]["length"] == 12
    assert numbers["token"]["length"] == 8
    assert len(numbers["token"]["alphabet"]) == 32
