"""A desk in a bare page: its device, its node's keys, its officer, and calls of its modules."""

from uuid import uuid4

import pytest

from akwaba.ledger import b64url, keys
from tests.e2e.device import Chromium, bare_pages

PIN = "4071"
OFFICER = {"id": "7d9c2f64-aaaa-4bbb-8ccc-ddddeeeeffff", "name": "Aya", "role": "registrar"}
OTHER = {"id": "7d9c2f64-bbbb-4bbb-8ccc-ddddeeeeffff", "name": "Awa", "role": "registrar"}
SUBJECT = "019e1a2b-3c4d-7000-8000-000000000002"
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


@pytest.fixture(scope="session")
def bare_address():
    with bare_pages() as address:
        yield address


@pytest.fixture
def start_browser(browser, tmp_path):
    """start_browser(): one on this test's profile; it ends with the test."""
    started = []

    def begin():
        started.append(Chromium(browser.browser_type, tmp_path / "profile"))
        return started[-1]

    yield begin
    for chromium in started:
        chromium.close()


class Node:
    """The keys of the node at which the device is enrolled."""

    def __init__(self):
        self.key = keys.new_key()
        self.point = b64url.encode(keys.public_bytes(self.key))


@pytest.fixture
def own_node():
    return Node()


def enrolled(page, post):
    """The device as enrolment leaves it, with one officer at it; its public point."""
    point = page.evaluate(SET_UP, {"device": str(uuid4()), "node": post.point})
    page.evaluate(ADD_OFFICER, [OFFICER, PIN])
    return b64url.decode(point)


CALL = """async ([url, name, given]) => {
  const told = await (await import(url))[name](...given).catch(
    (error) => ({problem: error.code ?? String(error), left: error.left,
      wait_seconds: error.wait_seconds}));
  return told ?? null;
}"""
HOUSEHOLD = {"id": "household", "people": [{"name": "Kouassi"}, {"name": "Amenan"}]}


def call(page, module, function, *arguments):
    return page.evaluate(CALL, [f"/{module}.js", function, list(arguments)])


def register(page, **more):
    """Append one registration; `more` joins the act."""
    return page.evaluate(
        f"""async (more) => {{
          const {{ append }} = await import("/ledger/append.js");
          return append({{...{ACT}, ...more}}).catch((error) => ({{problem: error.code}}));
        }}""",
        more,
    )


def outbox(page):
    return page.evaluate(OUTBOX)


@pytest.fixture
def tablet(start_browser, bare_address, own_node):
    """The desk's page in a browser, with one officer at it."""
    page = start_browser().open(bare_address)
    enrolled(page, own_node)
    return page


def unlock(page, pin, officer=OFFICER):
    told = call(page, "store/vault", "unlock", {"officer": officer["id"], "pin": pin})
    return told.get("problem", ""), told.get("left"), told.get("wait_seconds")
