"""A supervisor adds a tablet, watches it come, and revokes it: on a phone and on the laptop."""

import json
import time

import pytest
from playwright.sync_api import expect

from tests.access.desk_cast import Tablet
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_every_page import choose, faults_of


def bring(page, tablet, code):
    """What the desk does: show the code and the key, then say what it holds."""
    answer = page.request.post("/desk/v1/enrol", data=tablet.enrolment(code))
    assert answer.ok, answer.text()
    tablet.id = answer.json()["device"]
    said = {"waiting": 3, "oldest_waiting": int(time.time() * 1000) - 7_200_000, "drafts": 1}
    body = json.dumps({**said, "photos": 2, "app": "x", "protected": False, "wall": 0}).encode()
    path = "/desk/v1/heartbeat"
    answer = page.request.post(path, data=body, headers=tablet.headers(path, body))
    assert answer.ok, answer.text()


@pytest.mark.parametrize(("language", "screen"), [("fr", PHONE), ("en", DESKTOP)])
def test_a_tablet_is_added_watched_and_revoked(visit, sign_in, axe, look, language, screen):
    page = visit("/sign-in/", **screen)
    sign_in(page, "soro")
    choose(page, language)
    page.goto("/devices/new/")
    assert faults_of(page, axe, language) == []
    page.locator("[name=post]").first.check()
    page.locator("main form button.primary").click()
    code = page.locator(".big-code").inner_text()
    look(page, "code")
    assert faults_of(page, axe, language) == []
    address = page.url
    bring(page, Tablet(), code)
    # The page looks again by itself; it holds no script.
    expect(page.locator(".notice.success")).to_contain_text("Tablette 2")
    assert page.url == address
    look(page, "enrolled")
    page.locator(".actions .primary").click()
    look(page, "device")
    assert faults_of(page, axe, language) == []
    page.locator("[name=reason]").fill("perdue à Pogo")
    page.locator("button.danger").click()
    expect(page.locator(".badge.bad").first).to_be_visible()
    look(page, "revoked")
    assert faults_of(page, axe, language) == []
    page.locator("[name=reason]").fill("retrouvée")
    page.locator("main form[action$='reinstate/'] button").click()
    expect(page.locator(".badge.good").first).to_be_visible()
    page.goto("/devices/")
    look(page, "devices")
    assert faults_of(page, axe, language) == []
