"""Which database a node uses.

SQLite at a post, encrypted if the node has a passphrase; PostgreSQL at the capital.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from akwaba.ledger.home import SettingRefused

SECONDS_TO_WAIT_FOR_A_WRITER = 30


def database_settings(home: Path) -> dict[str, Any]:
    """Django's DATABASES["default"] for this node.

    Raises SettingRefused where DATABASE_URL is not a PostgreSQL address.
    """
    address = os.environ.get("DATABASE_URL")
    if address:
        return _postgresql(address)
    return {
        "ENGINE": "akwaba.ledger.sqlcipher",
        "NAME": str(home / "akwaba.sqlite3"),
        "PASSPHRASE": os.environ.get("AKWABA_PASSPHRASE", ""),
        "OPTIONS": {
            "timeout": SECONDS_TO_WAIT_FOR_A_WRITER,
            # A transaction that reads and then writes must queue at its start, or it fails halfway.
            "transaction_mode": "IMMEDIATE",
            # FULL: an acknowledgement means that the disk has it.
            # Secure delete: what is erased leaves the file, not only the tables.
            # 16 MB of cache a connection instead of 2: the search words of a million people fit.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-16384;"
            ),
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SettingRefused("DATABASE_URL", "postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": "-c synchronous_commit=on"},
    }
