"""A node, a browser, two sizes of screen, and axe-core."""

import fcntl
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from akwaba.demo.cast import PASSWORD
from tests.e2e import node
from tests.e2e.bare import bare_address, own_node, start_browser, tablet  # noqa: F401  fixtures
from tests.e2e.device import BROWSER_ARGUMENTS, BROWSERS
from tests.settings import DIRECTORY

AXE = node.CLONE / "node_modules" / "axe-core" / "axe.min.js"
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


SLOW_MACHINE = 60_000
"""Milliseconds that a page may take before a journey fails: a busy machine is no fault."""


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """State of a node where the border week was played: officers, families, counts."""
    week = DIRECTORY / "week"
    with (DIRECTORY / "week.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the processes of this run play it once
        if not week.exists():
            node.prepare(DIRECTORY / "playing")
            (DIRECTORY / "playing").rename(week)
    return Path(shutil.copytree(week, tmp_path_factory.mktemp("node") / "home"))


@pytest.fixture(scope="session")
def address(home):
    with node.serving(home) as address:
        yield address


# The browser leaves with this folder: while it is there, Django takes each test for asynchronous
# and refuses it the database.
@pytest.fixture(scope="package")
def browser():
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "The journeys need a browser. On Debian: apt-get install chromium"
    expect.set_options(timeout=SLOW_MACHINE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, address):
    """Open a page in a fresh browser: visit("/", **PHONE, locale="en-GB").

    The test fails if a page asked for anything from elsewhere, or its scripts failed.
    """
    contexts, faults = [], []
    # The last two are the browser's own viewer of papers.
    ours = (address, "data:", "blob:", "chrome://resources/", "chrome-extension://")

    # Watched, not intercepted: a request that the page gives up while it is held is an error.
    def watch(request):
        if not request.url.startswith(ours):
            faults.append(f"asked for {request.url}")

    def open_page(path="/", *, locale="fr-FR", **screen):
        context = browser.new_context(
            base_url=address, locale=locale, timezone_id="Africa/Abidjan", **(screen or DESKTOP)
        )
        contexts.append(context)
        context.on("request", watch)
        context.on("weberror", lambda failure: faults.append(str(failure.error)))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:  # else an answer still on its way is the next test's error
            page.unroute_all(behavior="ignoreErrors")
        context.unroute_all(behavior="ignoreErrors")
        context.close()
    assert faults == []


@pytest.fixture
def desktop(visit):
    return visit(**DESKTOP)


@pytest.fixture
def phone(visit):
    return visit(**PHONE)


@pytest.fixture
def sign_in():
    """sign_in(page, "awa"): the same person as elsewhere in the tests."""

    def enter(page, username):
        page.goto("/sign-in/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in/")

    return enter


@pytest.fixture(scope="session")
def axe():
    """axe(page): what WCAG 2.2 A and AA refuse on the page, as "rule: element" lines."""
    script = AXE.read_text()

    def violations(page):
        page.evaluate(script)  # not a script element: the page's own policy would refuse that
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG_AA
        )
        return [
            f"{rule['id']}: {place['html'][:200]} ({place['failureSummary']})"
            for rule in found["violations"]
            for place in rule["nodes"]
        ]

    return violations


@pytest.fixture
def look(request):
    """look(page): keep a picture of the page where SCREENSHOTS names a directory."""
    folder = os.environ.get("SCREENSHOTS")

    def keep(page, name=""):
        if folder:
            file = "-".join(filter(None, [request.node.name, name])).replace("/", "_")
            page.screenshot(path=Path(folder) / f"{file}.png", full_page=True)

    return keep
