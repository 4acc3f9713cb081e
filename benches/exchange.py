"""The exchange: how fast entries come in over HTTP, what they weigh, what a bad week leaves."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benches import Measurement

CLONE = Path(__file__).parents[1]
HOUSEHOLDS = 2_000
ROWS_A_HOUSEHOLD = 5
OTHER_FAMILIES = 7
"""Seed of those whom the capital knows besides the post's: the same family is not kept twice."""
MILLION = 1_000_000
PEOPLE = 20_000
"""Of the register that a replacement laptop fetches."""
SEEDS = int(os.environ.get("SEEDS", "1000"))
"""Weeks of bad luck; fewer where somebody has no hour to wait."""


def measurements() -> Iterator[Measurement]:
    from benches import weeks
    from benches.morango_peer import morango

    with tempfile.TemporaryDirectory(prefix="akwaba-exchange-") as folder:
        yield from _rates(Path(folder))
    yield from morango(HOUSEHOLDS)
    yield from _million()
    yield from weeks.measurements(SEEDS)


def _rates(folder: Path) -> Iterator[Measurement]:
    post = _node(folder / "post")
    _run(post, "fill", HOUSEHOLDS)
    for name, database in (("SQLite", ""), ("PostgreSQL", _postgresql(folder))):
        capital = _node(folder / f"capital-{name}", database)
        with _serving(capital) as port:
            copy = _copy_of(post, folder / f"post-of-{name}")
            _join(capital, copy, f"http://127.0.0.1:{port}", folder)
            said = _run(copy, "push")
            again = _run(copy, "push-again")
        yield Measurement(
            f"households into {name}", said["rate"], "entries/s", 1_000, "max",
            f"bare rows into {name}",
        )  # fmt: skip
        yield Measurement(
            f"bare rows into {name}", _run(capital, "bare")["rate"], "entries/s", None, "max"
        )
        rate = HOUSEHOLDS / again["seconds"]
        yield Measurement(f"known entries at {name}", rate, "entries/s", 20_000, "max")
        if name == "SQLite":
            weight = said["bytes"] / HOUSEHOLDS
            yield Measurement("a household on the wire", weight, "bytes", 500, "min")
            yield from _replacement(folder, capital)


def _replacement(folder: Path, capital: dict[str, str]) -> Iterator[Measurement]:
    _run(capital, "fill", PEOPLE // ROWS_A_HOUSEHOLD - HOUSEHOLDS, OTHER_FAMILIES)
    laptop = _node(folder / "replacement")
    with _serving(capital) as port:
        _join(capital, laptop, f"http://127.0.0.1:{port}", folder)
        said = _run(laptop, "push")
    yield Measurement(f"first sync of {said['people']} people", said["seconds"], "s", 120, "min")
    yield Measurement("first sync, on the wire", said["bytes"] / 1e6, "MB", 60, "min")
    yield Measurement("first sync, memory of the laptop", said["mb"], "MB", 300, "min")


def _million() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="akwaba-exchange-") as folder:
        said = _run(_node(Path(folder) / "node"), "stream", MILLION)
    yield Measurement("memory while a million entries are given", said["mb"], "MB", 300, "min")
    yield Measurement("entries given", said["rate"], "entries/s", None, "max")


# Nodes as processes


def _node(home: Path, database: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AKWABA_")}
    env = {**kept, "AKWABA_HOME": str(home), "PYTHONPATH": str(CLONE)}
    if database:
        env["DATABASE_URL"] = database
    return env


def _copy_of(env: dict[str, str], home: Path) -> dict[str, str]:
    shutil.copytree(env["AKWABA_HOME"], home)
    return {**env, "AKWABA_HOME": str(home)}


def _run(env: dict[str, str], act: str, *arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "benches.exchange_node", act, *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=CLONE, check=True, capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _akwaba(env: dict[str, str], *arguments: object) -> str:
    command = [sys.executable, "-m", "akwaba.cli", *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=CLONE, check=True, capture_output=True, text=True)
    return done.stdout


def _join(capital: dict[str, str], post: dict[str, str], address: str, folder: Path) -> None:
    card, answer = folder / "card", folder / "answer"
    card.write_text(_akwaba(post, "exchange", "card"))
    enrolled = _akwaba(capital, "exchange", "enrol", card, "--posts", "pogo", "--address", address)
    answer.write_text(enrolled)
    _akwaba(post, "exchange", "join", answer)


@contextmanager
def _serving(env: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "akwaba.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=env, cwd=CLONE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _postgresql(folder: Path) -> str:
    from tests import postgresql

    directory = folder / "postgresql"
    directory.mkdir()
    return postgresql.create_database(postgresql.start(directory), "capital")
