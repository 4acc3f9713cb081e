"""What a tablet of Pogo brings to the door: families as a desk makes them, and photos."""

import json
from hashlib import sha256
from io import BytesIO
from random import Random
from uuid import UUID, uuid4

from django.test import Client
from PIL import Image

from akwaba.ledger import envelope, sealing
from akwaba.ledger.services import Say
from tests.ledger.sent import batch

REGISTERED = "registry.household_registered"


def family(post="pogo", **values):
    """What a desk says of a family of one."""
    household, person = uuid4(), uuid4()
    joined = {"household": str(household), "joined_on": "2025-11-12"}
    return [
        Say("registry.household", household, {"post": post, "source": "desk"}, creates=True),
        Say(
            "registry.person",
            person,
            {"name_said": "Awa", "post": post, "household": joined, **values},
            creates=True,
        ),
    ]


def registered(tablet, officer, *says, **header):
    """An entry of that officer at that tablet."""
    header = {"kind": REGISTERED, "officer": str(officer.id)} | header
    return tablet.make(*(says or family()), **header)


def bring(tablet, *entries, packed=True, **headers):
    """Send a batch as the tablet does: the answer, with what it says."""
    content = batch(*entries, packed=packed)
    return send(content, tablet.headers("/sync/v1/entries", content) | headers)


def send(content, headers=None):
    answer = Client(enforce_csrf_checks=True).post(
        "/sync/v1/entries", content, content_type="application/json", headers=headers or {}
    )
    answer.said = json.loads(answer.content)
    return answer


def reasons(answer):
    return [one["reason"] or one["status"] for one in answer.said["receipts"]]


def photo(side=64):
    """A JPEG and its digest."""
    image = BytesIO()
    noise = Random(side).randbytes(side * side)  # noqa: S311  no secret
    Image.frombytes("L", (side, side), noise).save(image, format="JPEG")
    content = image.getvalue()
    return content, sha256(content).hexdigest()


def sealed_photo(content, digest, recipients=None):
    return envelope.seal(content, recipients or sealing.recipients(), digest)


def ask_blob(tablet, digest, about, *, method="GET", start=None, content=b"", **headers):
    """How far a photo has come, or its next piece."""
    path = f"/sync/v1/blobs/{digest}"
    query = f"?about={about}" + ("" if start is None else f"&offset={start}")
    answer = Client(enforce_csrf_checks=True).generic(
        method,
        path + query,
        content,
        content_type="application/octet-stream",
        headers=tablet.headers(path, content, method=method) | headers,
    )
    answer.said = json.loads(answer.content) if answer.content else None
    return answer


def put(tablet, digest, about, start, content):
    return ask_blob(tablet, digest, about, method="PUT", start=start, content=content)


def subject_of(says):
    return UUID(str(says[-1].id))
