"""Families are registered, completed, corrected and found, by keyboard alone and by thumb."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE

MOST_ACTIONS = 18
"""Keys and taps that are no letters, for a family of five with the question on children: the
number of the design, against 30 measured for the same questions in form engines."""

FAMILY = (
    ("Mariam Coulibaly", "F", "34"),
    ("Issa Traoré", "M", "~40"),
    ("Awa Traoré", "F", "8m"),
    ("Moussa Traoré", "M", "9"),
    ("Fanta Traoré", "F", "12/03/2019"),
)


class Hand:
    """A clerk's hand: letters are free, every other key and every tap is counted."""

    def __init__(self, page):
        self.page = page
        self.actions = 0

    def write(self, text):
        self.page.keyboard.type(text)

    def press(self, key):
        self.page.keyboard.press(key)
        self.actions += 1

    def tap(self, place):
        place.tap()
        self.actions += 1


@pytest.fixture
def roster(visit, sign_in):
    """roster(DESKTOP): a page with the roster open, and the clerk of Pogo before it."""

    def opened(screen, path="/register/"):
        page = visit("/sign-in/", **screen)
        sign_in(page, "awa")
        page.goto(path)
        return ready(page)

    return opened


def ready(page):
    """The page, once it has put the cursor where the clerk begins to type."""
    page.wait_for_function("document.activeElement !== document.body")
    return page


def registered(page):
    page.wait_for_url(re.compile(r"/households/[0-9a-f-]{36}/$"))
    return page.locator(".members tbody tr")


def question(page, answer):
    return page.locator(f"[name=children-with_parent][value={answer}]")


def test_a_family_of_five_is_registered_by_keyboard_alone_in_eighteen_actions(roster, axe, look):
    page = roster(DESKTOP)
    hand = Hand(page)
    for name, sex, age in FAMILY:
        hand.write(name)
        hand.press("Enter")
        hand.press({"F": "f", "M": "h"}[sex])
        hand.write(age)
        hand.press("Enter")
    question(page, "yes").wait_for()
    assert axe(page) == []
    look(page)
    hand.press("Enter")  # on the blank line: nobody else
    hand.press("Space")
    hand.press("Control+Enter")
    rows = registered(page)
    expect(rows).to_have_count(len(FAMILY))
    expect(rows.nth(1)).to_contain_text("Époux")
    expect(rows.nth(1)).to_contain_text("suggéré")
    assert hand.actions <= MOST_ACTIONS


def test_a_family_of_five_is_registered_by_thumb_in_eighteen_actions(roster, axe, look):
    page = roster(PHONE)
    hand = Hand(page)
    for place, (name, sex, age) in enumerate(FAMILY):
        line = page.locator(".lines > [data-line]").nth(place)
        hand.write(name)
        hand.tap(line.locator(f"[type=radio][value={sex}] + span"))
        hand.write(age)
        if place < len(FAMILY) - 1:
            hand.press("Enter")
    question(page, "yes").wait_for()
    assert axe(page) == []
    look(page)
    hand.tap(question(page, "yes"))
    hand.tap(page.locator("[data-save]"))
    expect(registered(page)).to_have_count(len(FAMILY))
    assert hand.actions <= MOST_ACTIONS


def test_the_question_on_children_appears_with_the_first_child(roster):
    page = roster(DESKTOP)
    page.keyboard.type("Mariam")
    page.locator("[data-step=age]").fill("34")
    page.locator(".understood", has_text="34 ans").wait_for()
    assert question(page, "yes").is_hidden()
    page.locator("[data-step=age]").fill("9")
    question(page, "yes").wait_for()


def test_an_age_that_is_not_understood_is_said_before_saving(roster):
    page = roster(DESKTOP)
    page.keyboard.type("Mariam")
    page.locator("[data-step=age]").fill("40a9")
    page.locator(".age .error", has_text="40a9").wait_for()
    page.locator("[data-save]").click()
    expect(page.locator("[data-step=name]")).to_have_value("Mariam")
    assert page.locator("[data-step=age]").evaluate("field => field === document.activeElement")


def test_a_village_is_offered_as_it_is_typed(roster):
    page = roster(DESKTOP)
    page.locator("[name=origin_said]").press_sequentially("loulou")
    page.locator("#places option").first.wait_for(state="attached")
    offered = page.locator("#places option").first.get_attribute("value")
    page.locator("[name=origin_said]").fill(offered)
    expect(page.locator("[name=origin_place]")).to_have_value("loulouni")


def test_without_its_script_the_roster_is_eight_lines_and_more(browser, address, sign_in):
    context = browser.new_context(base_url=address, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "awa")
    page.goto("/register/")
    lines = page.locator(".lines > [data-line]")
    expect(lines).to_have_count(8)
    lines.nth(0).locator("[data-step=name]").fill("Mariam Coulibaly")
    page.locator("[name=more]").click()
    expect(lines).to_have_count(16)
    lines.nth(1).locator("[data-step=name]").fill("Awa Coulibaly")
    lines.nth(1).locator("[data-step=age]").fill("8m")
    question(page, "yes").check()
    page.locator("[data-save]").click()
    expect(registered(page)).to_have_count(2)
    context.close()


