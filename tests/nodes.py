"""Nodes of their own: real processes on real files, that a test may kill."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.settings import DIRECTORY

CLONE = Path(__file__).resolve().parents[1]
READY = """
import os, sys
from pathlib import Path
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
import django
django.setup()
from django.conf import settings
from akwaba.cli import prepare
if os.environ.get("READY") != "yes":
    prepare(Path(settings.AKWABA_HOME))
"""


def python(script, *arguments, env, **how):
    """Start a process of the node with the script; the caller waits for it or kills it."""
    return subprocess.Popen(
        [sys.executable, "-c", READY + script, *map(str, arguments)],
        env=env,
        cwd=CLONE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def run(script, *arguments, env):
    """Run the script in a process of the node and return what it printed. It must succeed."""
    process = python(script, *arguments, env=env)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def akwaba(*arguments, env):
    """Run one command of the node; the caller looks at its status and at what it said."""
    return subprocess.run(
        [sys.executable, "-m", "akwaba.cli", *map(str, arguments)],
        env=env,
        cwd=CLONE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def empty_node():
    """A directory of a node that is ready and knows nobody; made once a process of the tests."""
    from tests.conftest import is_ours

    home = DIRECTORY / f"empty-node-{os.getpid()}"
    kept = {name: value for name, value in os.environ.items() if not is_ours(name)}
    run("", env={**kept, "AKWABA_HOME": str(home)})
    return home


@pytest.fixture
def node(empty_node, fresh_home):
    """Environment of a fresh node on SQLite."""
    home = Path(fresh_home["AKWABA_HOME"])
    shutil.copytree(empty_node, home)
    return {**fresh_home, "READY": "yes"}
