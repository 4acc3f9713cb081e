"""How long a desk keeps its copies: as long as the level that counts has not got them."""

import shutil
from pathlib import Path

import pytest

from akwaba.ledger import b64url, keys
from tests.e2e import node, post
from tests.e2e.test_desk_exchange import MODULE, Desk
from tests.e2e.test_neighbouring_versions import answers_as

KEPT = 200
"""Copies that stay though they have arrived."""
MANY = 260

COPY = """async ([outbox, count]) => {
  const { open } = await import(outbox);
  const tx = (await open()).transaction(["outbox", "device"], "readwrite");
  const [first] = await tx.objectStore("outbox").getAll();
  for (let seq = 2; seq <= count; seq += 1) tx.objectStore("outbox").put({...first, seq});
  const head = await tx.objectStore("device").get("head");
  tx.objectStore("device").put({...head, seq: count}, "head");
  await tx.done;
}"""
"""What `count` entries that came to the post leave on the device: signing them all takes long."""
STATES = """async (outbox) => {
  const { open } = await import(outbox);
  return (await (await open()).getAll("outbox")).map(({seq, state}) => [seq, state]);
}"""


@pytest.fixture(scope="module")
def unused_post(tmp_path_factory):
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


@pytest.fixture
def desk(visit, home):
    desk = Desk(visit("/desk/"))
    desk.enrol(home)
    desk.register(1)
    desk.send(device_waiting=0)
    return desk


class Levels:
    """What the node says of itself and of a capital, signed by its own key.

    The app asks by itself too: what it was told before would come late, and undo the test.
    """

    def __init__(self, desk, home):
        self.desk, self.said = desk, {}
        answers_as(desk, home, lambda _name, told: {**told, **self.said})
        desk.page.route("**/v1/**", self.hold)
        for _ in range(2):  # the turn that may be under way, and one that hears nothing
            desk.call("exchange/sender.js", "sendNow")

    def hold(self, route):
        if self.said:
            route.fallback()
        else:
            route.abort()

    def hear(self, **said):
        self.said = said
        told = self.desk.call("exchange/heartbeat.js", "heartbeat")
        assert "problem" not in told, told
        return self.desk.page.evaluate(STATES, database_of(self.desk))


def database_of(desk):
    return desk.page.evaluate(MODULE, "store/database.js")


@pytest.fixture
def levels(desk, home):
    return Levels(desk, home)


@pytest.fixture
def capital():
    return {"sealing_key": b64url.encode(keys.public_bytes(keys.new_key()))}


def have_sent(desk, count):
    desk.page.evaluate(COPY, [database_of(desk), count])


def stored(count):
    return {"stored_upto": count, "holes": [], "last": count, "held": []}


def test_without_a_capital_the_oldest_copies_go_once_the_post_has_them(desk, levels):
    have_sent(desk, MANY)
    left = levels.hear(**stored(MANY))
    assert left == [[seq, "post"] for seq in range(MANY - KEPT + 1, MANY + 1)]


def test_while_there_is_a_capital_the_post_alone_frees_no_copy(desk, levels, capital):
    have_sent(desk, MANY)
    left = levels.hear(**stored(MANY), capital=capital, capital_upto=None)
    assert left == [[seq, "post"] for seq in range(1, MANY + 1)]
    assert levels.desk.status()["at_capital"] == 0


def test_what_the_capital_has_is_let_go_and_nothing_else(desk, levels, capital):
    have_sent(desk, 2 * MANY)
    left = levels.hear(**stored(2 * MANY), capital=capital, capital_upto=MANY)
    kept = [[seq, "capital"] for seq in range(MANY - KEPT + 1, MANY + 1)]
    assert left == kept + [[seq, "post"] for seq in range(MANY + 1, 2 * MANY + 1)]
    status = desk.status()
    assert (status["at_capital"], status["at_post"]) == (MANY, MANY)
    assert levels.hear(**stored(2 * MANY), capital=capital, capital_upto=MANY) == left


def test_what_the_post_does_not_have_stays_whatever_is_above_it(desk, levels):
    have_sent(desk, MANY)
    left = levels.hear(**{**stored(MANY), "stored_upto": 10})
    assert left == [[seq, "post"] for seq in range(11, MANY + 1)]
