"""What a node of the bench of the exchange does in a process of its own; prints one JSON object.

python -m benches.exchange_node fill N [SEED] | push | push-again | bare | stream N
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from copy import copy
from itertools import islice
from pathlib import Path
from typing import Any

BATCH = 200
ROWS_A_HOUSEHOLD = 5


def main(act: str, *numbers: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
    import django

    django.setup()
    from django.conf import settings

    from akwaba.cli import prepare

    prepare(Path(settings.AKWABA_HOME))
    acts = {"fill": fill, "push": push, "push-again": push_again, "bare": bare, "stream": stream}
    print(json.dumps(acts[act](*map(int, numbers))), flush=True)


def fill(count: int, seed: int = 0) -> dict[str, Any]:
    from akwaba.registry import services
    from benches.registry import officer

    families = of_five(count, seed=seed)
    while batch := list(islice(families, BATCH)):
        services.register_households(actor=officer(), post="pogo", households=batch)
    return {}


def of_five(count: int, *, seed: int) -> Iterator[Any]:
    """Households of five people, as the targets count them."""
    from benches.invented import households

    made = households(count * 1000, seed=seed)
    return islice((each for each in made if len(each.people) == ROWS_A_HOUSEHOLD), count)


def push() -> dict[str, Any]:
    """One meeting with the capital, from first to last byte.

    The rate leaves the first batch out: in it both sides load what every later one finds loaded.
    """
    from akwaba.access.entitlement import entitlement
    from akwaba.access.nodes.watching import capital
    from akwaba.ledger.exchange.lines import Line, over_http
    from akwaba.ledger.exchange.session import exchange
    from akwaba.registry.models import Person

    peer = capital()
    line = Line(peer, over_http(peer))
    marks: list[tuple[float, int]] = []
    started = time.perf_counter()
    told = exchange(
        line,
        entitlement(),
        progress=lambda told: marks.append((time.perf_counter(), told.sent + told.received)),
        compares=False,
    )
    return {
        "seconds": time.perf_counter() - started,
        "rate": _rate(marks),
        "entries": told.sent + told.received,
        "bytes": line.sent + line.received,
        "people": Person.objects.count(),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _rate(marks: list[tuple[float, int]]) -> float:
    """Entries a second after the first batch."""
    if len(marks) < 2:
        return 0.0
    (start, first), (end, last) = marks[0], marks[-1]
    return (last - first) / (end - start)


def push_again() -> dict[str, Any]:
    """The same entries once more: an answer that was lost."""
    from akwaba.ledger.models import Peer

    push()  # nothing waits: both sides load what they need
    Peer.objects.update(sent_upto=0)
    return push()


def bare() -> dict[str, Any]:
    """Households a second where their rows go into bare tables, and nothing else is done."""
    from django.db import connection, transaction

    names = ("ledger_entry", "ledger_mention", "registry_household", "registry_person")
    rows: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT * FROM {name}")
            rows[name] = cursor.fetchall()
            cursor.execute(f"CREATE TABLE bare_{name} AS SELECT * FROM {name} WHERE 1 = 0")
        households = len(rows["registry_household"])
        started = time.perf_counter()
        for start in range(0, households, BATCH):
            with transaction.atomic():
                for name in names:
                    size = len(rows[name]) // households * BATCH
                    at = start // BATCH * size
                    some = rows[name][at : at + size]
                    places = ", ".join(["%s"] * len(rows[name][0]))
                    cursor.executemany(f"INSERT INTO bare_{name} VALUES ({places})", some)
        rate = households / (time.perf_counter() - started)
        for name in names:
            cursor.execute(f"DROP TABLE bare_{name}")
    return {"rate": rate}


def stream(count: int) -> dict[str, Any]:
    """Give so many entries to a capital, batch by batch, as the feed does."""
    from akwaba.ledger import keys
    from akwaba.ledger.exchange import packets
    from akwaba.ledger.exchange.offering import next_down
    from akwaba.ledger.models import Device, Entry, Peer

    fill(BATCH)
    sample = list(Entry.objects.filter(kind="registry.household_registered"))
    from akwaba.ledger.ids import uuid7

    for start in range(0, count, 10_000):
        rows = []
        for place in range(10_000):
            entry = sample[place % len(sample)]
            entry.pk, entry.id, entry.seq = None, uuid7(), 1000 + start + place
            rows.append(copy(entry))
        Entry.objects.bulk_create(rows)
    device = Device.objects.create(name="capital", kind="node", public_key=b"")
    point = keys.public_bytes(keys.new_key())
    peer = Peer.objects.create(device=device, role="capital", name="c", sealing_key=point)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, given, cursor = time.perf_counter(), 0, "0"
    while (offer := next_down(peer, cursor, wants_all=False)).items:
        packets.pack({}, offer.items, to=point, context="bench")
        given, cursor = given + len(offer.items), offer.cursor
    return {
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "mb_before": before,
        "rate": given / (time.perf_counter() - started),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
