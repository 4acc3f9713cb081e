"""The supervisor's own browser becomes a desk: from the page of devices to the first screen."""

from playwright.sync_api import expect

from tests.e2e import clerk
from tests.e2e.conftest import DESKTOP
from tests.e2e.test_every_page import choose


def test_this_computer_becomes_a_desk_and_a_clerk_begins_the_day_on_it(visit, sign_in, look):
    page = visit("/sign-in/", **DESKTOP)
    sign_in(page, "soro")
    choose(page, "fr")
    page.goto("/devices/new/")
    page.locator("[name=post][value=pogo]").check()
    page.locator("main form button.primary").click()
    page.get_by_role("link", name="L’appareil est cet ordinateur-ci").click()
    expect(page.locator("#code")).not_to_have_value("")
    look(page, "enrol")
    page.locator("#name").fill("Ordinateur du poste")
    page.locator("#app form button.primary").click()
    expect(page.locator("h1")).to_contain_text("Pogo")
    look(page, "joined")
    page.locator("button.primary[data-first]").click()
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    clerk.at_home(page)
    look(page, "home")
