"""What came spoilt, or was lost at the post after it had come, leaves the desk again."""

import gzip
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from akwaba.ledger import b64url, keys
from tests.e2e import node, post
from tests.e2e.test_desk_exchange import Desk


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
    return desk


def reasons(home):
    return [(entry["seq"], entry["quarantine"]) for entry in post.at(home, "told")]


def spoil_once(desk, home, index):
    """One entry of the first batch is changed before the post reads it; its answer is believed."""
    (path,) = (home / "keys").glob("device-*.pem")
    key = keys.read_key(path, "")
    spoilt = []

    def pass_on(route):
        asked = route.request
        if spoilt:
            return route.continue_()
        said = json.loads(gzip.decompress(asked.post_data_buffer))
        sealed = bytearray(b64url.decode(said["entries"][index]["sealed"]))
        sealed[-1] ^= 1
        said["entries"][index]["sealed"] = b64url.encode(bytes(sealed))
        spoilt.append(index)
        answer = route.fetch(post_data=gzip.compress(json.dumps(said).encode())).body()
        content = f"reply\n{asked.headers['akwaba-signature']}\n{sha256(answer).hexdigest()}"
        signature = b64url.encode(keys.sign(key, content.encode()))
        return route.fulfill(
            body=answer,
            content_type="application/json",
            headers={"Akwaba-Signature": signature},
        )

    desk.page.route("**/sync/v1/entries", pass_on)


@pytest.mark.parametrize("index", [1, 2])
def test_an_entry_that_was_spoilt_on_the_way_is_sent_again(desk, home, index):
    spoil_once(desk, home, index)
    desk.register(3)
    desk.send(device_waiting=0, quarantined=0, at_post=3)
    spoilt = (index + 1, "body_changed")
    assert sorted(reasons(home)) == sorted([(1, ""), (2, ""), (3, ""), spoilt])


@pytest.mark.parametrize("seq", [2, 4])
def test_what_the_post_has_lost_since_is_sent_again(desk, home, seq):
    desk.register(4)
    desk.send(device_waiting=0, at_post=4)
    post.at(home, "lose", str(seq))
    assert len(reasons(home)) == 3
    desk.send(reached=True)
    desk.send(device_waiting=0)
    assert reasons(home) == [(each, "") for each in (1, 2, 3, 4)]


def test_what_a_supervisor_admits_is_no_longer_on_hold_at_the_desk(desk, home):
    post.at(home, "revoke")
    desk.register(2)
    desk.send(device_waiting=0, quarantined=2)
    post.at(home, "admit")
    assert {reason for _, reason in reasons(home)} == {""}
    desk.send(quarantined=0, device_waiting=0)
