"""A tablet without the certificate works by way of the node, where the post allows that."""

import shutil

import pytest
from playwright.sync_api import expect

from akwaba.demo.cast import PASSWORD
from akwaba.registry.numbers import new_token, printed_token
from tests.e2e import clerk
from tests.e2e.conftest import BROWSER_ARGUMENTS, BROWSERS, PHONE, SLOW_MACHINE
from tests.e2e.post import at
from tests.office.posts import WIFI, serving_post

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", WIFI])

NAME = "post.test"
"""The address by another name: browsers take every 127.x.x.x for the computer itself."""


@pytest.fixture(scope="module")
def post(home, tmp_path_factory, clean_environment):
    own = shutil.copytree(home, tmp_path_factory.mktemp("connected") / "home")
    environment = {**clean_environment, "AKWABA_HOME": str(own), "AKWABA_HOSTS": NAME}
    with serving_post(environment, "--allow-plain") as post:
        yield post


@pytest.fixture(scope="module")
def tablet(browser):
    launched = browser.browser_type.launch(
        executable_path=next(filter(None, map(shutil.which, BROWSERS))),
        args=[*BROWSER_ARGUMENTS, f"--host-resolver-rules=MAP {NAME} {WIFI}"],
    )
    yield launched
    launched.close()


@pytest.fixture
def page(tablet, post):
    """Nobody is signed in; the test fails if a script does."""
    context = tablet.new_context(
        base_url=f"http://{NAME}:{post.port}", locale="fr-FR", timezone_id="Africa/Abidjan", **PHONE
    )
    context.set_default_timeout(SLOW_MACHINE)
    faults = []
    context.on("weberror", lambda failure: faults.append(str(failure.error)))
    yield context.new_page()
    context.close()
    assert faults == []


def enter(page, username="awa"):
    page.goto("/desk/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/desk/plain/**")
    expect(page.locator("#content")).to_be_visible()


def drafts_at_the_node(page):
    return page.evaluate("async () => (await (await fetch('/desk/plain/drafts')).json()).drafts")


def test_the_desk_asks_to_sign_in_and_says_that_the_wifi_is_needed(page, axe, look):
    page.goto("/desk/")
    page.wait_for_url(lambda url: url.endswith("/sign-in/?next=/desk/plain/"))
    assert not page.evaluate("isSecureContext")
    enter(page)
    expect(page.locator("body")).to_contain_text("Mode connecté : restez sur le Wi-Fi du poste")
    look(page)
    assert axe(page) == []


TWO_PEOPLE = """async () => {
  const told = await (await fetch("/desk/plain/drafts")).json();
  return told.drafts.some(({ title, people }) => title === "Mariam Traoré" && people === 2);
}"""
FAMILY = [("Mariam Traoré", "F", "34"), ("Oumar", "M", "8"), ("N’Golo", "M", "~2")]


def kept_on_the_tablet(page):
    return page.evaluate(
        """() => new Promise((done, failed) => {
          const opening = indexedDB.open("akwaba-plain");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const asked = opening.result.transaction("copies").objectStore("copies").getAll();
            asked.onsuccess = () => { opening.result.close(); done(asked.result.length); };
          };
        })"""
    )


def wait_until_the_node_has_it(page, name):
    """And until nothing of it is on the tablet."""
    page.wait_for_function(
        """async name => {
          const told = await (await fetch("/desk/plain/drafts")).json();
          const app = [...document.scripts].find((one) => one.type === "module").src;
          const { countWaiting } = await import(app.replace("app.js", "drafts.js"));
          return told.drafts.some(({ title }) => title === name) && (await countWaiting()) === 0;
        }""",
        arg=name,
    )


def shown(page, step, look):
    """Each screen asks the node for the draft: the one before stays until it has answered."""
    if step == "photos":
        expect(page.locator(".big button")).to_have_count(2)  # yes and no of the photos
    look(page, step)


def test_a_family_is_registered_by_the_node(page, look):
    enter(page)
    clerk.begin_day(page)
    clerk.register(page, FAMILY, origin="Sikasso", pause=lambda step: shown(page, step, look))
    look(page)
    number = page.locator("[data-number]").first.get_attribute("data-number")
    assert drafts_at_the_node(page) == []
    assert kept_on_the_tablet(page) == 0
    assert number


def test_needs_consent_and_token_arrive_with_the_family(page, post, look):
    token = new_token()
    enter(page)
    clerk.begin_day(page)

    def add(step):
        if step == "roster":
            page.locator(".kin-button").first.tap()
            page.locator(".details").get_by_role("button", name="Handicap", exact=True).click()
            page.locator(".details .code").fill(printed_token(token))
            page.locator(".details").get_by_role("button", name="Fermer", exact=True).click()
            return
        shown(page, step, look)

    clerk.register(page, [("Salimata Koné", "F", "51")], pause=add)
    told = at(post.home, "papers", "Salimata Koné")
    assert (told["needs"], told["tokens"]) == (["DS"], [token])
    assert told["consents"]
    assert told["consents"].pop("photo") == "no"
    assert set(told["consents"].values()) == {"yes"}


def test_a_paper_is_not_checked_where_the_browser_cannot(page, look):
    enter(page)
    clerk.begin_day(page)
    page.evaluate("location.hash = '#verify'")
    expect(page.get_by_role("alert")).to_contain_text("le navigateur ne sait pas vérifier")
    expect(page.locator(".scanner")).to_have_count(0)
    look(page)


def test_a_draft_goes_on_after_a_reload(page):
    enter(page)
    clerk.begin_day(page)
    page.locator(".doors .primary").click()
    clerk.write_people(page, FAMILY[:2])
    page.wait_for_function(TWO_PEOPLE)
    wait_until_the_node_has_it(page, "Mariam Traoré")
    page.reload()
    expect(page.locator("[data-cell=name]").first).to_have_value("Mariam Traoré")
    draft = drafts_at_the_node(page)[0]
    assert (draft["title"], draft["people"]) == ("Mariam Traoré", 2)


def test_away_from_the_wifi_what_is_typed_stays_and_follows(page):
    enter(page)
    clerk.begin_day(page)
    page.locator(".doors .primary").click()
    clerk.write_people(page, FAMILY[:1])
    wait_until_the_node_has_it(page, "Mariam Traoré")
    page.context.set_offline(True)
    page.locator("[data-cell=name]").first.fill("Mariam Sanogo")
    expect(page.locator("body")).to_contain_text("Le poste ne répond pas")
    assert kept_on_the_tablet(page) == 1
    page.context.set_offline(False)
    page.locator("[data-cell=name]").first.fill("Mariam Sanogo Traoré")
    wait_until_the_node_has_it(page, "Mariam Sanogo Traoré")
