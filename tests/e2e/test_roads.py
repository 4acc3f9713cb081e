"""A road is closed by keyboard on a phone, in a few keys, and the page stays accessible."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_every_page import choose, faults_of


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


@pytest.mark.parametrize(("screen", "language"), [(PHONE, "fr"), (DESKTOP, "en")])
def test_the_list_the_sketch_and_the_forms_are_accessible(
    visit, sign_in, axe, look, screen, language
):
    page = visit("/sign-in/", **screen)
    sign_in(page, "soro")
    choose(page, language)
    page.goto("/places/")
    page.locator("main a[href='/places/roads/']").click()
    look(page, "list")
    faults = {page.url: faults_of(page, axe, language)}
    page.locator("main tbody a").first.click()
    page.locator("main a[href$='/correct/']").click()
    faults[page.url] = faults_of(page, axe, language)
    page.goto("/places/roads/add/")
    faults[page.url] = faults_of(page, axe, language)
    choose(page, "fr")  # the account keeps its language, and the other journeys read French
    assert [fault for found in faults.values() for fault in found] == []
