"""A copy of the PostgreSQL database, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.db import connection

from akwaba.office.care.problems import DumpFailed, RestoreFailed, ToolMissing

LEAVE_ROLES_ALONE = ("--no-owner", "--no-privileges")
"""The roles of another server are none of this one's."""
_VARIABLES = {
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "HOST": "PGHOST",
    "PORT": "PGPORT",
}
_LONGEST_REASON = 300


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def has_tables() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def dumped() -> Iterator[IO[bytes]]:
    """What pg_dump says, of one moment. Raises ToolMissing, and DumpFailed once all was read."""
    command = [_tool("pg_dump"), "--format=custom", *LEAVE_ROLES_ALONE]
    with tempfile.TemporaryFile() as told:
        dump = subprocess.Popen(  # noqa: S603  our own command
            command, env=_environment(), stdout=subprocess.PIPE, stderr=told
        )
        try:
            if dump.stdout is None:
                raise RuntimeError("pg_dump was started without a pipe.")
            yield dump.stdout
            if dump.wait():
                told.seek(0)
                raise DumpFailed(reason=_reason(told.read()))
        finally:
            dump.kill()
            dump.wait()


def bring_back(content: Iterable[bytes], *, made: str) -> None:
    """Fill an empty database, or leave it as it is. Raises ToolMissing, RestoreFailed.

    What pg_restore says is not repeated: it may quote a row, and with it a name.
    """
    command = [_tool("pg_restore"), "--single-transaction", "--exit-on-error", *LEAVE_ROLES_ALONE]
    name = f"--dbname={settings.DATABASES['default']['NAME']}"
    with subprocess.Popen(  # noqa: S603  our own command
        [*command, name],
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as restore:
        try:
            for block in content:
                _write(restore, block)
        except BrokenPipeError:  # it has given up, and its status says so
            pass
        except BaseException:
            restore.kill()
            raise
    if restore.returncode:
        raise RestoreFailed(made=made)


def _write(process: subprocess.Popen[bytes], block: bytes) -> None:
    if process.stdin is None:
        raise RuntimeError("pg_restore was started without a pipe.")
    process.stdin.write(block)
    process.stdin.flush()


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise ToolMissing(tool=name)
    return path


def _environment() -> dict[str, str]:
    """A password on the command line could be read by every account of the computer."""
    said = settings.DATABASES["default"]
    ours = {variable: said[name] for name, variable in _VARIABLES.items() if said[name]}
    return {**os.environ, **ours, "LC_MESSAGES": "C"}


def _reason(told: bytes) -> str:
    """The first complaint with its detail: of the connection or the version, never of a row."""
    lines = [line.partition("pg_dump: ")[2] for line in told.decode(errors="replace").splitlines()]
    return "; ".join(filter(None, lines))[:_LONGEST_REASON] or "?"
