"""Batches of entries as bytes: unpacked within limits, and read as far as they go.

A batch is JSON, perhaps packed by gzip:

    {"format": 1, "waiting": n, "entries": [
        {"header": "<exact text>", "signature": "<base64url>", "sealed": "<base64url>"}, …]}

An entry whose body was never sealed has "body": "<text>" in place of "sealed".
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.translation import gettext_lazy as _

from akwaba.ledger import b64url, envelope
from akwaba.ledger.laws import Wire
from akwaba.ledger.problems import Problem

MOST_ENTRIES = 200
LARGEST_BATCH = 256 * 1024
"""Bytes of JSON, unpacked, of a batch of two entries or more."""
LARGEST_ENTRY = 1024 * 1024
"""The same of a batch of one: a household of 500 is never too large for the door."""
LARGEST_PARCEL = 64 * 1024 * 1024
"""The same of a file: about 25,000 entries, months of one phone."""

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_PIECE = 4096
"""Bytes unpacked at a time: at most 4 MB come out of them."""
_ENTRIES = '"entries"'
_BETWEEN = " \t\r\n,"


class BatchUnreadable(Problem):
    """Nothing in it could be read as an entry, and nothing was stored."""

    code = "batch_unreadable"
    message = _(
        "What was sent is not a batch of entries, or it was cut off at its start. Nothing was "
        "stored. Send it again."
    )


class BatchTooLarge(Problem):
    """The sender halves its batch and sends again; nothing was stored, nothing is lost."""

    status = 413
    code = "batch_too_large"
    message = _(
        "At most %(entries)s entries and %(kilobytes)s kB are taken at once. Nothing was stored. "
        "Send it in smaller parts."
    )


class ParcelTooLarge(Problem):
    """No phone holds so much: this is another file."""

    status = 413
    code = "parcel_too_large"
    message = _(
        "This file holds more than %(megabytes)s MB: no device exports so much at once. Nothing "
        "of it was stored. Check that it is the right file."
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """The entries that could be made out, each as JSON has it."""

    entries: list[Any]
    is_whole: bool
    """False where it was cut off or spoilt after the entries that are here."""


def read_batch(content: bytes) -> Batch:
    """What a device sent. Raises BatchUnreadable or BatchTooLarge."""
    too_large = BatchTooLarge(entries=MOST_ENTRIES, kilobytes=LARGEST_BATCH // 1024)
    text, is_whole = _unpack(content, LARGEST_ENTRY, too_large)
    batch = _read(text, is_whole=is_whole)
    count = len(batch.entries)
    if count > MOST_ENTRIES or (count > 1 and len(text) > LARGEST_BATCH):
        raise too_large
    return batch


def read_parcel(content: bytes) -> Batch:
    """What a file holds: as many entries as its phone had.

    Raises BatchUnreadable or ParcelTooLarge.
    """
    too_large = ParcelTooLarge(megabytes=LARGEST_PARCEL // (1024 * 1024))
    text, is_whole = _unpack(content, LARGEST_PARCEL, too_large)
    return _read(text, is_whole=is_whole)


def _unpack(content: bytes, largest: int, too_large: Problem) -> tuple[bytes, bool]:
    """The JSON, and whether all of it came out: what was packed is kept up to where it broke."""
    if len(content) > largest:
        raise too_large
    if content[:2] != _GZIP:
        return content, True
    unpacked, stream = bytearray(), zlib.decompressobj(wbits=_GZIP_WINDOW)
    for start in range(0, len(content), _PIECE):
        try:
            unpacked += stream.decompress(content[start : start + _PIECE])
        except zlib.error:
            return bytes(unpacked), False
        if len(unpacked) > largest:
            raise too_large
    return bytes(unpacked), stream.eof and not stream.unused_data


def _read(content: bytes, *, is_whole: bool) -> Batch:
    text = content.decode(errors="replace")
    try:
        said = json.loads(text, parse_int=str)  # no number is needed, however long
    except (ValueError, RecursionError):
        if found := _before_the_cut(text):
            return Batch(found, is_whole=False)
        raise BatchUnreadable from None
    entries = said.get("entries") if isinstance(said, dict) else None
    if not isinstance(entries, list):
        raise BatchUnreadable
    return Batch(entries, is_whole)


def _before_the_cut(text: str) -> list[Any]:
    """The entries that end before the place where the text breaks off."""
    decoder = json.JSONDecoder(parse_int=str)
    found: list[Any] = []
    at = text.find("[", text.find(_ENTRIES) + 1) + 1 if _ENTRIES in text else 0
    while at:
        while at < len(text) and text[at] in _BETWEEN:
            at += 1
        try:
            entry, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(entry)
    return found


def wire_from(entry: object, keys: Iterable[ec.EllipticCurvePrivateKey]) -> Wire:
    """The entry with its body opened, or with what came in place of a body: nothing is lost.

    Without a header that is text it is an empty one, which nobody can read.
    """
    said = entry if isinstance(entry, dict) else {}
    header = _bytes_of(said.get("header"))
    signature = _decoded(said.get("signature"))
    sealed, body = said.get("sealed"), said.get("body")
    if not isinstance(sealed, str):
        return Wire(header, body if isinstance(body, str) else "", signature)
    try:
        closed = b64url.decode(sealed)
        body = envelope.open_text(closed, keys, envelope.context_of(header))
    except envelope.SealedElsewhere:
        return Wire(header, "", signature, closed)
    except ValueError:  # damaged: kept as it came, where the body would be
        return Wire(header, sealed, signature)
    return Wire(header, body, signature)


def _decoded(text: object) -> bytes:
    """The bytes, or the text itself where it is no base64url: it is then nobody's signature."""
    try:
        return b64url.decode(text)
    except ValueError:
        return _bytes_of(text)


def _bytes_of(text: object) -> bytes:
    return text.encode(errors="replace") if isinstance(text, str) else b""
