"""What was sealed is opened by its recipients only, and nothing that was touched opens at all."""

import zlib
from secrets import token_hex
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from akwaba.ledger import envelope, keys
from akwaba.ledger.envelope import Damaged, SealedElsewhere, open_text, seal_text
from tests.ledger import hpke_by_hand

POST, CAPITAL, STRANGER = (keys.new_key() for _ in range(3))
CONTEXT = "ab" * 32


def point(key):
    return keys.public_bytes(key)


@given(st.text())
def test_each_recipient_opens_what_was_sealed(text):
    sealed = seal_text(text, [point(POST), point(CAPITAL)], CONTEXT)
    assert open_text(sealed, [POST], CONTEXT) == text
    assert open_text(sealed, [STRANGER, CAPITAL], CONTEXT) == text


def test_nobody_else_opens_it():
    sealed = seal_text("Awa", [point(POST)], CONTEXT)
    with pytest.raises(SealedElsewhere):
        open_text(sealed, [STRANGER], CONTEXT)
    with pytest.raises(SealedElsewhere):
        open_text(sealed, [], CONTEXT)


def test_it_does_not_open_in_the_place_of_another():
    sealed = seal_text("Awa", [point(POST)], CONTEXT)
    with pytest.raises(Damaged):
        open_text(sealed, [POST], "cd" * 32)


def test_it_does_not_open_cut_off_at_any_byte():
    sealed = seal_text("Awa Koné, 1987", [point(POST), point(CAPITAL)], CONTEXT)
    for length in range(len(sealed)):
        with pytest.raises((Damaged, SealedElsewhere)):
            open_text(sealed[:length], [POST, CAPITAL], CONTEXT)


def test_it_does_not_open_with_any_byte_changed():
    sealed = seal_text("Awa", [point(POST)], CONTEXT)
    for at in range(len(sealed)):
        spoilt = bytearray(sealed)
        spoilt[at] ^= 1
        with pytest.raises((Damaged, SealedElsewhere)):
            open_text(bytes(spoilt), [POST], CONTEXT)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_cleanly(content):
    with pytest.raises((Damaged, SealedElsewhere)):
        open_text(content, [POST], CONTEXT)
    with pytest.raises((Damaged, SealedElsewhere)):
        open_text(bytes([1, 1]) + envelope.key_id(point(POST)) + content, [POST], CONTEXT)


def test_two_envelopes_of_one_text_look_nothing_alike():
    one, other = (seal_text("Awa", [point(POST)], CONTEXT) for _ in range(2))
    assert one[10:75] != other[10:75]
    assert one[-20:] != other[-20:]


def sealed_by_hand(squeezed):
    """An envelope around whatever bytes, as a device that lies could make it."""
    made = envelope.seal(b"", [point(POST)], CONTEXT)
    slot = made[2 : 2 + 121]
    content_key = hpke_by_hand.open_base(
        enc=slot[8:73], ciphertext=slot[73:], key=POST, info=envelope._info(CONTEXT)
    )
    nonce = bytes(12)
    return made[:123] + nonce + AESGCM(content_key).encrypt(nonce, squeezed, CONTEXT.encode())


def deflated(content):
    squeezer = zlib.compressobj(9, wbits=-15)
    return squeezer.compress(content) + squeezer.flush()


def test_the_layout_is_the_one_that_is_written_down():
    """Opened by other code, written from RFC 9180: what a browser makes, this node opens."""
    assert open_text(sealed_by_hand(deflated(b"Awa")), [POST], CONTEXT) == "Awa"


@pytest.mark.parametrize(
    "squeezed",
    [
        deflated(bytes(envelope.LARGEST_CONTENT + 1)),
        deflated(bytes(200 * 1024 * 1024)),
        deflated(b"Awa")[:-1],
        deflated(b"Awa") + b"more",
        b"",
        b"Awa",
        deflated(b"\xff\xfe"),
    ],
    ids=["too long", "a bomb", "cut", "more behind", "nothing", "not deflated", "no text"],
)
def test_what_unfolds_into_anything_but_a_body_is_refused(squeezed):
    with pytest.raises(Damaged):
        open_text(sealed_by_hand(squeezed), [POST], CONTEXT)


def test_a_body_as_long_as_a_body_may_be_is_opened():
    content = token_hex(envelope.LARGEST_CONTENT // 2).encode()
    sealed = envelope.seal(content, [point(POST)], CONTEXT)
    assert envelope.open_content(sealed, [POST], CONTEXT) == content


def test_no_more_comes_out_than_people_say():
    """Five hundred lines that differ in their identifiers and salts only come to far less."""
    body = "".join(f'["{uuid4()}","{uuid4().hex}","{"Awa " * 40}"]' for _ in range(500))
    assert 3 * len(body) < envelope.MOST_UNFOLDING * len(deflated(body.encode()))
    bomb = bytes(envelope.LARGEST_CONTENT)
    assert len(bomb) > 10 * envelope.MOST_UNFOLDING * len(deflated(bomb))
    with pytest.raises(Damaged):
        envelope.open_content(envelope.seal(bomb, [point(POST)], CONTEXT), [POST], CONTEXT)


def test_it_is_sealed_to_somebody_and_not_to_a_crowd():
    for recipients in ([], [point(POST)] * (envelope.MOST_RECIPIENTS + 1), [b"\4" * 65]):
        with pytest.raises(ValueError, match=r"recipients|curve|point|key"):
            seal_text("Awa", recipients, CONTEXT)


def test_our_reading_of_the_rfc_gives_its_known_answer():
    """RFC 9180, appendix A.3.1, sequence number 0: what `hpke_by_hand` is trusted for."""
    recipient = hpke_by_hand.private_key(
        bytes.fromhex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2")
    )
    plain = hpke_by_hand.open_base(
        enc=bytes.fromhex(
            "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
            "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4"
        ),
        ciphertext=bytes.fromhex(
            "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f"
            "9076ac232e3ab2523f39513434"
        ),
        key=recipient,
        info=bytes.fromhex("4f6465206f6e2061204772656369616e2055726e"),
        aad=bytes.fromhex("436f756e742d30"),
        aead=hpke_by_hand.AES_128_GCM,
    )
    assert plain == b"Beauty is truth, truth beauty"
