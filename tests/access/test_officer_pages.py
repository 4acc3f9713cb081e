"""What administrators do on their pages."""

from uuid import uuid4

import pytest

from akwaba.access.models import Officer
from akwaba.access.rules import Role
from akwaba.access.services import console_officer, set_password

GOOD = "lune mangue vélo"


@pytest.fixture
def office(client, bamba):
    client.force_login(bamba)
    return client


def new_officer(**facts):
    return {
        "display_name": "Issa Traoré",
        "username": "issa",
        "password": GOOD,
        "role": "clerk",
        "posts": ["pogo"],
        **facts,
    }


def test_an_administrator_enrols_an_officer(office):
    page = office.post("/officers/new/", new_officer(), follow=True)
    assert "Issa Traoré : inscription faite." in page.text
    assert Officer.objects.get(username="issa").posts == ["pogo"]


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(office, awa):
    page = office.post("/officers/new/", new_officer(username="awa"))
    assert page.context["form"].errors.keys() == {"username"}
    assert "« awa » est déjà pris" in page.text
    assert 'value="Issa Traoré"' in page.text
    assert 'aria-describedby="id_username_helptext id_username_error"' in page.text


def test_html_in_a_name_stays_text(office):
    office.post("/officers/new/", new_officer(display_name="<b>Issa</b>"))
    page = office.get("/officers/").text
    assert "&lt;b&gt;Issa&lt;/b&gt;" in page
    assert "<b>Issa</b>" not in page


def test_a_nul_in_a_name_is_refused_at_its_field(office):
    page = office.post("/officers/new/", new_officer(display_name="Is\0sa"))
    assert page.context["form"].errors.keys() == {"display_name"}


def test_an_administrator_closes_an_account(office, awa):
    facts = {"display_name": "Awa Koné", "role": "clerk", "posts": ["pogo"]}
    office.post(f"/officers/{awa.id}/", facts)
    awa.refresh_from_db()
    assert not awa.is_active
    assert "fermé" in office.get("/officers/").text


def test_the_form_shows_what_is_so(office, awa):
    form = office.get(f"/officers/{awa.id}/").context["form"]
    assert form.initial["role"] == Role.CLERK
    assert form.initial["posts"] == ["pogo"]


def test_a_new_password_ends_the_officers_sessions(office, client_class, awa):
    phone = client_class()
    phone.force_login(awa)
    office.post(f"/officers/{awa.id}/password/", {"password": GOOD})
    assert phone.get("/").status_code == 302


def test_a_weak_password_is_explained(office, awa):
    page = office.post(f"/officers/{awa.id}/password/", {"password": "kone"})
    assert "moins de 10 caractères" in page.text
    assert "nom de l’agent" in page.text


def test_an_officer_who_is_not_there_and_one_that_never_was_look_alike(office):
    assert office.get(f"/officers/{uuid4()}/").status_code == 404


def test_the_console_cannot_be_opened_from_the_list(office):
    console = console_officer()
    page = office.get("/officers/").text
    assert console.display_name in page
    assert str(console.id) not in page


def test_an_officer_changes_their_own_password_and_stays_signed_in(client, awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    client.force_login(awa)
    fields = {"current": GOOD, "password": "riz poisson lune"}
    page = client.post("/settings/", fields, follow=True)
    assert "Votre mot de passe est changé." in page.text
    awa.refresh_from_db()
    assert awa.check_password("riz poisson lune")


def test_a_wrong_current_password_changes_nothing_and_is_counted(client, awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    client.force_login(awa)
    fields = {"current": "autre chose", "password": "riz poisson lune"}
    pages = [client.post("/settings/", fields).text for _ in range(6)]
    assert "n’est pas votre mot de passe actuel" in pages[0]
    assert "Réessayez dans" in pages[5]
    awa.refresh_from_db()
    assert awa.check_password(GOOD)


def test_the_list_of_officers_needs_few_queries(office, awa, soro, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        office.get("/officers/")


@pytest.fixture
def client_class():
    from django.test import Client

    return Client
