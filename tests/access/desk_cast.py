"""A tablet that is enrolled at Pogo and signs what it asks, byte by byte as a browser would."""

import hashlib
import json
import time
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone

from akwaba.access.desks.rules import LEASE
from akwaba.access.models import Desk, DeskOfficer
from akwaba.ledger import b64url, keys
from akwaba.ledger.models import Device
from akwaba.ledger.services import this_node
from tests import factories

APP = "0123456789ab"


class Tablet(factories.Desk):
    """A device with a key; it makes entries (see factories.Desk) and asks the node."""

    officer = ""
    """Who is at it, as its requests say."""
    ahead = 0
    """Milliseconds by which it believes the node's clock to be later than it is."""

    def ask(self, path, said=None, *, method="POST", **headers):
        """The node's answer; `headers` replace those that a good tablet would send."""
        body = b"" if said is None else json.dumps(said).encode()
        answer = Client(enforce_csrf_checks=True).generic(
            method,
            path,
            body,
            content_type="application/json",
            headers=self.headers(path, body, method=method) | headers,
        )
        answer.said = json.loads(answer.content) if answer.content else None
        return answer

    def headers(self, path, body=b"", *, method="POST"):
        said_at = str(time.time_ns() // 1_000_000 + self.ahead)
        content = "\n".join(
            (method, path, said_at, str(self.officer), hashlib.sha256(body).hexdigest())
        )
        return {
            "Akwaba-Device": str(self.id),
            "Akwaba-Officer": str(self.officer),
            "Akwaba-Time": said_at,
            "Akwaba-Signature": b64url.encode(keys.sign(self.key, content.encode())),
        }

    def believes(self, answer):
        """Whether the answer is the pinned node's, to this very request."""
        return is_from_node(answer, answer.wsgi_request.headers["Akwaba-Signature"])

    def word(self, **said):
        """A heartbeat of a desk that holds nothing."""
        nothing = {
            "waiting": 0,
            "oldest_waiting": None,
            "drafts": 0,
            "photos": 0,
            "app": APP,
            "protected": True,
            "wall": time.time_ns() // 1_000_000,
        }
        return self.ask("/desk/v1/heartbeat", nothing | said)

    def enrolment(self, code, **said):
        """What it sends to be enrolled."""
        public_key = b64url.encode(keys.public_bytes(self.key))
        content = f"enrol\n{code}\n{public_key}".encode()
        good = {
            "code": code,
            "public_key": public_key,
            "name": "Tablette 2",
            "app": APP,
            "signature": b64url.encode(keys.sign(self.key, content)),
        }
        return good | said

    @property
    def row(self):
        return Desk.objects.select_related("device").get(pk=self.id)


def is_from_node(answer, signature):
    content = f"reply\n{signature}\n{hashlib.sha256(answer.content).hexdigest()}".encode()
    told = b64url.decode(answer.headers["Akwaba-Signature"])
    return keys.is_signed_by(bytes(this_node().public_key), content, told)


def enrolled(supervisor, *officers, post="pogo", name="Tablette 1", **values):
    """A tablet that this node knows, and officers who signed in on it; the first one is at it."""
    tablet = Tablet()
    device = Device.objects.create(
        id=tablet.id, name=name, kind=Device.Kind.DESK, public_key=keys.public_bytes(tablet.key)
    )
    facts = {"lease_until": timezone.now() + LEASE, **values}
    desk = Desk.objects.create(device=device, name=name, post=post, enrolled_by=supervisor, **facts)
    for officer in officers:
        DeskOfficer.objects.create(desk=desk, officer=officer)
    tablet.officer = officers[0].id if officers else ""
    return tablet


def enrol(client, code, tablet=None, **said):
    """Bring a new tablet to the node: the tablet as the node calls it, and the answer."""
    tablet = tablet or Tablet()
    sent = tablet.enrolment(code, **said)
    answer = client.post("/desk/v1/enrol", sent, content_type="application/json")
    answer.sent, answer.said = sent, answer.json()
    if answer.status_code == 200:
        tablet.id = UUID(answer.said["device"])
    return tablet, answer


def ago(**time_ago):
    return timezone.now() - timedelta(**time_ago)
