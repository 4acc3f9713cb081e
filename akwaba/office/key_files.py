"""The key of a certificate, as the web server can read it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from akwaba.access.authority import KeyUnreadable
from akwaba.ledger.home import write_once

IN_MEMORY = Path("/dev/shm")  # noqa: S108  private directories are made in it
"""On Linux nothing that lies here ever reaches the disk."""


@contextmanager
def readable(key: Path, passphrase: str) -> Iterator[Path]:
    """The key without its passphrase, while it is served: granian 2.8 opens no encrypted key.

    Raises KeyUnreadable.
    """
    content = key.read_bytes()
    if b"ENCRYPTED" not in content:
        yield key
        return
    folder = Path(tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    try:
        opened = folder / key.name
        write_once(opened, _decrypted(content, passphrase))
        yield opened
    finally:
        shutil.rmtree(folder)


def _decrypted(content: bytes, passphrase: str) -> bytes:
    try:
        key = serialization.load_pem_private_key(content, passphrase.encode())
    except ValueError as error:
        raise KeyUnreadable from error
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
