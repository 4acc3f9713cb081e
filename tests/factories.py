"""Devices that make entries, and entries made byte by byte: also the ones no service would make."""

import secrets
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from akwaba.ledger import clock, keys, laws
from akwaba.ledger.ids import uuid7
from akwaba.ledger.laws import Header, Part, Wire
from akwaba.ledger.models import Device
from akwaba.ledger.services import Say

OFFICER = UUID("0190b5a0-0000-7000-8000-000000000001")


def part_of(say, entry_id):
    about = entry_id if say.table.startswith("ledger.") else str(say.about or say.id)
    salt, facts = secrets.token_hex(16), say.facts()
    return Part(about, salt, facts, laws.part_hash(about=about, salt=salt, facts=facts))


@dataclass
class Desk:
    """A device with a key of its own, that need not have met this node."""

    id: UUID = field(default_factory=uuid4)
    key: object = field(default_factory=keys.new_key)
    seq: int = 0
    previous: str = laws.FIRST
    made_at: str = ""
    wall: int = 1_762_000_000_000

    def enrol(self, **values):
        """Make this node know the device."""
        return Device.objects.create(
            id=self.id,
            name="tablet",
            kind=Device.Kind.DESK,
            public_key=keys.public_bytes(self.key),
            **values,
        )

    def make(self, *says, kind="registry.person_corrected", subject=None, parts=None, **header):
        """One entry, signed; `header` replaces fields before the signature."""
        entry_id = header.get("id", str(uuid7()))
        parts = [part_of(say, entry_id) for say in says] if parts is None else parts
        about = subject or (says[0].id if says else uuid4())
        self.wall += 1000
        made = Header(
            id=entry_id,
            device=str(self.id),
            seq=self.seq + 1,
            previous=self.previous,
            kind=kind,
            version=1,
            subject=str(about),
            scope="pogo",
            officer=str(OFFICER),
            made_at=clock.tick(self.made_at, self.wall),
            wall=self.wall,
            offset=None,
            body_hash=laws.body_hash([part.hash for part in parts]),
        )
        made = replace(made, **header)
        content = laws.write_header(made)
        self.seq, self.previous, self.made_at = made.seq, laws.hash_of(content), made.made_at
        return Wire(content, laws.write_body(parts), keys.sign(self.key, content))


def id_of(wire):
    return laws.read_header(wire.header).id


def person(row_id, **values):
    """What makes a person's row."""
    return Say("registry.person", row_id, {"name_said": "Awa", **values}, creates=True)


def sets(row_id, *, base=(), basis="interview", table="registry.person", about=None, **values):
    """What sets fields of a row; `base` are the entries whose values it replaces."""
    heads = [id_of(wire) for wire in base]
    named = dict.fromkeys(values, heads) if heads else {}
    return Say(table, row_id, values, base=named, basis=basis, about=about)