def test_two_hundred_people_are_written_and_kept(roster):
    page = roster(DESKTOP)
    page.evaluate(
        """async () => {
            const { addLine, linesOf } = await import("/static/registry/roster.js");
            const sheet = document.querySelector("[data-roster]");
            while (linesOf(sheet).length < 200) addLine(sheet);
            linesOf(sheet).forEach((line, place) => {
                line.querySelector("[data-step=name]").value = `Personne ${place}`;
            });
        }"""
    )
    page.locator("[data-save]").click()
    expect(registered(page)).to_have_count(200)


def test_a_family_is_announced_and_completed(roster, axe, look):
    page = roster(PHONE, "/preregister/")
    page.keyboard.type("Salimata Koné")
    for place, taps in ((0, 2), (6, 1), (7, 1)):
        for _ in range(taps):
            page.locator(".stepper").nth(place).locator("button").last.tap()
    expect(page.locator("[data-sum]")).to_contain_text("4")
    assert axe(page) == []
    look(page, "announced")
    page.locator("[name=save]").tap()
    expect(registered(page)).to_have_count(1)
    expect(page.locator(".notice.warning")).to_contain_text("1 sur 4")
    page.locator(".notice.warning a").tap()
    page.wait_for_url("**/people/")
    ready(page)
    for name, sex, age in FAMILY[1:4]:
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.keyboard.press({"F": "f", "M": "h"}[sex])
        page.keyboard.type(age)
        page.keyboard.press("Enter")
    look(page, "completed")
    page.locator("[data-save]").tap()
    expect(registered(page)).to_have_count(4)
    expect(page.locator(".notice.warning")).to_have_count(0)


def test_a_person_is_found_corrected_and_the_correction_undone(roster, axe, look):
    page = roster(DESKTOP)
    page.keyboard.type("Zénabou Introuvable")
    page.keyboard.press("Control+Enter")
    registered(page)
    page.goto("/search/")
    ready(page)
    page.keyboard.type("introuvable zen")
    page.keyboard.press("Enter")
    page.locator("tbody th a", has_text="Zénabou").click()
    page.wait_for_url("**/persons/**")
    assert "Zénabou" not in page.url
    page.locator("a", has_text="Corriger ou compléter").click()
    page.locator("[name=mother]").fill("Fanta Koné")
    page.locator("main button.primary").click()
    page.wait_for_url(re.compile(r"/persons/[0-9a-f-]{36}/$"))
    expect(page.locator(".facts")).to_contain_text("Fanta Koné")
    assert axe(page) == []
    look(page)
    with page.expect_navigation():
        page.locator(".timeline li").first.locator("button").click()
    expect(page.locator(".facts")).not_to_contain_text("Fanta Koné")


def test_a_supervisor_settles_what_two_tablets_wrote(visit, sign_in, axe, look):
    page = visit("/sign-in/", **PHONE)
    sign_in(page, "soro")
    page.goto("/disputes/")
    waiting = page.locator(".queue li").count()
    assert waiting > 0
    assert axe(page) == []
    look(page)
    page.locator(".title-row a.button").tap()
    expect(page.locator(".decision")).to_be_visible()
    assert axe(page) == []
    look(page, "one")
    with page.expect_navigation():
        page.locator(".disputed li:not(.shown) button").first.tap()
    page.goto("/disputes/")
    expect(page.locator(".queue li")).to_have_count(waiting - 1)


def test_a_family_is_registered_in_english(visit, sign_in):
    page = visit("/sign-in/", **DESKTOP)
    sign_in(page, "toure")
    choose(page, "en")
    page.goto("/register/")
    ready(page)
    page.keyboard.type("Mariam Coulibaly")
    page.keyboard.press("Enter")
    page.keyboard.press("f")
    page.keyboard.type("~40")
    page.keyboard.press("Control+Enter")
    rows = registered(page)
    expect(rows.first).to_contain_text("Female")
    expect(page.locator(".notice.success")).to_contain_text("1 person.")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_a_file_is_accessible(visit, sign_in, axe, look, screen, language):
    page = visit("/sign-in/", **screen)
    sign_in(page, "toure")
    choose(page, language)
    page.goto("/register/")
    page.locator("[data-step=name]").first.fill("Mariam Coulibaly")
    page.locator("[data-save]").click()
    registered(page)
    household = page.url
    person = page.locator(".members tbody th a").first.evaluate("link => link.href")
    acts = ("", "people/", "birth/", "token/", "correct/", "speaker/", "move/", "split/", "join/")
    pages = [household + act for act in acts] + [
        person + act
        for act in (
            "", "correct/", "photo/", "end/", "death/", "legal/", "void/", "link/", "need/",
            "consent/", "document/", "token/", "erase/",
        )
    ]  # fmt: skip
    faults = {}
    for address in [*pages, "/search/", "/arrivals/", "/arrivals/count/", "/disputes/"]:
        page.goto(address)
        look(page, re.sub(r"http://[^/]+|[0-9a-f-]{36}", "", address))
        found = axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if found or wide > 0 or page.locator("html").get_attribute("lang") != language:
            faults[address] = [*found, wide]
    assert faults == {}


def choose(page, language):
    """Read in this language from now on."""
    button = page.locator(f"button[name=language][value={language}]")
    if button.count():
        with page.expect_navigation():
            button.first.click()
