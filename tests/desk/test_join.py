"""How a tablet joins: four steps for all, the Wi-Fi's password for few."""

import re

import pytest
from django.template import Context, Template

from akwaba.access.authority import authority_file, ensure_authority, fingerprint
from akwaba.desk.joining import reach, wifi_text

ADDRESS = "10.77.0.1"
PASSWORD = "nuit;de:Pogo"


@pytest.fixture
def open_post(settings, tmp_path):
    """This node as it is when it serves a post's Wi-Fi."""
    from django.utils import timezone

    settings.AKWABA_HOME = tmp_path
    settings.AKWABA_DESK_URL = f"https://{ADDRESS}:8443"
    settings.AKWABA_JOIN_URL = f"http://{ADDRESS}:8000"
    settings.AKWABA_WIFI_NAME = "Poste de Pogo"
    settings.AKWABA_WIFI_PASSWORD = PASSWORD
    ensure_authority(home=tmp_path, address=ADDRESS, passphrase="", now=timezone.now())
    return authority_file(tmp_path, ADDRESS)


def sheet(officer=None):
    page = Template("{% load joining %}{% join_sheet %}")
    return page.render(Context({"officer": officer}))


def test_anybody_sees_the_four_steps_and_what_to_compare(client, open_post):
    page = client.get("/join/").content.decode()
    assert page.count("<li>") == 4
    assert fingerprint(open_post) in page
    assert f"https://{ADDRESS}:8443/desk/" in page


@pytest.mark.parametrize(("language", "title"), [("fr", "Relier cette tablette au poste"),
                                                 ("en", "Join this post")])  # fmt: skip
def test_the_language_is_in_the_address(client, open_post, language, title):
    page = client.get(f"/join/{language}/")
    assert title in page.content.decode()
    assert page["Content-Language"] == language


def test_a_language_that_nobody_wrote_is_not_found(client, open_post):
    assert client.get("/join/xx/").status_code == 404


def test_what_is_taken_is_the_certificate_of_this_post(client, open_post):
    taken = client.get("/join/akwaba.crt")
    assert taken.content == open_post.read_bytes()
    assert b"PRIVATE" not in taken.content
    assert "akwaba.crt" in taken["Content-Disposition"]


def test_the_open_page_tells_nothing_of_the_wifi(client, open_post):
    page = client.get("/join/").content.decode()
    assert "Poste de Pogo" not in page
    assert PASSWORD not in page


def test_pictures_need_no_reading_and_no_other_file(client, open_post):
    page = client.get("/join/").content.decode()
    pictures = re.findall(r'<svg class="picture".*?</svg>', page, re.DOTALL)
    assert len(pictures) == 4
    assert not any("<text" in picture or "href" in picture for picture in pictures)
    assert set(re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', page)) == {"/join/join.css"}


def test_a_node_that_serves_no_wifi_says_so(client):
    assert reach() is None
    page = client.get("/join/en/")
    assert "not open to tablets now" in page.content.decode()
    assert client.get("/join/akwaba.crt").status_code == 404


def test_a_supervisor_shows_the_code_of_the_wifi(open_post, soro):
    assert "Poste de Pogo" in sheet(soro)
    assert sheet(soro).count("<svg") == 2
    assert fingerprint(open_post) in sheet(soro)


@pytest.mark.django_db
def test_nobody_else_gets_the_wifi(open_post, awa, diallo, kone):
    for officer in (None, awa, diallo, kone):
        assert "Poste de Pogo" not in sheet(officer)
        assert sheet(officer).count("<svg") == 1


def test_a_wifi_that_was_not_named_is_asked_for(open_post, settings, soro):
    settings.AKWABA_WIFI_NAME = ""
    assert "AKWABA_WIFI_NAME" in sheet(soro)


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("Poste", "secret", "WIFI:T:WPA;S:Poste;P:secret;;"),
        ("Poste; de: Pogo", 'a"b,c\\d', r"WIFI:T:WPA;S:Poste\; de\: Pogo;P:a\"b\,c\\d;;"),
        ("Ouvert", "", "WIFI:T:nopass;S:Ouvert;;"),
    ],
)
def test_phones_read_names_with_any_sign(name, password, said):
    assert wifi_text(name, password) == said
