"""A tablet reaches the post: by four steps, then over HTTPS with all that a browser can do."""

import base64
import re
import shutil

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from tests.e2e.conftest import BROWSER_ARGUMENTS, BROWSERS, DESKTOP, PHONE
from tests.office.posts import WIFI, serving_post

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", WIFI])

WORKER = """async () => {
  const made = await navigator.serviceWorker.register("/desk/sw.js", { scope: "/desk/" });
  return made.scope;
}"""


@pytest.fixture(scope="module")
def post(tmp_path_factory, clean_environment):
    home = tmp_path_factory.mktemp("post") / "home"
    with serving_post({**clean_environment, "AKWABA_HOME": str(home)}) as post:
        yield post


@pytest.fixture(scope="module")
def tablet(browser, post):
    """A browser that trusts the key of this post, as one does that installed the certificate."""
    held = x509.load_pem_x509_certificate(post.certificate.with_name("node.crt").read_bytes())
    key = held.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(hashes.SHA256())
    digest.update(key)
    trusted = base64.b64encode(digest.finalize()).decode()
    launched = browser.browser_type.launch(
        executable_path=next(filter(None, map(shutil.which, BROWSERS))),
        args=[*BROWSER_ARGUMENTS, f"--ignore-certificate-errors-spki-list={trusted}"],
    )
    yield launched
    launched.close()


def test_over_https_the_desk_has_what_it_needs_to_work_without_a_network(tablet, post):
    page = tablet.new_page(**PHONE)
    page.goto(f"https://{WIFI}:{post.https_port}/desk/")
    assert page.evaluate("isSecureContext")
    assert page.evaluate("Boolean(crypto.subtle && navigator.mediaDevices)")
    assert page.evaluate(WORKER) == f"https://{WIFI}:{post.https_port}/desk/"
    page.close()


def test_before_the_certificate_the_browser_shows_nothing_of_the_desk(browser, post):
    page = browser.new_page(**PHONE)
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"https://{WIFI}:{post.https_port}/desk/")
    page.close()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_everybody_can_read_the_four_steps(browser, post, axe, look, screen, language):
    page = browser.new_page(**screen)
    faults = []
    page.on("console", lambda said: faults.append(said.text))
    page.goto(f"http://{WIFI}:{post.port}/join/{language}/")
    look(page)
    assert axe(page) == []
    assert faults == []
    small = page.evaluate(
        "[...document.querySelectorAll('a')].filter(a => a.offsetHeight < 48).map(a => a.outerHTML)"
    )
    assert small == []
    page.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_four_steps_fit_one_page_of_paper(browser, post, language):
    page = browser.new_page()
    page.goto(f"http://{WIFI}:{post.port}/join/{language}/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", printed)  # A4 in points
    page.close()


def test_the_buttons_lead_to_the_certificate_and_to_the_desk(tablet, post):
    page = tablet.new_page(**PHONE, accept_downloads=True)
    page.goto(f"http://{WIFI}:{post.port}/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the certificate").click()
    assert taken.value.suggested_filename == "akwaba.crt"
    assert taken.value.path().read_bytes() == post.certificate.read_bytes()
    page.get_by_role("link", name="Open the desk").click()
    page.wait_for_url(f"https://{WIFI}:{post.https_port}/desk/**")
    page.close()
