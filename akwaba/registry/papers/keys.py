"""The key that signs attestations: apart from the key of the device, so that each can be replaced.

It lies with the other keys of the node, encrypted where the node has a passphrase. A node that
lost it makes another: papers signed before then no longer verify, and are printed again.
"""

import os
from functools import partial
from pathlib import Path

from django.conf import settings

from akwaba.ledger import keys
from akwaba.registry.papers.cose import Signer


def attestation_signer() -> Signer:
    """This node's signer; its key is made at the first attestation."""
    path, passphrase = _key_file(), os.environ.get("AKWABA_PASSPHRASE", "")
    if not path.exists():
        keys.make_key(path, passphrase)
    key = keys.read_key(path, passphrase)
    return Signer(point=keys.public_bytes(key), sign=partial(keys.sign, key))


def _key_file() -> Path:
    return Path(settings.AKWABA_HOME) / "keys" / "attestations.pem"
