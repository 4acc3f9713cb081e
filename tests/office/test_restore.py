"""`akwaba restore`: whole or not at all, into an empty home, under a new identity."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.nodes import akwaba, python, run
from tests.office.copies import back_up, elsewhere, families, held, register, sealed_families

__all__ = ["families", "sealed_families"]  # fixtures


@pytest.fixture
def there(families, tmp_path):
    return elsewhere(families, tmp_path / "there")


def test_a_restored_node_holds_what_it_held_and_makes_entries_under_a_new_device(
    families, there, tmp_path
):
    file = back_up(families, tmp_path / "stick")
    before = held(families)
    done = akwaba("restore", file, env=there)
    assert done.returncode == 0, done.stderr
    after = held(there)
    assert after == {**before, "device": after["device"]}
    assert after["device"] != before["device"]
    assert (after["faults"], after["differ"]) == ([], [])


def test_what_it_makes_afterwards_never_bears_a_number_that_was_given_before(
    families, there, tmp_path
):
    """The burnt laptop went on after its last backup: its entries come back from the capital."""
    file = back_up(families, tmp_path / "stick")
    lost = register(families, seed=2)
    assert akwaba("restore", file, env=there).returncode == 0
    register(there, seed=3)
    places = (
        "import json; from akwaba.ledger.models import Entry\n"
        "print(json.dumps([f'{d} {s}' for d, s in Entry.objects.values_list('device', 'seq')]))"
    )
    old, new = (set(json.loads(run(places, env=env))) for env in (families, there))
    shared = len(json.loads(run(places, env=families))) - len(lost)
    assert len(old & new) == shared
    assert held(there)["faults"] == []


def test_it_says_of_when_it_is_and_what_comes_next(families, there, tmp_path):
    file = back_up(families, tmp_path / "stick")
    told = akwaba("restore", file, env={**there, "AKWABA_LANGUAGE": "fr"}).stdout
    assert "Restauré dans l’état du" in told
    assert "Laissez-le joindre la capitale (akwaba exchange now)" in told
    assert "Laissez chaque tablette sur le Wi-Fi" in told


def test_with_the_passphrase_it_opens_and_without_it_nothing_is_put_in_place(
    sealed_families, tmp_path
):
    file = back_up(sealed_families, tmp_path / "stick")
    there = elsewhere(sealed_families, tmp_path / "there")
    home = Path(there["AKWABA_HOME"])
    for passphrase in ("", "another"):
        done = akwaba("restore", file, env={**there, "AKWABA_PASSPHRASE": passphrase})
        assert done.returncode == 1
        assert "Set AKWABA_PASSPHRASE to that one" in done.stderr
        assert files_in(home) == {"prepare.lock", "keys/web-secret"}
    assert akwaba("restore", file, env=there).returncode == 0
    assert held(there)["households"] == held(sealed_families)["households"]


def test_a_backup_that_is_not_encrypted_is_not_laid_under_a_passphrase(families, there, tmp_path):
    file = back_up(families, tmp_path / "stick")
    done = akwaba("restore", file, env={**there, "AKWABA_PASSPHRASE": "a passphrase"})
    assert done.returncode == 1
    assert "Unset AKWABA_PASSPHRASE" in done.stderr


def test_a_home_with_a_database_is_left_as_it_is(families, tmp_path):
    file = back_up(families, tmp_path / "stick")
    before = held(families)
    done = akwaba("restore", file, env=families)
    assert done.returncode == 1
    assert "There is a database here already" in done.stderr
    assert "AKWABA_HOME to an empty folder" in done.stderr
    assert held(families) == before


def test_a_damaged_backup_is_refused_before_anything_is_put_in_place(families, there, tmp_path):
    file = back_up(families, tmp_path / "stick")
    content = bytearray(file.read_bytes())
    content[500_000] ^= 1
    file.write_bytes(content)
    done = akwaba("restore", file, env=there)
    assert done.returncode == 1
    assert "its part “database” is not what was written" in done.stderr
    assert files_in(there["AKWABA_HOME"]) == {"prepare.lock", "keys/web-secret"}


def test_a_backup_of_a_newer_version_names_it(families, there, tmp_path):
    file = back_up(families, tmp_path / "stick")
    newer = tmp_path / "newer.akwaba-backup"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                told = json.loads(content)
                told |= {"akwaba": "9.9", "schema": [*told["schema"], "ledger.0999_later"]}
                content = json.dumps(told)
            new.writestr(name, content)
    done = akwaba("restore", newer, env=there)
    assert "made by Akwaba 9.9, which is newer" in done.stderr


def test_a_backup_can_be_checked_by_whoever_carries_it(sealed_families, tmp_path):
    file = back_up(sealed_families, tmp_path / "stick")
    there = elsewhere({**sealed_families, "AKWABA_PASSPHRASE": ""}, tmp_path / "there")
    done = akwaba("restore", "--check", file, env=there)
    assert done.stdout.startswith("The backup is whole: SQLite, of ")
    assert not (tmp_path / "there" / "akwaba.sqlite3").exists()


DIE_AFTER = """
import signal
from akwaba.office.care import restoring
steps = int(sys.argv[2])
def mortal(real):
    def step(*arguments):
        global steps
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        steps -= 1
        return real(*arguments)
    return step
for name in ("_unpack_files", "_bring_database", "_make_own", "put_in_place"):
    setattr(restoring, name, mortal(getattr(restoring, name)))
restoring.restore_backup(Path(sys.argv[1]), home=Path(os.environ["AKWABA_HOME"]), passphrase="")
print(steps)
"""


def test_killed_at_any_step_it_is_begun_again_and_never_goes_on_as_the_old_device(
    families, there, tmp_path
):
    file = back_up(families, tmp_path / "stick")
    before = held(families)
    home = Path(there["AKWABA_HOME"])
    env = {**there, "READY": "yes"}  # it makes no tables before the restore
    for steps in (0, 1, 2, 3, 4, 6):
        process = python(DIE_AFTER, file, steps, env=env)
        process.communicate(timeout=120)
        assert process.returncode == -9
        assert not (home / "akwaba.sqlite3").exists()
    assert akwaba("restore", file, env=there).returncode == 0
    after = held(there)
    assert after["device"] != before["device"]
    assert after["households"] == before["households"]
    assert not (home / "restore.part").exists()


def files_in(home):
    home = Path(home)
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
