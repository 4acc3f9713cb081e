"""The desk: what a clerk does, how long the machine takes, and what a dead battery may cost.

Phone of 360 x 740 by touch, CPU four times slower, slow 4G, as benches/browser.py has it. Targets
are those of the design; the form engines in use today fill in the same family in the same run.
"""

from collections.abc import Iterator

from playwright.sync_api import Browser

from benches import Measurement, audits, hands, mishaps, rivals, speed
from benches.browser import browser
from benches.tablet import at_post


def measurements() -> Iterator[Measurement]:
    with browser() as chromium, at_post() as served:
        yield from hands.measurements(chromium, served)
        yield from speed.measurements(chromium, served)
        yield from audits.measurements(chromium, served)
        yield from _beside(chromium)
    yield from mishaps.measurements()


def _beside(chromium: Browser) -> Iterator[Measurement]:
    """The same questions in ODK Web Forms and Enketo."""
    yield from rivals.measurements(chromium)
