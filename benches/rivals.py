"""The form engines in use today, with the same questions, beside the desk in the same run.

ODK Web Forms and Enketo come from npm into benches/rivals and are built there as their users would
get them; nothing of them is part of the product. Band of the household: given by defaults, free
for all. Needs: none ticked. Relationship: asked, as nobody automates it for them.
"""

import gzip
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import ClassVar

from playwright.sync_api import Browser, Locator, Page

from benches import Measurement
from benches.browser import PHONE, Hands, kilobytes, ready, slow_down

HERE = Path(__file__).parent / "rivals"
BUILT = HERE / "built"
LOADS = 3

FAMILY = (
    ("Mariam Coulibaly", "F", "34", "PA"),
    ("Seydou Coulibaly", "M", "12", "SON"),
    ("Awa Coulibaly", "F", "9", "DAU"),
    ("Issa Coulibaly", "M", "6", "SON"),
    ("Fanta Coulibaly", "F", "2", "DAU"),
)
"""Name, sex, age, relationship to the first."""


def prepare() -> None:
    """Install and build them, and do once what Enketo's server does for each form."""
    if not (HERE / "node_modules").is_dir():
        _run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    _run("node_modules/.bin/vite", "build")
    (BUILT / "household.xml").write_text((HERE / "household.xml").read_text())


def transform(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/transform.html")
    page.wait_for_function("() => window.transformed")
    form = page.evaluate("xml => transformed(xml)", (HERE / "household.xml").read_text())
    (BUILT / "form.json").write_text(json.dumps({name: form[name] for name in ("form", "model")}))
    page.close()


def _run(*command: str) -> None:
    subprocess.run(command, cwd=HERE, check=True, capture_output=True)


class _Zipped(SimpleHTTPRequestHandler):
    """Static files, compressed as any production server would."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Zipped, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def measurements(browser: Browser) -> Iterator[Measurement]:
    prepare()
    with served() as address:
        transform(browser, address)
        for screen in (Enketo, Odk):
            yield from _measure(browser, f"{address}/{screen.path}", screen)


def _measure(browser: Browser, address: str, screen: "type[Screen]") -> Iterator[Measurement]:
    """Ready is the middle of three cold loads; the last page is filled in."""
    seconds = []
    for load in range(LOADS):
        context = browser.new_context(**PHONE, locale="fr-FR")
        page = context.new_page()
        slow_down(context, page)
        page.goto(address, wait_until="commit")
        seconds.append(ready(page, screen.first))
        if load == LOADS - 1:
            page.wait_for_load_state("networkidle")
            hands = Hands(page)
            screen(page, hands).fill()
            rival = screen.name
            yield Measurement(f"{rival}: ready to type, cold", median(seconds), "s", None, "min")
            yield Measurement(f"{rival}: first load", kilobytes(page), "kB gz", None, "min")
            yield Measurement(f"{rival}: actions, 5 people", hands.actions, "", None, "min")
            yield Measurement(f"{rival}: characters", hands.characters, "", None, "min")
        context.close()


@dataclass
class Screen:
    """How a person fills in the form of one engine."""

    page: Page
    hands: Hands
    name: ClassVar[str]
    path: ClassVar[str]
    first: ClassVar[str]
    """The field of the first name: when it is there, somebody can type."""

    def fill(self) -> None:
        """One tap to each field and each choice, one to add a person, one to save."""
        for line, person in enumerate(FAMILY):
            if line:
                self.hands.click(self.add())
            self.person(line, *person)
        self.hands.actions += 1  # the button that saves: the engine leaves it to its host

    def add(self) -> Locator:
        raise NotImplementedError

    def person(self, line: int, name: str, sex: str, age: str, relation: str) -> None:
        raise NotImplementedError

    def answer(self, field: Locator, text: str) -> None:
        self.hands.click(field)
        field.focus()
        self.hands.write(text)
        if field.input_value() != text:
            raise RuntimeError(f"{self.name} did not take {text!r}.")

    def choose(self, option: Locator) -> None:
        self.hands.click(option)
        if not option.is_checked():
            raise RuntimeError(f"{self.name} did not take a choice.")


class Enketo(Screen):
    name = "enketo-core 9.0.1"
    path = "enketo.html"
    first = "form.or input[name='/household/person/name']"

    def add(self) -> Locator:
        return self.page.locator(".add-repeat-btn").last

    def person(self, line: int, name: str, sex: str, age: str, relation: str) -> None:
        one = self.page.locator("section.or-repeat[name='/household/person']").nth(line)
        self.answer(one.locator("input[name='/household/person/name']"), name)
        self.choose(one.locator(f"input[data-name='/household/person/sex'][value={sex}]"))
        self.answer(one.locator("input[name='/household/person/age']"), age)
        self.choose(one.locator(f"input[data-name='/household/person/relation'][value={relation}]"))


class Odk(Screen):
    name = "@getodk/web-forms 0.22.0"
    path = "odk.html"
    first = ".odk-form .p-panel input[type=text]"

    def add(self) -> Locator:
        return self.page.locator(".button-add-instance")

    def person(self, line: int, name: str, sex: str, age: str, relation: str) -> None:
        one = self.page.locator(".odk-form .p-panel").nth(line)
        self.answer(one.locator("input[type=text]").nth(0), name)
        self.choose(one.locator(f"input[type=radio][value={sex}]"))
        self.answer(one.locator("input[type=text]").nth(1), age)
        self.choose(one.locator(f"input[type=radio][value={relation}]"))
