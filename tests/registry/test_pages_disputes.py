"""Two answers side by side, and entries that wait."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Attachment, Entry
from akwaba.ledger.services import Say
from akwaba.registry import services
from tests.factories import Desk
from tests.registry.disputes_cast import address, given, say_apart, settle
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def mariam(awa):
    return members(family(awa, new_person("Mariam Coulibaly")))[0]


@pytest.fixture
def disputed(mariam):
    """Two tablets corrected the mother's name without knowing of each other."""
    return say_apart(mariam, "mother", "Fanta", "Oumou")


def test_both_answers_stand_side_by_side_and_a_clerk_is_told_who_settles(desk, disputed):
    assert disputed.is_disputed
    page = desk.get(reverse("registry:person", args=[disputed.id]))
    choices = page.context["disputes"][0].choices
    assert {choice.value for choice in choices} == {"Fanta", "Oumou"}
    assert sum(choice.is_shown for choice in choices) == 1
    assert "Un superviseur tranche" in page.content.decode()
    assert desk.get(address(disputed, "mother")).status_code == 403
    assert desk.post(address(disputed, "mother"), {"value": "x"}).status_code == 403
    assert desk.get("/disputes/").status_code == 403


def test_a_correction_waits_until_the_dispute_is_settled(desk, disputed):
    path = reverse("registry:correct_person", args=[disputed.id])
    form = desk.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    answer = desk.post(path, sent | {"mother": "Awa"})
    assert "Nom de la mère" in str(answer.context["form"].non_field_errors())


def test_each_answer_tells_who_gave_it_when_where_and_on_what_it_rests(client, soro, disputed):
    client.force_login(soro)
    page = client.get(address(disputed, "mother"))
    shown, other = sorted(
        page.context["dispute"].choices, key=lambda choice: choice.is_shown, reverse=True
    )
    assert (other.why_shown, shown.why_shown) != ("", "")
    for choice in (shown, other):
        witness = choice.witnesses[0]
        assert "tablet" in witness.where
        assert "Pogo" in witness.where
        assert witness.basis == "dit à l’entretien"
        assert witness.when.at.year == 2025
    assert "affiché pour l’instant" in page.content.decode()


def test_who_is_told_with_their_role(client, soro, toure, mariam):
    say_apart(mariam, "mother", "Fanta", "Oumou", officer=str(toure.id))
    client.force_login(soro)
    page = client.get(address(mariam, "mother"))
    witness = page.context["dispute"].choices[0].witnesses[0]
    assert (witness.who, witness.role) == ("Touré Mariam", "Chargé de protection")


def test_an_answer_that_two_gave_is_one_answer_with_two_who_gave_it(client, soro, mariam):
    say_apart(mariam, "mother", "Fanta", "Oumou", "Fanta")
    client.force_login(soro)
    choices = client.get(address(mariam, "mother")).context["dispute"].choices
    assert sorted((choice.value, len(choice.witnesses)) for choice in choices) == [
        ("Fanta", 2),
        ("Oumou", 1),
    ]


def test_one_press_settles_and_the_entry_names_every_answer(client, soro, disputed):
    replaced = set(disputed.registers["mother"]["heads"])
    client.force_login(soro)
    answer = settle(client, disputed, "mother", "Fanta")
    disputed.refresh_from_db()
    assert (disputed.mother, disputed.is_disputed) == ("Fanta", False)
    assert set(disputed.registers["mother"]["gone"]) >= replaced
    assert Entry.objects.order_by("-position").first().kind == "registry.dispute_resolved"
    page = client.get(answer.url)
    assert page.context["lines"] == []
    assert "Fanta" in page.content.decode()


def test_the_next_dispute_opens_once_one_is_settled_or_left(client, soro, disputed):
    say_apart(disputed, "sex", "F", "M")
    say_apart(disputed, "marital", "MA", "SN")
    client.force_login(soro)
    page = client.get(address(disputed, "sex"))
    assert (page.context["place"], page.context["waiting"]) == (2, 3)
    assert settle(client, disputed, "mother", "Oumou").url == address(disputed, "sex")
    assert client.get(address(disputed, "sex")).context["following"] == address(disputed, "marital")
    assert settle(client, disputed, "marital", "Marié(e)").url == address(disputed, "sex")
    assert settle(client, disputed, "sex", "Masculin").url == "/disputes/"


def test_a_decision_is_undone_from_the_next_page_and_both_stand_again(client, soro, disputed):
    client.force_login(soro)
    shown = disputed.mother
    told = client.get(settle(client, disputed, "mother", "Fanta").url).context["settled"]
    sent = {name: str(told[name]) for name in ("entry", "subject", "row", "field")}
    assert client.post("/undo", sent).url == address(disputed, "mother")
    disputed.refresh_from_db()
    assert (disputed.mother, disputed.is_disputed) == (shown, True)
    choices = client.get(address(disputed, "mother")).context["dispute"].choices
    assert {choice.value for choice in choices} == {"Fanta", "Oumou"}
    assert all("tablet" in choice.witnesses[0].where for choice in choices)


