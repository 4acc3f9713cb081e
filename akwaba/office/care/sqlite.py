"""A copy of the SQLite database while others write to it, and whether a copy is whole."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection
from sqlcipher3 import dbapi2

from akwaba.ledger.sqlcipher.base import raw_key

NAME = "akwaba.sqlite3"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside the file; a copy that was made in one transaction needs none of it."""


def database_file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def salt_file(database: Path) -> Path:
    """Lies beside the database; with another one the passphrase gives another key."""
    return database.with_name(f"{database.name}.salt")


def copy_to(path: Path) -> None:
    """One moment of the database, under the same key; whoever writes meanwhile is not held up."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])


def is_whole(path: Path, salt: Path) -> bool:
    """Whether a copy opens under our passphrase and holds together."""
    copy = dbapi2.connect(str(path))
    try:
        copy.execute("PRAGMA cipher_log_level = NONE")
        passphrase = os.environ.get("AKWABA_PASSPHRASE", "")
        if passphrase:
            copy.execute(f"PRAGMA key = \"x'{raw_key(passphrase, str(salt))}'\"")
        return bool(copy.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except dbapi2.DatabaseError:
        return False
    finally:
        copy.close()
