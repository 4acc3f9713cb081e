"""A second device that corrected the same person while it had no network: how disputes come."""

import secrets

from akwaba.access.models import Officer
from akwaba.demo.families import identifier
from akwaba.ledger import clock, keys, laws
from akwaba.ledger.acceptance import accept
from akwaba.ledger.ids import uuid7
from akwaba.ledger.laws import Header, Part, Wire
from akwaba.ledger.models import Device
from akwaba.ledger.queries import heads
from akwaba.ledger.services import Say
from akwaba.registry import services
from akwaba.registry.models import Person

TABLET = identifier("tablet")
AT_THE_DESK, ON_THE_TABLET = "Siaka", "Seydou"


def disagree(*, person: Person, on_tablet: Officer, at_desk: Officer) -> None:
    """Two officers ask for the father's name, each without seeing the other's answer."""
    wire = _entry(person, on_tablet)
    services.correct(actor=at_desk, row=person, values={"father": AT_THE_DESK})
    accept([wire])


def _entry(person: Person, actor: Officer) -> Wire:
    key = keys.new_key()
    device, _created = Device.objects.get_or_create(
        id=TABLET,
        defaults={
            "name": "Tablette de Pogo (exemple)",
            "kind": Device.Kind.DESK,
            "public_key": keys.public_bytes(key),
        },
    )
    say = Say(
        table=person.table,
        id=person.id,
        values={"father": ON_THE_TABLET},
        base={"father": heads(person, "father")},
    )
    salt, facts, about = secrets.token_hex(16), say.facts(), str(person.id)
    part = Part(about, salt, facts, laws.part_hash(about=about, salt=salt, facts=facts))
    now = clock.wall_now()
    header = Header(
        id=str(uuid7()),
        device=str(device.id),
        seq=1,
        previous=laws.FIRST,
        kind="registry.person_corrected",
        version=1,
        subject=str(person.id),
        scope=person.post,
        officer=str(actor.id),
        made_at=clock.tick("", now),
        wall=now,
        offset=None,
        body_hash=laws.body_hash([part.hash]),
    )
    content = laws.write_header(header)
    return Wire(content, laws.write_body([part]), keys.sign(key, content))
