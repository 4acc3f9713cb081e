"""What a tablet believes of an answer, whoever stands between it and its post."""

import json
from hashlib import sha256

import pytest

from akwaba.ledger import b64url, keys
from tests.e2e.bare import call

PATH = "/sync/v1/entries"
SENT = {"format": 1, "entries": [], "waiting": 0}


def digest(content):
    return sha256(content).hexdigest()


def signed(key, signature, said):
    return b64url.encode(keys.sign(key, f"reply\n{signature}\n{digest(said)}".encode()))


@pytest.fixture
def asks(tablet, own_node):
    """asks(said, …): what the tablet makes of that answer to its batch."""

    def ask(said, *, status=200, key=own_node.key, is_signed=True, signature=None):
        def answer(route):
            asked = route.request
            words = {"asked": digest(asked.post_data_buffer), **said}
            content = json.dumps(words).encode()
            taken = signature or asked.headers["akwaba-signature"]
            headers = {"Akwaba-Signature": signed(key, taken, content)} if is_signed else {}
            route.fulfill(status=status, body=content, headers=headers)

        tablet.route(f"**{PATH}", answer)
        told = call(tablet, "exchange/node", "call", "POST", PATH, SENT)
        tablet.unroute(f"**{PATH}")
        return told.get("problem") or told["stored_upto"]

    return ask


def test_the_answer_of_its_own_post_to_its_own_words_is_believed(asks):
    assert asks({"stored_upto": 7}) == 7


def test_an_answer_to_other_words_is_no_answer(asks):
    assert asks({"stored_upto": 7, "asked": digest(b"spoilt")}) == "unreached"


def test_an_answer_without_signature_is_no_answer(asks):
    assert asks({"stored_upto": 7}, is_signed=False) == "unreached"


def test_an_answer_of_another_key_or_to_another_request_is_another_nodes(asks):
    assert asks({"stored_upto": 7}, key=keys.new_key()) == "other_node"
    assert asks({"stored_upto": 7}, signature=b64url.encode(bytes(64))) == "other_node"


@pytest.mark.parametrize("status", [200, 403])
def test_a_refusal_stays_one_whatever_its_status_is_made_to_say(asks, status):
    said = {"problem": "revoked_device", "stored_upto": 7}
    assert asks(said, status=status) == "revoked_device"
