"""A desk and its post, each a real process: what is made on the one arrives at the other, once."""

from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest

from akwaba.demo.cast import PASSWORD
from tests.e2e import node, post

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


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "post"
    post.at(home, "prepare")
    return home


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
            "exchange/enrol.js", "enrol", {"code": post.at(home, "code"), "name": "T1"}
        )
        who = {"username": "awa", "password": PASSWORD}
        officer = self.call("exchange/node.js", "call", "POST", "/desk/v1/officers", who)["officer"]
        self.call("store/vault.js", "addOfficer", {"officer": officer, "pin": PIN})
        self.page.evaluate("officer => { globalThis.officer = officer; }", officer)
        return told

    def register(self, count):
        ledger = self.page.evaluate(MODULE, "ledger/append.js")
        self.page.evaluate(REGISTER, [ledger, count])

    def send(self):
        """Send now, and tell what the desk then knows."""
        self.call("exchange/sender.js", "sendNow")
        return self.status()

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
    status = desk.send()
    assert (status["device_waiting"], status["at_post"], status["quarantined"]) == (0, 30, 0)
    assert status["reached"]
    arrived = post.at(home, "told")
    assert [(entry["seq"], entry["quarantine"]) for entry in arrived] == [
        (seq, "") for seq in range(1, 31)
    ]


def test_entries_wait_while_nobody_answers_and_leave_when_somebody_does(desk, home):
    desk.page.route("**/v1/**", lambda route: route.abort())
    desk.register(3)
    status = desk.send()
    assert (status["reached"], status["device_waiting"]) == (False, 3)
    desk.page.unroute("**/v1/**")
    assert desk.send()["device_waiting"] == 0
    assert len(post.at(home, "told")) == 3


def test_a_receipt_that_never_arrives_makes_no_second_family(desk, home):
    lost = []

    def lose(route):
        lost.append(route.fetch())  # the post has stored it; its answer gets lost
        route.abort()

    desk.register(2)
    desk.page.route("**/sync/v1/entries", lose)
    assert desk.send()["device_waiting"] == 2
    assert lost
    desk.page.unroute("**/sync/v1/entries")
    assert desk.send()["device_waiting"] == 0
    assert len(post.at(home, "told")) == 2


def test_nothing_is_believed_that_our_node_did_not_sign(desk):
    desk.register(1)

    def forge(route):
        headers = {"Akwaba-Signature": urlsafe_b64encode(bytes(64)).decode()}
        route.fulfill(json={"stored_upto": 99, "receipts": []}, headers=headers)

    desk.page.route("**/v1/**", forge)
    status = desk.send()
    assert (status["other_node"], status["device_waiting"]) == (True, 1)
    desk.page.unroute("**/v1/**")
    status = desk.send()
    assert (status["other_node"], status["device_waiting"]) == (False, 0)


def test_a_wrong_clock_is_noticed_and_put_right_for_the_node(visit, home):
    page = visit("/desk/")
    page.clock.install(time=1_500_000_000)
    page.reload()
    desk = Desk(page)
    desk.enrol(home)
    page.clock.set_fixed_time(1_400_000_000)
    desk.register(1)
    status = desk.send()
    assert (status["reached"], status["device_waiting"]) == (True, 0)
    assert status["clock_offset"] > 1_000_000_000


def test_what_a_revoked_desk_makes_waits_for_a_supervisor(desk, home):
    post.at(home, "revoke")
    desk.register(2)
    status = desk.send()
    assert (status["revoked"], status["device_waiting"], status["quarantined"]) == (True, 0, 2)
    assert [entry["quarantine"] for entry in post.at(home, "told")] == ["revoked_device"] * 2


def test_a_post_that_came_back_from_an_older_backup_gets_what_it_lost(desk, home):
    desk.register(5)
    assert desk.send()["at_post"] == 5
    post.at(home, "forget", "3")
    assert len(post.at(home, "told")) == 3
    desk.send()
    assert desk.send()["device_waiting"] == 0
    assert [entry["seq"] for entry in post.at(home, "told")] == [1, 2, 3, 4, 5]


def test_a_picture_follows_its_entry_in_pieces(desk, home):
    content = b"\xff\xd8\xff" + bytes(150_000)
    digest = sha256(content).hexdigest()
    ledger = desk.page.evaluate(MODULE, "ledger/append.js")
    desk.page.evaluate(
        """async ([ledger, digest]) => {
          const { append } = await import(ledger);
          const { uuid7 } = await import(ledger.replace("append", "ids"));
          const noise = new Uint8Array(150_003);
          noise.set([0xff, 0xd8, 0xff]);
          const person = uuid7();
          await append({officer: globalThis.officer.id, scope: "pogo",
            kind: "registry.household_registered", subject: person,
            says: [{table: "registry.household", id: person, creates: true,
                    values: {post: "pogo"}}],
            photos: [{digest, about: person, blob: new Blob([noise])}]});
        }""",
        [ledger, digest],
    )
    status = desk.send()
    assert (status["device_waiting"], status["photos_waiting"], status["problem"]) == (0, 0, "")
    assert post.at(home, "pictures") == [digest]
