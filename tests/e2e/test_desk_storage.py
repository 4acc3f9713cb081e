"""What the desk keeps, it keeps: through kills, full disks, two tabs, wrong clocks, wrong PINs."""

import shutil
import time
from uuid import uuid4

import pytest

from akwaba.ledger import b64url, envelope, keys, laws
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
        self.point = b64url.encode(keys.public_bytes(self.key))


@pytest.fixture
def post():
    return Node()


def enrolled(page, post):
    """The device as enrolment leaves it, with one officer at it; its public point."""
    point = page.evaluate(SET_UP, {"device": str(uuid4()), "node": post.point})
    page.evaluate(ADD_OFFICER, [OFFICER, PIN])
    return b64url.decode(point)


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
        content = b64url.decode(row["header"])
        header = laws.read_header(content)
        assert header.previous == previous
        assert header.made_at > made_at
        previous, made_at = laws.hash_of(content), header.made_at
        assert previous == row["hash"]
        assert keys.is_signed_by(point, content, b64url.decode(row["signature"]))
        body = envelope.open_text(b64url.decode(row["sealed"]), [post.key], previous)
        parts = laws.read_body(body)
        assert laws.holds(header, parts)
        assert parts[0].about == SUBJECT


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
def page(start, address, post):
    """The desk in a browser, with one officer at it."""
    page = start().open(address)
    enrolled(page, post)
    return page


def test_a_draft_becomes_one_entry_however_often_it_is_saved_and_wherever(page, address):
    other = page.context.new_page()
    other.goto(address)
    call(other, "store/vault", "unlock", {"officer": OFFICER["id"], "pin": PIN})
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    first = register(page, drop_draft="household")
    assert register(other, drop_draft="household") == first
    call(other, "store/drafts", "saveDraft", HOUSEHOLD)
    assert len(outbox(page)) == 1
    assert call(page, "store/drafts", "loadDraft", "household") is None
    assert call(page, "store/drafts", "listDrafts") == []


def test_a_thrown_away_draft_comes_back_when_somebody_undoes_it(page):
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    call(page, "store/drafts", "dropDraft", "household")
    assert call(page, "store/drafts", "listDrafts") == []
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    [listed] = call(page, "store/drafts", "listDrafts")
    assert (listed["id"], listed["title"], listed["people"]) == ("household", "Kouassi", 2)


def test_registering_cut_off_leaves_all_or_nothing(start, address, post):
    chromium = start()
    enrolled(chromium.open(address), post)
    for turn in range(KILLS):
        page = chromium.open(address)
        call(page, "store/vault", "unlock", {"officer": OFFICER["id"], "pin": PIN})
        draft = HOUSEHOLD | {"id": f"household {turn}"}
        call(page, "store/drafts", "saveDraft", draft)
        before = len(outbox(page))
        page.evaluate(
            f"""async ([id]) => {{
              const {{ append }} = await import("/ledger/append.js");
              setTimeout(() => append({{...{ACT}, drop_draft: id}}));
            }}""",
            [draft["id"]],
        )
        time.sleep(turn * 0.004)  # before, amid and after the write
        chromium.kill()
        chromium = start()
        page = chromium.open(address)
        call(page, "store/vault", "unlock", {"officer": OFFICER["id"], "pin": PIN})
        rows = outbox(page)
        is_there = call(page, "store/drafts", "loadDraft", draft["id"]) is not None
        assert len(rows) == before + (not is_there)
        assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    register(page)
    headers = [laws.read_header(b64url.decode(row["header"])) for row in outbox(page)]
    hashes = [row["hash"] for row in outbox(page)]
    assert [header.previous for header in headers] == [laws.FIRST, *hashes[:-1]]


