"""Signed CBOR: COSE_Sign1 (RFC 9052) with ECDSA on P-256, the one curve that every browser checks.

No framework, no I/O: the caller brings what signs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import cbor2

ES256 = -7
SIGN1_TAG = 18
ALGORITHM, KEY_ID, TYPE = 1, 4, 16
"""Labels of header parameters; `typ` is of RFC 9596."""
KEY_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs: its public point (65 bytes), and how it signs (64 bytes, r then s)."""

    point: bytes
    sign: Callable[[bytes], bytes]

    @property
    def key_id(self) -> bytes:
        return key_id_of(self.point)


def key_id_of(point: bytes) -> bytes:
    """The short name of a public key: how an envelope and a signed code refer to it."""
    return sha256(point).digest()[:KEY_ID_BYTES]


def sign1(claims: Mapping[int, Any], signer: Signer, *, kind: str = "") -> bytes:
    """Sign a map of claims. `kind` is the media type, for what a reader must not confuse."""
    header: dict[int, Any] = {ALGORITHM: ES256, KEY_ID: signer.key_id}
    protected = cbor2.dumps({**header, TYPE: kind} if kind else header, canonical=True)
    payload = cbor2.dumps(claims, canonical=True)
    signed = cbor2.dumps(["Signature1", protected, b"", payload], canonical=True)
    message = [protected, {}, payload, signer.sign(signed)]
    return cbor2.dumps(cbor2.CBORTag(SIGN1_TAG, message), canonical=True)
