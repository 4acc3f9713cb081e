"""Putting a backup back: into a place where nothing is, whole or not at all.

Everything is unpacked beside the home and made this computer's own there, under a new identity.
Only then is it moved in, the database last: a power cut before that leaves a home without one.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from akwaba import __version__
from akwaba.ledger.identity import begin_anew
from akwaba.ledger.models import Entry
from akwaba.office.care import postgresql, sqlite
from akwaba.office.care.archive import DATABASE, HOME, Backup, opened
from akwaba.office.care.files import alone, put_in_place, sync_folder
from akwaba.office.care.homes import PREPARING, RESTORING
from akwaba.office.care.manifest import POSTGRESQL, SQLITE, Manifest
from akwaba.office.care.problems import (
    BackupDamaged,
    BackupNeedsPassphrase,
    BackupNotEncrypted,
    BackupTooNew,
    DatabaseNotEmpty,
    HomeHasDatabase,
    OtherDatabase,
    RestoreNotFinished,
)

AS_STAGED = "--as-staged"
"""How the command is told, in a process of its own, that its home is the one being made ready."""


@dataclass(frozen=True, slots=True)
class Restored:
    manifest: Manifest
    entries: int


def check_backup(file: Path) -> Manifest:
    """Read all of it, and put nothing anywhere. Raises NotABackup, BackupDamaged."""
    with opened(file) as backup:
        backup.verify()
    return backup.manifest


def restore_backup(file: Path, *, home: Path, passphrase: str) -> Restored:
    """Raises a CareProblem, with nothing put in place."""
    with alone(home / PREPARING), opened(file) as backup:
        _require_fitting(backup.manifest, passphrase)
        _require_empty()
        backup.verify()
        with _staging(home) as staging:
            _unpack_files(backup, staging, passphrase)
            _bring_database(backup, staging, passphrase)
            _make_own(staging)
            _move_in(staging, home)
    return Restored(backup.manifest, Entry.objects.count())


def make_staged_own() -> None:
    """In the home that is being made ready: bring its tables up to date, and begin anew there.

    What was made since the backup bears numbers that this copy would give again. So it never goes
    on under the identity of before, not even where the power is cut right after the restore.
    """
    call_command("migrate", verbosity=0, interactive=False)
    begin_anew()
    connections.close_all()  # the last one writes the log of SQLite into its file


def _require_fitting(manifest: Manifest, passphrase: str) -> None:
    here = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    if manifest.database != here:
        raise OtherDatabase(made=manifest.database, here=here)
    if passphrase and not manifest.is_sealed:
        raise BackupNotEncrypted
    if manifest.is_sealed and not passphrase:
        raise BackupNeedsPassphrase
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if set(manifest.schema) - known:
        raise BackupTooNew(made=manifest.akwaba, here=__version__)


def _require_empty() -> None:
    if connection.vendor == "postgresql":
        if postgresql.has_tables():
            raise DatabaseNotEmpty(database=connection.settings_dict["NAME"])
    elif sqlite.database_file().exists():
        raise HomeHasDatabase(database=sqlite.database_file())


@contextmanager
def _staging(home: Path) -> Iterator[Path]:
    """A home in the home; one that a power cut left behind is cleared first."""
    folder = home / RESTORING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack_files(backup: Backup, staging: Path, passphrase: str) -> None:
    packed = staging / "home.tar"
    _write_part(backup, HOME, packed, passphrase)
    try:
        with tarfile.open(packed) as tar:
            tar.extractall(staging, filter="data")
    except tarfile.TarError as error:
        raise BackupDamaged(file=backup.path.name, part=HOME) from error
    packed.unlink()


def _bring_database(backup: Backup, staging: Path, passphrase: str) -> None:
    if connection.vendor == "postgresql":
        with backup.reading(DATABASE, passphrase) as content:
            postgresql.bring_back(content, made=backup.manifest.server)
        return
    database = staging / sqlite.NAME
    _write_part(backup, DATABASE, database, passphrase)
    if not sqlite.is_whole(database, sqlite.salt_file(database)):
        raise BackupDamaged(file=backup.path.name, part=DATABASE)


def _write_part(backup: Backup, part: str, path: Path, passphrase: str) -> None:
    with backup.reading(part, passphrase) as content, path.open("wb") as file:
        file.writelines(content)


def _make_own(staging: Path) -> None:
    """In a process of its own, which has never known another home. Raises RestoreNotFinished."""
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "akwaba.cli", "restore", AS_STAGED],
        env={**os.environ, "AKWABA_HOME": str(staging)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RestoreNotFinished(reason=_reason(done.stderr))


def _reason(told: str) -> str:
    """The sentence of a refusal. Of a fault of ours only its name: its words may quote a row."""
    last = (told.strip().splitlines() or ["?"])[-1]
    if "Traceback" in told:
        return f"{last.partition(':')[0]}."
    return last.removeprefix("CommandError: ").removeprefix("akwaba: ")


def _move_in(staging: Path, home: Path) -> None:
    """The database last: as long as it is not there, nothing is restored."""
    found = [path for path in staging.rglob("*") if path.is_file()]
    passing = {staging / PREPARING}
    for path in sorted(set(found) - passing, key=lambda path: path.name == sqlite.NAME):
        _sync(path)
        target = home / path.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_in_place(path, target)
    sync_folder(home)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
