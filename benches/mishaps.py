"""What a dead battery, a dead post and a cut line cost: nothing, or it is counted here."""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserType, Page, expect, sync_playwright

from benches import Measurement
from benches.tablet import at_post, join
from tests.e2e import clerk, post
from tests.e2e.device import Chromium
from tests.e2e.mortal import MortalPost

DRAFTS = 100
AFTER_THE_LAST_KEY = 0.05
"""Seconds."""
ENTRIES, AT_ONCE = 10_000, 100
MINUTE = 60_000
"""Milliseconds; a machine under load is no fault."""
PATIENCE = 600
"""Seconds that the last entries may take to arrive."""

APPEND = """async ([release, count]) => {
  const { append } = await import(`${release}ledger/append.js`);
  const { uuid7 } = await import(`${release}ledger/ids.js`);
  const { current } = await import(`${release}session.js`);
  for (let made = 0; made < count; made += 1) {
    const id = uuid7();
    await append({officer: current().officer.id, scope: "pogo", subject: id,
      kind: "registry.household_registered",
      says: [{table: "registry.household", id, creates: true, values: {
        post: "pogo", crossing: "pogo", registered_on: "2026-11-20", source: "desk"}}]});
    console.log(`kept ${id}`);
  }
}"""
RELEASE = """() => {
  const { href } = document.querySelector("link[rel=modulepreload]");
  return /^.*\\/desk\\/app\\/[^/]+\\//.exec(href)[0];
}"""
DRAFTS_HELD = """async (release) => {
  const { listDrafts, dropDraft } = await import(`${release}store/drafts.js`);
  const held = await listDrafts();
  for (const { id } of held) await dropDraft(id);
  return held.map(({ title }) => title);
}"""
WAITING = """async (release) => {
  const status = await import(`${release}exchange/status.js`);
  await status.recount();
  return status.now().device_waiting;
}"""


def measurements() -> Iterator[Measurement]:
    with sync_playwright() as playwright:
        yield from _entries(playwright.chromium)
        kept, tried = _drafts(playwright.chromium)
        yield Measurement(
            f"drafts whole, of {tried} kills 50 ms after the last key", kept, "", tried
        )


class Tablet:
    """A phone that dies and is switched on again."""

    def __init__(self, kind: BrowserType, profile: Path, served: MortalPost) -> None:
        self.kind, self.profile, self.served = kind, profile, served
        self.kept: list[str] = []
        self.kills = 0

    def start(self) -> Page:
        self._chromium = Chromium(self.kind, self.profile)
        page = self._chromium.open(f"{self.served.address}/desk/")
        page.set_default_timeout(MINUTE)
        page.set_viewport_size({"width": 360, "height": 740})
        page.on("console", self._hear)
        return page

    def _hear(self, message: object) -> None:
        told = getattr(message, "text", "")
        if told.startswith("kept "):
            self.kept.append(told.removeprefix("kept "))

    def kill(self) -> None:
        self._chromium.kill()
        self.kills += 1

    def close(self) -> None:
        self._chromium.close()


@contextmanager
def _tablet(kind: BrowserType) -> Iterator[tuple[Tablet, Page]]:
    with at_post() as served, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        tablet = Tablet(kind, Path(profile), served)
        page = tablet.start()
        page.goto("about:blank")  # else only the part after # would change
        join(page, served)
        yield tablet, page
        tablet.close()


def _drafts(kind: BrowserType) -> tuple[int, int]:
    """A name is being typed when the battery dies; it must be there to the last letter."""
    dice, whole = random.Random(1), 0
    with _tablet(kind) as (tablet, first):
        page = first
        for _ in range(DRAFTS):
            name = "Awa " + "".join(dice.choice("abdefgiklmnorstu") for _ in range(12))
            page.locator(".doors .primary").click()
            expect(page.locator("[data-cell=name]").first).to_be_focused()
            page.keyboard.type(name)
            time.sleep(AFTER_THE_LAST_KEY)
            tablet.kill()
            page = tablet.start()
            clerk.unlock(page)
            titles = page.evaluate(DRAFTS_HELD, page.evaluate(RELEASE))
            whole += titles == [name]
    return whole, DRAFTS


def _entries(kind: BrowserType) -> Iterator[Measurement]:
    """The browser is killed, the post is killed, the line is cut, all at random."""
    dice = random.Random(2)
    with _tablet(kind) as (tablet, first):
        page = first
        with tablet.served.dying_at_random():
            while len(tablet.kept) < ENTRIES:
                page = _some(tablet, page, dice)
        tablet.served.answers()
        page.context.set_offline(False)
        last = time.monotonic() + PATIENCE
        while page.evaluate(WAITING, page.evaluate(RELEASE)) and time.monotonic() < last:
            time.sleep(1)
        subjects = post.at(tablet.served.home, "subjects")
        told = post.at(tablet.served.home, "told")
    lost = set(tablet.kept) - set(subjects)
    peer = f"{tablet.kills} kills of the browser, {tablet.served.kills} of the post"
    yield Measurement(f"entries lost of {len(tablet.kept)}", len(lost), "", 0, "min", peer)
    doubled = len(subjects) - len(set(subjects))
    yield Measurement("entries doubled", doubled, "", 0, "min", peer)
    held = sum(bool(entry["quarantine"]) for entry in told)
    yield Measurement("entries held in quarantine", held, "", 0, "min", peer)


def _some(tablet: Tablet, page: Page, dice: random.Random) -> Page:
    """A hundred entries, and perhaps a mishap among them."""
    page.keyboard.press("Shift")  # a desk that nobody touches locks itself
    page.context.set_offline(dice.random() < 0.3)
    release = page.evaluate(RELEASE)
    if dice.random() < 0.2:
        page.evaluate(f"given => void ({APPEND})(given)", [release, AT_ONCE])
        page.wait_for_timeout(dice.randint(1, 300))
        tablet.kill()
        page = tablet.start()
        clerk.unlock(page)
    else:
        page.evaluate(APPEND, [release, AT_ONCE])
    return page
