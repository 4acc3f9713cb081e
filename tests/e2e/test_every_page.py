"""Every page that an officer can reach by its links, at both sizes and in both languages."""

from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.node import OFFICERS

SCREENS = {"phone": PHONE, "desktop": DESKTOP}
PAGES_AT_MOST = 60


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_sign_in_opens_to_everyone(visit, axe, look, screen, language):
    page = visit("/sign-in/", locale={"fr": "fr-FR", "en": "en-GB"}[language], **SCREENS[screen])
    look(page)
    assert page.locator("html").get_attribute("lang") == language
    assert axe(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("username", OFFICERS)
def test_every_page_of_a_role_is_accessible(visit, sign_in, axe, look, username, screen):
    page = visit("/sign-in/", **SCREENS[screen])
    sign_in(page, username)
    waiting, seen, faults = [path_of(page.url)], set(), {}
    while waiting and len(seen) < PAGES_AT_MOST:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = page.goto(path)
        if "text/html" not in answer.headers["content-type"]:
            continue
        look(page, path)
        found = [*axe(page), *too_wide(page)]
        if not answer.ok or found:
            faults[path] = [answer.status, *found]
        waiting += [link for link in links(page) if link not in seen]
    assert faults == {}
    assert len(seen) > 1


def links(page):
    """Addresses in this node that the page links to; a download or another site is none."""
    found = page.eval_on_selector_all(
        "a[href]:not([download])", "links => links.map(link => link.href)"
    )
    here = urlsplit(page.url).netloc
    return sorted({path_of(link) for link in found if urlsplit(link).netloc == here})


def path_of(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def too_wide(page):
    width = overflow(page)
    return [f"{width} px too wide"] if width else []


def overflow(page):
    """CSS pixels by which the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
