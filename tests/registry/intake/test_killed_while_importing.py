"""An import that is killed loses nothing it had stored, and is finished by running it again."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.registry.intake.sheets import delimited

BATCH = 200
HOUSEHOLDS = 2 * BATCH + 20
"""Three batches: the kill falls after the first one was stored."""


@pytest.fixture
def sheet(tmp_path):
    lines = [["N° ménage", "Nom et prénoms", "Sexe", "Âge", "Lien"]]
    for number in range(HOUSEHOLDS):
        lines.append([number, f"Koné Ali {number}", "M", 40, "CM"])
        lines.append([number, f"Koné Awa {number}", "F", 35, "épouse"])
    return delimited(tmp_path / "liste.csv", lines)


def start(sheet, home):
    command = [sys.executable, "-m", "akwaba.cli", "import", "intake", str(sheet)]
    return subprocess.Popen(
        [*command, "--post", "pogo", "--json"],
        env=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(sheet, home):
    process = start(sheet, home)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out)


def stored(home, mode="ro"):
    """Households that are on the disk now, seen from outside.

    After a kill the file is opened for writing: the log that waits must be taken in first.
    """
    path = Path(home["AKWABA_HOME"]) / "akwaba.sqlite3"
    with suppress(sqlite3.OperationalError):  # not made yet
        database = sqlite3.connect(f"file:{path}?mode={mode}", uri=True)
        with closing(database):
            return database.execute("SELECT COUNT(*) FROM registry_household").fetchone()[0]
    return 0


def test_running_it_again_after_a_kill_stores_every_person_once(sheet, fresh_home):
    process = start(sheet, fresh_home)
    while process.poll() is None and stored(fresh_home) < BATCH:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = stored(fresh_home, mode="rw")
    assert kept >= BATCH
    facts = finish(sheet, fresh_home)
    assert (facts["households"], facts["persons"]) == (HOUSEHOLDS - kept, 2 * (HOUSEHOLDS - kept))
    assert facts["already_known"] == 2 * kept
    assert stored(fresh_home) == HOUSEHOLDS
