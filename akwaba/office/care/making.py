"""Making a backup: one file, whole or not there, of one moment of a node that goes on serving."""

import errno
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from akwaba import __version__
from akwaba.ledger.home import private_directory
from akwaba.ledger.identity import has_key, known_as
from akwaba.ledger.models import Device
from akwaba.office.care import postgresql, sqlite
from akwaba.office.care.archive import DATABASE, ENDING, HOME, opened, write_archive
from akwaba.office.care.files import alone, put_in_place
from akwaba.office.care.homes import BACKUPS, LOCK, UNDER_WAY, belongings
from akwaba.office.care.manifest import POSTGRESQL, SQLITE, Manifest, Part
from akwaba.office.care.noting import note_backup
from akwaba.office.care.passphrases import Source, blocks, new_salt, part_key, seal
from akwaba.office.care.problems import (
    BackupDamaged,
    BackupFolderFull,
    BackupFolderMissing,
    BackupNotReadable,
    BackupTooLarge,
    BackupUnderWay,
    DatabaseDamaged,
    NotABackup,
    NothingToBackUp,
)


@dataclass(frozen=True, slots=True)
class Made:
    path: Path
    size: int
    is_sealed: bool
    is_on_same_disk: bool
    """It does not outlive this computer."""
    removed: int
    """Older backups of this node that made room."""


def make_backup(*, home: Path, to: Path | None, keep: int | None, passphrase: str) -> Made:
    """Copy the node into a file of that folder, or of its own `backups`, and check the copy.

    `keep` is how many backups of this node the folder may hold afterwards; None removes none.
    """
    require_something(home)
    folder = to or private_directory(home / BACKUPS)
    if not folder.is_dir():
        raise BackupFolderMissing(folder=folder)
    with alone(home / LOCK, refusal=BackupUnderWay), _telling_of(folder):
        node = node_id()
        partial = folder / f"akwaba-{node.hex[:8]}.part"
        try:
            manifest = _write(partial, home=home, folder=folder, node=node, passphrase=passphrase)
            path = _free_name(folder, node, manifest.made_at)
            put_in_place(partial, path)
        finally:
            partial.unlink(missing_ok=True)
        note_backup(home, made_at=manifest.made_at)
        removed = _remove_older(folder, node, keep, path) if keep else 0
    same = folder.stat().st_dev == home.stat().st_dev
    return Made(path, path.stat().st_size, manifest.is_sealed, same, removed)


def require_something(home: Path) -> None:
    """Raises NothingToBackUp; a look at a database that is not there would make one."""
    is_postgresql = connection.vendor == "postgresql"
    if not (postgresql.has_tables() if is_postgresql else sqlite.database_file().exists()):
        raise NothingToBackUp(home=home)


def node_id() -> UUID:
    """The device by which others know this node.

    Before an upgrade the tables are those of the version before, which knew of one device only.
    """
    try:
        return known_as().id
    except DatabaseError:
        own = Device.objects.filter(is_this_node=True).only("id")
        return next(device.id for device in own if has_key(device))


def _write(partial: Path, *, home: Path, folder: Path, node: UUID, passphrase: str) -> Manifest:
    made_at = timezone.now().astimezone(UTC)
    salt = new_salt() if passphrase else b""

    def manifest_for(parts: list[Part]) -> Manifest:
        return Manifest(
            node=str(node),
            akwaba=__version__,
            made_at=made_at,
            database=POSTGRESQL if connection.vendor == "postgresql" else SQLITE,
            server=postgresql.server_version() if connection.vendor == "postgresql" else "",
            schema=sorted(
                ".".join(key) for key in MigrationRecorder(connection).applied_migrations()
            ),
            salt=salt.hex(),
            parts=parts,
        )

    with _workshop(home) as workshop, ExitStack() as held:
        manifest = write_archive(
            partial,
            (
                (name, _sealed(source, name, passphrase, salt))
                for name, source in _sources(home, folder, workshop, held)
            ),
            manifest_for,
        )
    _read_back(partial, folder)
    return manifest


def _sources(
    home: Path, folder: Path, workshop: Path, held: ExitStack
) -> Iterator[tuple[str, Source]]:
    """The database, then the files: a key that is made meanwhile is one too many, never missing."""
    if connection.vendor == "postgresql":
        with postgresql.dumped() as dump:
            yield DATABASE, dump
    else:
        copy = workshop / sqlite.NAME
        sqlite.copy_to(copy)
        if not sqlite.is_whole(copy, sqlite.salt_file(sqlite.database_file())):
            raise DatabaseDamaged(home=home)
        yield DATABASE, held.enter_context(copy.open("rb"))
    packed = workshop / "home.tar"
    with tarfile.open(packed, "w") as tar:
        for path in belongings(home, leave_out=folder):
            tar.add(path, path.relative_to(home).as_posix(), recursive=False)
    yield HOME, held.enter_context(packed.open("rb"))


def _sealed(source: Source, part: str, passphrase: str, salt: bytes) -> Iterable[bytes]:
    return seal(source, part_key(passphrase, salt, part)) if passphrase else blocks(source)


def _read_back(partial: Path, folder: Path) -> None:
    try:
        with opened(partial) as backup:
            backup.verify()
    except (NotABackup, BackupDamaged) as error:
        raise BackupNotReadable(folder=folder) from error


@contextmanager
def _workshop(home: Path) -> Iterator[Path]:
    """A folder for the copy on its way; one that a power cut left behind is cleared first."""
    folder = home / UNDER_WAY
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _telling_of(folder: Path) -> Iterator[None]:
    """Say which disk is meant: there may be two."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BackupFolderFull(folder=folder) from error
        if error.errno == errno.EFBIG:
            raise BackupTooLarge(folder=folder) from error
        raise


def _free_name(folder: Path, node: UUID, made_at: datetime) -> Path:
    """Named by a time in UTC, without signs that a stick refuses."""
    while True:
        path = folder / f"akwaba-{node.hex[:8]}-{made_at:%Y%m%d-%H%M%S}{ENDING}"
        if not os.path.lexists(path):
            return path
        made_at += timedelta(seconds=1)


def _remove_older(folder: Path, node: UUID, keep: int, newest: Path) -> int:
    """Remove this node's own whole backups beyond that number, oldest first; touch nothing else."""
    older = _whole_backups(folder, node, but=newest)[: -(keep - 1) or None]
    for path in older:
        path.unlink()
    return len(older)


def _whole_backups(folder: Path, node: UUID, *, but: Path) -> Sequence[Path]:
    found = []
    for path in folder.glob(f"akwaba-{node.hex[:8]}-*{ENDING}"):
        try:
            with opened(path) as backup:
                if backup.manifest.node == str(node) and path != but:
                    found.append((backup.manifest.made_at, path))
        except NotABackup:
            continue
    return [path for _made_at, path in sorted(found)]
