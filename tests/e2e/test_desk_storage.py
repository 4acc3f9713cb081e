"""What the desk keeps, it keeps: through kills, full disks, two tabs, wrong clocks, wrong PINs."""

import shutil
import time
from base64 import urlsafe_b64encode
from uuid import uuid4

import pytest

from akwaba.ledger import envelope, keys, laws
from tests.e2e.conftest import BROWSER_ARGUMENTS, BROWSERS
from tests.e2e.device import Chromium, bare_pages

PIN = "4071"
OFFICER = {"id": "7d9c2f64-aaaa-4bbb-8ccc-ddddeeeeffff", "name": "Aya", "role": "registrar"}
OTHER = {"id": "7d9c2f64-bbbb-4bbb-8ccc-ddddeeeeffff", "name": "Awa", "role": "registrar"}
SUBJECT = "019e1a2b-3c4d-7000-8000-000000000002"
KILLS = 5
"""Enough to see the path work on every run; the bench kills a hundred times."""
AFTER_THE_LAST_KEY = 0.05
"""Seconds, from the design's budget."""

SET_UP = """async ({device, node}) => {
  const { keep, ownKey } = await import("/store/device.js");
  const { fromBase64url, base64url } = await import("/ledger/bytes.js");
  const key = await ownKey();
  const point = fromBase64url(node);
  await keep({
    identity: {id: device, name: "Tablette 1"},
    post: {post: "pogo", post_name: "Pogo"},
    node: {id: device, name: "Pogo", signing_key: point, sealing_key: point},
    capital: null,
  });
  return base64url(key.point);
}"""
ADD_OFFICER = """async ([officer, pin]) =>
  (await import("/store/vault.js")).addOfficer({officer, pin})"""
UNLOCK = """async ([officer, pin]) => {
  const vault = await import("/store/vault.js");
  return vault.unlock({officer, pin}).then(
    () => ({code: ""}),
    (error) => ({code: error.code, left: error.left, wait_seconds: error.wait_seconds}),
  );
}"""
ACT = """{officer: "7d9c2f64-aaaa-4bbb-8ccc-ddddeeeeffff", scope: "pogo",
  kind: "registry.household_registered", subject: "019e1a2b-3c4d-7000-8000-000000000002",
  says: [{table: "registry.household", id: "019e1a2b-3c4d-7000-8000-000000000002",
    values: {note: "Kouassi"}, creates: true}]}"""
OUTBOX = """async () => {
  const { open } = await import("/store/database.js");
  const { base64url } = await import("/ledger/bytes.js");
  return (await (await open()).getAll("outbox")).map((row) => ({
    ...row, header: base64url(row.header), signature: base64url(row.signature),
    sealed: base64url(row.sealed)}));
}"""


@pytest.fixture(scope="module")
def address():
    with bare_pages() as address:
        yield address


@pytest.fixture
def start(browser, tmp_path):
    """start(): a browser on this test's profile; it ends with the test."""
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    started = []

    def begin():
        chromium = Chromium(
            browser.browser_type, executable, BROWSER_ARGUMENTS, tmp_path / "profile"
        )
        started.append(chromium)
        return chromium

    yield begin
    for chromium in started:
        chromium.close()


class Node:
    """The keys of the node at which the device is enrolled."""

    def __init__(self):
        self.key = keys.new_key()
        self.point = urlsafe_b64encode(keys.public_bytes(self.key)).decode()


@pytest.fixture
def post():
    return Node()


def enrolled(page, post):
    """The device as enrolment leaves it, with one officer at it; its public point."""
    point = page.evaluate(SET_UP, {"device": str(uuid4()), "node": post.point})
    page.evaluate(ADD_OFFICER, [OFFICER, PIN])
    return unbase64(point)


def unbase64(text):
    from akwaba.ledger import b64url

    return b64url.decode(text)


def test_a_draft_survives_a_dead_battery(start, address, post):
    chromium = start()
    page = chromium.open(address)
    enrolled(page, post)
    for turn in range(KILLS):
        typed = page.evaluate(
            """async (turn) => {
              const { saveDraft } = await import("/store/drafts.js");
              const draft = {id: "household", people: [{name: ""}]};
              for (const letter of `Traoré Fatoumata ${turn}`) {
                draft.people[0].name += letter;
                saveDraft(draft);
                await new Promise((resume) => setTimeout(resume, 8));
              }
              draft.people[0].name += "!";
              saveDraft(draft);
              return draft.people[0].name;
            }""",
            turn,
        )
        time.sleep(AFTER_THE_LAST_KEY)
        chromium.kill()
        chromium = start()
        page = chromium.open(address)
        assert page.evaluate(UNLOCK, [OFFICER["id"], PIN]) == {"code": ""}
        kept = page.evaluate(
            """async () => (await import("/store/drafts.js")).loadDraft("household")"""
        )
        assert kept["people"] == [{"name": typed}]


def test_two_tabs_write_one_unbroken_history(start, address, post):
    chromium = start()
    first, second = chromium.open(address), chromium.open(address)
    point = enrolled(first, post)
    write_many = f"""async (count) => {{
      const {{ append }} = await import("/ledger/append.js");
      globalThis.made = Promise.all(Array.from({{length: count}}, () => append({ACT})));
    }}"""
    first.evaluate(write_many, 15)
    second.evaluate(write_many, 15)
    for page in (first, second):
        page.evaluate("() => globalThis.made.then(() => null)")
    rows = first.evaluate(OUTBOX)
    assert [row["seq"] for row in rows] == list(range(1, 31))
    previous, made_at = laws.FIRST, ""
    for row in rows:
        content = unbase64(row["header"])
        header = laws.read_header(content)
        assert header.previous == previous
        assert header.made_at > made_at
        previous, made_at = laws.hash_of(content), header.made_at
        assert previous == row["hash"]
        assert keys.is_signed_by(point, content, unbase64(row["signature"]))
        body = envelope.open_text(unbase64(row["sealed"]), [post.key], previous)
        parts = laws.read_body(body)
        assert laws.holds(header, parts)
        assert parts[0].about == SUBJECT
