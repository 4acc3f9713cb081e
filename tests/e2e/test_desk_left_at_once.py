"""A desk that is left while it is still opening, as a tablet that is tapped twice does."""

import pytest
from playwright.sync_api import expect

from tests.e2e.device import Chromium

TIMES = 3
HOLD = """
indexedDB.open("akwaba");
indexedDB.deleteDatabase("akwaba");
"""
"""Whoever asks next waits for the deletion, and that waits for the first, which nobody closes."""


@pytest.fixture
def fresh(browser, tmp_path):
    """fresh(): a browser that never saw the desk; it ends with the test."""
    started = []

    def begin():
        profile = tmp_path / f"profile-{len(started)}"
        started.append(Chromium(browser.browser_type, profile))
        return started[-1]

    yield begin
    for chromium in started:
        chromium.close()


def test_a_page_left_while_it_opens_does_not_shut_out_the_next(fresh, address):
    for _ in range(TIMES):
        page = fresh().open(f"{address}/desk/")
        page.goto("about:blank")
        page.goto(f"{address}/desk/")
        expect(page.locator("#code")).to_be_visible()


def test_where_the_storage_stays_shut_the_page_says_what_to_do(visit):
    page = visit("about:blank")
    page.add_init_script(HOLD)
    page.goto("/desk/")
    expect(page.locator("#app")).to_contain_text("Rien n’est perdu")
    expect(page.locator("#app [lang=en]")).to_contain_text("Nothing is lost")
