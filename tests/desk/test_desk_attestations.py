"""A tablet asks its post for attestations: for whom, how often, and what it is told otherwise."""

from base64 import b64decode
from uuid import uuid4

import pytest

from akwaba.access.models import ReadLog
from akwaba.desk.views import papers_api
from akwaba.places import services as places
from akwaba.registry import services
from akwaba.registry.models import Document
from akwaba.registry.papers.keys import attestation_signer
from akwaba.registry.papers.serials import place_of
from akwaba.registry.queries import valid_places
from tests.access.desk_cast import enrolled
from tests.registry.people import new, registered

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/v1/attestations"


@pytest.fixture
def tablet(awa, soro):
    """At Pogo, with Awa at it."""
    places.ensure_facts()
    return enrolled(soro, awa, soro)


@pytest.fixture
def family(awa, tablet):
    _household, people = registered(awa, new("Mariam Coulibaly"), new("Moussa Coulibaly"))
    return [str(person.id) for person in people]


def test_it_is_handed_one_file_for_the_family(tablet, family):
    answer = tablet.ask(ADDRESS, {"persons": family}).json()
    assert b64decode(answer["pdf"]).startswith(b"%PDF")
    assert [paper["person"] for paper in answer["papers"]] == family
    held = set(valid_places(attestation_signer().key_id))
    assert {place_of(paper["serial"]) for paper in answer["papers"]} == held


def test_each_person_is_noted_as_read(tablet, awa, family):
    tablet.ask(ADDRESS, {"persons": family})
    reads = ReadLog.objects.filter(officer=awa, page="desk:attestations")
    assert {str(read.subject) for read in reads} == set(family)


def test_printing_again_needs_a_reason_and_keeps_the_serial(tablet, family):
    first = tablet.ask(ADDRESS, {"persons": family[:1]}).json()
    refused = tablet.ask(ADDRESS, {"persons": family[:1]})
    assert (refused.status_code, refused.json()["problem"]) == (400, "reason_missing")
    again = tablet.ask(ADDRESS, {"persons": family[:1], "reason": "mouillée"}).json()
    assert again["papers"] == first["papers"]
    assert Document.objects.get().reprint_reason == "mouillée"


def test_it_is_all_or_none(tablet, family):
    tablet.ask(ADDRESS, {"persons": family[:1]})
    assert tablet.ask(ADDRESS, {"persons": family}).json()["problem"] == "reason_missing"
    assert Document.objects.count() == 1


def test_people_who_have_not_arrived_at_the_post_are_waited_for(tablet, family):
    answer = tablet.ask(ADDRESS, {"persons": [family[0], str(uuid4())]})
    assert (answer.status_code, answer.json()["problem"]) == (404, "attestations_missing")
    assert not Document.objects.exists()


def test_people_of_another_post_look_like_nobody(tablet, toure):
    toure.all_posts = True
    _household, [other] = registered(toure, new("Issa"), post="ouangolodougou")
    answer = tablet.ask(ADDRESS, {"persons": [str(other.id)]})
    assert answer.json()["problem"] == "attestations_missing"


def test_who_has_left_gets_none_and_the_tablet_is_told_why(tablet, soro, family):
    from akwaba.registry.models import Person

    services.end_presence(actor=soro, person=Person.objects.get(pk=family[0]), reason="SPD")
    answer = tablet.ask(ADDRESS, {"persons": family[:1]})
    assert (answer.status_code, answer.json()["problem"]) == (409, "nobody_to_attest")
    assert answer.json()["sentence"]


@pytest.mark.parametrize(
    "said",
    [{}, {"persons": []}, {"persons": "all"}, {"persons": [3]}, {"persons": ["x"]},
     {"persons": [str(uuid4())] * 61}, {"persons": None, "reason": 3}],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_its_field(tablet, said):
    answer = tablet.ask(ADDRESS, said)
    assert (answer.status_code, answer.json()["problem"]) == (400, "request_not_understood")


def test_a_post_without_typst_says_where_to_print(tablet, family, monkeypatch):
    monkeypatch.setattr(papers_api, "can_typeset", lambda: False)
    answer = tablet.ask(ADDRESS, {"persons": family})
    assert (answer.status_code, answer.json()["problem"]) == (409, "cannot_typeset")
    assert not Document.objects.exists()


def test_nobody_prints_without_a_signature(client, family):
    assert client.post(ADDRESS, {"persons": family}).status_code == 401
