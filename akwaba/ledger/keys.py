"""The key of a device: ECDSA on P-256, the one curve that every browser signs with.

A signature is 64 bytes, r then s (IEEE P1363), as WebCrypto makes them; a public key is the
uncompressed point of 65 bytes.
"""

from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from akwaba.ledger.home import write_once

HALF = 32
SIGNATURE_BYTES = 2 * HALF
POINT_BYTES = 1 + 2 * HALF
_ALGORITHM = ec.ECDSA(hashes.SHA256())


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def make_key(path: Path, passphrase: str) -> ec.EllipticCurvePrivateKey:
    """Make a device's key and keep it in a private file, encrypted if there is a passphrase."""
    key = new_key()
    protection: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    write_once(
        path,
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection
        ),
    )
    return key


@lru_cache(maxsize=8)
def read_key(path: Path, passphrase: str) -> ec.EllipticCurvePrivateKey:
    """Raises ValueError where the passphrase is wrong or the file is not a P-256 key."""
    key = serialization.load_pem_private_key(
        path.read_bytes(), passphrase.encode() if passphrase else None
    )
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{path.name} does not hold the key of a device.")  # noqa: TRY004
    return key


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def is_point(point: bytes) -> bool:
    """Whether these 65 bytes are a public key on our curve."""
    try:
        _public_key(point)
    except ValueError:
        return False
    return len(point) == POINT_BYTES


def sign(key: ec.EllipticCurvePrivateKey, content: bytes) -> bytes:
    r, s = decode_dss_signature(key.sign(content, _ALGORITHM))
    return r.to_bytes(HALF) + s.to_bytes(HALF)


@lru_cache(maxsize=256)
def _public_key(point: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def is_signed_by(point: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the device with that public key signed exactly these bytes."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    der = encode_dss_signature(int.from_bytes(signature[:HALF]), int.from_bytes(signature[HALF:]))
    try:
        _public_key(point).verify(der, content, _ALGORITHM)
    except (InvalidSignature, ValueError):
        return False
    return True
