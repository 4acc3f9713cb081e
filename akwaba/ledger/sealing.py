"""The keys to which bodies are sealed: this node's own, older ones, and the capital's.

Each lies in the home's `keys/` as `sealing-<name>.pem`. The node makes one for itself and opens
envelopes with all of them: an old key that is put back opens what was sealed to it.
"""

import logging

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from akwaba.ledger import keys
from akwaba.ledger.identity import key_folder, known_as, passphrase
from akwaba.ledger.models import Peer

logger = logging.getLogger(__name__)


def public_point() -> bytes:
    """The point of 65 bytes that devices seal to; the key is made when first asked for."""
    return keys.public_bytes(own_key())


def own_key() -> ec.EllipticCurvePrivateKey:
    """The sealing key of this node, beside the key of the device by which it is known."""
    path = key_folder() / f"sealing-{known_as().id}.pem"
    if not path.exists():
        keys.make_key(path, passphrase())
    # Read back: another process may have made it first.
    return keys.read_key(path, passphrase())


def all_keys() -> list[ec.EllipticCurvePrivateKey]:
    """Every key that opens envelopes here, this node's own first."""
    own = own_key()
    others = []
    for path in sorted(key_folder().glob("sealing-*.pem")):
        try:
            key = keys.read_key(path, passphrase())
        except (ValueError, TypeError):
            logger.warning("%s cannot be read with this passphrase.", path.name)
            continue
        if keys.public_bytes(key) != keys.public_bytes(own):
            others.append(key)
    return [own, *others]


def capital_point() -> bytes | None:
    """The capital's public point, to which devices seal as well; None where there is no capital."""
    given: bytes | None = settings.AKWABA_CAPITAL_KEY
    if given:
        return given
    capital = Peer.objects.filter(role=Peer.Role.CAPITAL, revoked_at=None).first()
    return bytes(capital.sealing_key) if capital else None


def recipients() -> list[bytes]:
    """The points to which a device of this node seals."""
    capital = capital_point()
    return [public_point(), *([capital] if capital else [])]
