"""What of a node's directory is worth keeping: all but locks, copies and what is made anew."""

from collections.abc import Iterator
from pathlib import Path

from akwaba.office.care import sqlite
from akwaba.office.care.archive import ENDING

BACKUPS = "backups"
"""Where a backup goes that is sent nowhere else."""
LOCK = "backup.lock"
UNDER_WAY = "backup.part"
RESTORING = "restore.part"
NOTE = "last-backup.json"
PREPARING = "prepare.lock"
"""The lock under which the command line makes a node ready: no other command makes tables here."""
_LEFT_OUT = {
    BACKUPS,
    LOCK,
    UNDER_WAY,
    RESTORING,
    NOTE,
    PREPARING,
    sqlite.NAME,
    *(f"{sqlite.NAME}{ending}" for ending in sqlite.BESIDE),
}
_PASSING = (".lock", ".new", ".part", ENDING)


def belongings(home: Path, *, leave_out: Path) -> Iterator[Path]:
    """Every file that the node needs besides its database, in a steady order.

    What other rooms will keep here comes along without being named. Links lead elsewhere and stay.
    """
    elsewhere = leave_out.resolve()
    for path in sorted(home.rglob("*")):
        first = path.relative_to(home).parts[0]
        if first in _LEFT_OUT or path.name.endswith(_PASSING):
            continue
        if elsewhere != home.resolve() and path.resolve().is_relative_to(elsewhere):
            continue
        if path.is_file() and not path.is_symlink():
            yield path
