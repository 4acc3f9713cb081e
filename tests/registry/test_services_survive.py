"""What was acknowledged is there after kill -9, a full disk or a crowd; nothing half-written."""

import json
from pathlib import Path

import pytest

from tests.nodes import akwaba, python, run

KILL = """
import json, random
from benches.kills import kill_often
toll = kill_often(15, seed=int(sys.argv[1]))
print(json.dumps([toll.kills, len(toll.acknowledged) > 5, toll.lost, toll.doubled, toll.faults]))
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_killing_the_process_at_any_moment_loses_and_doubles_nobody(node, seed):
    assert json.loads(run(KILL, seed, env=node)) == [15, True, 0, 0, []]


CROWD = """
import random, uuid
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
    print(outcome.id, outcome.number, flush=True)
"""
COUNT = """
import json
from benches.kills import Toll, count
from akwaba.ledger.models import Device, Entry
from akwaba.registry.models import Household
toll = Toll()
count(toll)
seqs = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
print(json.dumps([
    Household.objects.count(), toll.doubled, toll.faults,
    Device.objects.count(), seqs == list(range(1, len(seqs) + 1)),
]))
"""


def crowd(env):
    """Four processes register at once; give the numbers that they told."""
    run("from akwaba.access.services import console_officer; console_officer()", env=env)
    writers = [python(CROWD, seed, 12, env=env) for seed in range(4)]
    told = []
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
        told += [line.split()[1] for line in out.splitlines()]
    return told


def test_four_writers_at_once_share_one_history_and_no_number_on_sqlite(node):
    told = crowd(node)
    assert len(told) == len(set(told)) == 48
    assert json.loads(run(COUNT, env=node)) == [48, 0, [], 1, True]


def test_four_writers_at_once_share_one_history_and_no_number_on_postgresql(
    fresh_home, postgresql_url
):
    env = {**fresh_home, "DATABASE_URL": postgresql_url}
    run("", env=env)
    env["READY"] = "yes"
    told = crowd(env)
    assert len(told) == len(set(told)) == 48
    assert json.loads(run(COUNT, env=env)) == [48, 0, [], 1, True]


FILL = """
from django.db import connection
from akwaba.ledger.problems import storage_sentence
connection.ensure_connection()
with connection.cursor() as cursor:  # the disk has room for forty more pages
    cursor.execute("PRAGMA page_count")
    cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 40}")
try:
    exec(CROWD)
except Exception as error:
    print(storage_sentence(error), file=sys.stderr)
    sys.exit(2)
"""


def test_a_full_disk_is_said_and_keeps_what_was_acknowledged(node):
    env = {**node, "AKWABA_LANGUAGE": "en"}
    run("from akwaba.access.services import console_officer; console_officer()", env=env)
    process = python(f"CROWD = {CROWD!r}\n{FILL}", 7, 400, env=env)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "disk is full" in err
    told = out.splitlines()
    households, doubled, faults, _, whole = json.loads(run(COUNT, env=env))
    assert (households, doubled, faults, whole) == (len(told), 0, [], True)


def test_a_state_that_cannot_be_written_is_said_in_one_sentence(fresh_home, tmp_path):
    """A file where the directory should be: nobody can write there, not even root."""
    (tmp_path / "home").write_text("")
    said = akwaba("officer", "list", env={**fresh_home, "AKWABA_LANGUAGE": "en"})
    assert said.returncode == 2
    assert said.stderr.startswith("akwaba: ")
    assert "Traceback" not in said.stderr
    assert Path(fresh_home["AKWABA_HOME"]).read_text() == ""
