"""What the tests of attestations share: a key, Mariam’s paper, and an independent reader."""

from datetime import UTC, date, datetime
from functools import partial

import claim169

from akwaba.ledger import keys
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.papers.claim169 import Claims, signed_code
from akwaba.registry.papers.cose import Signer
from akwaba.registry.papers.serials import new_serial
from akwaba.registry.papers.wording import Attestation

ISSUED = datetime(2026, 11, 22, tzinfo=UTC)
EXPIRES = datetime(2027, 2, 21, tzinfo=UTC)


def new_signer():
    key = keys.new_key()
    return Signer(keys.public_bytes(key), partial(keys.sign, key))


def claims(signer, **said):
    said.setdefault("serial", new_serial(signer.key_id))
    said.setdefault("full_name", "Mariam N’Golo Coulibaly")
    said.setdefault("born_on", None)
    said.setdefault("sex", "F")
    said.setdefault("nationality", "MLI")
    said.setdefault("expires_at", EXPIRES)
    return Claims(legal="ASY", country="CIV", issued_at=ISSUED, **said)


def paper(signer, *, birth="~40", photo=None, **said):
    told = claims(signer, **said)
    return Attestation(
        serial=told.serial,
        code=signed_code(told, signer),
        name=told.full_name,
        number="042100013762",
        household_number="042100013859",
        sex=told.sex,
        birth=parse_birth(birth, on=ISSUED.date()),
        nationality=told.nationality,
        post="Pogo",
        issued_on=ISSUED.date(),
        expires_on=date(2027, 2, 20),
        photo=photo,
    )


def read(code, signer):
    """What a program that knows nothing of Akwaba reads; it raises where the signature is bad."""
    return claim169.decode_with_ecdsa_p256(code, signer.point, validate_timestamps=False)
