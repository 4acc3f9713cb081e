"""A desk and its post, each a real process: what is made on the one arrives at the other, once."""

import random
import shutil
import time
from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from akwaba.demo.cast import PASSWORD
from akwaba.desk import frames
from akwaba.ledger import batches
from tests.e2e import node, post
from tests.e2e.conftest import SLOW_MACHINE

MODULE = """(path) => {
  const first = [...document.querySelectorAll("link[rel=modulepreload]")][0].href;
  return /^.*\\/desk\\/app\\/[^/]+\\//.exec(first)[0] + path;
}"""
PIN = "407183"
REGISTER = """async ([ledger, count]) => {
  const { append } = await import(ledger);
  const { uuid7 } = await import(ledger.replace("append", "ids"));
  for (let made = 0; made < count; made += 1) {
    const household = uuid7();
    await append({officer: globalThis.officer.id, scope: "pogo",
      kind: "registry.household_registered", subject: household,
      says: [{table: "registry.household", id: household, creates: true, values: {
        number: "", post: "pogo", crossing: "pogo", arrived_on: "2026-11-20",
        registered_on: "2026-11-20", source: "desk"}}]});
  }
}"""


@pytest.fixture(scope="module")
def unused_post(tmp_path_factory):
    """A post before its first tablet: its officers are there."""
    home = tmp_path_factory.mktemp("post") / "home"
    post.at(home, "prepare")
    return home


@pytest.fixture
def home(unused_post, tmp_path):
    return Path(shutil.copytree(unused_post, tmp_path / "post"))


@pytest.fixture
def address(home):
    with node.serving(home) as address:
        yield address


class Desk:
    """The desk's own modules, called from its own page."""

    def __init__(self, page):
        self.page = page

    def call(self, module, function, *arguments):
        return self.page.evaluate(
            """async ([url, name, given]) => {
              const told = await (await import(url))[name](...given)
                .catch((error) => ({problem: error.code ?? String(error)}));
              return told ?? null;
            }""",
            [self.page.evaluate(MODULE, module), function, list(arguments)],
        )

    def enrol(self, home):
        told = self.call(
            "exchange/enrol.js", "enrol", {"code": post.at(home, "code"), "name": "Tablette 1"}
        )
        who = {"username": "awa", "password": PASSWORD}
        officer = self.call("exchange/node.js", "call", "POST", "/desk/v1/officers", who)["officer"]
        self.call("store/vault.js", "addOfficer", {"officer": officer, "pin": PIN})
        self.page.evaluate("officer => { globalThis.officer = officer; }", officer)
        return told

    def register(self, count):
        ledger = self.page.evaluate(MODULE, "ledger/append.js")
        self.page.evaluate(REGISTER, [ledger, count])

    def send(self, **wanted):
        """Send until the desk knows what is wanted; what it then knows."""
        last = time.monotonic() + SLOW_MACHINE / 1000
        while True:
            self.call("exchange/sender.js", "sendNow")
            status = self.status()
            if all(status[name] == value for name, value in wanted.items()):
                return status
            assert time.monotonic() < last, f"{wanted} never came: {status}"

    def status(self):
        self.call("exchange/status.js", "recount")
        return self.page.evaluate(
            "async (url) => (await import(url)).now()",
            self.page.evaluate(MODULE, "exchange/status.js"),
        )


@pytest.fixture
def desk(visit, home):
    desk = Desk(visit("/desk/"))
    assert desk.enrol(home)["post"] == "pogo"
    return desk


def test_families_registered_at_the_desk_are_at_the_post_once(desk, home):
    desk.register(30)
    desk.send(device_waiting=0, at_post=30, quarantined=0, reached=True)
    arrived = post.at(home, "told")
    assert [(entry["seq"], entry["quarantine"]) for entry in arrived] == [
        (seq, "") for seq in range(1, 31)
    ]


def test_entries_wait_while_nobody_answers_and_leave_when_somebody_does(desk, home):
    desk.page.route("**/v1/**", lambda route: route.abort())
    desk.register(3)
    desk.send(reached=False, device_waiting=3)
    desk.page.unroute_all(behavior="wait")
    desk.send(device_waiting=0)
    assert len(post.at(home, "told")) == 3


def test_a_receipt_that_never_arrives_makes_no_second_family(desk, home):
    lost = []

    def lose(route):
        lost.append(route.fetch())  # the post has stored it; its answer gets lost
        route.abort()

    desk.register(2)
    desk.page.route("**/sync/v1/entries", lose)
    desk.send(device_waiting=2)
    assert lost
    desk.page.unroute_all(behavior="wait")
    desk.send(device_waiting=0)
    assert len(post.at(home, "told")) == 2


def test_nothing_is_believed_that_our_node_did_not_sign(desk):
    desk.register(1)

    def forge(route):
        headers = {"Akwaba-Signature": urlsafe_b64encode(bytes(64)).decode()}
        route.fulfill(json={"stored_upto": 99, "receipts": []}, headers=headers)

    desk.page.route("**/v1/**", forge)
    desk.send(other_node=True, device_waiting=1)
    desk.page.unroute_all(behavior="wait")
    desk.send(other_node=False, device_waiting=0)


def test_a_wrong_clock_is_noticed_and_put_right_for_the_node(visit, home):
    page = visit("/desk/")
    page.clock.install(time=1_500_000_000)
    page.reload()
    desk = Desk(page)
    desk.enrol(home)
    page.clock.set_fixed_time(1_400_000_000)
    desk.register(1)
    status = desk.send(reached=True, device_waiting=0)
    assert status["clock_offset"] > 1_000_000_000


