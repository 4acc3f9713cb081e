"""The signed code on an attestation: MOSIP Claim 169, which other programs read as well.

A CBOR Web Token (RFC 8392) whose claim 169 is a map of identity, signed, then zlib, then base 45
(RFC 9285): “169 - QR Code Specifications” in the documentation of MOSIP. It is minimal on
purpose: whoever stops the holder can read it too. No framework, no I/O.
"""

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from akwaba.registry.papers.cose import Signer, sign1

ISSUER, EXPIRES_AT, ISSUED_AT, IDENTITY = 1, 4, 6, 169
"""Claims of the token, by their numbers in the registry of IANA."""
ID, FULL_NAME, BORN_ON, GENDER, NATIONALITY, LEGAL_STATUS, COUNTRY = 1, 4, 8, 9, 13, 22, 23
"""Keys of claim 169; the last two are later than the published table, which reserves them."""
GENDERS = {"M": 1, "F": 2}
ISSUER_NAME = "Akwaba"
LONGEST_NAME = 80
"""Bytes of UTF-8. A longer name is cut in the code, whole on the paper: the code must still be
read at arm’s length."""

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@dataclass(frozen=True, slots=True)
class Claims:
    """What the code says of its holder."""

    serial: str
    """Of the attestation; see serials.py. Not the registration number, which outlives the paper."""
    full_name: str
    born_on: date | None
    """Only where the day itself is known: an estimate would be read as exact."""
    sex: str
    nationality: str
    legal: str
    country: str
    issued_at: datetime
    expires_at: datetime


def signed_code(claims: Claims, signer: Signer) -> str:
    """The text of the QR code."""
    token = sign1(
        {
            ISSUER: ISSUER_NAME,
            EXPIRES_AT: int(claims.expires_at.timestamp()),
            ISSUED_AT: int(claims.issued_at.timestamp()),
            IDENTITY: _identity(claims),
        },
        signer,
    )
    return base45(zlib.compress(token, 9))


def _identity(claims: Claims) -> dict[int, Any]:
    said = {
        ID: claims.serial,
        FULL_NAME: _fitting(claims.full_name),
        BORN_ON: f"{claims.born_on:%Y%m%d}" if claims.born_on else None,
        GENDER: GENDERS.get(claims.sex),
        NATIONALITY: claims.nationality,
        LEGAL_STATUS: claims.legal,
        COUNTRY: claims.country,
    }
    return {key: value for key, value in said.items() if value}


def _fitting(name: str) -> str:
    encoded = name.encode()
    if len(encoded) <= LONGEST_NAME:
        return name
    return encoded[: LONGEST_NAME - len("…".encode())].decode(errors="ignore") + "…"


def base45(content: bytes) -> str:
    """Two bytes as three characters that a QR code stores in five and a half bits each."""
    written = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        value = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, len(BASE45))
            written.append(BASE45[digit])
    return "".join(written)
