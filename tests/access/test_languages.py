"""French at first sight; the language that was chosen last is remembered."""

from akwaba.access.services import set_password

GOOD = "lune mangue vélo"


def test_the_first_page_is_french_whatever_the_browser_asks(client, db):
    page = client.get("/sign-in/", headers={"Accept-Language": "en-US"})
    assert page["Content-Language"] == "fr"
    assert "Mot de passe" in page.text


def test_english_can_be_chosen_before_sign_in_and_stays(client, db):
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert "Password" in client.get("/sign-in/").text


def test_an_unknown_language_changes_nothing(client, db):
    client.post("/language/", {"language": "xx", "next": "/sign-in/"})
    assert "Mot de passe" in client.get("/sign-in/").text


def test_the_language_chosen_before_sign_in_becomes_the_officers(client, awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    client.post("/sign-in/", {"username": "awa", "password": GOOD})
    awa.refresh_from_db()
    assert awa.language == "en"
    assert "Hello Awa Koné" in client.get("/").text


def test_a_language_left_by_a_colleague_does_not_change_mine(client, awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    client.cookies["django_language"] = "en"
    client.post("/sign-in/", {"username": "awa", "password": GOOD})
    assert "Bonjour Awa Koné" in client.get("/").text


def test_an_officer_changes_language_on_any_page(client, awa):
    client.force_login(awa)
    assert client.post("/language/", {"language": "en", "next": "/settings/"}).url == "/settings/"
    assert "My settings" in client.get("/settings/").text
