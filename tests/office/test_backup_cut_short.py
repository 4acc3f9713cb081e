"""A power cut, a full stick or a bad copy leaves no file that is taken for a backup."""

import shutil
from datetime import UTC, datetime

import pytest

from akwaba.office.care.archive import DATABASE, HOME, opened, write_archive
from akwaba.office.care.manifest import Manifest
from akwaba.office.care.problems import BackupDamaged, NotABackup
from akwaba.office.care.sqlite import NAME
from tests.nodes import akwaba, python
from tests.office.copies import back_up, backups, families

__all__ = ["families"]  # a fixture

WRITE_UNTIL = """
import errno, signal
from django.core.management import call_command
limit, ending = int(sys.argv[1]), sys.argv[2]
real = Path.open

class Mortal:
    def __init__(self, file):
        self.file, self.written = file, 0
    def __getattr__(self, name):
        return getattr(self.file, name)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.file.__exit__(*error)
    def write(self, content):
        room = limit - self.written
        if len(content) > room:
            self.file.write(bytes(content)[:room])
            self.file.flush()
            if ending == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(getattr(errno, ending), "cut")
        self.written += len(content)
        return self.file.write(content)

def mortal(self, mode="r", *more, **options):
    file = real(self, mode, *more, **options)
    return Mortal(file) if self.suffix == ".part" and mode == "wb" else file

Path.open = mortal
call_command("backup", to=Path(sys.argv[3]))
"""


def test_a_process_killed_at_any_byte_leaves_nothing_that_looks_whole(families, tmp_path):
    stick = tmp_path / "stick"
    first = back_up(families, stick)
    size = first.stat().st_size
    for written in (0, 31, size // 3, size - 900, size - 1):
        process = python(WRITE_UNTIL, written, "killed", stick, env=families)
        process.communicate(timeout=120)
        assert process.returncode == -9
        assert backups(stick) == [first]
        (left,) = stick.glob("*.part")
        with pytest.raises(NotABackup), opened(left):
            pass
    second = back_up(families, stick)
    with opened(second) as backup:
        backup.verify()
    assert sorted(stick.iterdir()) == sorted([first, second])


@pytest.mark.parametrize(
    ("errno", "sentence"),
    [("ENOSPC", "There is not enough room in"), ("EFBIG", "Format the stick as exFAT")],
)
def test_a_full_stick_is_said_and_cleared_of_the_half_written(families, tmp_path, errno, sentence):
    (tmp_path / "stick").mkdir()
    process = python(WRITE_UNTIL, 100_000, errno, tmp_path / "stick", env=families)
    _, err = process.communicate(timeout=120)
    assert process.returncode != 0
    assert sentence in err
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_damaged_database_is_not_taken_for_a_good_one(families, tmp_path):
    (tmp_path / "stick").mkdir()
    spoil = (
        "from akwaba.office.care import sqlite\n"
        "from django.core.management import call_command\n"
        "whole = sqlite.copy_to\n"
        "def copy_to(path):\n"
        "    whole(path)\n"
        "    content = bytearray(path.read_bytes())\n"
        "    content[4096 * 9 : 4096 * 12] = bytes(4096 * 3)\n"
        "    path.write_bytes(content)\n"
        "sqlite.copy_to = copy_to\n"
        "call_command('backup', to=Path(sys.argv[1]))\n"
    )
    process = python(spoil, tmp_path / "stick", env=families)
    _, err = process.communicate(timeout=120)
    assert "The database of this computer is damaged" in err
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.fixture
def small(tmp_path):
    """A backup of a few bytes, so that every place in it can be tried."""
    path = tmp_path / "small.akwaba-backup"
    parts = [(DATABASE, [b"names of people" * 9]), (HOME, [b"keys" * 9])]
    made_at = datetime(2025, 11, 16, tzinfo=UTC)
    write_archive(
        path, parts, lambda made: Manifest("n", "0.1.0", made_at, "SQLite", "", [], "", made)
    )
    return path


def content_of(path):
    with opened(path) as backup:
        backup.verify()
        return [backup.archive.read(name) for name in (DATABASE, HOME)]


def test_a_copy_cut_off_at_any_byte_is_refused(small, tmp_path):
    whole = small.read_bytes()
    copy = tmp_path / "copy.akwaba-backup"
    for length in range(len(whole)):
        copy.write_bytes(whole[:length])
        with pytest.raises(NotABackup):
            content_of(copy)


def test_a_copy_with_any_byte_changed_is_refused_or_holds_the_same(small, tmp_path):
    whole, good = small.read_bytes(), content_of(small)
    copy = tmp_path / "copy.akwaba-backup"
    refused = 0
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 + place * 7 % 255
        copy.write_bytes(changed)
        try:
            assert content_of(copy) == good
        except (NotABackup, BackupDamaged):
            refused += 1
    assert refused > len(whole) // 2


def test_another_file_is_no_backup(tmp_path, fresh_home):
    sheet = tmp_path / "liste.xlsx"
    shutil.make_archive(str(tmp_path / "liste"), "zip", tmp_path)
    (tmp_path / "liste.zip").rename(sheet)
    done = akwaba("restore", sheet, env={**fresh_home, "AKWABA_LANGUAGE": "en"})
    assert done.returncode == 1
    assert "liste.xlsx is not a whole backup of Akwaba" in done.stderr
    assert not (tmp_path / "home" / NAME).exists()
