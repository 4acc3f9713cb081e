"""The posts whose attestations can be checked here: this one, and those whose list was brought.

The published list is public: of each post its key and its signed status list. It names nobody.
Lists of other nodes lie in `issuers/` of the node's directory, one file each, as those nodes
publish them at /verifier/lists.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import cbor2
from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from akwaba.ledger import b64url, keys
from akwaba.ledger.home import private_directory
from akwaba.ledger.models import Entry
from akwaba.registry.papers.cose import KEY_ID, key_id_of
from akwaba.registry.papers.keys import attestation_signer
from akwaba.registry.papers.status import ISSUED_AT, status_list
from akwaba.registry.problems import IssuerListUnusable
from akwaba.registry.queries.attestations import valid_places

FORMAT = 1
ADDRESS = "/verifier/lists"
POINT_BYTES = 65

Issuer = dict[str, str]
"""{"key": public point, "status": signed status list}, both base 64 for addresses."""


def published() -> dict[str, Any]:
    """What verifiers fetch: this node first."""
    return {"format": FORMAT, "issuers": [_this_node(), *brought()]}


def brought() -> list[Issuer]:
    """Posts whose lists were brought here, in order of their keys."""
    files = sorted(_directory().glob("*.json"))
    return [json.loads(file.read_text()) for file in files]


def bring(content: bytes) -> int:
    """Keep the lists of other posts, as `published` gives them; return how many are newer here.

    Raises IssuerListUnusable, and then keeps none of them.
    """
    own = b64url.encode(attestation_signer().point)
    issuers = [issuer for issuer in _read(content) if issuer["key"] != own]
    newer = [issuer for issuer in issuers if _made_at(issuer) > _made_at(_kept(issuer))]
    for issuer in newer:
        place = private_directory(_directory()) / _file_name(issuer)
        fresh = place.with_suffix(".new")
        fresh.write_text(json.dumps(issuer))
        fresh.replace(place)
    return len(newer)


def _this_node() -> Issuer:
    """The status list is made anew with the next entry, and at least every minute."""
    last = Entry.objects.aggregate(last=Max("position"))["last"] or 0
    signer = attestation_signer()
    token = _signed_list(signer.key_id, last, timezone.now().replace(second=0, microsecond=0))
    return {"key": b64url.encode(signer.point), "status": b64url.encode(token)}


@lru_cache(maxsize=2)
def _signed_list(key_id: bytes, _last_entry: int, _minute: datetime) -> bytes:
    """Anybody may ask for it: it is made once, however many do."""
    return status_list(
        valid_places(key_id), signer=attestation_signer(), issued_at=timezone.now(), subject=ADDRESS
    )


def _directory() -> Path:
    return Path(settings.AKWABA_HOME) / "issuers"


def _file_name(issuer: Issuer) -> str:
    return f"{key_id_of(b64url.decode(issuer['key'])).hex()}.json"


def _kept(issuer: Issuer) -> Issuer | None:
    place = _directory() / _file_name(issuer)
    kept: Issuer | None = json.loads(place.read_text()) if place.exists() else None
    return kept


def _made_at(issuer: Issuer | None) -> int:
    if issuer is None:
        return -1
    message = cbor2.loads(b64url.decode(issuer["status"]))
    return int(cbor2.loads(message.value[2])[ISSUED_AT])


def _read(content: bytes) -> list[Issuer]:
    try:
        told = json.loads(content)
        issuers = [{"key": one["key"], "status": one["status"]} for one in told["issuers"]]
        if told["format"] != FORMAT or not all(_is_sound(issuer) for issuer in issuers):
            raise IssuerListUnusable
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, cbor2.CBORError) as error:
        raise IssuerListUnusable from error
    return issuers


def _is_sound(issuer: Issuer) -> bool:
    """Whether the list was signed with the key beside it."""
    point = b64url.decode(issuer["key"])
    protected, _unprotected, payload, signature = cbor2.loads(b64url.decode(issuer["status"])).value
    signed = cbor2.dumps(["Signature1", protected, b"", payload], canonical=True)
    return (
        len(point) == POINT_BYTES
        and cbor2.loads(protected)[KEY_ID] == key_id_of(point)
        and keys.is_signed_by(point, signed, signature)
        and _made_at(issuer) > 0
    )
