"""What axe and Lighthouse find, and how large the targets are, on every screen."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from benches import Measurement, rivals
from benches.browser import ARGUMENTS, chromium
from benches.tablet import FAMILY, joined
from tests.e2e import clerk
from tests.e2e.mortal import MortalPost

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"]
"""AAA too: its contrast of 7:1 is ours."""
LANGUAGES = ("fr", "en", "ar")
SCREENS = ("home", "queue", "export", "settings", "influx", "roster", "verify", "papers", "day")
SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary, [role=radio]")]
  .filter((element) => element.checkVisibility() && element.tabIndex >= 0)
  .map((element) => (/radio|checkbox/.test(element.type) ? element.labels[0] : element))
  .map((target) => target.getBoundingClientRect())
  .filter(({width, height}) => width > 1 && (width < 47.5 || height < 47.5)).length"""
LIE_FLAT = """() => {
  for (const bar of document.querySelectorAll(".bar, .way-on")) bar.style.position = "static";
}"""
"""Whatever happens to lie under a bar at the foot of the screen is no small target."""
FOUND = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"


def measurements(browser: Browser, served: MortalPost) -> Iterator[Measurement]:
    context, page = joined(browser, served)
    axe, small, looked = 0, 0, 0
    for language in LANGUAGES:
        _speak(page, language)
        for _ in _screens(page):
            page.evaluate(LIE_FLAT)
            page.evaluate(AXE.read_text())
            axe += len(page.evaluate(FOUND, RULES)["violations"])
            small += page.evaluate(SMALL)
            looked += 1
    yield Measurement(f"axe violations, {looked} screens, fr en ar", axe, "", 0, "min")
    yield Measurement("targets under 48 px", small, "", 0, "min")
    context.close()
    for name, score in _lighthouse(f"{served.address}/desk/").items():
        target = {"accessibility": 100, "performance": 95}[name]
        yield Measurement(f"Lighthouse {name}", score, "", target, "max")


def _speak(page: Page, language: str) -> None:
    page.goto("/desk/#settings")
    page.locator(f"[lang={language}]:is(button, label)").first.click()
    page.wait_for_function("code => document.documentElement.lang === code", arg=language)


def _screens(page: Page) -> Iterator[str]:
    """Every screen that stands alone, then those that a family goes through."""
    for name in SCREENS:
        page.goto(f"/desk/#{name}")
        page.locator("h1").first.wait_for(state="attached")
        page.wait_for_timeout(300)
        yield name
    page.goto("/desk/#home")
    yield from clerk.steps_of(page, FAMILY)


def _lighthouse(address: str) -> dict[str, float]:
    """Scores of 100 on its usual phone: slow 4G and a CPU four times slower, simulated."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        subprocess.run(
            [
                rivals.HERE / "node_modules" / ".bin" / "lighthouse",
                address,
                "--quiet",
                "--only-categories=performance,accessibility",
                "--output=json",
                f"--output-path={told}",
                f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
            ],
            check=True,
            capture_output=True,
            env={**os.environ, "CHROME_PATH": chromium()},
        )
        categories = json.loads(told.read_text())["categories"]
    return {name: category["score"] * 100 for name, category in categories.items()}
