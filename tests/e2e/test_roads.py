"""A road is closed by keyboard on a phone, in a few keys, and the page stays accessible."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE


@pytest.fixture
def road(visit, sign_in):
    page = visit("/sign-in/", **PHONE)
    sign_in(page, "soro")
    page.goto("/places/roads/")
    page.get_by_role("link", name="Niangoloko – Laléraba").click()
    return page


def test_a_closed_road_is_said_by_keyboard_in_seconds(road, axe, look):
    road.locator("[name=state][value=closed]").focus()
    road.keyboard.press("Space")
    road.keyboard.press("Tab")
    road.keyboard.type("le chauffeur du car")
    road.keyboard.press("Enter")
    expect(road.locator(".timeline .badge").first).to_have_text("fermée")
    look(road, "said")
    road.locator(".timeline summary").first.focus()
    road.keyboard.press("Enter")
    look(road, "open")
    assert axe(road) == []
    wider = road.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    road.locator(".timeline [name=reason]").fill("une autre route")
    road.keyboard.press("Enter")
    expect(road.locator(".timeline")).to_have_count(0)


def test_what_is_refused_is_said_beside_the_field_and_the_page_stays_accessible(road, axe, look):
    road.locator("[name=state][value=slow]").check()
    road.locator("[name=source]").fill("le chauffeur du car")
    road.locator("main button.primary").click()
    expect(road.locator(".error, .notice.problem").first).to_be_visible()
    expect(road.locator("[name=source]")).to_have_value("le chauffeur du car")
    look(road)
    assert axe(road) == []
