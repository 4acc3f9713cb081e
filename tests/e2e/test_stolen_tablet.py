"""A tablet is taken from the table: what can be read on it, by its files and on its screen."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from akwaba.demo.cast import PASSWORD
from tests.e2e import clerk, node, post
from tests.e2e.remains import forms, layers, left_in

FAMILY = [("Zoumanakro Bêlèssié", "F", "31"), ("Kpangbassou Bêlèssié", "M", "6")]
OPEN = "Tchérégnimin Ouattaranzié"
VILLAGE = "Nafadougoukoro-Ouest"
TOKEN = "CI-P1-4K7Q"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
NAMES = [word for name, *_ in FAMILY for word in name.split()] + OPEN.split()
SECRETS = [*NAMES, VILLAGE, TOKEN, JPEG, PASSWORD, clerk.PIN]


@pytest.fixture
def stand(tmp_path):
    """A post without anybody, its address, and its folder."""
    home = tmp_path / "post"
    post.at(home, "prepare")
    with node.serving(home) as address:
        yield address, home


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "face.png"
    Image.effect_noise((320, 320), 80).save(file)
    return file


def with_family(page, address, home, picture):
    """A desk at which a family with a photo was registered, and another one was begun."""
    clerk.join(page, post.at(home, "code"), at=address)
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    for step in clerk.steps_of(page, FAMILY, origin=VILLAGE):
        if step == "photos":
            page.locator(".big button").first.click()
            for _ in FAMILY:
                page.locator("#photo-file").set_input_files(picture)
                expect(page.locator(".faces li img")).not_to_have_count(0)
            return step
    return None


def assert_silent(profile):
    assert left_in(profile, SECRETS) == []
    assert left_in(profile, ["Tablette 1"]), "Where nothing is found at all, nothing was read."


def test_its_files_tell_nobodys_name_while_a_household_is_open_locked_and_over(
    start_browser, stand, picture, tmp_path
):
    address, home = stand
    profile = tmp_path / "profile"
    chromium = start_browser()
    page = chromium.open("about:blank")
    assert with_family(page, address, home, picture) == "photos"
    chromium.kill()
    assert_silent(profile)

    chromium = start_browser()
    page = chromium.open(f"{address}/desk/")
    clerk.unlock(page)
    clerk.at_home(page)
    page.locator(".list li button").first.click()
    clerk.screen_is(page, "roster")
    clerk.press_next(page)
    if clerk.screen_is(page, "protection", "photos") == "protection":
        page.locator(".big button").first.click()
    clerk.screen_is(page, "photos")
    clerk.press_next(page)
    clerk.nobody_known(page)
    clerk.agree_to_all(page)
    clerk.press_next(page)
    expect(page.locator("[data-number]")).to_be_visible()
    page.goto(f"{address}/desk/#home")
    clerk.at_home(page)
    page.locator(".doors .primary").click()
    clerk.write_people(page, [(OPEN, "F", "24")])
    page.locator("header.bar button").last.click()
    expect(page.locator(".people")).to_be_visible()
    chromium.kill()
    assert_silent(profile)
    assert post.at(home, "register")["waiting"] == []
    told = (home / "server.txt").read_bytes()
    assert [text for text in SECRETS if any(form in told for form in forms(text))] == []

    chromium = start_browser()
    page = chromium.open(f"{address}/desk/")
    clerk.unlock(page)
    clerk.at_home(page)
    page.goto(f"{address}/desk/#settings")
    page.locator("button.danger").click()
    page.locator("button.danger").click()
    expect(page.locator(".people")).to_be_visible()
    chromium.close()
    assert_silent(profile)


@pytest.mark.parametrize("text", [*NAMES, VILLAGE])
def test_the_search_through_a_profile_finds_what_was_written_in_any_way(tmp_path, text):
    import gzip

    ways = [*forms(text), gzip.compress(f"xx{text}xx".encode())]
    for number, way in enumerate(ways):
        (tmp_path / f"{number}.log").write_bytes(b"\0\1" + way + b"\2")
    assert len(left_in(tmp_path, [text])) == len(ways)
    assert list(layers(b"\x1f\x8b\x08 no"))


def test_a_locked_screen_keeps_nothing_of_the_household_that_was_open(browser, stand, picture):
    address, home = stand
    page = browser.new_context(locale="fr-FR").new_page()
    assert with_family(page, address, home, picture) == "photos"
    page.clock.install()
    page.clock.fast_forward(6 * 60_000)
    expect(page.locator(".people")).to_be_visible()
    for word in NAMES[:4]:
        assert word not in page.content()
    assert page.locator("img[src^=blob]").count() == 0
    page.go_back()
    expect(page.locator(".people")).to_be_visible()
    for word in NAMES[:4]:
        assert word not in page.content()
    page.context.close()


def test_a_clock_that_is_set_back_does_not_hold_the_desk_open(browser, stand):
    address, home = stand
    page = browser.new_context(locale="fr-FR").new_page()
    page.clock.install()
    clerk.join(page, post.at(home, "code"), at=address)
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    page.evaluate("() => { const now = Date.now.bind(Date); Date.now = () => now() - 86400_000; }")
    page.clock.fast_forward(6 * 60_000)
    expect(page.locator(".people")).to_be_visible()
    page.context.close()
