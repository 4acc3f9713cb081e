"""What a stranger, or a post gone wrong, could bring to a capital: sticks, packets, cards.

Each way in takes bytes. A named problem is an answer; whatever else is raised is a fault of ours.
"""

import hashlib
import io
import json
import secrets
import zlib
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from akwaba.access.nodes import cards, enrolling
from akwaba.access.nodes.watching import take_stick
from akwaba.access.services import console_officer
from akwaba.ledger import b64url, clock, envelope
from akwaba.ledger.exchange import packets, sticks
from akwaba.ledger.models import Entry, Peer
from akwaba.ledger.problems import Problem
from akwaba.ledger.signing import sign_as_node
from akwaba.ledger.verification import verify

ASKED = ("greet", "feed", "known", "compare", "hashes", "photos", "photo")
"""What a node is asked in JSON, below /sync/v1/."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    problem: str
    """The code that was named; empty where it was taken in."""
    stored: frozenset[tuple[UUID, str, str]]
    """Identifier, hash and quarantine of each entry that was not there before."""
    faults: list[str]
    """What is wrong with the store afterwards."""


class Forger:
    """Tries ways into a world's capital, with the keys of one of its posts; each try is undone."""

    def __init__(self, world, post):
        self.world, self.post, self.capital = world, post, world.capital
        with post:
            self.capital_point = bytes(post.capital().sealing_key)
        self.context = packets.context_between(post.id, self.capital.id)
        self.before = self._entries()

    def tries(self, way, content):
        problem = ""
        with self.capital, transaction.atomic():
            try:
                way(content)
            except Problem as named:
                problem = named.code
            except RefusedByView as named:
                problem = str(named)
            after = self._entries()
            faults = [fault.what for fault in verify()] if after != self.before else []
            transaction.set_rollback(True)
        gone = ["entries are gone"] if self.before - after else []
        return Outcome(problem, frozenset(after - self.before), faults + gone)

    def _entries(self):
        with self.capital:
            return set(Entry.objects.values_list("id", "hash", "quarantine"))

    # Ways in: as anybody has them

    def stick(self, content):
        take_stick(io.BytesIO(content))

    def card(self, text):
        """On the page on which a capital is joined, and on that on which a node is enrolled."""
        card = cards.read_card(text)
        enrol = {"actor": console_officer(), "card": card}
        for way in (enrolling.check_answer, lambda card: enrolling.join_capital(**enrol)):
            try:
                way(card)
            except Problem:
                continue
        enrolling.enrol_node(**enrol, role=Peer.Role.POST, posts=["pogo"])

    # Ways in: signed, and sealed, as the post does it

    def ask(self, path, body):
        parts = ("POST", path, str(clock.wall_now()), "", hashlib.sha256(body).hexdigest())
        with self.post:
            signature = b64url.encode(sign_as_node("\n".join(parts).encode()))
        headers = {
            "Akwaba-Device": str(self.post.id),
            "Akwaba-Time": parts[2],
            "Akwaba-Signature": signature,
            "Content-Type": "application/octet-stream",
        }
        status, _, content = self.world.deliver(self.capital, "POST", path, headers, body)
        if status != 200:
            raise RefusedByView(json.loads(content)["problem"])

    def sealed_packet(self, content):
        self.ask("/sync/v1/entries", content)

    def packet(self, content):
        self.sealed_packet(self.sealed(content))

    def words(self, content):
        """The first byte says of whom; the rest is what is said."""
        name = ASKED[content[0] % len(ASKED)] if content else ASKED[0]
        self.ask(f"/sync/v1/{name}", content[1:])

    def packet_on_stick(self, content):
        self.stick(self.stick_of([self.sealed(content)]))

    def head_of_stick(self, content):
        self.stick(self.stick_of([], head=content.replace(b"\n", b" ")))

    def end_of_stick(self, content):
        self.stick(self.stick_of([], end=content))

    def signed_card(self, content):
        self.card(self.card_of(content))

    # What they bring

    def sealed(self, content):
        return envelope.seal(content, [self.capital_point], self.context)

    def bomb(self, megabytes):
        """A packet of a few kilobytes out of which so much would come."""
        squeezer = zlib.compressobj(9, wbits=-15)
        squeezed = b"".join(squeezer.compress(bytes(MEGABYTE)) for _ in range(megabytes))
        squeezed += squeezer.flush()
        key, nonce = AESGCM.generate_key(256), secrets.token_bytes(envelope.NONCE)
        sealed = AESGCM(key).encrypt(nonce, squeezed, self.context.encode())
        slot = envelope._slot(key, self.capital_point, self.context)
        return bytes([envelope.FORMAT, 1]) + slot + nonce + sealed

    def head(self, **said):
        own = {
            "from": str(self.post.id), "to": str(self.capital.id), "made_at": "", "store": "a" * 32,
            "start": 0, "has": 0, "of_store": "", "cursor": "", "cursor_store": "", "device": {},
        }  # fmt: skip
        return json.dumps(own | said).encode()

    def stick_of(self, pieces, head=None, end=b'{"entries": 1, "upto": 1}'):
        head, file = head or self.head(), io.BytesIO()
        file.write(sticks.MAGIC + head + b"\n")
        with self.post:
            for place, piece in enumerate(pieces):
                sticks._write_piece(file, head, place, piece)
            signature = sign_as_node(sticks._signed(head, len(pieces), end))
        return file.getvalue() + bytes(sticks.LENGTH_BYTES) + signature + end

    def card_of(self, content):
        with self.post:
            return f"{b64url.encode(content)}.{b64url.encode(sign_as_node(content))}"

    def card_says(self, **said):
        """What the post's card says as if another node had its keys, but for what is given."""
        with self.post:
            own = cards.write_card(cards.own_card())
        said = {"node": str(UUID(int=1)), **said}
        return json.dumps(json.loads(b64url.decode(own.partition(".")[0])) | said).encode()


class RefusedByView(Exception):  # noqa: N818  named for what it is
    """The view named a problem; its code."""