def test_what_a_revoked_desk_makes_waits_for_a_supervisor(desk, home):
    post.at(home, "revoke")
    desk.register(2)
    desk.send(revoked=True, device_waiting=0, quarantined=2)
    assert [entry["quarantine"] for entry in post.at(home, "told")] == ["revoked_device"] * 2


def test_a_post_that_came_back_from_an_older_backup_gets_what_it_lost(desk, home):
    desk.register(5)
    desk.send(at_post=5)
    post.at(home, "forget", "3")
    assert len(post.at(home, "told")) == 3
    desk.send(reached=True)
    desk.send(device_waiting=0)
    assert [entry["seq"] for entry in post.at(home, "told")] == [1, 2, 3, 4, 5]


def test_a_picture_follows_its_entry_in_pieces(desk, home):
    # As a picture is: what deflates to almost nothing is refused as a trap.
    content = b"\xff\xd8\xff" + random.Random(1).randbytes(150_000)  # noqa: S311
    digest = sha256(content).hexdigest()
    ledger = desk.page.evaluate(MODULE, "ledger/append.js")
    desk.page.evaluate(
        """async ([ledger, digest, content]) => {
          const { append } = await import(ledger);
          const { uuid7 } = await import(ledger.replace("append", "ids"));
          const noise = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          const person = uuid7();
          await append({officer: globalThis.officer.id, scope: "pogo",
            kind: "registry.household_registered", subject: person,
            says: [{table: "registry.household", id: person, creates: true,
                    values: {post: "pogo"}}],
            photos: [{digest, about: person, blob: new Blob([noise])}]});
        }""",
        [ledger, digest, b64encode(content).decode()],
    )
    desk.send(device_waiting=0, photos_waiting=0, problem="")
    assert post.at(home, "pictures") == [digest]


def test_a_tablet_joins_the_new_laptop_of_its_post_with_all_that_it_holds(
    desk, home, address, tmp_path
):
    desk.register(3)
    desk.send(at_post=3)
    other = tmp_path / "new laptop"
    post.at(other, "prepare")
    with node.serving(other) as new_address:

        def now_at_the_same_address(route):
            route.continue_(url=route.request.url.replace(address, new_address))

        desk.page.route("**/v1/**", now_at_the_same_address)
        desk.register(2)
        desk.send(other_node=True, device_waiting=2)
        before = desk.call("store/device.js", "enrolment")
        said = {"code": post.at(other, "code"), "name": "Tablette 1"}
        assert desk.call("exchange/enrol.js", "enrol", said) == before
        who = {"username": "awa", "password": PASSWORD}
        officer = desk.call("exchange/node.js", "call", "POST", "/desk/v1/officers", who)
        desk.page.evaluate("officer => { globalThis.officer = officer; }", officer["officer"])
        desk.register(1)
        desk.send(other_node=False, device_waiting=0)
    arrived = {entry["seq"]: entry["quarantine"] for entry in post.at(other, "told")}
    assert arrived.pop(6) == ""
    assert list(arrived) == [1, 2, 3, 4, 5]
    assert set(arrived.values()) <= {"sealed_elsewhere", "unknown_device"}


def test_a_picture_that_the_post_cannot_take_holds_nobody_up(desk, home):
    desk.page.evaluate(
        """async (ledger) => {
          const { append } = await import(ledger);
          const { uuid7 } = await import(ledger.replace("append", "ids"));
          const { hex, sha256 } = await import(ledger.replace("append", "bytes"));
          const person = uuid7();
          const photos = [];
          for (const first of [[0x42, 0x4d, 0x00], [0xff, 0xd8, 0xff]]) {
            const content = Uint8Array.from([...first, 1, 2, 3]);
            photos.push({digest: hex(await sha256(content)), about: person,
              blob: new Blob([content])});
          }
          await append({officer: globalThis.officer.id, scope: "pogo",
            kind: "registry.household_registered", subject: person, photos,
            says: [{table: "registry.household", id: person, creates: true,
                    values: {post: "pogo"}}]});
        }""",
        desk.page.evaluate(MODULE, "ledger/append.js"),
    )
    desk.send(device_waiting=0, photos_waiting=1, sending=False)
    assert len(post.at(home, "pictures")) == 1


def exported(desk, lost):
    """What a tablet that reaches nobody has to carry out: the file, and its series of codes."""
    desk.page.route("**/v1/**", lambda route: route.abort())
    desk.register(3)
    desk.send(device_waiting=3)
    file, codes = desk.page.evaluate(
        """async (url) => {
          const { exportCodes, exportFile } = await import(url);
          const bytes = new Uint8Array(await (await exportFile()).arrayBuffer());
          return [Array.from(bytes), await exportCodes()];
        }""",
        desk.page.evaluate(MODULE, "exchange/parcel.js"),
    )
    lost.write_bytes(bytes(file))
    return codes


def test_what_a_tablet_cannot_send_leaves_it_as_a_file(desk, home, tmp_path):
    exported(desk, tmp_path / "phone.akwaba")
    post.at(home, "take", str(tmp_path / "phone.akwaba"))
    assert [entry["quarantine"] for entry in post.at(home, "told")] == ["", "", ""]
    desk.page.unroute_all(behavior="wait")
    desk.send(device_waiting=0)
    assert len(post.at(home, "told")) == 3


def test_the_codes_on_its_screen_hold_the_same_file(desk, tmp_path):
    codes = exported(desk, tmp_path / "phone.akwaba")
    [series] = frames.read_frames("\n".join(reversed(codes))).series
    sent, shown = (batches.read_parcel(each) for each in (
        (tmp_path / "phone.akwaba").read_bytes(), series.content))  # fmt: skip
    assert sent == shown
    assert len(shown.entries) == 3
