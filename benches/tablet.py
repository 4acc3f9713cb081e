"""A desk for the benches: a post with officers, and a phone that has joined it."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from benches.browser import PHONE
from tests.e2e import clerk, post
from tests.e2e.mortal import MortalPost

OFFICER = "awa"
FAMILY = [(name, sex, age) for name, sex, age, _ in (
    ("Mariam Coulibaly", "F", "34", ""),
    ("Seydou Coulibaly", "M", "12", ""),
    ("Awa Coulibaly", "F", "9", ""),
    ("Issa Coulibaly", "M", "6", ""),
    ("Fanta Coulibaly", "F", "2", ""),
)]  # fmt: skip


@contextmanager
def at_post() -> Iterator[MortalPost]:
    """A served post of its own state."""
    with tempfile.TemporaryDirectory(prefix="akwaba-bench-post-") as folder:
        home = Path(folder) / "post"
        post.at(home, "prepare")
        served = MortalPost(home)
        served.start()
        served.answers()
        try:
            yield served
        finally:
            served.kill()


def joined(browser: Browser, served: MortalPost) -> tuple[BrowserContext, Page]:
    """A phone that stands at the desk's first screen, its officer known and its day begun."""
    context = browser.new_context(**PHONE, base_url=served.address, locale="fr-FR")
    page = context.new_page()
    page.on("pageerror", lambda error: print(error, file=sys.stderr))
    join(page, served)
    return context, page


def join(page: Page, served: MortalPost) -> None:
    clerk.join(page, post.at(served.home, "code"), at=served.address)
    clerk.introduce(page, OFFICER)
    clerk.begin_day(page)
