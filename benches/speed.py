"""How soon somebody can type, how heavy it is, and how quickly it answers with 60 people."""

import base64
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from playwright.sync_api import Browser, Page, expect

from akwaba.desk import assets
from benches import Measurement
from benches.browser import ARGUMENTS, PHONE, chromium, kilobytes, ready, slow_down
from benches.tablet import joined
from tests.e2e import clerk, node
from tests.e2e.mortal import MortalPost
from tests.office.posts import WIFI, serving_post

LOADS = 5
PEOPLE = 60
PEER = "enketo-core 9.0.1: ready to type, cold"
WATCH = """() => {
  window.took = [];
  new PerformanceObserver((list) => {
    const found = list.getEntries().filter((entry) => entry.interactionId);
    window.took.push(...found.map((entry) => entry.duration));
  }).observe({type: "event", durationThreshold: 16, buffered: true});
}"""
"""Event Timing: from the touch or key to the next frame, in steps of 8 ms; none under 16 ms."""


def measurements(browser: Browser, served: MortalPost) -> Iterator[Measurement]:
    seconds, weight = _cold(browser)
    yield Measurement("ready to type, cold", seconds, "s", 1.2, "min", PEER)
    yield Measurement("first load", weight, "kB gz", 60, "min", "enketo-core 9.0.1: first load")
    yield Measurement("everything kept offline", _everything(), "kB gz", 700, "min")
    context, page = joined(browser, served)
    clerk.register(page, [("Mariam Coulibaly", "F", "34")], origin="Loulouni")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    slow_down(context, page, network=False)
    page.goto("/desk/#home")
    took = _sixty_people(page)
    yield Measurement(
        f"interaction, {PEOPLE} people, p75", quantiles(took, n=4)[2], "ms", 100, "min"
    )
    yield Measurement(f"interaction, {PEOPLE} people, most", max(took), "ms", 250, "min")
    served.kill()
    pin, roster = _from_cache(page)
    served.start()
    served.answers()
    yield Measurement("ready to type, from cache, post dead", pin, "s", 0.8, "min")
    yield Measurement("from the PIN to the first name, post dead", roster, "s", None, "min")
    context.close()


def _cold(browser: Browser) -> tuple[float, float]:
    """A tablet that never saw the desk reaches the post's Wi-Fi, until its first field takes a key.

    As tablets do: over HTTPS with the post's own certificate.
    """
    seconds = []
    with tempfile.TemporaryDirectory() as folder, _on_wifi(browser, Path(folder)) as (tablet, at):
        for _ in range(LOADS):
            context = tablet.new_context(**PHONE, locale="fr-FR")
            page = context.new_page()
            slow_down(context, page)
            page.goto(at, wait_until="commit")
            seconds.append(ready(page, "#code:focus"))
            weight = kilobytes(page)
            context.close()
    return median(seconds), weight


@contextmanager
def _on_wifi(browser: Browser, folder: Path) -> Iterator[tuple[Browser, str]]:
    """A served post, and a browser that trusts its certificate."""
    with serving_post(node.environment(folder / "home")) as post:
        held = x509.load_pem_x509_certificate(post.certificate.with_name("node.crt").read_bytes())
        key = held.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        trusted = base64.b64encode(hashlib.sha256(key).digest()).decode()
        tablet = browser.browser_type.launch(
            executable_path=chromium(),
            args=[*ARGUMENTS, f"--ignore-certificate-errors-spki-list={trusted}"],
        )
        yield tablet, f"https://{WIFI}:{post.https_port}/desk/"
        tablet.close()


def _everything() -> float:
    """What the service worker keeps, as it is sent."""
    sent = (asset.packed or asset.plain for asset in assets.release().assets.values())
    return sum(map(len, sent)) / 1024


def _from_cache(page: Page) -> tuple[float, float]:
    """The post is dead: until the PIN can be typed; and from its last digit to the first name."""
    to_pin, to_name = [], []
    for _ in range(LOADS):
        page.goto("/desk/", wait_until="commit")
        to_pin.append(ready(page, ".people button"))
        page.locator(".people button").first.tap()
        page.wait_for_selector("#pin:focus")
        page.keyboard.type(clerk.PIN)
        began = perf_counter()
        page.locator(".doors .primary").tap()
        page.wait_for_selector("[data-cell=name]:focus")
        to_name.append(perf_counter() - began)
    return median(to_pin), median(to_name)


def _sixty_people(page: Page) -> list[float]:
    page.locator(".doors .primary").tap()
    expect(page.locator("[data-cell=name]").first).to_be_focused()
    page.evaluate(WATCH)
    for line in range(PEOPLE):
        page.keyboard.type("Awa Traoré")
        page.keyboard.press("Enter")
        page.locator("[data-line]").nth(line).locator("[role=radio]").nth(line % 2).tap()
        page.keyboard.type(str(line + 1))
        page.keyboard.press("Enter")
    expect(page.locator("[data-line]")).to_have_count(PEOPLE + 1)
    took = page.evaluate("window.took")
    quick = page.evaluate("performance.interactionCount ?? 0") - len(took)
    return [*took, *([8.0] * max(0, quick))]
