"""What a backup is sealed with: it opens to what went in, or not at all."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akwaba.office.care import passphrases
from akwaba.office.care.passphrases import BLOCK, TAG, Unopened, blocks, part_key, seal, unseal

KEY = bytes(range(32))
SEALED = BLOCK + TAG


def sealed(content, key=KEY):
    return b"".join(seal(io.BytesIO(content), key))


def unsealed(content, key=KEY):
    return b"".join(unseal(io.BytesIO(content), key))


@given(st.binary(max_size=400))
def test_what_was_sealed_opens_to_itself(content):
    assert unsealed(sealed(content)) == content


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_it_opens_at_every_edge_of_a_block(size):
    content = bytes(size)
    assert unsealed(sealed(content)) == content


def test_blocks_that_are_left_out_moved_or_cut_off_do_not_open():
    whole = sealed(bytes(3 * BLOCK))
    first, second, third = (whole[at : at + SEALED] for at in range(0, 3 * SEALED, SEALED))
    for other in (first + third, second + first + third, first + second, b"", whole[:-1]):
        with pytest.raises(Unopened):
            unsealed(other)


@given(st.binary(min_size=1, max_size=50), st.data())
def test_a_changed_bit_does_not_open(content, data):
    changed = bytearray(sealed(content))
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1
    with pytest.raises(Unopened):
        unsealed(bytes(changed))


def test_each_part_of_each_backup_has_a_key_of_its_own():
    """A nonce counts from nought: under one key for two things it would repeat."""
    first, second = passphrases.new_salt(), passphrases.new_salt()
    keys = {part_key("cinq mots", salt, part) for salt in (first, second) for part in "ab"}
    keys.add(part_key("cinq motz", first, "a"))
    assert len(keys) == 5


def test_what_comes_in_drops_is_gathered_into_blocks():
    class Drops(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 7))

    assert list(blocks(Drops(bytes(20)), 9)) == [bytes(9), bytes(9), bytes(2)]
