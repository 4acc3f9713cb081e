"""A node killed at any moment, lines cut at any byte: nothing is lost and nothing is doubled."""

import json
import random
import time
from uuid import UUID

from akwaba.ledger import b64url, clock, keys
from tests.access.served import posted, said_in, serving
from tests.access.sync_cast import registered
from tests.factories import Desk, id_of
from tests.ledger.sent import batch, sealed_entry
from tests.nodes import run

ENTRIES = 500
HARMS = ["kill"] * 6 + ["cut"] * 40 + ["forget"] * 15 + ["whole"] * 20
"""What befalls the first batches, in a random order; after them the line is good."""

ENROL = """
import json, uuid
from datetime import timedelta
from django.utils import timezone
from akwaba.access.models import Desk, Officer
from akwaba.ledger import b64url, sealing
from akwaba.ledger.models import Device
device = Device.objects.create(
    id=uuid.UUID(sys.argv[1]), name="tablet", kind="desk", public_key=b64url.decode(sys.argv[2])
)
awa = Officer.objects.create(
    username="awa", display_name="Awa", role="clerk", posts=["pogo"], password="!"
)
Desk.objects.create(
    device=device, name="tablet", post="pogo", enrolled_by=awa,
    lease_until=timezone.now() + timedelta(days=14),
)
print(json.dumps([str(awa.id), b64url.encode(sealing.public_point())]))
"""
COUNT = """
import json
from akwaba.ledger.comparison import tables_that_differ
from akwaba.ledger.models import Entry
from akwaba.ledger.verification import verify
from akwaba.registry.models import Person
entries = Entry.objects.filter(device=sys.argv[1])
print(json.dumps({
    "entries": sorted(str(one) for one in entries.values_list("id", flat=True)),
    "waiting": entries.exclude(quarantine="").count(),
    "people": Person.objects.filter(origin__isnull=False).count(),
    "faults": [fault.what for fault in verify()],
    "differ": tables_that_differ(),
}))
"""


class Clerk:
    """An officer, as far as an entry names one."""

    def __init__(self, identifier):
        self.id = identifier


def bring_all(node, wires, sealed, source):
    """Send as a desk does until every entry is acknowledged; give the ids with a receipt."""
    harms = source.sample(HARMS, len(HARMS))
    acknowledged, stored = set(), 0
    while harms or stored < len(wires):
        harm = harms.pop() if harms else "whole"
        start = max(0, min(stored, len(wires) - 1) - source.choice([0, 0, 0, 5]))
        start += source.choice([0, 0, 0, 3])
        some = sealed[start : start + source.choice([1, 4, 9, 30])]
        said = said_in(_send(node, posted("/sync/v1/entries", batch(*some)), harm, source))
        if said is not None:
            acknowledged |= {one["id"] for one in said["receipts"]}
            assert said["stored_upto"] >= stored, "What was acknowledged is gone."
            stored = said["stored_upto"]
    return acknowledged


def _send(node, request, harm, source):
    if harm == "cut":
        return node.ask(request, cut=source.randrange(len(request)))
    if harm == "forget":
        return node.ask(request, reads=False)
    if harm == "whole":
        return node.ask(request)

    def kill():
        time.sleep(source.uniform(0, 0.03))
        node.kill()

    answer = node.ask(request, before_reading=kill)
    node.start()
    return answer


def survives(env, seed):
    source = random.Random(seed)  # noqa: S311  no secret
    tablet = Desk()
    tablet.wall = clock.wall_now()
    point = b64url.encode(keys.public_bytes(tablet.key))
    officer, sealing_point = json.loads(run(ENROL, tablet.id, point, env=env))
    clerk = Clerk(UUID(officer))
    wires = [registered(tablet, clerk) for _ in range(ENTRIES)]
    sealed = [sealed_entry(wire, [b64url.decode(sealing_point)]) for wire in wires]
    with serving(env) as node:
        acknowledged = bring_all(node, wires, sealed, source)
        assert node.kills == HARMS.count("kill")
    ids = sorted(id_of(wire) for wire in wires)
    assert acknowledged <= set(ids)
    assert json.loads(run(COUNT, tablet.id, env=env)) == {
        "entries": ids,
        "waiting": 0,
        "people": ENTRIES,
        "faults": [],
        "differ": [],
    }


def test_nothing_is_lost_and_nothing_is_doubled_on_sqlite(node):
    survives(node, seed=1)


def test_nothing_is_lost_and_nothing_is_doubled_on_postgresql(fresh_home, postgresql_url):
    env = {**fresh_home, "DATABASE_URL": postgresql_url}
    run("", env=env)
    survives({**env, "READY": "yes"}, seed=2)
