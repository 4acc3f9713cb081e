"""A supervisor settles what came twice: with the keyboard alone, and takes an answer back."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.e2e import node, pairs
from tests.e2e.conftest import DESKTOP, PHONE, SLOW_MACHINE
from tests.settings import DIRECTORY

NARROW, WIDE = PHONE["viewport"], DESKTOP["viewport"]
MOST_TABS = 60


@pytest.fixture(scope="module")
def home(home, tmp_path_factory):
    """The post of the border week, where two families more came twice."""
    own = shutil.copytree(DIRECTORY / "week", tmp_path_factory.mktemp("twice") / "home")
    pairs.at(own, "prepare")
    return own


@pytest.fixture(scope="module")
def address(home):
    with node.serving(home) as address:
        yield address


@pytest.fixture
def queue(visit, sign_in):
    """queue(NARROW): the duplicates that wait, before the supervisor of Pogô."""

    def opened(viewport):
        page = visit("/sign-in/", viewport=viewport)
        sign_in(page, "soro")
        page.goto("/duplicates/")
        return page

    return opened


def tab_to(page, place):
    """Reach it as somebody does who has no mouse."""
    for _ in range(MOST_TABS):
        if place.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The keyboard does not get there.")


def answer(page, key):
    """One key, once the page listens to it; the next page follows."""
    expect(page.locator("[data-keys]")).to_be_visible()
    with page.expect_navigation(timeout=SLOW_MACHINE):
        page.keyboard.press(key)


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["360", "1280"])
def test_three_are_settled_by_keyboard_and_undone_with_nothing_lost(
    queue, home, axe, look, viewport
):
    before = pairs.at(home, "register")
    page = queue(viewport)
    assert axe(page) == []
    look(page, "queue")
    tab_to(page, page.locator(".title-row a.button"))
    with page.expect_navigation(timeout=SLOW_MACHINE):
        page.keyboard.press("Enter")
    asked = []
    for key in "mdm":
        expect(page.locator(".waterfall .total")).to_be_visible()
        assert axe(page) == []
        drawn = page.locator(".waterfall svg").first.bounding_box()["width"]
        assert drawn > 0.25 * min(viewport["width"], 640)
        shades = page.locator(".verdicts button").evaluate_all(
            "all => all.map(one => getComputedStyle(one).backgroundColor)"
        )
        assert len(set(shades)) == 1, "no answer is the one that is wanted"
        look(page, f"pair-{len(asked)}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        asked.append(page.url)
        answer(page, key)
    assert len(set(asked)) == 3, "each answer leads to another pair"
    after = pairs.at(home, "register")
    assert sorted(after["verdicts"]) == ["different", "same", "same"]
    assert (after["persons"], after["counted"]) == (before["persons"], before["counted"] - 2)
    answer(page, "a")  # the last one: one key is enough
    expect(page.locator(".notice.success")).to_contain_text("comme avant")
    for where in asked[:2]:  # those before it: opened again, and one key
        page.goto(where)
        take_back(page)
    assert pairs.at(home, "register") == before


def take_back(page):
    """What was said before is told on the page of the pair, and taken back there."""
    expect(page.locator(".notice", has_text="Vous avez dit")).to_be_visible()
    answer(page, "a")
    expect(page.locator(".notice.success")).to_contain_text("comme avant")
