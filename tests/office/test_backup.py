"""`akwaba backup`: one file of a node that goes on serving, whole, and sealed where the node is."""

import json
from pathlib import Path

import pytest

from akwaba.office.care.archive import opened
from tests.nodes import akwaba, python, run
from tests.office.copies import (
    ENDING,
    PASSPHRASE,
    REGISTER,
    back_up,
    backups,
    content_of,
    elsewhere,
    families,
    held,
    register,
    sealed_families,
)

__all__ = ["families", "sealed_families"]  # fixtures


def test_a_backup_is_one_file_that_says_of_which_node_and_of_when(families, tmp_path):
    file = back_up(families, tmp_path / "stick")
    with opened(file) as backup:
        backup.verify()
        manifest = backup.manifest
    assert manifest.node == held(families)["known_as"]
    assert (manifest.database, manifest.akwaba, manifest.is_sealed) == ("SQLite", "0.1.0", False)
    assert file.name.startswith(f"akwaba-{manifest.node[:8]}-{manifest.made_at:%Y%m%d-%H%M%S}")
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]


def test_it_says_that_names_lie_readable_in_it(families, tmp_path):
    file = back_up(families, tmp_path / "stick")
    told = akwaba("backup", "--to", tmp_path / "stick", env=families).stdout
    assert "It is not encrypted: whoever finds it can read every name." in told
    assert held(families)["names"][0].encode() in file.read_bytes()


def test_with_a_passphrase_nothing_in_it_can_be_read(sealed_families, tmp_path):
    file = back_up(sealed_families, tmp_path / "stick")
    content = file.read_bytes()
    secret = (Path(sealed_families["AKWABA_HOME"]) / "keys" / "web-secret").read_bytes()
    assert [name for name in held(sealed_families)["names"] if name.encode() in content] == []
    assert secret not in content
    assert b"PRIVATE KEY" not in content
    told = akwaba("backup", "--to", file.parent, env=sealed_families).stdout
    assert "It opens only with the passphrase of this computer." in told
    assert PASSPHRASE not in told


def test_no_copy_that_can_be_read_is_left_in_the_home(sealed_families, tmp_path):
    back_up(sealed_families, tmp_path / "stick")
    content = content_of(sealed_families["AKWABA_HOME"])
    assert [name for name in held(sealed_families)["names"] if name.encode() in content] == []


def test_families_that_are_registered_meanwhile_are_in_it_or_not_but_whole(families, tmp_path):
    writer = python(REGISTER, 7, 60, env=families)
    writer.stdout.readline()
    file = back_up(families, tmp_path / "stick")
    assert writer.poll() is None, "It was to go on while the backup was made."
    writer.communicate(timeout=120)
    there = elsewhere(families, tmp_path / "there")
    assert akwaba("restore", file, env=there).returncode == 0
    found, before = held(there), held(families)
    assert (found["faults"], found["differ"]) == ([], [])
    assert set(found["households"]) < set(before["households"])
    assert len(found["households"]) >= 3


def test_without_a_folder_it_goes_into_the_home_and_says_that_this_is_the_same_disk(families):
    done = akwaba("backup", env=families)
    folder = Path(families["AKWABA_HOME"]) / "backups"
    assert len(backups(folder)) == 1
    assert "It lies on the same disk as Akwaba" in done.stdout
    akwaba("backup", env=families)
    first, second = (file.stat().st_size for file in backups(folder))
    assert second < first * 1.5, "A backup holds no backups."


def test_a_stick_that_is_not_plugged_in_is_said(families, tmp_path):
    done = akwaba("backup", "--to", tmp_path / "stick", env=families)
    assert done.returncode == 1
    assert "plug the stick in" in done.stderr
    assert not (tmp_path / "stick").exists()


def test_where_nothing_is_there_is_nothing_to_back_up(fresh_home):
    done = akwaba("backup", env={**fresh_home, "AKWABA_LANGUAGE": "en"})
    assert done.returncode == 1
    assert "nothing to back up" in done.stderr
    assert not (Path(fresh_home["AKWABA_HOME"]) / "akwaba.sqlite3").exists()


def test_earlier_backups_stay(families, tmp_path):
    files = [back_up(families, tmp_path / "stick") for _ in range(3)]
    assert backups(tmp_path / "stick") == files


def test_asked_to_keep_two_it_removes_only_its_own_oldest(families, tmp_path):
    stick = tmp_path / "stick"
    own = [back_up(families, stick) for _ in range(3)]
    other_node = elsewhere(families, tmp_path / "other")
    register(other_node)
    others = [back_up(other_node, stick) for _ in range(3)]
    no_backup = stick / f"{own[0].stem}-copie{ENDING}"
    no_backup.write_text("Cut off.")
    newest = back_up(families, stick, "--keep", "2")
    assert backups(stick) == sorted([own[2], newest, no_backup, *others])


@pytest.mark.parametrize("number", ["0", "-3"])
def test_it_cannot_be_asked_to_keep_none(families, tmp_path, number):
    done = akwaba("backup", "--keep", number, env=families)
    assert done.returncode == 1
    assert "from 1" in done.stderr


def test_only_one_backup_is_made_at_a_time(families, tmp_path):
    hold = python(
        "import fcntl, time\n"
        "lock = open(sys.argv[1], 'w'); fcntl.flock(lock, fcntl.LOCK_EX)\n"
        "print('held', flush=True); time.sleep(60)",
        Path(families["AKWABA_HOME"]) / "backup.lock",
        env=families,
    )
    try:
        hold.stdout.readline()
        done = akwaba("backup", env=families)
    finally:
        hold.kill()
        hold.communicate()
    assert done.returncode == 1
    assert "Another backup of this computer is being made." in done.stderr


def test_the_node_notes_when_its_last_good_backup_was_made(families, tmp_path):
    file = back_up(families, tmp_path / "stick")
    noted = json.loads((Path(families["AKWABA_HOME"]) / "last-backup.json").read_text())
    with opened(file) as backup:
        assert noted == {"made_at": backup.manifest.made_at.isoformat(timespec="seconds")}


def test_a_backup_before_an_upgrade_does_not_touch_the_tables(families, tmp_path):
    """The tables are those of the version before: the copy must be too."""
    older = "from django.core.management import call_command as do\n"
    run(f"{older}do('migrate', 'registry', '0001', verbosity=0)", env=families)
    file = back_up(families, tmp_path / "stick")
    with opened(file) as backup:
        assert [each for each in backup.manifest.schema if each.startswith("registry.")] == [
            "registry.0001_initial"
        ]
