"""The registry: how fast families come in, are folded again and are found; what a kill costs."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from akwaba.access.models import Officer
from benches import Measurement
from benches.invented import POSTS, households

BATCH = 200
"""Households a transaction: each is durable before the next begins."""
SIZES = (100_000, 1_000_000)
RAW = 20_000
KILLS = 1_000
SLOWEST_MS = 300
MOST_MB = 300


def measurements() -> Iterator[Measurement]:
    from django.conf import settings

    from akwaba.cli import prepare

    prepare(Path(settings.AKWABA_HOME))
    yield from kills()
    people = 0
    for size in SIZES:
        done, took = fill(size - people, seed=size)
        people = size
        yield from importing(done, took, size)
        if size == SIZES[0]:
            yield from folding()
        yield from pages(size)


def officer() -> Officer:
    from akwaba.access.rules import Role

    return Officer.objects.get_or_create(
        username="bench",
        defaults={"role": Role.PROTECTION, "all_posts": True, "password": "!"},
    )[0]


@dataclass(slots=True)
class Took:
    """Seconds by the clock on the wall, and by the processor: what others did left out."""

    wall: float = 0.0
    processor: float = 0.0

    @contextmanager
    def timing(self) -> Iterator[None]:
        wall, processor = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.processor += time.process_time() - processor


def fill(people: int, *, seed: int) -> tuple[int, Took]:
    """Register so many people through the services; how many they were, and what it took."""
    from akwaba.registry import services

    actor, done, took = officer(), 0, Took()
    families = households(people, seed=seed)
    number = 0
    while batch := list(islice(families, BATCH)):
        with took.timing():
            outcomes = services.register_households(
                actor=actor, post=POSTS[number % len(POSTS)], households=batch
            )
        done += sum(outcome.people_added for outcome in outcomes)
        number += 1
    return done, took


def importing(done: int, took: Took, size: int) -> Iterator[Measurement]:
    name = f"import_to_{size}"
    yield Measurement(name, done / took.wall, "persons/s", 1_500, peer=f"raw_insert_{size}")
    yield Measurement(f"{name}_processor", done / took.processor, "persons/s", peer=name)
    yield Measurement(f"raw_insert_{size}", raw_limit(), "persons/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Measurement(f"import_peak_memory_{size}", peak, "MB", MOST_MB, "min")
    yield Measurement(f"database_{size}", bytes_a_person(), "bytes/person", sense="min")


def bytes_a_person() -> float:
    from django.conf import settings
    from django.db import connection

    from akwaba.registry.models import Person

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = (Path(settings.AKWABA_HOME) / "akwaba.sqlite3").stat().st_size
    return size / Person.objects.count()


def raw_limit() -> float:
    """People a second where the same rows go into the same tables with nothing else done.

    The latest rows of the database, in transactions as large, with the same care for the disk.
    """
    from django.db import connection

    with tempfile.TemporaryDirectory() as directory, connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
            "AND (tbl_name LIKE 'registry_%' OR tbl_name LIKE 'ledger_%') "
            "ORDER BY type = 'index'"
        )
        schema = cursor.fetchall()
        rows = {table: _latest(cursor, table) for table in _ROWS_A_PERSON}
        raw = _raw_database(Path(directory) / "raw.sqlite3", [sql for _, sql in schema])
        steps = max(1, len(rows["registry_household"]) // BATCH)
        began = time.perf_counter()
        for step in range(steps):
            raw.execute("BEGIN IMMEDIATE")
            for table, all_rows in rows.items():
                share = all_rows[
                    len(all_rows) * step // steps : len(all_rows) * (step + 1) // steps
                ]
                if share:
                    places = ", ".join("?" * len(share[0]))
                    raw.executemany(f"INSERT INTO {table} VALUES ({places})", share)
            raw.execute("COMMIT")
        took = time.perf_counter() - began
        raw.close()
    return len(rows["registry_person"]) / took


_ROWS_A_PERSON = {
    "ledger_entry": 0.2, "ledger_mention": 1.2, "registry_household": 0.2, "registry_person": 1.0,
    "registry_namekey": 2.0, "registry_need": 0.05,
}  # fmt: skip


def _latest(cursor: object, table: str) -> Sequence[tuple[object, ...]]:
    limit = int(RAW * _ROWS_A_PERSON[table])
    cursor.execute(  # type: ignore[attr-defined]
        f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT {limit}"
    )
    return list(reversed(cursor.fetchall()))  # type: ignore[attr-defined]


def _raw_database(path: Path, schema: Sequence[str]) -> object:
    from django.db import connection

    raw = connection.Database.connect(str(path), isolation_level=None)  # type: ignore[attr-defined]
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    for statement in schema:
        if "sqlite_" not in statement.split("(")[0]:
            raw.execute(statement)
    return raw


def folding() -> Iterator[Measurement]:
    from akwaba.ledger.services import rebuild
    from akwaba.ledger.verification import verify

    took = Took()
    with took.timing():
        entries = rebuild()
    yield Measurement("rebuild", entries / took.wall, "entries/s", 2_000)
    yield Measurement("rebuild_processor", entries / took.processor, "entries/s", peer="rebuild")
    began = time.perf_counter()
    faults = len(list(verify()))
    yield Measurement("verify", entries / (time.perf_counter() - began), "entries/s")
    yield Measurement("verify_faults", faults, "faults", 0, "min")


def pages(size: int) -> Iterator[Measurement]:
    from benches.pages import page_times, serving

    with serving() as server:
        for page, took in page_times(server):
            yield Measurement(f"{page}_page_{size}_p95", took, "ms", SLOWEST_MS, "min")
        yield Measurement(f"worker_memory_{size}", server.memory_mb(), "MB", MOST_MB, "min")


def kills() -> Iterator[Measurement]:
    """On a node of its own, in a process of its own: it forks."""
    with tempfile.TemporaryDirectory(prefix="akwaba-kills-") as home:
        toll = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benches.kills", str(KILLS)],
                env={**os.environ, "AKWABA_HOME": home},
                check=True,
                stdout=subprocess.PIPE,
            ).stdout
        )
    yield Measurement("kills", toll["kills"], "processes", KILLS)
    yield Measurement("kills_acknowledged", toll["acknowledged"], "households")
    yield Measurement("kills_lost", toll["lost"], "households", 0, "min")
    yield Measurement("kills_doubled", toll["doubled"], "households", 0, "min")
    yield Measurement("kills_faults", toll["faults"], "faults", 0, "min")
