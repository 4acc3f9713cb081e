"""What every test of bad luck does: sit down, write a household, look at what is told."""

from playwright.sync_api import expect

from tests.e2e import clerk, post
from tests.e2e.conftest import PHONE


def at_desk(visit, home):
    page = visit("/desk/", **PHONE)
    clerk.join(page, post.at(home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    return page


def state_of(page):
    return expect(page.locator(".state"))


def banner(page):
    return expect(page.locator(".banners"))


def registered(home):
    return [sorted(names) for names, _size in post.at(home, "register")["households"]]


def roster(page, people):
    page.locator(".doors .primary").click()
    clerk.write_band(page, "")
    clerk.write_people(page, people)


def write_one_more(page, name):
    page.locator("[data-cell=name]").last.focus()
    page.keyboard.insert_text(name)


def save_from_roster(page):
    clerk.press_next(page)
    clerk.screen_is(page, "photos")
    page.locator(".big button").nth(1).click()
    clerk.nobody_known(page)
    clerk.agree_to_all(page)
    clerk.press_next(page)
    expect(page.locator("[data-number]")).to_be_visible()
