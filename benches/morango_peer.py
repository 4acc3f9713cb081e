"""Morango, which carries Kolibri's records between schools, with as many families to carry.

It comes from PyPI into an environment of its own below AKWABA_HOME, with the Django 3.2 that it
asks for; nothing of it is part of the product. SQLite to SQLite over HTTP on this machine, one
worker, as careful for the disk as ours (WAL, synchronous FULL). Where it cannot be had or does
not run, there are no figures, and the reason is on stderr.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from benches import Measurement

HERE = Path(__file__).parent / "morango"
CHUNKS = (500, 2_000)
"""Records a request: what it does unless told otherwise, and what it does better with."""
RECORDS_A_HOUSEHOLD = 5
LONGEST = 900
"""Seconds for one push."""


class Failed(Exception):  # noqa: N818  it is not an error of ours
    """There is no figure, and this is why."""


def morango(households: int = 2_000) -> Iterator[Measurement]:
    """Each household with four persons, all of them pushed from one node to another."""
    try:
        python = _environment(Path(os.environ["AKWABA_HOME"]) / "morango")
        for chunk in CHUNKS:
            yield from _pushed(python, households, chunk)
    except Failed as failed:
        print(f"No figures of morango: {failed}", file=sys.stderr)


def _pushed(python: Path, households: int, chunk: int) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="akwaba-morango-") as folder:
        client, server = (_node(python, Path(folder) / name) for name in ("client", "server"))
        with _serving(python, server) as address:
            said = json.loads(_run(client, python, "client.py", address, households, chunk))
    records = households * RECORDS_A_HOUSEHOLD
    if said["records"] != records:
        raise Failed(f"{said['records']} of {records} records arrived.")
    name = f"morango 0.8.15, chunks of {chunk}"
    both = said["client"] + said["server"]
    yield Measurement(f"{name}: pushed", records / said["seconds"], "records/s")
    yield Measurement(f"{name}: processor of both ends", both, "s", sense="min")
    yield Measurement(f"{name}: sent", said["bytes"], "bytes", sense="min")


def _environment(folder: Path) -> Path:
    """The Python that has morango; installed once."""
    python = folder / "bin" / "python"
    if not python.exists():
        _run(_clean(), sys.executable, "-m", "venv", folder)
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(_clean(), python, *pip, "-r", "requirements.txt")
    return python


def _clean() -> dict[str, str]:
    """The environment of this process without what would lead another Django astray."""
    ours = ("AKWABA_", "DJANGO_", "DATABASE", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _node(python: Path, database: Path) -> dict[str, str]:
    """The environment of a node with empty tables."""
    with closing(sqlite3.connect(database)) as file:
        file.execute("PRAGMA journal_mode=WAL")
    env = {**_clean(), "DJANGO_SETTINGS_MODULE": "settings", "DATABASE": str(database)}
    _run(env, python, "-m", "django", "migrate", "--run-syncdb", "--verbosity", 0)
    _run(env, python, "-m", "django", "loaddata", "scopedefinitions", "--verbosity", 0)
    return env


@contextmanager
def _serving(python: Path, env: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            python, "-m", "gunicorn", "server:application",
            "--bind", f"127.0.0.1:{port}", "--threads", "4", "--timeout", str(LONGEST),
            "--log-level", "critical",
        ],
        env=env, cwd=HERE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise Failed("its server ended before it began to listen.")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise Failed("its server does not listen.")


def _run(env: dict[str, str], *command: object) -> str:
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, env=env, cwd=HERE, check=True, capture_output=True, text=True, timeout=LONGEST
        )
    except subprocess.CalledProcessError as error:
        raise Failed(f"{' '.join(words[1:4])} said: {error.stderr.strip()[-500:]}") from error
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{' '.join(words[1:4])} took more than {LONGEST} s.") from error
    return done.stdout
