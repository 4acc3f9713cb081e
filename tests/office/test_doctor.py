"""`akwaba doctor`: what it says of a well node, and of each thing that can go wrong."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest

from akwaba.access.addresses import keep_address
from akwaba.access.authority import ensure_authority, ensure_certificate
from akwaba.access.desks.reserve import RESERVE
from akwaba.ledger.clock import stamp
from akwaba.ledger.fold import Quarantine
from akwaba.ledger.models import Device, Entry, Peer
from akwaba.office.care.checks import clocks, machine, storage, waiting
from akwaba.office.care.checks.findings import CHECKS, State
from akwaba.office.care.noting import note_backup
from tests.access.desk_cast import ago, enrolled
from tests.nodes import akwaba
from tests.office.copies import back_up, families, held

__all__ = ["families"]  # a fixture
NOW = datetime(2025, 11, 16, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_node_that_is_backed_up_is_well(families, tmp_path):
    back_up(families, tmp_path / "stick")
    done = akwaba("doctor", env=families)
    assert done.returncode == 0, done.stdout
    assert "good  Database: It answers and is whole (SQLite)." in done.stdout
    assert len(done.stdout.splitlines()) == len(CHECKS)


def test_it_speaks_french_and_exits_with_1_where_somebody_must_act(families):
    done = akwaba("doctor", env={**families, "AKWABA_LANGUAGE": "fr"})
    assert done.returncode == 1
    line = next(line for line in done.stdout.splitlines() if "Sauvegarde" in line)
    assert line.startswith("à faire  Sauvegarde : Aucune sauvegarde de cet ordinateur")
    assert line.endswith("→ Branchez la clé et lancez : akwaba backup --to DOSSIER")


def test_for_another_program_each_line_has_a_state_and_a_mend(families):
    told = json.loads(akwaba("doctor", "--json", env=families).stdout)
    assert [each["check"] for each in told] == [
        "disk", "database", "encryption", "certificate", "backup",
        "clock", "capital", "quarantine", "tablets",
    ]  # fmt: skip
    assert {each["state"] for each in told} <= set(State)
    assert all(each["mend"] for each in told if each["state"] != "good")


def test_it_names_nobody(families):
    told = akwaba("doctor", env=families).stdout
    assert [name for name in held(families)["names"] if name in told] == []


def test_a_damaged_database_is_told_with_its_mend(families):
    path = Path(families["AKWABA_HOME"]) / "akwaba.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096 * 9 : 4096 * 14] = b"\xa5" * 4096 * 5
    path.write_bytes(content)
    done = akwaba("doctor", env=families)
    assert done.returncode == 1
    assert "act   Database: " in done.stdout
    assert "restore the last backup" in done.stdout


def test_it_makes_nothing_where_nothing_is(fresh_home):
    done = akwaba("doctor", env={**fresh_home, "AKWABA_LANGUAGE": "en"})
    assert "look  Database: There is none yet." in done.stdout
    assert not (Path(fresh_home["AKWABA_HOME"]) / "akwaba.sqlite3").exists()


@pytest.mark.parametrize(
    ("free", "state"),
    [(RESERVE - 1, State.ACT), (4 * RESERVE - 1, State.LOOK), (4 * RESERVE, State.GOOD)],
)
def test_the_disk_is_judged_by_the_reserve_of_the_posts_own_desks(monkeypatch, free, state):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: Usage(free * 2, free, free))
    assert machine.disk(Path()).state == state


@pytest.mark.parametrize(
    ("age", "state"),
    [(23 * HOUR, State.GOOD), (25 * HOUR, State.LOOK), (8 * DAY, State.ACT)],
)
def test_a_backup_grows_old(tmp_path, age, state):
    note_backup(tmp_path, made_at=NOW - age)
    assert machine.backup(tmp_path, NOW, holds_anything=True).state == state


def test_no_backup_is_bad_as_soon_as_there_is_something_to_lose(tmp_path):
    assert machine.backup(tmp_path, NOW, holds_anything=False).state == State.LOOK
    assert machine.backup(tmp_path, NOW, holds_anything=True).state == State.ACT


def test_a_note_that_nobody_can_read_is_no_backup(tmp_path):
    for said in ("", "{}", '{"made_at": "hier"}', '{"made_at": "2025-11-16T08:00:00"}', "[1]"):
        (tmp_path / "last-backup.json").write_text(said)
        assert machine.backup(tmp_path, NOW, holds_anything=True).state == State.ACT


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, State.GOOD), (370, State.LOOK), (390, State.ACT), (3600, State.LOOK), (3700, State.ACT)],
)
def test_the_certificate_of_a_post_ends_one_day(tmp_path, days, state):
    """397 days for what the laptop shows, ten years for what tablets installed."""
    address = "10.77.0.1"
    keep_address(tmp_path, address)
    made = {"home": tmp_path, "address": address, "passphrase": ""}
    authority = ensure_authority(**made, now=NOW)
    ensure_certificate(authority, **made, now=NOW)
    assert machine.certificate(tmp_path, NOW + timedelta(days=days)).state == state


def test_a_node_without_tablets_needs_no_certificate_and_a_post_without_one_is_told(tmp_path):
    assert machine.certificate(tmp_path, NOW).state == State.GOOD
    keep_address(tmp_path, "10.77.0.1")
    assert machine.certificate(tmp_path, NOW).state == State.ACT


@pytest.mark.parametrize("name", storage.MUST_BE_ON)
def test_postgresql_must_keep_what_it_acknowledged(name):
    good = dict.fromkeys(storage.MUST_BE_ON, "on")
    assert storage.judge_server(good) is None
    assert storage.judge_server({**good, "synchronous_commit": "remote_apply"}) is None
    found = storage.judge_server({**good, name: "off"})
    assert found.state == State.ACT
    assert name in found.says


def entry(*, received_at, quarantine="", seq=1):
    return Entry.objects.create(
        id=uuid4(), hash="", device=uuid4(), seq=seq, kind="registry.x", scope="pogo",
        officer=uuid4(), made_at=stamp(0, 0), header=b"", body="", signature=b"",
        received_at=received_at, quarantine=quarantine,
    )  # fmt: skip


def peer(**said):
    device = Device.objects.create(name="capitale", kind=Device.Kind.NODE, public_key=b"")
    return Peer.objects.create(
        device=device, role=Peer.Role.CAPITAL, name="capitale", sealing_key=b"", **said
    )


@pytest.mark.django_db
def test_a_clock_behind_what_was_written_here_is_told():
    assert clocks.clock(NOW).state == State.GOOD
    entry(received_at=NOW + HOUR)
    found = clocks.clock(NOW)
    assert found.state == State.ACT
    assert found.mend


@pytest.mark.django_db
def test_a_clock_behind_what_this_node_made_is_told():
    made = int((NOW + HOUR).timestamp() * 1000)
    Device.objects.create(
        name="ici", kind="node", public_key=b"", is_this_node=True, last_made_at=stamp(made, 0)
    )
    assert clocks.clock(NOW).state == State.ACT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("milliseconds", "state"),
    [(None, State.GOOD), (60_000, State.GOOD), (400_000, State.ACT), (-400_000, State.ACT)],
)
def test_a_clock_that_differs_from_the_capitals_is_told(milliseconds, state):
    peer(offset=milliseconds)
    assert clocks.clock(NOW).state == state


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, State.LOOK),
        ({"last_contact_at": NOW - HOUR, "waiting_up": 0}, State.GOOD),
        ({"last_contact_at": NOW - HOUR, "waiting_up": 0, "problem": "line_dead"}, State.LOOK),
        ({"last_contact_at": NOW - 2 * DAY, "waiting_up": 0}, State.LOOK),
        (
            {"last_contact_at": NOW, "waiting_up": 4, "oldest_waiting_at": NOW - HOUR},
            State.GOOD,
        ),
        (
            {"last_contact_at": NOW, "waiting_up": 4, "oldest_waiting_at": NOW - 2 * DAY},
            State.LOOK,
        ),
        (
            {"last_contact_at": NOW, "waiting_up": 4, "oldest_waiting_at": NOW - 8 * DAY},
            State.ACT,
        ),
    ],
)
def test_what_waits_for_the_capital_grows_old(said, state):
    peer(**said)
    assert waiting.capital(NOW).state == state


@pytest.mark.django_db
def test_a_node_without_a_capital_owes_it_nothing():
    assert waiting.capital(NOW).state == State.GOOD


@pytest.mark.django_db
def test_entries_that_wait_for_a_decision_are_told_and_pressed_for_after_a_week():
    entry(received_at=NOW - HOUR, quarantine=Quarantine.SEALED_ELSEWHERE)
    assert waiting.quarantine(NOW).state == State.GOOD
    entry(received_at=NOW - HOUR, quarantine=Quarantine.EXPIRED_LEASE)
    assert waiting.quarantine(NOW).state == State.LOOK
    entry(received_at=NOW - 8 * DAY, quarantine=Quarantine.UNKNOWN_DEVICE)
    assert waiting.quarantine(NOW).state == State.ACT


@pytest.mark.django_db
def test_a_tablet_that_was_not_heard_of_and_holds_entries_is_looked_for(soro):
    assert waiting.tablets().state == State.GOOD
    enrolled(soro, last_seen_at=ago(hours=1), waiting=3)
    enrolled(soro, last_seen_at=ago(days=9), waiting=0, drafts=0, photos=0)
    assert waiting.tablets().state == State.GOOD
    enrolled(soro, last_seen_at=None)
    assert waiting.tablets().state == State.LOOK
    enrolled(soro, name="Tablette d’Aya", last_seen_at=ago(days=2), waiting=3)
    found = waiting.tablets()
    assert found.state == State.ACT
    assert "Aya" not in found.says + found.mend


@pytest.mark.django_db
def test_a_tablet_that_is_trusted_no_more_is_not_missed(soro):
    tablet = enrolled(soro, last_seen_at=ago(days=2), waiting=3)
    Device.objects.filter(pk=tablet.id).update(revoked_at=ago(days=1))
    assert waiting.tablets().state == State.GOOD
