"""The desk as a clerk meets it: enrolled, unlocked, locked, offline, renewed."""

import pytest
from playwright.sync_api import expect

from akwaba.demo.cast import PASSWORD
from tests.e2e import clerk, node, post
from tests.e2e.conftest import DESKTOP, PHONE

LANGUAGES = ("fr", "en", "ar")
SMALLEST_TARGET = 48
WCAG_AAA_CONTRAST = "color-contrast-enhanced"
"""7:1: the desk is read in the sun."""

SMALL_TARGETS = """least => [...document.querySelectorAll("button, a[href], input, select")]
  .filter((item) => item.offsetParent && !item.classList.contains("skip"))
  .map((item) => [item.outerHTML.slice(0, 100), item.getBoundingClientRect()])
  .filter(([, box]) => Math.round(box.width) < least || Math.round(box.height) < least)
  .map(([html]) => html)"""
PALE = """rule => axe.run(document, {runOnly: {type: "rule", values: [rule]}})
  .then(({violations}) => violations.flatMap(({nodes}) => nodes.map(({html}) => html)))"""
MODULE = """path => document.querySelector("script[type=module]").src.replace("app.js", path)"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("desk-shell") / "post"
    post.at(home, "prepare")
    return home


@pytest.fixture(scope="module")
def address(home):
    with node.serving(home) as address:
        yield address


@pytest.fixture
def desk(visit, home):
    """A phone that Awa opened at Pogo this morning."""
    page = visit("/desk/", **PHONE)
    begin(page, home)
    return page


def begin(page, home):
    clerk.join(page, post.at(home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)


def show(page, screen):
    page.evaluate("screen => { location.hash = screen; }", f"#{screen}")
    expect(page.locator(f".screen.{screen}")).to_be_visible()


def module(page, path, expression):
    """What an expression says of one of the modules that the page runs."""
    return page.evaluate(
        f"async url => {{ const module = await import(url); return {expression}; }}",
        page.evaluate(MODULE, path),
    )


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_read_and_touched(visit, home, axe, look, screen, language):
    page = visit("/desk/", **screen)
    expect(page.locator("#code")).to_be_focused()
    page.locator(f"button[lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    examine(page, axe, look, f"enrol-{language}")
    clerk.join(page, post.at(home, "code"))
    examine(page, axe, look, f"first-{language}")
    clerk.introduce(page, "awa")
    expect(page.locator(".actions.stay")).to_be_visible()
    examine(page, axe, look, f"day-{language}")
    clerk.begin_day(page)
    examine(page, axe, look, f"home-{language}")
    for name in ("queue", "export", "settings"):
        show(page, name)
        examine(page, axe, look, f"{name}-{language}")
    page.locator(".sign-button").last.click()
    expect(page.locator(".people")).to_be_visible()
    examine(page, axe, look, f"unlock-{language}")
    page.locator(".people button").first.click()
    examine(page, axe, look, f"pin-{language}")


def examine(page, axe, look, name):
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".state .words")).to_be_visible()
    look(page, name)
    assert axe(page) == []
    assert page.evaluate(PALE, WCAG_AAA_CONTRAST) == []
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wrong_code_is_explained_and_nothing_typed_is_lost(visit):
    page = visit("/desk/#enrol=WRONG-CODE", **PHONE)
    expect(page.locator("#code")).to_have_value("WRONG-CODE")
    page.locator("form button.primary").click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez un nom")
    page.locator("#name").fill("Tablette 7")
    page.locator("form button.primary").click()
    expect(page.get_by_role("alert")).to_contain_text("Demandez-en un autre")
    expect(page.locator("#code")).to_have_value("WRONG-CODE")
    expect(page.locator("#name")).to_have_value("Tablette 7")


def test_a_code_of_another_node_than_the_one_that_answers_enrols_nothing(visit, home):
    code = post.at(home, "code")
    page = visit(f"/desk/#enrol={code}&node={'0' * 64}", **PHONE)
    page.locator("#name").fill("Tablette 8")
    page.locator("form button.primary").click()
    expect(page.get_by_role("alert")).to_contain_text("Un autre serveur a répondu à la place")
    assert module(page, "store/device.js", "await module.enrolment()") is None
    page.goto(f"/desk/#enrol={post.at(home, 'code')}&node={post.at(home, 'fingerprint')}")
    page.locator("#name").fill("Tablette 8")
    page.locator("form button.primary").click()
    expect(page.locator("button.primary[data-first]")).to_be_visible()


def test_an_easy_pin_is_refused_and_two_different_ones_too(visit, home):
    page = visit("/desk/", **PHONE)
    clerk.join(page, post.at(home, "code"))
    page.locator("#username").fill("awa")
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    clerk.give_pin(page, "123456")
    expect(page.get_by_role("alert")).to_contain_text("trop facile")
    clerk.give_pin(page, "150487")
    expect(page.get_by_role("alert")).to_contain_text("date")
    clerk.give_pin(page, "507291")
    clerk.give_pin(page, "507292")
    expect(page.get_by_role("alert")).to_contain_text("pas les mêmes")


def test_a_pin_may_be_touched_and_wrong_ones_are_counted(desk):
    desk.locator(".sign-button").last.click()
    desk.locator(".people button").click()
    for digit in "111222":
        desk.locator(".keypad button", has_text=digit).click()
    expect(desk.get_by_role("alert")).to_contain_text("Encore 9 essais")
    for digit in clerk.PIN:
        desk.locator(".keypad button", has_text=digit).click()
    clerk.at_home(desk)


def test_a_forgotten_pin_is_replaced_with_the_password(desk):
    desk.locator(".sign-button").last.click()
    desk.locator(".people button").click()
    desk.get_by_role("button", name="Code oublié").click()
    clerk.introduce(desk, "awa", pin="941370")
    clerk.at_home(desk)
    desk.locator(".sign-button").last.click()
    clerk.unlock(desk, pin="941370")
    clerk.at_home(desk)


def test_a_desk_that_nobody_touches_locks_after_five_minutes(visit, home):
    page = visit("/desk/", **PHONE)
    begin(page, home)
    page.clock.install()
    page.reload()
    clerk.unlock(page)
    clerk.at_home(page)
    page.clock.fast_forward("04:30")
    clerk.at_home(page)
    page.clock.fast_forward("00:45")
    expect(page.locator(".people")).to_be_visible()


def test_the_end_of_a_shift_forgets_its_families_and_locks(desk):
    module(desk, "store/working.js", "await module.remember({id: '1', name: 'Awa'})")
    assert module(desk, "store/working.js", "(await module.recall()).length") == 1
    show(desk, "settings")
    desk.get_by_role("button", name="Finir mon service").click()
    desk.get_by_role("button", name="Oui, effacer et verrouiller").click()
    expect(desk.locator(".people")).to_be_visible()
    clerk.unlock(desk)
    clerk.at_home(desk)
    assert module(desk, "store/working.js", "(await module.recall()).length") == 0


def test_the_backup_is_made_and_read_back(desk):
    show(desk, "settings")
    desk.get_by_role("button", name="Essayer la sauvegarde").click()
    expect(desk.get_by_text("La sauvegarde marche")).to_be_visible()
    show(desk, "export")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Enregistrer le fichier").click()
    assert download.value.suggested_filename.endswith(".akw")


def test_the_same_household_in_two_tabs_is_told(desk):
    hold = "globalThis.release = module.holdForm('one')"
    module(desk, "shell/forms.js", f"({hold}, 1)")
    other = desk.context.new_page()
    other.goto("/desk/")
    expect(other.locator(".people")).to_be_visible()
    module(other, "shell/forms.js", f"({hold}, 1)")
    expect(other.get_by_text("ouvert dans un autre onglet")).to_be_visible()
    desk.evaluate("release()")
    expect(other.get_by_text("ouvert dans un autre onglet")).to_have_count(0)


def test_a_revoked_device_is_told_that_arrivals_are_still_taken(desk):
    module(desk, "exchange/status.js", "module.change({revoked: true})")
    expect(desk.get_by_text("les arrivées sont encore prises")).to_be_visible()
    clerk.at_home(desk)
