"""Every page that an officer can reach by its links: on a phone in French, on a desk in English."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from akwaba.demo.cast import PLAYERS
from tests.e2e import neighbours
from tests.e2e.conftest import DESKTOP, PHONE

SCREENS = {"fr": PHONE, "en": DESKTOP}
PAGES_OF_ONE_SHAPE = 2
THE_DESK = "/desk/"
"""Speaks the language chosen on that device; test_desk_shell.py looks at it."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")


@pytest.fixture(scope="module")
def examined():
    """What pages held that were examined: many roles read the very same one."""
    return set()


@pytest.mark.parametrize("language", SCREENS)
def test_sign_in_opens_to_everyone(visit, axe, look, language):
    page = visit("/sign-in/", **SCREENS[language])
    choose(page, language)
    look(page)
    assert faults_of(page, axe, language) == []


@pytest.mark.parametrize("language", SCREENS)
@pytest.mark.parametrize("username", [player.username for player in PLAYERS])
def test_every_page_of_a_role_is_accessible(
    visit, sign_in, axe, look, examined, username, language
):
    page = visit("/sign-in/", **SCREENS[language])
    sign_in(page, username)
    choose(page, language)
    faults = {}
    seen = Counter()
    for path in crawl(page, seen):
        look(page, path)
        content = language, TOKEN.sub("", page.locator("main").inner_html())
        if content in examined and path != "/":
            continue  # letter for letter a page that another role was shown on this screen
        examined.add(content)
        found = faults_of(page, axe, language)
        if found:
            faults[path] = found
    page.goto("/")
    choose(page, "fr")  # the account keeps its language, and the other journeys read French
    assert faults == {}
    assert len(seen) > 1


@pytest.mark.parametrize("language", SCREENS)
@pytest.mark.parametrize(
    ("form", "file"), [("add", neighbours.NEW_CARD), ("join", neighbours.NEW_ANSWER)]
)
def test_a_card_is_compared_on_an_accessible_page(
    visit, sign_in, axe, look, home, form, file, language
):
    page = visit("/sign-in/", **SCREENS[language])
    sign_in(page, "bamba")
    choose(page, language)
    page.goto(f"/exchange/{form}/")
    page.locator("textarea").fill((home / file).read_text())
    page.locator("main button.primary").click()
    for step in ("shown", "refused"):  # nobody ticks that the signs were compared
        expect(page.locator(".big-code")).to_be_visible()
        expect(page.locator(".error")).to_have_count(int(step == "refused"))
        look(page, step)
        assert faults_of(page, axe, language) == []
        page.locator("main button.primary").click()
    page.goto("/")
    choose(page, "fr")


def choose(page, language):
    """Read in this language from now on; the button of the other language says its own name."""
    button = page.locator(f"button[name=language][value={language}]")
    if button.count():
        with page.expect_navigation():
            button.first.click()


def crawl(page, seen):
    """Open each page that links lead to; of a hundred households, the first two."""
    waiting = [path_of(page.url)]
    while waiting:
        path = waiting.pop(0)
        shape = IDENTIFIER.sub("*", urlsplit(path).path)
        if seen[path] or seen[shape] >= PAGES_OF_ONE_SHAPE:
            continue
        seen.update({path, shape})
        answer = page.goto(path)
        assert answer.ok, f"{path} answers {answer.status}"
        if "text/html" in answer.headers["content-type"]:
            yield path
            waiting += links(page)


def links(page):
    """Addresses in this node that the page links to; a download or another site is none."""
    found = page.eval_on_selector_all(
        "a[href]:not([download])", "links => links.map(link => link.href)"
    )
    here = urlsplit(page.url).netloc
    paths = {path_of(link) for link in found if urlsplit(link).netloc == here}
    return sorted(paths - {THE_DESK})


def path_of(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def faults_of(page, axe, language):
    """What keeps somebody from reading the page: as sentences; an empty list is a good page."""
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    said = page.locator("html").get_attribute("lang")
    return [
        *axe(page),
        *([f"{wider} px wider than the screen"] if wider > 0 else []),
        *([f"says that it is in {said}"] if said != language else []),
    ]
