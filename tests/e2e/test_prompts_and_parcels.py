"""A sentence is recorded in the page and heard; a dead phone's codes come in by another screen."""

import gzip
import json
from uuid import uuid4

from playwright.sync_api import expect

from akwaba.ledger import b64url
from tests.desk.desk import ask
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_every_page import choose, faults_of
from tests.factories import Desk, person

# A microphone that hums, in place of the one that a machine for tests has not.
HUM = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext();
    const tone = new OscillatorNode(sound);
    const out = sound.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    return out.stream;
  };
}"""

PLAYS = """audio => new Promise((done) => {
  audio.onloadedmetadata = () => done(true);
  audio.onerror = () => done(false);
  audio.load();
})"""


def test_a_sentence_is_recorded_put_into_use_and_taken_back(visit, sign_in, axe, look):
    page = visit("/sign-in/", **PHONE)
    sign_in(page, "soro")
    choose(page, "fr")
    page.goto("/prompts/")
    look(page, "languages")
    assert faults_of(page, axe, "fr") == []
    page.get_by_role("link", name="Dioula").click()
    page.evaluate(HUM)
    first = page.locator("section.card").first
    first.locator("summary").click()
    first.get_by_role("button", name="Enregistrer ici").click()
    page.wait_for_timeout(1200)
    first.get_by_role("button", name="Arrêter").click()
    expect(first.locator("audio")).to_be_visible()
    look(page, "recorded")
    first.get_by_role("button", name="Mettre en service").click()
    expect(page.locator(".notice.success")).to_be_visible()
    sound = first.locator("audio").first
    told = page.request.get(sound.get_attribute("src"))
    assert told.headers["content-type"] == "audio/webm"
    assert sound.evaluate(PLAYS)
    look(page, "in-use")
    assert faults_of(page, axe, "fr") == []
    first.get_by_role("button", name="Retirer").click()
    expect(first.locator(".badge.care")).to_be_visible()
    first.get_by_role("button", name="Remettre l’ancien enregistrement").click()
    expect(first.locator(".badge.good")).to_be_visible()


def parcel():
    """What a phone that nobody enrolled would hold: it is kept, and waits."""
    phone = Desk()
    wires = [phone.make(person(uuid4())) for _ in range(12)]
    entries = [
        {
            "header": wire.header.decode(),
            "signature": b64url.encode(wire.signature),
            "body": wire.body,
        }
        for wire in wires
    ]
    return gzip.compress(json.dumps({"format": 1, "entries": entries}).encode())


def test_codes_that_still_miss_are_named_and_the_whole_series_comes_in(visit, sign_in, axe, look):
    page = visit("/sign-in/", **DESKTOP)
    sign_in(page, "soro")
    choose(page, "fr")
    page.goto("/devices/parcel/")
    codes = ask("exchange/parcel.js", ["frames", parcel()])[0]
    assert len(codes) > 2
    page.locator("#codes").fill("\n".join(codes[1:]))
    expect(page.locator("[data-progress]")).to_contain_text(f"{len(codes) - 1}/{len(codes)}")
    page.get_by_role("button", name="Prendre en compte").click()
    expect(page.locator(".notice.warning")).to_contain_text(f"1 (sur {len(codes)})")
    look(page, "partial")
    assert faults_of(page, axe, "fr") == []
    page.locator("#codes").fill(
        "\n".join([*page.locator("#codes").input_value().split("\n"), codes[0]])
    )
    page.get_by_role("button", name="Prendre en compte").click()
    expect(page.locator("tbody tr")).to_have_count(12)
    look(page, "taken")
    assert faults_of(page, axe, "fr") == []


def test_the_camera_reads_the_codes_of_another_screen(visit, sign_in, look):
    """The camera is a drawing of the codes, one after another; the reader is the real one."""
    codes = ask("exchange/parcel.js", ["frames", parcel()])[0]
    page = visit("/sign-in/", **DESKTOP)
    sign_in(page, "soro")
    page.goto("/devices/parcel/")
    page.evaluate(
        """async (codes) => {
          const { generate } = await import("lean-qr");
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 720;
          const pen = canvas.getContext("2d");
          pen.imageSmoothingEnabled = false;
          let turn = 0;
          const draw = () => {
            const code = document.createElement("canvas");
            generate(codes[turn % codes.length]).toCanvas(code);
            pen.fillStyle = "white";
            pen.fillRect(0, 0, 720, 720);
            pen.drawImage(code, 40, 40, 640, 640);
            turn += 1;
          };
          draw();
          setInterval(draw, 700);
          navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
        }""",
        codes,
    )
    page.locator("[data-start]").click()
    expect(page.locator("[data-progress]")).to_contain_text(
        f"{len(codes)}/{len(codes)}", timeout=60_000
    )
    expect(page.locator("[data-stop]")).to_be_hidden()
    page.locator("form[data-parcel] button.primary").click()
    expect(page.locator("tbody tr")).to_have_count(12)
