"""The node's secret for withholding small counts: made once, kept with its other keys."""

import secrets
from pathlib import Path

from django.conf import settings

from akwaba.ledger.home import write_once

KEY_BYTES = 32


def withholding_key() -> bytes:
    """The same for the life of the node: with another key the same cell would get another answer.

    Raises OSError where the disk cannot be written and no key is there yet.
    """
    path = Path(settings.AKWABA_HOME) / "keys" / "withholding"
    if path.exists():
        return path.read_bytes()
    return write_once(path, secrets.token_bytes(KEY_BYTES))
