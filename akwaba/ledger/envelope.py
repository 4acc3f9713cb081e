"""The sealed envelope in which a body rests on a device and travels: opened only by its recipients.

Bytes, in this order:

    0x01                      format
    n                         how many recipients (1 byte)
    n × [8 | 65 | 48]         key id, HPKE encapsulated key, sealed content key
    12                        nonce
    rest                      AES-256-GCM of the raw-deflated UTF-8 text, with the context as
                              additional data

HPKE is RFC 9180 in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, with
the line "akwaba envelope 1" and then the context as info. The context says what is
sealed, so that no envelope can be put in another's place. No framework and no files here; for
keys see sealing.py.
"""

import secrets
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from akwaba.ledger.keys import public_bytes

FORMAT = 1
MOST_RECIPIENTS = 8
"""A post, a capital, and keys that are being replaced; more would only make the node work."""
LARGEST_CONTENT = 4 * 1024 * 1024
"""Bytes of an opened body: a household of 500 takes about 1 MB. A few kilobytes of deflated zeros
could otherwise fill the memory of a laptop."""
MOST_UNFOLDING = 64
"""How many bytes may come out of one: what people say comes to 20, as each part has a salt of 16
bytes that nothing shortens, and what is deflated from nothing comes to 1000."""
ALWAYS_OPENED = 16 * 1024
"""Bytes that are opened from however few: a short body that repeats itself."""
KEY_ID, POINT, SEALED_KEY, NONCE, TAG = 8, 65, 48, 12, 16
_SLOT = KEY_ID + POINT + SEALED_KEY
_HEAD = 2
_RAW_DEFLATE = -15
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealedElsewhere(ValueError):  # noqa: N818  named for what is refused
    """The envelope is whole as far as anybody can see, and none of these keys opens it."""


class Damaged(ValueError):  # noqa: N818  named for what is refused
    """No envelope, one that was changed on its way, or one that holds something else."""


def context_of(header: bytes) -> str:
    """The context of an entry's body: the hash of the header that was signed over it."""
    return sha256(header).hexdigest()


def key_id(point: bytes) -> bytes:
    """The first 8 bytes of the hash of a public point: which slot is whose."""
    return sha256(point).digest()[:KEY_ID]


def seal_text(text: str, recipients: Sequence[bytes], context: str) -> bytes:
    """Seal a body to public points of 65 bytes each."""
    return seal(text.encode(), recipients, context)


def seal(content: bytes, recipients: Sequence[bytes], context: str) -> bytes:
    """Raises ValueError without a recipient, with too many, or for a point not on the curve."""
    if not 1 <= len(recipients) <= MOST_RECIPIENTS:
        raise ValueError(f"An envelope has 1 to {MOST_RECIPIENTS} recipients.")
    content_key = AESGCM.generate_key(256)
    slots = b"".join(_slot(content_key, point, context) for point in recipients)
    nonce = secrets.token_bytes(NONCE)
    squeezer = zlib.compressobj(wbits=_RAW_DEFLATE)
    squeezed = squeezer.compress(content) + squeezer.flush()
    sealed = AESGCM(content_key).encrypt(nonce, squeezed, context.encode())
    return bytes([FORMAT, len(recipients)]) + slots + nonce + sealed


def _slot(content_key: bytes, point: bytes, context: str) -> bytes:
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    return key_id(point) + _SUITE.encrypt(content_key, key, info=_info(context))


def _info(context: str) -> bytes:
    return b"akwaba envelope 1\n" + context.encode()


def open_text(envelope: bytes, keys: Iterable[ec.EllipticCurvePrivateKey], context: str) -> str:
    """The body. Raises SealedElsewhere or Damaged."""
    try:
        return open_content(envelope, keys, context).decode()
    except UnicodeDecodeError as error:
        raise Damaged("What was sealed is no text.") from error


def open_content(
    envelope: bytes, keys: Iterable[ec.EllipticCurvePrivateKey], context: str
) -> bytes:
    """What was sealed. Raises SealedElsewhere where no key fits, Damaged where one fits in vain."""
    slots, nonce, sealed = _read(envelope)
    ours = {key_id(public_bytes(key)): key for key in keys}
    meant = [(ours[name], slot) for name, slot in slots if name in ours]
    if not meant:
        raise SealedElsewhere("None of our keys is among its recipients.")
    for key, slot in meant:
        try:
            content_key = _SUITE.decrypt(slot, key, info=_info(context))
            squeezed = AESGCM(content_key).decrypt(nonce, sealed, context.encode())
        except (InvalidTag, ValueError):
            continue
        return _inflate(squeezed)
    raise Damaged("It was changed on its way, or it is not the envelope of this entry.")


def recipients_of(envelope: bytes) -> list[bytes]:
    """The key ids to which it is sealed. Raises Damaged."""
    return [name for name, _ in _read(envelope)[0]]


def _read(envelope: bytes) -> tuple[list[tuple[bytes, bytes]], bytes, bytes]:
    """Slots as (key id, encapsulated and sealed key), the nonce and what is sealed."""
    if len(envelope) < _HEAD or envelope[0] != FORMAT:
        raise Damaged("It is no envelope of a format that we know.")
    count = envelope[1]
    start = _HEAD + count * _SLOT
    if not 1 <= count <= MOST_RECIPIENTS or len(envelope) < start + NONCE + TAG:
        raise Damaged("It was cut off.")
    slots = [envelope[at : at + _SLOT] for at in range(_HEAD, start, _SLOT)]
    named = [(slot[:KEY_ID], slot[KEY_ID:]) for slot in slots]
    return named, envelope[start : start + NONCE], envelope[start + NONCE :]


def _inflate(squeezed: bytes) -> bytes:
    stream = zlib.decompressobj(wbits=_RAW_DEFLATE)
    most = min(LARGEST_CONTENT, max(ALWAYS_OPENED, MOST_UNFOLDING * len(squeezed)))
    try:
        content = stream.decompress(squeezed, most + 1)
    except zlib.error as error:
        raise Damaged("What was sealed cannot be inflated.") from error
    if len(content) > most:
        raise Damaged(f"More than {most} bytes come out of {len(squeezed)}.")
    if not stream.eof or stream.unused_data:
        raise Damaged("What was sealed does not end where it should.")
    return content
