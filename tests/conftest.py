"""What every test may ask for. tests/settings.py says where a test's state lives."""

import os
from uuid import uuid4

import pytest

from tests import postgresql
from tests.settings import DIRECTORY

pytest_plugins = ["tests.cast", "tests.nodes"]


@pytest.fixture(scope="session")
def postgresql_server():
    server = postgresql.start(DIRECTORY)
    yield server
    # In the run on PostgreSQL the process itself holds the server, until its end.
    if os.environ.get("AKWABA_TEST_DATABASE") != "postgresql":
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server):
    """DATABASE_URL of a new, empty PostgreSQL database, for tests that start processes."""
    return postgresql.create_database(postgresql_server, f"akwaba_{uuid4().hex[:12]}")


@pytest.fixture(scope="session")
def clean_environment():
    """Environment of a process without any setting of a node."""
    return {name: value for name, value in os.environ.items() if not is_ours(name)}


@pytest.fixture
def fresh_home(tmp_path, clean_environment):
    """Environment of a process that runs a node of its own on SQLite."""
    return {**clean_environment, "AKWABA_HOME": str(tmp_path / "home")}


def is_ours(name):
    return name.startswith("AKWABA_") or name in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
