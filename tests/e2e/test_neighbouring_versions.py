"""This app at the node of an older or a newer version: it goes on, and loses nothing."""

import json
from hashlib import sha256

import pytest

from akwaba.ledger import b64url, keys
from tests.e2e import node, post
from tests.e2e.test_desk_exchange import Desk

OPTIONAL = {
    "heartbeat": {
        "lease_until", "revoked", "node", "capital", "stored_upto", "capital_upto", "numbers",
    },
    "entries": {"stored_upto", "holes", "capital_upto", "whole", "server_time"},
}  # fmt: skip
"""Fields that a node of the version before may not know; docs/reference/desk-protocol.md."""


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "post"
    post.at(home, "prepare")
    return home


@pytest.fixture
def address(home):
    with node.serving(home) as address:
        yield address


@pytest.fixture
def desk(visit, home):
    desk = Desk(visit("/desk/"))
    desk.enrol(home)
    return desk


def answers_as(desk, home, change):
    """Let the node say something else, with its own signature."""
    (path,) = (home / "keys").glob("device-*.pem")
    key = keys.read_key(path, "")

    def tell(route):
        told = change(route.request.url.rpartition("/")[2], route.fetch().json())
        body = json.dumps(told).encode()
        asked = route.request.headers["akwaba-signature"]
        content = f"reply\n{asked}\n{sha256(body).hexdigest()}".encode()
        signature = b64url.encode(keys.sign(key, content))
        route.fulfill(
            body=body, content_type="application/json", headers={"Akwaba-Signature": signature}
        )

    desk.page.route("**/v1/heartbeat", tell)
    desk.page.route("**/v1/entries", tell)


def of_an_older_node(name, told):
    kept = {field: value for field, value in told.items() if field not in OPTIONAL[name]}
    for receipt in kept.get("receipts", []):
        del receipt["reason"]
    return kept


def of_a_newer_node(name, told):
    for receipt in told.get("receipts", []):
        receipt["folded_in_ms"] = 3
    return {**told, "orders": [{"kind": "of tomorrow"}], "weather": None}


@pytest.mark.parametrize("change", [of_an_older_node, of_a_newer_node])
def test_what_is_registered_arrives_at_a_node_of_a_neighbouring_version(desk, home, change):
    answers_as(desk, home, change)
    desk.register(3)
    status = desk.send()
    assert status["reached"]
    assert (status["device_waiting"], status["quarantined"]) == (0, 0)
    assert (status["lease_ended"], status["revoked"]) == (False, False)
    assert [entry["quarantine"] for entry in post.at(home, "told")] == [""] * 3


def test_a_status_that_only_a_newer_node_gives_counts_as_stored(desk, home):
    def filed(name, told):
        for receipt in told.get("receipts", []):
            receipt["status"] = "filed_for_review"
        return told

    answers_as(desk, home, filed)
    desk.register(2)
    assert desk.send()["device_waiting"] == 0
    assert len(post.at(home, "told")) == 2


def test_the_node_of_before_that_is_upgraded_meanwhile_lets_go_what_it_holds(desk, home):
    answers_as(desk, home, of_an_older_node)
    desk.register(2)
    desk.send()
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.register(1)
    status = desk.send()
    assert (status["device_waiting"], status["at_post"]) == (0, 3)
    assert len(post.at(home, "told")) == 3
