"""The keys to which bodies are sealed: this node's own, older ones, and the capital's.

Each lies in the home's `keys/` as `sealing-<name>.pem`. The node makes one for itself and opens
envelopes with all of them: an old key that is put back opens what was sealed to it.
"""

import logging
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from akwaba.ledger import keys
from akwaba.ledger.services import this_node

logger = logging.getLogger(__name__)


def public_point() -> bytes:
    """The point of 65 bytes that devices seal to; the key is made when first asked for."""
    return keys.public_bytes(own_key())


def own_key() -> ec.EllipticCurvePrivateKey:
    """The sealing key of this node, beside the key of its device."""
    path = _folder() / f"sealing-{this_node().id}.pem"
    if not path.exists():
        keys.make_key(path, _passphrase())
    # Read back: another process may have made it first.
    return keys.read_key(path, _passphrase())


def all_keys() -> list[ec.EllipticCurvePrivateKey]:
    """Every key that opens envelopes here, this node's own first."""
    own = own_key()
    others = []
    for path in sorted(_folder().glob("sealing-*.pem")):
        try:
            key = keys.read_key(path, _passphrase())
        except (ValueError, TypeError):
            logger.warning("%s cannot be read with this passphrase.", path.name)
            continue
        if keys.public_bytes(key) != keys.public_bytes(own):
            others.append(key)
    return [own, *others]


def capital_point() -> bytes | None:
    """The capital's public point, to which devices seal as well; None where none was given."""
    point: bytes | None = settings.AKWABA_CAPITAL_KEY
    return point


def recipients() -> list[bytes]:
    """The points to which a device of this node seals."""
    capital = capital_point()
    return [public_point(), *([capital] if capital else [])]


def _folder() -> Path:
    return Path(settings.AKWABA_HOME) / "keys"


def _passphrase() -> str:
    return os.environ.get("AKWABA_PASSPHRASE", "")
