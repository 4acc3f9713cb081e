"""The node's own settings, on a state of their own: no test ever touches a clone's var/.

With AKWABA_TEST_DATABASE=postgresql the tests run on a real PostgreSQL, started here: the settings
are read before any fixture. The processes of one run share its directory and its server.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_given = os.environ.pop("AKWABA_TEST_DIRECTORY", None)
DIRECTORY = Path(_given or tempfile.mkdtemp(prefix="akwaba-tests-"))
"""Where this run of the tests keeps everything; gone at its end."""

_wants_postgresql = os.environ.get("AKWABA_TEST_DATABASE") == "postgresql"

for _name in [name for name in os.environ if name.startswith("AKWABA_")]:
    if _name != "AKWABA_TEST_DATABASE":
        del os.environ[_name]
if not (_given and _wants_postgresql):
    os.environ.pop("DATABASE_URL", None)  # a developer's own database is no place for tests

os.environ["AKWABA_TEST_DIRECTORY"] = str(DIRECTORY)
os.environ["AKWABA_HOME"] = str(DIRECTORY / f"home-{os.getpid()}")

if _given is None:
    atexit.register(shutil.rmtree, DIRECTORY, ignore_errors=True)
    if _wants_postgresql:
        from tests import postgresql

        os.environ["DATABASE_URL"] = postgresql.address(postgresql.start(DIRECTORY), "postgres")

from akwaba.settings import *  # noqa: E402, F403  after the environment is clean
from akwaba.settings import DATABASES  # noqa: E402

if "sqlcipher" in DATABASES["default"]["ENGINE"]:
    # pytest-django knows Django's own SQLite only: it would make files beside the code.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
