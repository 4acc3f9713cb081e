"""Django's SQLite back-end on the `sqlcipher3` module.

Without a passphrase it is plain SQLite, and the same recent version on every machine.
"""

import datetime as dt
import decimal
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2

from akwaba.ledger.home import write_once

SALT_BYTES = 16

for _name, _parse in {
    "bool": b"1".__eq__,
    "date": base.decoder(parse_date),
    "time": base.decoder(parse_time),
    "datetime": base.decoder(parse_datetime),
    "timestamp": base.decoder(parse_datetime),
}.items():
    dbapi2.register_converter(_name, _parse)
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(dt.date, base.adapt_date)
dbapi2.register_adapter(dt.datetime, base.adapt_datetime)


@lru_cache(maxsize=4)
def raw_key(passphrase: str, salt_file: str) -> str:
    """The database key as hexadecimal text, by Argon2id (RFC 9106, second recommended option).

    Derived once a process: SQLCipher's own derivation would run again at every connection.
    """
    salt = write_once(Path(salt_file), os.urandom(SALT_BYTES))
    key = hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=3,
        memory_cost=64 * 1024,
        parallelism=4,
        hash_len=32,
        type=Type.ID,
    )
    return key.hex()


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # the module has no types
    """Django's `%s` placeholders on a cursor of this module."""

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        return super().execute(self._convert(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        rows = list(param_list)
        if not rows:
            return None
        return super().executemany(self._convert(query, rows[0]), rows)

    def _convert(self, query: str, params: Any) -> str:
        names = list(params) if hasattr(params, "keys") else None
        return convert(query, tuple(names) if names is not None else None)


@lru_cache(maxsize=512)
def convert(query: str, names: tuple[str, ...] | None) -> str:
    """`%s` to `?`, `%(name)s` to `:name`, `%%` to `%`."""
    if names is None:
        return query.replace("%%", "\0").replace("%s", "?").replace("\0", "%")
    return query % {name: f":{name}" for name in names}


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite through `sqlcipher3`, keyed before the first statement."""

    Database = dbapi2

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        path = conn_params["database"]
        if not path.startswith(("file:", ":memory:")):
            Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        conn = dbapi2.connect(**conn_params)
        # A wrong passphrase is told in one sentence: without the library's own log beside it.
        conn.execute("PRAGMA cipher_log_level = NONE")
        passphrase = self.settings_dict.get("PASSPHRASE", "")
        if passphrase:
            conn.execute(f"PRAGMA key = \"x'{raw_key(passphrase, path + '.salt')}'\"")
        register_functions(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA legacy_alter_table = OFF")
        for statement in self.init_commands:  # type: ignore[attr-defined]  # set by Django
            if statement.strip():
                conn.execute(statement)
        return conn

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002  as Django calls it
        return self.connection.cursor(factory=Cursor)