def test_what_somebody_else_settled_meanwhile_is_said_and_nothing_is_lost(client, soro, disputed):
    client.force_login(soro)
    page = client.get(address(disputed, "mother"))
    sent = {"value": given(page, "Oumou"), "seen": page.context["seen"]}
    settle(client, disputed, "mother", "Fanta")
    entries = Entry.objects.count()
    answer = client.post(address(disputed, "mother"), sent, follow=True)
    assert "tranché entre-temps" in answer.content.decode()
    assert not answer.context["is_open"]
    assert "Fanta" in answer.content.decode()
    assert Entry.objects.count() == entries


def test_an_answer_that_came_meanwhile_is_looked_at_first(client, soro, disputed):
    client.force_login(soro)
    page = client.get(address(disputed, "mother"))
    sent = {"value": given(page, "Oumou"), "seen": page.context["seen"]}
    say_apart(disputed, "mother", "Bintou")
    answer = client.post(address(disputed, "mother"), sent, follow=True)
    assert len(answer.context["dispute"].choices) == 3
    assert "Une autre réponse est arrivée entre-temps" in answer.content.decode()
    disputed.refresh_from_db()
    assert disputed.is_disputed


def test_a_reason_that_was_given_stands_in_the_history(client, soro, disputed):
    client.force_login(soro)
    settle(client, disputed, "mother", "Fanta", reason="vu sur le livret", document="on")
    page = client.get(reverse("registry:person", args=[disputed.id]))
    told = page.context["events"][0]
    assert "Pourquoi : vu sur le livret" in [str(detail) for detail in told.details]
    disputed.refresh_from_db()
    assert [head[1] for head in disputed.registers["mother"]["heads"].values()] == ["document"]


def test_another_value_holds_where_none_of_the_answers_does(client, soro, disputed):
    client.force_login(soro)
    page = client.get(address(disputed, "mother"))
    sent = {"other": "1", "mother": "Aminata", "seen": page.context["seen"]}
    client.post(address(disputed, "mother"), sent)
    disputed.refresh_from_db()
    assert (disputed.mother, disputed.is_disputed) == ("Aminata", False)


def test_another_value_that_cannot_be_is_refused_with_its_reason(client, soro, disputed):
    births = [{"birth_said": f"{age}", "birth_precision": "year"} for age in (30, 40)]
    say_apart(disputed, "birth", *births)
    client.force_login(soro)
    page = client.get(address(disputed, "birth"))
    sent = {"other": "1", "age": "le mois passé", "seen": page.context["seen"]}
    answer = client.post(address(disputed, "birth"), sent)
    assert answer.status_code == 422
    assert answer.context["other"].errors


def test_what_only_an_act_of_its_own_changes_is_settled_by_an_answer_given(client, soro, mariam):
    status = {"legal_basis": "oau_1969", "legal_on": "2025-11-12"}
    told = [{"legal": code, **status} for code in ("refugee", "asylum_seeker")]
    say_apart(mariam, "legal", *told, kind="registry.legal_status_decided")
    client.force_login(soro)
    page = client.get(address(mariam, "legal"))
    assert page.context["other"] is None
    choice = page.context["dispute"].choices[0]
    assert "12 novembre 2025" in choice.value
    sent = {"value": choice.given, "seen": page.context["seen"]}
    client.post(address(mariam, "legal"), sent)
    mariam.refresh_from_db()
    assert not mariam.is_disputed


@pytest.mark.parametrize("value", ["", "{", "[1", '{"a": 1}', "12"])
def test_a_value_that_is_none_of_the_answers_breaks_nothing(client, soro, disputed, value):
    client.force_login(soro)
    seen = client.get(address(disputed, "mother")).context["seen"]
    answer = client.post(address(disputed, "mother"), {"value": value, "seen": seen}, follow=True)
    assert "Choisissez une des réponses" in answer.content.decode()
    disputed.refresh_from_db()
    assert disputed.is_disputed


@pytest.mark.parametrize("field", ["shoe_size", "origin", "id"])
def test_a_field_that_there_is_not_is_not_found(client, soro, disputed, field):
    client.force_login(soro)
    assert client.get(address(disputed, field)).status_code == 404


def test_what_another_post_disputes_is_neither_listed_nor_opened(client, soro, disputed):
    soro.posts = ["tengrela"]
    soro.save()
    client.force_login(soro)
    assert client.get("/disputes/").context["lines"] == []
    assert client.get(address(disputed, "mother")).status_code == 404
    assert client.post(address(disputed, "mother"), {"value": "x"}).status_code == 404


def test_both_faces_are_shown_to_choose_by(client, soro, awa, mariam):
    for colour in ("red", "blue"):
        Image.new("RGB", (40, 40), colour).save(content := BytesIO(), "JPEG")
        services.take_photo(actor=awa, person=mariam, content=content.getvalue())
        mariam.refresh_from_db()
    photos = list(Attachment.objects.values_list("digest", flat=True))
    other = next(digest for digest in photos if digest != mariam.photo)
    say_apart(mariam, "photo", other)
    client.force_login(soro)
    page = client.get(address(mariam, "photo"))
    for choice in page.context["dispute"].choices:
        face = reverse("registry:answer_photo", args=[mariam.id, choice.given])
        assert face in page.content.decode()
        assert client.get(face)["Content-Type"] == "image/jpeg"


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
