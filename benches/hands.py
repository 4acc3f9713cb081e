"""Actions: every tap, and every key that is not a character of an answer."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from benches import Measurement
from benches.browser import Hands
from benches.tablet import FAMILY, OFFICER, joined
from tests.e2e import clerk, post
from tests.e2e.mortal import MortalPost

NEIGHBOURS = (
    ("Yacouba Ouologuem", "M", "61"),
    ("Kadidia Guindo", "F", "55"),
    ("Hamidou Ouologuem", "M", "17"),
    ("Ramata Ouologuem", "F", "14"),
    ("Boureima Ouologuem", "M", "11"),
)
"""Like nobody who is registered: no likeness has to be judged."""
COUNT_POINTING = """
window.pointed = 0;
addEventListener("pointerdown", () => { window.pointed += 1; }, true);
"""
PEER = "enketo-core 9.0.1: actions, 5 people"


def measurements(browser: Browser, served: MortalPost) -> Iterator[Measurement]:
    context, page = joined(browser, served)
    clerk.register(page, FAMILY, origin="Loulouni")  # the next household repeats its band
    page.goto("/desk/#home")
    roster, whole = _by_touch(page)
    yield Measurement("actions, roster of 5, phone", roster, "", 16, "min", PEER)
    yield Measurement("actions, roster of 5 and children", roster + 1, "", 18, "min", PEER)
    yield Measurement("actions, whole registration of 5", whole, "", None, "min")
    page.goto("/desk/#home")
    yield Measurement("actions, rapid influx of 5", _influx(page), "", 14, "min")
    context.close()
    keys, mouse = _by_keyboard(browser, served)
    yield Measurement("keys, whole registration of 5, desktop", keys, "", None, "min")
    yield Measurement("mouse actions, desktop", mouse, "", 0, "min")


def _by_touch(page: Page) -> tuple[int, int]:
    """From the first name to the end of the roster; and to the papers, no photo, all agreed."""
    page.locator(".doors .primary").tap()
    name = page.locator("[data-line]").first.locator("[data-cell=name]")
    expect(name).to_be_focused()
    hand = Hands(page)
    for line, (said, sex, age) in enumerate(FAMILY):
        hand.write(f"{said} Touré")
        hand.key("Enter")
        hand.tap(page.locator("[data-line]").nth(line).locator("[role=radio]").nth("FM".index(sex)))
        hand.write(age)
        if line < len(FAMILY) - 1:
            hand.key("Enter")
    hand.tap(page.locator("[data-next]"))
    roster = hand.actions
    clerk.screen_is(page, "protection")
    hand.tap(page.locator(".big button").first)
    clerk.screen_is(page, "photos")
    hand.tap(page.locator(".big button").nth(1))
    clerk.nobody_known(page)
    hand.tap(page.locator(".consent > .choices button").first)
    hand.tap(page.locator("[data-next]"))
    expect(page.locator("[data-number]")).to_be_visible()
    return roster, hand.actions


def _influx(page: Page) -> int:
    """The name of one, and five people in five groups."""
    hand = Hands(page)
    hand.tap(page.locator(".doors .rapid"))
    expect(page.locator("#head")).to_be_focused()
    hand.write("Salimata Koné")
    for group in (0, 1, 2, 4, 6):
        hand.tap(page.locator(".stepper").nth(group).locator("button").last)
    hand.tap(page.locator("[data-next]"))
    expect(page.locator("[data-number]")).to_be_visible()
    return hand.actions


def _by_keyboard(browser: Browser, served: MortalPost) -> tuple[int, int]:
    """The same family at the post's laptop: keys that are no characters, and the mouse."""
    size = {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size, base_url=served.address, locale="fr-FR")
    page = context.new_page()
    page.add_init_script(COUNT_POINTING)
    clerk.join(page, post.at(served.home, "code"), name="Ordinateur")
    clerk.introduce(page, OFFICER)
    clerk.begin_day(page)
    page.evaluate("window.pointed = 0")
    hand = Hands(page)
    _reach(page, hand, ".doors .primary")
    hand.key("Enter")
    name = page.locator("[data-line]").first.locator("[data-cell=name]")
    if not _is_focused(page, "[data-cell=name]"):
        _reach(page, hand, "[data-cell=name]")
    expect(name).to_be_focused()
    for line, (said, sex, age) in enumerate(NEIGHBOURS):
        hand.write(said)
        hand.key("Enter")
        hand.key("f" if sex == "F" else "h")
        hand.write(age)
        if line < len(NEIGHBOURS) - 1:
            hand.key("Enter")
    hand.key("Control+Enter")
    clerk.screen_is(page, "protection")
    _reach(page, hand, ".big button")
    hand.key("Enter")
    clerk.screen_is(page, "photos")
    _reach(page, hand, ".big button:nth-of-type(2)")
    hand.key("Enter")
    page.wait_for_function("() => /^#(known|readback)/.test(location.hash)")
    clerk.nobody_known(page)
    _reach(page, hand, ".consent > .choices button")
    hand.key("Enter")
    _reach(page, hand, "[data-next]")
    hand.key("Enter")
    expect(page.locator("[data-number]")).to_be_visible()
    pointed = page.evaluate("window.pointed")
    context.close()
    return hand.actions, pointed


MOST_TABS = 60


def _is_focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("wanted => document.activeElement?.matches(wanted)", selector))


def _reach(page: Page, hand: Hands, selector: str) -> None:
    """Go there by Tab, as somebody without a mouse does; each one counts."""
    page.locator(selector).first.wait_for()
    for _ in range(MOST_TABS):
        if _is_focused(page, selector):
            return
        hand.key("Tab")
    raise RuntimeError(f"{selector} is not reached by the keyboard.")
