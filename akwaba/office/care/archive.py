"""The one file of a backup: a ZIP archive whose last piece, the manifest, vouches for the others.

The directory of a ZIP stands at its end, so a file that was cut off anywhere does not open.
"""

import os
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from akwaba import __version__
from akwaba.office.care.manifest import Manifest, Newer, Part, Unreadable, read, write
from akwaba.office.care.passphrases import BLOCK, Source, Unopened, blocks, part_key, unseal
from akwaba.office.care.problems import (
    BackupDamaged,
    BackupNeedsPassphrase,
    BackupTooNew,
    NotABackup,
)

ENDING = ".akwaba-backup"
DATABASE, HOME = "database", "home"
_MANIFEST = "manifest.json"
_UNREADABLE = (
    *(zipfile.BadZipFile, struct.error),
    *(OSError, EOFError, RuntimeError, ValueError, KeyError, OverflowError),
)
"""What `zipfile` raises for bytes that are no archive, or no longer one."""


def write_archive(
    path: Path,
    parts: Iterable[tuple[str, Iterable[bytes]]],
    manifest_for: Callable[[list[Part]], Manifest],
) -> Manifest:
    """Write the parts, then the manifest; return once the disk has it all."""
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            written = [_write_part(archive, name, content) for name, content in parts]
            manifest = manifest_for(written)
            archive.writestr(_MANIFEST, write(manifest))
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            # Read it back from the stick, not from memory: some sticks only say that they wrote.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return manifest


def _write_part(archive: zipfile.ZipFile, name: str, content: Iterable[bytes]) -> Part:
    digest, size = sha256(), 0
    with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
        for block in content:
            member.write(block)
            digest.update(block)
            size += len(block)
    return Part(name, size, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Backup:
    """An open backup. Its parts are only read after `verify`."""

    path: Path
    manifest: Manifest
    archive: zipfile.ZipFile

    def verify(self) -> None:
        """Raises BackupDamaged where a part is not what the manifest says."""
        for part in self.manifest.parts:
            digest, size = sha256(), 0
            try:
                with self.archive.open(part.name) as member:
                    for block in blocks(member):
                        digest.update(block)
                        size += len(block)
            except _UNREADABLE as error:
                raise BackupDamaged(file=self.path.name, part=part.name) from error
            if (size, digest.hexdigest()) != (part.size, part.sha256):
                raise BackupDamaged(file=self.path.name, part=part.name)

    @contextmanager
    def reading(self, part: str, passphrase: str) -> Iterator[Iterator[bytes]]:
        """A part as it was before it was sealed. Raises BackupNeedsPassphrase."""
        with self.archive.open(part) as member:
            yield self._opened(member, part, passphrase)

    def _opened(self, member: Source, part: str, passphrase: str) -> Iterator[bytes]:
        if not self.manifest.is_sealed:
            yield from blocks(member, BLOCK)
            return
        key = part_key(passphrase, bytes.fromhex(self.manifest.salt), part)
        try:
            yield from unseal(member, key)
        except Unopened as error:
            raise BackupNeedsPassphrase from error


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Raises NotABackup, BackupTooNew, and OSError where the file cannot be read."""
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except _UNREADABLE as error:
            raise NotABackup(file=path.name) from error
        with archive:
            yield Backup(path, _manifest_of(archive, path), archive)


def _manifest_of(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if any(member.compress_type != zipfile.ZIP_STORED for member in archive.infolist()):
        raise NotABackup(file=path.name)
    try:
        manifest = read(archive.read(_MANIFEST))
    except (*_UNREADABLE, Unreadable) as error:
        raise NotABackup(file=path.name) from error
    except Newer as error:
        raise BackupTooNew(made=error.akwaba, here=__version__) from error
    names = [part.name for part in manifest.parts]
    if (names, archive.namelist()) != ([DATABASE, HOME], [DATABASE, HOME, _MANIFEST]):
        raise NotABackup(file=path.name)
    return manifest
