"""Batches as devices send them: sealed, as JSON, as bytes that a test may cut or spoil."""

import gzip
import json

from akwaba.ledger import b64url, envelope, sealing


def sealed_entry(wire, recipients=None):
    """The entry as it travels; sealed to this node unless other points are named."""
    context = envelope.context_of(wire.header)
    closed = envelope.seal_text(wire.body, recipients or sealing.recipients(), context)
    return {
        "header": wire.header.decode(),
        "signature": b64url.encode(wire.signature),
        "sealed": b64url.encode(closed),
    }


def open_entry(wire):
    """The entry as it travels where nothing was sealed."""
    return {
        "header": wire.header.decode(),
        "signature": b64url.encode(wire.signature),
        "body": wire.body,
    }


def batch(*entries, packed=True):
    """The bytes of a batch; whatever stands in `entries` is sent as it is."""
    said = [entry if is_json(entry) else sealed_entry(entry) for entry in entries]
    text = json.dumps({"format": 1, "entries": said, "waiting": 0}).encode()
    return gzip.compress(text, 1) if packed else text


def is_json(entry):
    return entry is None or isinstance(entry, (dict, list, str, int))
