"""What this node signs with its key besides its entries: answers to devices."""

import os
from pathlib import Path

from django.conf import settings

from akwaba.ledger import keys
from akwaba.ledger.services import this_node


def sign_as_node(content: bytes) -> bytes:
    """64 bytes, r then s. The content begins with a word that no header of an entry begins with."""
    path = Path(settings.AKWABA_HOME) / "keys" / f"device-{this_node().id}.pem"
    key = keys.read_key(path, os.environ.get("AKWABA_PASSPHRASE", ""))
    return keys.sign(key, content)
