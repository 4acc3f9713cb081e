"""Papers in a real browser: what the verifier answers, online and not, and what it never shows."""

from base64 import b64encode

import pytest
import segno
from playwright.sync_api import expect

from tests.e2e import node, papers_post, post
from tests.e2e.conftest import DESKTOP, PHONE

SCREENS = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("papers") / "post"
    post.at(home, "prepare")
    return home


@pytest.fixture(scope="module")
def address(home):
    with node.serving(home) as address:
        yield address


@pytest.fixture
def paper(home, address, tmp_path):
    return {**papers_post.at(home, "issue", tmp_path), "picture": tmp_path / "paper.png"}


def verifier(visit, **how):
    page = visit("/verifier/", **how)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    expect(page.locator(".lists")).to_contain_text("Listes du")
    return page


def read(page, picture):
    page.locator("#photo").set_input_files(picture)


def answered(page, word):
    expect(page.locator("#answer b")).to_have_text(word)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_good_paper_is_valid_and_a_revoked_one_is_revoked(visit, home, paper, axe, look, screen):
    page = verifier(visit, **SCREENS[screen])
    look(page, screen)
    assert axe(page) == []
    read(page, paper["picture"])
    answered(page, "Valable")
    look(page, f"{screen}-valid")
    assert axe(page) == []
    papers_post.at(home, "revoke", paper["serial"])
    read(page, paper["picture"])
    answered(page, "Retirée")
    look(page, f"{screen}-revoked")
    assert axe(page) == []


def test_nothing_of_the_holder_is_shown_or_sent(visit, paper, address):
    page = verifier(visit)
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    read(page, paper["picture"])
    answered(page, "Valable")
    shown = page.content()
    for told in (papers_post.NAME, "Mariam", "MLI", paper["serial"], paper["code"]):
        assert told not in shown
        assert not any(told in url + body for url, body in asked)
    assert all(not body for _url, body in asked)


def test_it_answers_with_the_post_gone(visit, paper):
    page = verifier(visit)
    page.context.set_offline(True)
    page.reload()
    read(page, paper["picture"])
    answered(page, "Valable")
    expect(page.locator(".lists")).to_contain_text("Listes du")


def test_an_expired_paper_is_expired(visit, paper):
    page = verifier(visit)
    page.clock.set_fixed_time("2030-01-01T12:00:00Z")
    read(page, paper["picture"])
    answered(page, "Expirée")


def test_a_changed_code_is_altered_and_a_token_is_no_attestation(visit, paper, tmp_path, look):
    page = verifier(visit)
    at = len(paper["code"]) // 2
    other = "A" if paper["code"][at] != "A" else "B"
    changed = paper["code"][:at] + other + paper["code"][at + 1 :]
    for text, word in ((changed, "Modifiée"), ("K7QM3XP9", "Pas une attestation")):
        picture = tmp_path / "code.png"
        segno.make(text, micro=False, error="m").save(str(picture), scale=8, border=4)
        read(page, picture)
        answered(page, word)
        look(page, word)


def test_a_picture_without_a_code_and_a_file_that_is_none_are_said_calmly(visit, paper, tmp_path):
    page = verifier(visit)
    blank, text = tmp_path / "blank.png", tmp_path / "text.png"
    segno.make("x").save(str(blank), scale=1, border=0, dark="white")
    text.write_text("no picture")
    read(page, blank)
    expect(page.locator("#trouble")).to_contain_text("Aucun code")
    read(page, text)
    expect(page.locator("#trouble")).to_contain_text("pas une photo")


def test_a_refused_camera_leaves_the_photo(visit, paper):
    page = verifier(visit)
    page.evaluate(
        "() => {navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('refused'));}"
    )
    page.locator("#scan").click()
    expect(page.locator("#trouble")).to_contain_text("L’appareil photo ne s’ouvre pas")
    read(page, paper["picture"])
    answered(page, "Valable")


CAMERA = """(picture) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height / 2];
    const draw = () => canvas.getContext("2d").drawImage(image, 0, 0);
    draw();
    setInterval(draw, 50);
    globalThis.seen = canvas.captureStream(20);
    return globalThis.seen;
  };
}"""


def test_the_camera_reads_a_paper_and_is_off_afterwards(visit, paper):
    page = verifier(visit, **PHONE)
    picture = b64encode(paper["picture"].read_bytes()).decode()
    page.evaluate(CAMERA, f"data:image/png;base64,{picture}")
    page.locator("#scan").click()
    answered(page, "Valable")
    expect(page.locator("video")).to_be_hidden()
    assert page.evaluate("seen.getTracks().map((track) => track.readyState)") == ["ended"]


def test_a_device_without_lists_says_so(visit, paper):
    page = visit("/verifier/")
    page.context.route("**/verifier/lists", lambda route: route.abort())
    page.evaluate("caches.delete('akwaba-lists')")
    page.reload()
    expect(page.locator(".lists")).to_contain_text("pas encore les listes")
    read(page, paper["picture"])
    expect(page.locator("#trouble")).to_contain_text("pas encore les listes")


def test_it_speaks_the_language_of_the_phone(visit, paper, axe, look):
    english = visit("/verifier/", locale="en-GB", **PHONE)
    expect(english.locator("h1")).to_have_text("Check an attestation")
    arabic = visit("/verifier/", locale="ar-MR", **PHONE)
    expect(arabic.locator("html")).to_have_attribute("dir", "rtl")
    assert axe(arabic) == []
    look(arabic, "arabic")
