"""Whether the database answers, holds together, keeps what it acknowledges, and is encrypted."""

import os
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from akwaba.ledger.home import invented_mark
from akwaba.ledger.problems import storage_sentence
from akwaba.office.care import sqlite
from akwaba.office.care.checks.findings import Finding, act, good, look

MUST_BE_ON = ("synchronous_commit", "fsync", "full_page_writes")
"""PostgreSQL 18, “Write Ahead Log”: with one of them off a power cut loses what was told safe."""


def database() -> Finding:
    is_postgresql = connection.vendor == "postgresql"
    if not is_postgresql and not sqlite.database_file().exists():
        return look(
            "database",
            _("There is none yet."),
            _("Start Akwaba once. If it has been served before, check AKWABA_HOME."),
        )
    try:
        return _postgresql() if is_postgresql else _sqlite()
    except DatabaseError as error:
        says = storage_sentence(error) or _("The database does not answer.")
        return act("database", says, _mend_unreachable() if is_postgresql else _mend_damaged())


def has_its_tables() -> bool:
    """Whether the tables are there and of this version: nothing else can be asked before."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _sqlite() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        is_whole = cursor.fetchall() == [("ok",)]
    if not is_whole:
        return act("database", _("The database is damaged."), _mend_damaged())
    return _of_this_version() or good("database", _("It answers and is whole (SQLite)."))


def _postgresql() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*MUST_BE_ON]]
        )
        said = dict(cursor.fetchall())
    return (
        judge_server(said) or _of_this_version() or good("database", _("It answers (PostgreSQL)."))
    )


def judge_server(said: dict[str, str]) -> Finding | None:
    """None where the server keeps what it acknowledges. With stand-by servers `on` has grades."""
    off = [name for name in MUST_BE_ON if said.get(name) == "off"]
    if not off:
        return None
    return act(
        "database",
        _("A power cut could lose what was acknowledged: off in PostgreSQL are %(names)s.")
        % {"names": ", ".join(off)},
        _("Set them to on in postgresql.conf, then: systemctl reload postgresql"),
    )


def _of_this_version() -> Finding | None:
    if has_its_tables():
        return None
    return look(
        "database",
        _("Its tables are not there yet or of an older version; nothing else was asked of it."),
        _("Make a backup, then start Akwaba: it brings them up to date."),
    )


def _mend_unreachable() -> str:
    return _("Check that PostgreSQL runs, and DATABASE_URL.")


def _mend_damaged() -> str:
    return _("If the passphrase is right, stop Akwaba and restore the last backup elsewhere.")


def encryption(home: Path) -> Finding:
    has_passphrase = bool(os.environ.get("AKWABA_PASSPHRASE"))
    if connection.vendor == "postgresql":
        if has_passphrase:
            return good(
                "encryption", _("Keys and backups are; the disk of PostgreSQL must be so itself.")
            )
        return look(
            "encryption",
            _("The keys and the backups are readable."),
            _("Encrypt the disks, and guard every backup as you guard this computer."),
        )
    if has_passphrase:
        return good("encryption", _("The database, the keys and the backups are encrypted."))
    if invented_mark(home).exists():
        return good("encryption", _("There is none, and the data are invented."))
    return look(
        "encryption",
        _("There is no passphrase: whoever takes the disk or a backup reads the names."),
        _("Encrypt the disk and guard every backup; give the next computer AKWABA_PASSPHRASE."),
    )
