"""The desk without its node, and with a newer one."""

import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, post
from tests.e2e.conftest import PHONE
from tests.e2e.test_desk_shell import begin, module, show

UPDATE = "() => navigator.serviceWorker.getRegistration().then((found) => found.update())"


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "post"
    post.at(home, "prepare")
    return home


@pytest.fixture
def address():
    """Where the node answers while it runs; the tests stop it and start it."""
    return f"http://localhost:{node.free_port()}"


@pytest.fixture
def newer(tmp_path):
    """The code after an update: one sentence of the desk has changed."""
    copy = tmp_path / "newer"
    shutil.copytree(node.CLONE / "akwaba", copy / "akwaba")
    words = copy / "akwaba" / "desk" / "app" / "words" / "fr" / "shell.js"
    words.write_text(words.read_text().replace('"Une famille arrive"', '"Bienvenue"'))
    return copy


@contextmanager
def serving(home, address, *, code=node.CLONE):
    command = [sys.executable, "-m", "akwaba.cli", "serve", "--port", address.rpartition(":")[2]]
    environment = {**node.environment(home), "PYTHONPATH": str(code)}
    with (home / "server.txt").open("w+") as told:
        process = subprocess.Popen(command, cwd=code, env=environment, stdout=told, stderr=told)
        try:
            node.wait_for(f"{address}/health/", process, told)
            yield
        finally:
            process.terminate()
            process.wait(timeout=node.SECONDS_TO_START)


def ready_offline(page):
    """Wait until every file of this version is kept on the device."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")


def test_everything_opens_with_the_node_gone(visit, home, address):
    with serving(home, address):
        page = visit("/desk/", **PHONE)
        begin(page, home)
        ready_offline(page)
        expect(page.locator(".state")).to_contain_text("Poste joint")
    page.reload()
    clerk.unlock(page)
    clerk.at_home(page)
    for screen in ("queue", "export", "settings", "roster", "home"):
        show(page, screen)
    expect(page.locator(".state")).to_contain_text("Hors ligne — rien n’est perdu")


def test_a_new_version_waits_for_the_end_of_a_household(visit, home, address, newer):
    with serving(home, address):
        page = visit("/desk/", **PHONE)
        begin(page, home)
        ready_offline(page)
    before = page.evaluate("document.body.dataset.version")
    module(page, "store/drafts.js", "await module.saveDraft({id: 'd', people: [{name: 'Issa'}]})")
    with serving(home, address, code=newer):
        page.reload()
        assert page.evaluate("document.body.dataset.version") == before
        clerk.unlock(page)
        expect(page.get_by_text("Une famille arrive")).to_be_visible()
        page.evaluate(UPDATE)
        expect(page.get_by_text("Une nouvelle version est prête.")).to_be_visible()
        other = page.context.new_page()
        other.goto("/desk/")
        expect(other.locator(".people")).to_be_visible()
        module(other, "shell/forms.js", "(globalThis.release = module.holdForm('d'), 1)")
        page.get_by_role("button", name="Installer", exact=True).click()
        expect(page.get_by_text("Elle attend la fin du ménage")).to_be_visible()
        assert page.evaluate("document.body.dataset.version") == before
        other.evaluate("release()")
        page.get_by_role("button", name="Installer", exact=True).click()
        expect(page.locator(".people")).to_be_visible()
        assert page.evaluate("document.body.dataset.version") != before
        clerk.unlock(page)
        expect(page.get_by_text("Bienvenue")).to_be_visible()
        expect(page.get_by_text("Issa")).to_be_visible()
