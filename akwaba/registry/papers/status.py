"""Which attestations hold: one bit a serial, signed, small enough to carry on every phone.

The token follows draft-ietf-oauth-status-list (a CWT with `bits` and a zlib-compressed `lst`,
lowest bit first; 0 is valid, 1 is not). The code on the paper does not carry its `status` claim,
which would cost 50 bytes: the place on the list follows from the serial. No framework, no I/O.

A bit is 0 only where a paper that holds vouches for it. So a revoked paper, one whose holder was
erased and one that was never issued all read as not valid, whatever a thief signs.
"""

import zlib
from collections.abc import Iterable
from datetime import datetime

from akwaba.registry.numbers import LAST_SERIAL
from akwaba.registry.papers.cose import Signer, sign1

SUBJECT, ISSUED_AT, STATUS_LIST = 2, 6, 65533
MEDIA_TYPE = "application/statuslist+cwt"
PLACES = LAST_SERIAL + 1


def status_list(
    valid: Iterable[int], *, signer: Signer, issued_at: datetime, subject: str
) -> bytes:
    """Sign the list on which only these places are valid. `subject` is its own address."""
    bits = bytearray(b"\xff") * (PLACES // 8)
    for place in valid:
        bits[place // 8] &= ~(1 << place % 8) & 0xFF
    claims = {
        SUBJECT: subject,
        ISSUED_AT: int(issued_at.timestamp()),
        STATUS_LIST: {"bits": 1, "lst": zlib.compress(bytes(bits), 9)},
    }
    return sign1(claims, signer, kind=MEDIA_TYPE)
