"""Screens 8 and 10 of the desk: a family is found, gets its paper, its ticket and its receipt."""

from base64 import b64decode

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, papers_post, post
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


def at_the_desk(visit, home, **how):
    page = visit("/desk/", **how)
    clerk.join(page, post.at(home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    return page


def find(page, said):
    page.goto("/desk/#papers") if "#" not in page.url else page.evaluate("location.hash = 'papers'")
    page.locator("#code").fill(said)
    page.locator("#code").press("Enter")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_family_is_found_and_its_attestation_is_printed(visit, home, axe, look, screen, tmp_path):
    family = papers_post.at(home, "family")
    page = at_the_desk(visit, home, **SCREENS[screen])
    find(page, "12")
    expect(page.locator("#code-problem")).to_contain_text("ni un numéro ni un jeton")
    look(page, f"{screen}-finder")
    find(page, family["number"])
    expect(page.locator("[data-number]")).to_have_text(family["printed"])
    with page.expect_response("**/desk/v1/attestations") as told:
        page.get_by_role("button", name="Imprimer l’attestation").click()
    assert b64decode(told.value.json()["pdf"]).startswith(b"%PDF")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Ouvrir pour imprimer").click()
    assert opened.value.url.startswith("blob:")
    look(page, f"{screen}-printed")
    assert axe(page) == []
    page.get_by_role("button", name="Réimprimer").click()
    expect(page.locator("#attestation ~ .error")).to_contain_text("Dites pourquoi")
    with opened.value.expect_event("close"):
        page.get_by_role("button", name="Verrouiller").click()
    expect(page.locator(".people")).to_be_visible()


def test_a_family_of_this_shift_gets_ticket_and_receipt_with_no_network(visit, home, axe, look):
    page = at_the_desk(visit, home, **PHONE)
    page.evaluate(
        """async () => {
          const first = document.querySelector("link[rel=modulepreload]").href;
          const base = /^.*\\/desk\\/app\\/[^/]+\\//.exec(first)[0];
          const { remember } = await import(base + "store/working.js");
          await remember({id: "a-family", number: "042100013762", token: "K7QM3XP9",
            consents: {registration: "yes", government: "no"},
            people: [{id: "one", number: "042100013859", name: "Mariam Coulibaly", token: ""}]});
          window.print = () => { window.printed = document.documentElement.dataset.printing; };
        }"""
    )
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.evaluate("location.hash = 'papers?id=a-family'")
    expect(page.locator("[data-number]")).to_have_text("0421 0001 3762")
    expect(page.get_by_role("button", name="Imprimer le ticket")).to_be_visible()
    look(page, "shift")
    assert axe(page) == []
    for button, mark in (("Imprimer le ticket", "ticket"), ("Imprimer le reçu", "receipt")):
        page.get_by_role("button", name=button).click()
        assert page.evaluate("window.printed") == mark
        page.emulate_media(media="print")
        expect(page.locator(f".printed.{mark}")).to_be_visible()
        expect(page.locator("h1", has_text="Documents")).to_be_hidden()
        look(page, mark)
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    ticket = page.locator(".printed.ticket")
    assert ticket.text_content().strip() == "K7QM-3XP9"
    receipt = page.locator(".printed.receipt")
    assert "Mariam" not in receipt.text_content()
    expect(receipt.locator("dd")).to_have_text(["Oui", "Non", *["Pas demandé"] * 3])


def test_an_attestation_is_verified_at_the_desk(visit, home, axe, look, tmp_path):
    papers_post.at(home, "issue", tmp_path)
    page = at_the_desk(visit, home, **PHONE)
    page.evaluate("location.hash = 'verify'")
    page.locator("input[type=file]").set_input_files(tmp_path / "paper.png")
    expect(page.locator("[data-answer]")).to_contain_text("Valable")
    assert "Mariam" not in page.locator("main").text_content()
    assert axe(page) == []
    look(page, "verify")


PLACES = """(element) => {
  const text = element.firstChild;
  return [0, text.length - 1].map((at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""


def test_a_number_is_read_from_the_left_in_arabic_too(visit, home):
    family = papers_post.at(home, "family")
    page = at_the_desk(visit, home, viewport={"width": 700, "height": 800})
    page.goto("/desk/#settings")
    page.locator("button[lang=ar]").click()
    find(page, family["number"])
    expect(page.locator("[data-number]")).to_have_text(family["printed"])
    first, last = page.locator("[data-number]").evaluate(PLACES)
    assert first < last