def fill_the_disk(page, address):
    """The browser's share for this origin is used up, as the browser finds at its start."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address[:-1], "quotaSize": 1})


def test_a_full_disk_is_told_and_leaves_nothing_half_stored(start, address, post):
    chromium = start()
    page = chromium.open(address)
    enrolled(page, post)
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    register(page)
    chromium.kill()

    chromium = start()  # a running browser goes on for a while with the room that it last saw
    page = chromium.open(address)
    fill_the_disk(page, address)
    assert unlock(page, PIN)[0] == "storage_full"
    assert register(page, drop_draft="household") == {"problem": "storage_full"}
    assert call(page, "ledger/numbers", "takeNumbers", 1)["problem"] == "storage_full"
    chromium.kill()

    page = start().open(address)
    assert unlock(page, PIN)[0] == ""
    assert call(page, "store/drafts", "loadDraft", "household") == HOUSEHOLD
    assert register(page, drop_draft="household")["seq"] == 2


def test_entries_stay_in_order_however_the_clock_jumps(page):
    times = [1_776_000_000_000, 1_400_000_000_000, 1_900_000_000_000, 1_776_000_000_001]
    for now in times:
        page.evaluate("now => { Date.now = () => now; }", now)
        register(page)
    headers = [laws.read_header(b64url.decode(row["header"])) for row in outbox(page)]
    assert [header.wall for header in headers] == times
    made = [header.made_at for header in headers]
    assert made == sorted(set(made))
    assert [header.offset for header in headers] == [None] * 4


def unlock(page, pin, officer=OFFICER):
    told = call(page, "store/vault", "unlock", {"officer": officer["id"], "pin": pin})
    return told.get("problem", ""), told.get("left"), told.get("wait_seconds")


def test_wrong_pins_cost_more_and_more_and_the_tenth_closes_that_way(page, post):
    call(page, "store/vault", "addOfficer", {"officer": OTHER, "pin": "555000"})
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    page.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    page.evaluate("() => { globalThis.late = 0; const now = Date.now.bind(Date); "
                  "Date.now = () => now() + globalThis.late; }")  # fmt: skip
    for left in range(9, 4, -1):
        assert unlock(page, "000000")[:2] == ("wrong_pin", left)
    assert unlock(page, PIN)[0] == "pin_waits"
    for left in range(4, -1, -1):
        page.evaluate("() => { globalThis.late += 3600_000; }")
        assert unlock(page, "000000")[:2] == ("wrong_pin", left)
    page.evaluate("() => { globalThis.late += 3600_000; }")
    assert unlock(page, PIN)[0] == "pin_gone"
    assert call(page, "store/drafts", "loadDraft", "household")["problem"] == "vault_locked"

    assert unlock(page, "555000", OTHER)[0] == ""
    assert call(page, "store/drafts", "loadDraft", "household") == HOUSEHOLD


def test_a_right_pin_forgives_the_wrong_ones(page):
    page.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    for _ in range(2):
        assert unlock(page, "000000")[:2] == ("wrong_pin", 9)
        assert unlock(page, PIN)[0] == ""


def test_a_clock_set_back_neither_skips_nor_lengthens_the_wait(page):
    page.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    for _ in range(5):
        unlock(page, "000000")
    page.evaluate("() => { const now = Date.now.bind(Date); globalThis.late = -86400_000; "
                  "Date.now = () => now() + globalThis.late; }")  # fmt: skip
    assert unlock(page, PIN) == ("pin_waits", None, 30)
    page.evaluate("() => { globalThis.late += 31_000; }")
    assert unlock(page, PIN)[0] == ""


def test_the_node_can_give_back_what_a_forgotten_pin_closed(page, post):
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    sealed = call(page, "store/vault", "escrow")
    device = page.evaluate("async () => (await (await import('/store/device.js')).enrolment()).id")
    page.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    key = envelope.open_content(b64url.decode(sealed), [post.key], f"escrow {device}")
    wrong = call(page, "store/vault", "unlockWithKey", b64url.encode(bytes(32)), OFFICER)
    assert wrong["problem"] == "wrong_key"
    call(page, "store/vault", "unlockWithKey", b64url.encode(key), OFFICER)
    assert call(page, "store/drafts", "loadDraft", "household") == HOUSEHOLD
    call(page, "store/vault", "addOfficer", {"officer": OFFICER, "pin": "918273"})
    assert unlock(page, "918273")[0] == ""


def test_nothing_that_rests_on_the_device_can_be_read(start, address, post, tmp_path):
    chromium = start()
    page = chromium.open(address)
    enrolled(page, post)
    call(page, "store/drafts", "saveDraft", {"id": "d", "people": [{"name": "Zoumana-Draft"}]})
    call(page, "store/working", "remember", {"id": "w", "name": "Zoumana-Working"})
    says = [{"table": "registry.person", "id": SUBJECT, "values": {"name_said": "Zoumana-Sealed"}}]
    register(page, says=says)
    assert call(page, "store/working", "recall") == [{"id": "w", "name": "Zoumana-Working"}]
    chromium.kill()
    stored = b"".join(
        path.read_bytes() for path in (tmp_path / "profile").rglob("*") if is_stored(path)
    )
    assert b"Tablette 1" in stored or "Tablette 1".encode("utf-16-le") in stored
    for said in ("Zoumana", PIN):
        assert said.encode() not in stored
        assert said.encode("utf-16-le") not in stored


def is_stored(path):
    return path.is_file() and "IndexedDB" in str(path)


def test_the_keys_of_the_device_cannot_be_copied(page):
    refused = page.evaluate(
        """async () => {
          const { fact } = await import("/store/device.js");
          const keys = [(await fact("key")).privateKey, await fact("secret")];
          return Promise.all(keys.map((key) =>
            crypto.subtle.exportKey(key.type === "private" ? "pkcs8" : "raw", key)
              .then(() => "copied", (error) => error.name)));
        }"""
    )
    assert refused == ["InvalidAccessError", "InvalidAccessError"]
