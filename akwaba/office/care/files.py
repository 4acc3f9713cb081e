"""Files that are there whole or not at all, and work that only one process does at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from akwaba.ledger.home import private_directory
from akwaba.ledger.problems import Problem


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in the place of the one before; a power cut leaves one of the two."""
    private_directory(path.parent)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(beside, path)


def put_in_place(made: Path, path: Path) -> None:
    """Give a file that the disk has its name, and have the disk keep the name too."""
    made.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(lock: Path, *, refusal: type[Problem] | None = None) -> Iterator[None]:
    """One process at a time; the next one waits, or is refused where there is a refusal."""
    private_directory(lock.parent)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if refusal else 0))
        except BlockingIOError as error:
            raise (refusal or Problem) from error
        yield
