"""Entries that no service would make: of whatever device, scope and kind, and put into a store."""

from akwaba.access.services import console_officer
from akwaba.ledger import clock, keys, laws, services
from akwaba.ledger.identity import key_of, this_node
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Person


def forged(
    kind, subject, scope, says, device=None, key=None, seq=1, previous=laws.FIRST, entry=None
):
    """Header, parts and wire; of a device that nobody knows unless one is given."""
    entry, now = entry or str(uuid7()), clock.wall_now()
    parts = [services._part(say, entry) for say in says]
    header = laws.Header(
        id=entry, device=str(device or uuid7()), seq=seq, previous=previous, kind=kind, version=1,
        subject=str(subject), scope=scope, officer=str(console_officer().id),
        made_at=clock.stamp(now, 0), wall=now, offset=0,
        body_hash=laws.body_hash([part.hash for part in parts]),
    )  # fmt: skip
    content = laws.write_header(header)
    signature = keys.sign(key or keys.new_key(), content)
    return header, parts, laws.Wire(content, laws.write_body(parts), signature)


def next_of_this_node(kind, subject, scope, says, **more):
    """What the node that is switched on would make next."""
    device = this_node()
    place = {"seq": device.last_seq + 1, "previous": device.last_hash or laws.FIRST}
    return forged(kind, subject, scope, says, device.pk, key_of(device), **place, **more)


def put(header, parts, wire):
    """Into the store as if it had been applied there."""
    services.store([services.entry_of(header, wire)], [(header, parts)])


def reasons(node, **found):
    """Why such entries wait at a node, one for each; empty for an applied one."""
    with node:
        return list(Entry.objects.filter(**found).values_list("quarantine", flat=True))


def erasure_of(subject):
    return Say(table="ledger.erasure", id=subject, values={"reason": "x"}, creates=True)


def admission_of(entry):
    return Say("ledger.admission", entry, {"reason": "x"}, creates=True)


def move(household, people, from_post, to_post):
    values = {"household": str(household), "people": [str(person) for person in people]}
    values |= {"from_post": from_post, "to_post": to_post, "reason": "x"}
    return Say("registry.relocation", uuid7(), values, creates=True, about=household)


def is_at_the_capital(world, person):
    with world.capital:
        return Person.objects.filter(id=person).exclude(origin=None).exists()
