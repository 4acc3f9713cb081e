"""What a backup is sealed with where the node has a passphrase: AES-256-GCM, block by block.

The database of such a node is encrypted already, but its home also holds small secrets that rest
readable on the laptop, and PostgreSQL hands out plain rows. On a stick nothing of that may be read.
Each block says its place and whether it is the last one, so that none is moved, dropped or cut off.
"""

import os
from collections.abc import Iterator
from itertools import count
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BLOCK = 1024 * 1024
TAG = 16
SALT_BYTES = 16
_KEY_BYTES = 32
_PLACE_BYTES = 11
"""With the byte that marks the last block: the 12 bytes of a nonce, under a key used once."""


class Unopened(Exception):  # noqa: N818  named for what happened
    """The key is another one, or the bytes are."""


class Source(Protocol):
    """An open file, or what a program says."""

    def read(self, size: int, /) -> bytes: ...


def new_salt() -> bytes:
    return os.urandom(SALT_BYTES)


def part_key(passphrase: str, salt: bytes, part: str) -> bytes:
    """The key of one part of one backup, by Argon2id (RFC 9106, second recommended option)."""
    secret = hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=3,
        memory_cost=64 * 1024,
        parallelism=4,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )
    info = f"akwaba backup 1 {part}".encode()
    return HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=info).derive(secret)


def blocks(source: Source, size: int = BLOCK) -> Iterator[bytes]:
    """What a source says, in blocks of exactly this size but for the last."""
    gathered = b""
    while more := source.read(size - len(gathered)):
        gathered += more
        if len(gathered) == size:
            yield gathered
            gathered = b""
    if gathered:
        yield gathered


def seal(source: Source, key: bytes) -> Iterator[bytes]:
    cipher = AESGCM(key)
    for nonce, block in _numbered(blocks(source)):
        yield cipher.encrypt(nonce, block, None)


def unseal(source: Source, key: bytes) -> Iterator[bytes]:
    """Raises Unopened."""
    cipher = AESGCM(key)
    for nonce, block in _numbered(blocks(source, BLOCK + TAG)):
        try:
            yield cipher.decrypt(nonce, block, None)
        except InvalidTag as error:
            raise Unopened from error


def _numbered(found: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each block with its nonce. An empty source has one empty block: also its end is sealed."""
    block = next(found, b"")
    for place in count():
        following = next(found, None)
        yield place.to_bytes(_PLACE_BYTES) + bytes([following is None]), block
        if following is None:
            return
        block = following
