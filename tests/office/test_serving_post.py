"""`akwaba serve --post`: HTTPS on the Wi-Fi, ordinary pages at localhost, joining and no more."""

import hashlib
import ssl

import pytest

from tests.nodes import akwaba
from tests.office.posts import WIFI, serving_post

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", WIFI])

BEHIND_THE_DOOR = ["/", "/sign-in/", "/desk/", "/desk/sw.js", "/static/office/akwaba.css",
                   "/officers/", "/joined", "//join/", "/JOIN/"]  # fmt: skip


@pytest.fixture(scope="module")
def post(tmp_path_factory, clean_environment):
    home = tmp_path_factory.mktemp("post") / "home"
    settings = {"AKWABA_HOME": str(home), "AKWABA_PASSPHRASE": "five words for a post"}
    with serving_post({**clean_environment, **settings}) as post:
        yield post


def test_a_tablet_that_installed_the_certificate_reaches_the_desk(post):
    status, _, _ = post.ask_safely("/desk/")
    assert status == 200


def test_a_tablet_that_did_not_is_warned_by_its_browser(post):
    with pytest.raises(ssl.SSLCertVerificationError):
        post.ask_safely("/desk/", ssl.create_default_context())


def test_keys_rest_under_the_passphrase(post):
    keys = [path.read_text() for path in (post.home / "keys").glob("post-*/*.key")]
    assert len(keys) == 2
    assert all("ENCRYPTED PRIVATE KEY" in key for key in keys)


def test_the_clerk_at_the_laptop_works_as_always(post):
    status, headers, _ = post.ask("/sign-in/", address="127.0.0.1")
    assert status == 200
    assert "Secure" not in headers["Set-Cookie"]


def test_cookies_of_the_wifi_travel_over_https_only(post):
    _, headers, _ = post.ask_safely("/sign-in/")
    assert "__Host-csrftoken" in headers["Set-Cookie"]
    assert "Secure" in headers["Set-Cookie"]


@pytest.mark.parametrize("path", BEHIND_THE_DOOR)
def test_plain_http_on_the_wifi_leads_to_joining_and_nowhere_else(post, path):
    status, headers, body = post.ask(path)
    assert (status, headers["Location"], body) == (302, f"http://{WIFI}:{post.port}/join/", b"")


def test_no_host_name_opens_that_door(post):
    status, headers, _ = post.ask("/sign-in/", Host="localhost")
    assert (status, headers["Location"]) == (302, f"http://{WIFI}:{post.port}/join/")


@pytest.mark.parametrize("path", ["/join/../sign-in/", "/join/%2e%2e/sign-in/", "/join/..;/desk/"])
def test_no_detour_leads_through_that_door(post, path):
    status, _, _ = post.ask(path)
    assert status == 404


def test_a_page_asked_for_under_another_name_is_refused(post):
    status, _, _ = post.ask("/sign-in/", address="127.0.0.1", Host="evil.example")
    assert status == 400


def test_the_certificate_and_the_steps_are_there_for_all(post):
    status, headers, body = post.ask("/join/akwaba.crt")
    assert (status, headers["Content-Type"]) == (200, "application/x-x509-ca-cert")
    assert body == post.certificate.read_bytes()
    assert post.ask("/join/")[0] == post.ask("/join/join.css")[0] == post.ask("/health/")[0] == 200


def test_the_laptop_shows_the_fingerprint_of_what_tablets_take(post):
    shown = ssl.PEM_cert_to_DER_cert(post.ask("/join/akwaba.crt")[2].decode())
    digits = hashlib.sha256(shown).hexdigest().upper()
    assert digits in post.told.read_text().replace(":", "")


def test_no_browser_is_told_to_keep_to_https(post):
    assert "Strict-Transport-Security" not in post.ask_safely("/desk/")[1]


def test_a_second_akwaba_says_what_is_wrong(post, clean_environment):
    env = {
        **clean_environment,
        "AKWABA_HOME": str(post.home),
        "AKWABA_PASSPHRASE": "five words for a post",
        "AKWABA_LANGUAGE": "en",
    }
    again = ["serve", "--post", "--port", post.port, "--https-port", post.https_port]
    refused = akwaba(*again, env=env)
    assert refused.returncode == 2
    assert f"already uses the port {post.port}" in refused.stderr


def test_the_connected_mode_opens_the_desk_but_no_page_of_the_office(node):
    with serving_post(node, "--allow-plain") as post:
        assert post.ask("/desk/")[0] == post.ask("/sign-in/")[0] == 200
        for path in ("/officers/", "/", "/reads/"):
            assert post.ask(path)[1]["Location"].endswith("/join/")
        assert "unencrypted" in post.told.read_text()
