"""Processes that register families and are killed at any moment: what is lost, what is doubled?

Each child is a real process with its own connection; it tells a household's number only after the
commit. SIGKILL leaves it no time to tidy up.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benches.invented import household

LONGEST_LIFE_S = 0.1
LONGEST_LIFE_ACTS = 10
"""On a slow machine a child lives up to as long as so many acts take, or it never says a word."""


@dataclass
class Toll:
    """What was acknowledged before the kills, and what the database holds after them."""

    kills: int = 0
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Household to its number and how many people were told."""
    lost: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)


def kill_often(kills: int, *, seed: int) -> Toll:
    """Register and kill so often on the node of this process, then look at what is there."""
    source = random.Random(seed)
    toll = Toll()
    told: list[str] = []
    register(told.append, source, rounds=1)  # what is loaded lazily is loaded before the first fork
    began = time.monotonic()
    register(told.append, source, rounds=1)
    longest_life_s = max(LONGEST_LIFE_S, LONGEST_LIFE_ACTS * (time.monotonic() - began))
    numbers: set[str] = set()
    for _ in range(kills):
        child = random.Random(source.getrandbits(32))
        told += run_and_kill(partial(register, source=child), source.uniform(0, longest_life_s))
        toll.kills += 1
    for line in told:
        household_id, number, people = line.split()
        toll.doubled += number in numbers
        numbers.add(number)
        toll.acknowledged[household_id] = (number, int(people))
    count(toll)
    return toll


def register(
    tell: Callable[[str], object], source: random.Random, *, rounds: int = sys.maxsize
) -> None:
    from akwaba.access.rules import Act
    from akwaba.access.services import console_officer
    from akwaba.registry import services

    actor = console_officer()
    for _ in range(rounds):
        families = [household(source) for _ in range(source.choice([1, 1, 1, 3]))]
        outcomes = services.register_households(
            actor=actor, post="pogo", households=families, by=Act.IMPORT_INTAKE
        )
        for outcome in outcomes:
            tell(f"{outcome.id} {outcome.number} {outcome.people_added}\n")


def run_and_kill(work: Callable[[Callable[[str], object]], None], after_s: float) -> list[str]:
    """Let a child work, kill it, and return the whole lines that it told."""
    from django.db import connections

    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda line: os.write(write, line.encode()))
        finally:
            os._exit(1)
    os.close(write)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        return [line for line in pipe.read().splitlines(keepends=True) if line.endswith("\n")]


def count(toll: Toll) -> None:
    from django.db import connection

    from akwaba.ledger.models import Entry
    from akwaba.ledger.verification import verify
    from akwaba.registry.models import Household, NumberBlock, Person

    people = Counter(str(row) for row in Person.objects.values_list("household", flat=True))
    numbers = dict(Household.objects.values_list("id", "number"))
    stored = {str(row): number for row, number in numbers.items()}
    for told, (number, size) in toll.acknowledged.items():
        if stored.get(told) != number or people[told] < size:
            toll.lost += 1
        elif people[told] > size:
            toll.doubled += 1
    every = [*numbers.values(), *Person.objects.values_list("number", flat=True)]
    entries = Entry.objects.filter(kind="registry.household_registered").count()
    toll.doubled += len(every) - len(set(every)) + entries - len(numbers)
    toll.faults += [fault.what for fault in verify()]
    issued = sum(NumberBlock.objects.values_list("next_serial", flat=True))
    if issued < len(every):
        toll.faults.append("numbers_behind")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            toll.faults += [row for (row,) in cursor.fetchall() if row != "ok"]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
    import django

    django.setup()
    from django.conf import settings

    from akwaba.cli import prepare

    prepare(Path(settings.AKWABA_HOME))
    toll = kill_often(int(sys.argv[1]), seed=7)
    print(
        json.dumps(
            {
                "kills": toll.kills,
                "acknowledged": len(toll.acknowledged),
                "lost": toll.lost,
                "doubled": toll.doubled,
                "faults": len(toll.faults),
            }
        )
    )


if __name__ == "__main__":
    main()
