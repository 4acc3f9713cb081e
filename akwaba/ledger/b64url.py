"""Bytes as text that fits in an address and in JSON: base64url without padding (RFC 4648 §5)."""

import base64
import binascii
import re

_FORM = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_QUAD = 4


def encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decode(text: object) -> bytes:
    """Padding may be there or not. Raises ValueError for anything else than such a text."""
    if not isinstance(text, str):
        raise ValueError("It is no text.")  # noqa: TRY004  one error for whatever is wrong
    bare = text.rstrip("=")
    if _FORM.fullmatch(bare) is None:
        raise ValueError("It holds signs that base64url has not.")
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % _QUAD))
    except binascii.Error as error:
        raise ValueError("Its length is none that base64url gives.") from error
