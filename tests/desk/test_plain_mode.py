"""The connected mode: drafts at the node, each its officer's own; households registered once."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.utils import timezone
from PIL import Image

from akwaba.access.models import ReadLog
from akwaba.desk.connected.drafts import KEPT
from akwaba.desk.models import ConnectedDraft, ConnectedPhoto
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Attachment, Entry
from akwaba.registry.models import Consent, Household, Need, Person, Token

pytestmark = pytest.mark.django_db


def person(name, sex, age, **more):
    blank = {"relationship": "", "suggested": True, "needs": [], "token": ""}
    return {"id": str(uuid7()), "name": name, "sex": sex, "age": age, **blank, **more}


def family(**more):
    """A mother and two children, as the desk writes them down."""
    band = {"crossing": "pogo", "arrived_on": "2025-11-14", "origin_country": "MLI"}
    return {
        "id": str(uuid7()),
        "kind": "roster",
        "step": "readback",
        "band": {**band, "origin_place": "", "origin_said": "Sikasso", "token": ""},
        "people": [
            person("Mariam Traoré", "F", "34"),
            person("Oumar", "M", "8"),
            person("N’Golo", "M", "6m"),
        ],
        "children": {"with_parent": "yes", "alone": []},
        "referral": False,
        "consents": {},
        "counts": {},
        "size": 0,
        "note": "",
        **more,
    }


def send(client, method, path, body):
    how = {"content_type": "application/json"}
    return client.generic(method, f"/desk/plain/{path}", json.dumps(body), **how)


def save(client, draft):
    return send(client, "PUT", f"drafts/{draft['id']}", draft)


def register(client, draft, post="pogo"):
    return send(client, "POST", "households", {"post": post, "draft": draft})


def picture(size=(900, 700)):
    content = BytesIO()
    Image.new("RGB", size, "#c47a12").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def as_awa(client, awa):
    client.force_login(awa)
    return client


def test_a_draft_comes_back_as_it_was_left(as_awa):
    draft = family()
    assert save(as_awa, draft).json() == {"registered": False}
    assert as_awa.get(f"/desk/plain/drafts/{draft['id']}").json() == {"draft": draft}
    listed = as_awa.get("/desk/plain/drafts").json()["drafts"]
    assert [(line["id"], line["title"], line["people"]) for line in listed] == [
        (draft["id"], "Mariam Traoré", 3)
    ]


def test_nobody_else_sees_changes_or_drops_it(as_awa, client, soro, toure):
    draft = family()
    save(as_awa, draft)
    for other in (soro, toure):
        client.force_login(other)
        assert client.get("/desk/plain/drafts").json() == {"drafts": []}
        assert client.get(f"/desk/plain/drafts/{draft['id']}").status_code == 404
        assert save(client, family(id=draft["id"])).status_code == 404
        client.delete(f"/desk/plain/drafts/{draft['id']}")
    assert ConnectedDraft.objects.get().content == draft


@pytest.mark.parametrize("name", ["kone", "ouattara", "bamba", "yeo"])
def test_those_who_register_nobody_have_no_drafts(client, request, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get("/desk/plain/session").status_code == 403
    assert save(client, family()).status_code == 403
    assert register(client, family()).status_code == 403


def test_a_tablet_without_an_officer_is_sent_to_sign_in(client):
    assert client.get("/desk/plain/session").status_code == 302
    assert save(client, family()).status_code == 302
    assert not Household.objects.exists()


def test_what_another_site_sends_is_refused(awa):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(awa)
    assert save(strict, family()).status_code == 403
    token = strict.get("/desk/plain/session").json()["csrf"]
    draft = family()
    kept = strict.put(
        f"/desk/plain/drafts/{draft['id']}", json.dumps(draft), headers={"X-CSRFToken": token}
    )
    assert kept.status_code == 200


def test_drafts_go_after_seven_days(as_awa):
    old, young = family(), family()
    save(as_awa, old)
    ConnectedDraft.objects.update(saved_at=timezone.now() - KEPT - timedelta(seconds=1))
    assert as_awa.get(f"/desk/plain/drafts/{old['id']}").status_code == 404
    save(as_awa, young)
    assert [str(draft.pk) for draft in ConnectedDraft.objects.all()] == [young["id"]]


def test_a_household_is_registered_with_everything_that_was_said(as_awa, awa):
    draft = family(
        consents={"registration": "yes"}, referral=True, note="Vient avec une charrette",
        children={"with_parent": "no", "alone": []},
    )  # fmt: skip
    draft["people"][1]["needs"] = ["DS"]
    draft["children"]["alone"] = [draft["people"][1]["id"]]
    save(as_awa, draft)
    told = register(as_awa, draft).json()
    household = Household.objects.get()
    assert (told["status"], told["number"]) == ("registered", household.number)
    assert str(household.id) == draft["id"]
    assert (household.post, household.crossing, household.source) == ("pogo", "pogo", "desk")
    people = {str(one.id): one for one in Person.objects.all()}
    assert told["people"] == {key: one.number for key, one in people.items()}
    mother, son, baby = (people[one["id"]] for one in draft["people"])
    assert [one.name_said for one in (mother, son, baby)] == ["Mariam Traoré", "Oumar", "N’Golo"]
    assert (mother.relationship, son.relationship) == ("PA", "SON")
    needs = {(need.person, need.code) for need in Need.objects.all()}
    assert needs == {(mother.id, "LP"), (son.id, "DS"), (son.id, "SC")}
    assert Consent.objects.count() == 3
    assert Entry.objects.latest("seq").officer == awa.id
    assert not ConnectedDraft.objects.exists()


def test_sending_twice_registers_once(as_awa):
    draft = family()
    save(as_awa, draft)
    first = register(as_awa, draft).json()
    again = register(as_awa, draft).json()
    assert (first["status"], again["status"]) == ("registered", "known")
    assert first["number"] == again["number"]
    assert first["people"] == again["people"]
    assert (Household.objects.count(), Person.objects.count()) == (1, 3)


def test_a_draft_that_arrives_late_does_not_come_back(as_awa):
    draft = family()
    register(as_awa, draft)
    assert save(as_awa, draft).json() == {"registered": True}
    assert not ConnectedDraft.objects.exists()


def test_a_photo_waits_with_the_draft_and_goes_with_the_household(as_awa):
    draft = family()
    save(as_awa, draft)
    mother = draft["people"][0]["id"]
    place = f"/desk/plain/drafts/{draft['id']}/photos/{mother}"
    assert as_awa.put(place, picture(), content_type="image/jpeg").status_code == 200
    assert as_awa.put(place, picture((640, 480)), content_type="image/jpeg").status_code == 200
    assert ConnectedPhoto.objects.count() == 1
    draft["people"][0]["photo"] = {"digest": mother}
    register(as_awa, draft)
    kept = Attachment.objects.get()
    assert kept.about == UUID(mother)
    assert Person.objects.get(pk=mother).photo == kept.digest
    assert not ConnectedPhoto.objects.exists()


def test_a_photo_that_was_taken_away_again_is_not_kept(as_awa):
    draft = family()
    save(as_awa, draft)
    place = f"/desk/plain/drafts/{draft['id']}/photos/{draft['people'][0]['id']}"
    as_awa.put(place, picture(), content_type="image/jpeg")
    register(as_awa, draft)
    assert not Attachment.objects.exists()
    assert not ConnectedPhoto.objects.exists()


def test_a_file_that_is_no_photo_is_refused_and_the_draft_stays(as_awa):
    draft = family()
    save(as_awa, draft)
    place = f"/desk/plain/drafts/{draft['id']}/photos/{draft['people'][0]['id']}"
    refused = as_awa.put(place, b"GIF89a", content_type="image/gif")
    assert (refused.status_code, refused.json()["problem"]) == (400, "photo_unusable")
    assert ConnectedDraft.objects.exists()


def test_another_officer_cannot_hang_a_photo_on_it(as_awa, client, soro):
    draft = family()
    save(as_awa, draft)
    client.force_login(soro)
    place = f"/desk/plain/drafts/{draft['id']}/photos/{draft['people'][0]['id']}"
    assert client.put(place, picture(), content_type="image/jpeg").status_code == 404


WRONG = {
    "age": ({"age": "zut"}, "zut"),
    "future": ({"age": "2090"}, "2090"),
    "sex": ({"sex": "X"}, "X"),
    "name": ({"name": ""}, "no name"),
    "need": ({"needs": ["nothing"]}, "nothing"),
    "list": ({"needs": "DS"}, "needs"),
    "id": ({"id": "7"}, "id"),
    "token": ({"token": "not a token"}, "not a token"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_and_nothing_is_lost(as_awa, awa, case):
    awa.language = "en"
    awa.save()
    change, named = WRONG[case]
    draft = family()
    draft["people"][1] |= change
    save(as_awa, draft)
    refused = register(as_awa, draft)
    assert refused.status_code in {400, 409, 422}
    assert named in refused.json()["sentence"]
    assert ConnectedDraft.objects.get().content == draft
    assert not Household.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"people": "\\u0000"}', b"[" * 9999])
def test_bytes_that_are_no_draft_are_refused_calmly(as_awa, body):
    place = f"/desk/plain/drafts/{uuid7()}"
    refused = as_awa.put(place, body, content_type="application/json")
    assert refused.status_code == 400
    assert refused.json()["problem"] == "request_not_understood"


@pytest.mark.parametrize(
    "change",
    [
        {"people": {}}, {"people": [3]}, {"people": [{"name": 4}]}, {"band": []},
        {"band": {"arrived_on": "demain"}}, {"size": -1}, {"size": "4"}, {"counts": {"F 0-4": -2}},
        {"consents": []}, {"children": 1}, {"note": "x" * 501}, {"id": None},
    ],
)  # fmt: skip
def test_a_draft_of_another_shape_is_refused_by_field(as_awa, change):
    refused = register(as_awa, family(**change))
    assert (refused.status_code, refused.json()["problem"]) == (400, "request_not_understood")


def test_a_post_that_is_not_theirs_is_refused(as_awa):
    assert register(as_awa, family(), post="niornigue").status_code == 403


def test_too_large_a_draft_says_how_large_it_may_be(as_awa):
    refused = save(as_awa, family(note="é" * 400_000))
    assert (refused.status_code, refused.json()["problem"]) == (413, "draft_too_large")
    assert "512" in refused.json()["sentence"]


def test_announced_people_are_counted_before_they_are_named(as_awa):
    draft = family(
        kind="influx",
        people=[person("Mariam", "F", "")],
        counts={"F 0-4": 2, "M 18-59": 5, "F 60+": 0},
        size=7,
    )
    register(as_awa, draft)
    household = Household.objects.get()
    assert (household.size_said, household.counts_said) == (7, {"F 0-4": 2, "M 18-59": 5})


def test_tokens_are_taken_over(as_awa):
    from akwaba.registry.numbers import new_token

    draft = family()
    draft["band"]["token"] = new_token()
    register(as_awa, draft)
    assert Token.objects.get().code == draft["band"]["token"]


def test_reading_ones_own_unsaved_form_is_no_reading_of_a_person(as_awa):
    draft = family()
    save(as_awa, draft)
    as_awa.get(f"/desk/plain/drafts/{draft['id']}")
    assert not ReadLog.objects.exists()
