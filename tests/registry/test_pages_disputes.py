"""Two answers side by side, and entries that wait."""

import pytest
from django.urls import reverse

from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say
from tests.factories import Desk
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def mariam(awa):
    return members(family(awa, new_person("Mariam Coulibaly")))[0]


@pytest.fixture
def disputed(mariam):
    """Two tablets corrected the mother's name without knowing of each other."""
    for mother in ("Fanta", "Oumou"):
        tablet = Desk()
        tablet.enrol()
        base = {"mother": []}
        accept([tablet.make(Say("registry.person", mariam.id, {"mother": mother}, base=base))])
    mariam.refresh_from_db()
    return mariam


def test_both_answers_stand_side_by_side_and_a_clerk_is_told_who_settles(desk, disputed):
    assert disputed.is_disputed
    page = desk.get(reverse("registry:person", args=[disputed.id]))
    choices = page.context["disputes"][0].choices
    assert {choice.value for choice in choices} == {"Fanta", "Oumou"}
    assert sum(choice.is_shown for choice in choices) == 1
    assert "Un superviseur tranche" in page.content.decode()
    sent = {"subject": str(disputed.id), "field": "mother", "value": '"Fanta"', "reason": "x"}
    assert desk.post("/disputes/settle", sent).status_code == 403
    assert desk.get("/disputes/").status_code == 403


def test_a_correction_waits_until_the_dispute_is_settled(desk, disputed):
    path = reverse("registry:correct_person", args=[disputed.id])
    form = desk.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    answer = desk.post(path, sent | {"mother": "Awa"})
    assert "Nom de la mère" in str(answer.context["form"].non_field_errors())


def test_a_supervisor_settles_with_a_reason_from_the_list(client, soro, disputed):
    client.force_login(soro)
    page = client.get("/disputes/")
    dispute = page.context["disputes"][0]
    given = next(choice.given for choice in dispute.choices if choice.value == "Fanta")
    sent = {"subject": str(dispute.subject), "field": dispute.field, "value": given}
    refused = client.post("/disputes/settle", sent | {"reason": " "}, follow=True)
    assert "quelques mots" in refused.content.decode()
    client.post("/disputes/settle", sent | {"reason": "vu sur le livret"})
    disputed.refresh_from_db()
    assert (disputed.mother, disputed.is_disputed) == ("Fanta", False)
    assert client.get("/disputes/").context["disputes"] == []


@pytest.mark.parametrize("value", ["", "{", "[1", '{"a": 1}', "12"])
def test_a_value_that_is_none_of_the_answers_breaks_nothing(client, soro, disputed, value):
    client.force_login(soro)
    sent = {"subject": str(disputed.id), "field": "mother", "value": value, "reason": "x"}
    answer = client.post("/disputes/settle", sent)
    assert answer.status_code in {302, 400}


def test_what_another_post_disputes_is_not_listed(client, soro, toure, disputed):
    soro.posts = ["tengrela"]
    soro.save()
    client.force_login(soro)
    assert client.get("/disputes/").context["disputes"] == []


def test_an_entry_of_an_unknown_device_waits_and_a_supervisor_applies_it(client, soro, mariam):
    stranger = Desk()
    base = {"mother": []}
    accept([stranger.make(Say("registry.person", mariam.id, {"mother": "Fanta"}, base=base))])
    stranger.enrol()
    client.force_login(soro)
    waiting = client.get("/quarantine/").context["waiting"]
    assert len(waiting) == 1
    assert waiting[0].may_admit
    path = f"/quarantine/{waiting[0].id}/admit"
    client.post(path, {"reason": ""})
    assert len(client.get("/quarantine/").context["waiting"]) == 1
    client.post(path, {"reason": "tablette du poste"})
    mariam.refresh_from_db()
    assert mariam.mother == "Fanta"
    assert client.get("/quarantine/").context["waiting"] == []


def test_entries_of_other_posts_do_not_show(client, soro, mariam):
    stranger = Desk()
    said = Say("registry.person", mariam.id, {"mother": "Fanta"})
    accept([stranger.make(said, scope="tengrela")])
    client.force_login(soro)
    assert client.get("/quarantine/").context["waiting"] == []
