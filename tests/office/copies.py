"""Nodes with families on them, their backups, and what a restored node holds."""

import json
import os
from pathlib import Path

import pytest

from tests.nodes import akwaba, run

ENDING = ".akwaba-backup"
PASSPHRASE = "cinq mots que personne ne choisit"

REGISTER = """
import random
from akwaba.access.rules import Act
from akwaba.access.services import console_officer
from akwaba.registry import services
from benches.invented import household
source = random.Random(int(sys.argv[1]))
actor = console_officer()
for _ in range(int(sys.argv[2])):
    outcome = services.register_household(
        actor=actor, post="pogo", household=household(source), by=Act.IMPORT_INTAKE
    )
    print(outcome.id, flush=True)
"""
LOOK = """
import json
from akwaba.ledger.comparison import tables_that_differ
from akwaba.ledger.identity import known_as, this_node
from akwaba.ledger.models import Entry
from akwaba.ledger.verification import verify
from akwaba.registry.models import Household, Person
print(json.dumps({
    "households": sorted(str(each) for each in Household.objects.values_list("id", flat=True)),
    "names": sorted(filter(None, Person.objects.values_list("given_names", flat=True))),
    "entries": Entry.objects.count(),
    "faults": [fault.what for fault in verify()],
    "differ": list(tables_that_differ()),
    "device": str(this_node().id),
    "known_as": str(known_as().id),
}))
"""


def register(env, count=3, seed=1):
    """Identifiers of the households that were acknowledged."""
    return run(REGISTER, seed, count, env=env).split()


def held(env):
    """What the node holds, and under which identities."""
    return json.loads(run(LOOK, env=env))


def back_up(env, folder, *more):
    """The file of a new backup in that folder."""
    folder.mkdir(exist_ok=True)
    before = set(backups(folder))
    done = akwaba("backup", "--to", folder, *more, env=env)
    assert done.returncode == 0, done.stderr
    (made,) = set(backups(folder)) - before
    return made


def backups(folder):
    return sorted(folder.glob(f"*{ENDING}"))


def elsewhere(env, home):
    """The same settings on another computer, where nothing is yet."""
    return {**env, "AKWABA_HOME": str(home), "READY": ""}


@pytest.fixture
def families(node):
    """A node without a passphrase that has registered three households; it speaks English."""
    env = {**node, "AKWABA_LANGUAGE": "en"}
    register(env)
    return env


@pytest.fixture
def sealed_families(fresh_home):
    """The same with a passphrase."""
    env = {**fresh_home, "AKWABA_LANGUAGE": "en", "AKWABA_PASSPHRASE": PASSPHRASE}
    register(env)
    return env


def content_of(folder):
    """Every byte of every file below a folder."""
    return b"".join(
        Path(where, name).read_bytes() for where, _, names in os.walk(folder) for name in names
    )
