"""A browser on a cheap phone: 360 x 740 by touch, CPU four times slower, slow 4G."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
CPU_SLOWER = 4
SLOW_4G = {
    "offline": False,
    "latency": 150,  # milliseconds
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,  # bytes a second
    "uploadThroughput": 750 * 1024 / 8,
}
"""As Chrome's own profile of that name."""


READY = "selector => document.querySelector(selector) && performance.now()"
BODIES = """() => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource")].reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise RuntimeError("Chromium is not here. On Debian: apt-get install chromium")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


def slow_down(context: BrowserContext, page: Page, *, network: bool = True) -> CDPSession:
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    if network:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
    return session


def ready(page: Page, selector: str, *, timeout: float = 60_000) -> float:
    """Seconds from the start of the navigation, by the page's own clock, until the field is there.

    The browser's clock and not ours: what the tools need to drive it is left out for everybody.
    """
    found = page.wait_for_function(READY, arg=selector, timeout=timeout)
    return float(found.json_value()) / 1000


def kilobytes(page: Page) -> float:
    """What the page brought over the line so far, as it was packed, headers left out."""
    return float(page.evaluate(BODIES)) / 1024


@dataclass
class Hands:
    """A clerk's hands: counts every tap and every key that is not a character of an answer."""

    page: Page
    actions: int = 0
    characters: int = 0

    def tap(self, place: Locator) -> None:
        place.tap()
        self.actions += 1

    def click(self, place: Locator) -> None:
        """For engines whose controls lie under others on a narrow screen: a tap that lands."""
        place.evaluate("element => element.click()")
        self.actions += 1

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.actions += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.characters += len(text)
