"""What comes from outside, under a coverage-guided fuzzer: executions a second, crashes found.

atheris (libFuzzer for Python) comes from PyPI into an environment of its own below AKWABA_HOME;
nothing of it is part of the product. It tries the ways into a capital of tests/exchange/forged.py.
Anything but a named problem, and any harm to the store, is a crash: its bytes go to stderr.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benches import Measurement

CLONE = Path(__file__).parents[1]
PACKAGE = "atheris==3.0.0"
SECONDS = int(os.environ.get("SECONDS_OF_FUZZ", "60"))
WAYS = {
    "sticks": "stick",
    "heads of sticks": "head_of_stick",
    "ends of sticks": "end_of_stick",
    "packets": "sealed_packet",
    "what is sealed in packets": "packet",
    "cards": "card",
    "signed cards": "signed_card",
    "questions": "words",
}
"""What is fuzzed, and the method of Forger that takes it."""


class Failed(Exception):  # noqa: N818  it is not an error of ours
    """There is no figure, and this is why."""


def measurements() -> Iterator[Measurement]:
    try:
        python = _environment(Path(os.environ["AKWABA_HOME"]) / "atheris")
        told = {name: _fuzzed(python, way) for name, way in WAYS.items()}
    except Failed as failed:
        print(f"No figures of atheris: {failed}", file=sys.stderr)
        return
    for name, said in told.items():
        yield Measurement(f"{name}: executions", said["executions"] / said["seconds"], "1/s")
        yield Measurement(f"{name}: crashes", said["crashes"], "crashes", 0, "min")
    executions = sum(said["executions"] for said in told.values())
    yield Measurement("executions in all", executions, "executions")


def _fuzzed(python: Path, way: str) -> dict[str, float]:
    """Its share of the seconds for one way in. A crash ends it: the next would be the same."""
    seconds = max(1, SECONDS // len(WAYS))
    with tempfile.TemporaryDirectory(prefix="akwaba-fuzz-") as folder:
        command = [python, "-m", "benches.fuzzed", way, str(seconds), folder]
        # The fuzzer ends its process itself, by whatever code: what counts is what was written.
        done = subprocess.run(
            command, cwd=CLONE, env=_paths(), capture_output=True, text=True, check=False
        )
        try:
            said: dict[str, float] = json.loads((Path(folder) / "said").read_text())
        except (OSError, ValueError) as error:
            raise Failed(done.stderr.strip()[-2000:]) from error
    if said["crashes"]:
        print(f"{way}: {done.stderr.strip()[-3000:]}", file=sys.stderr)
    return said


def _environment(folder: Path) -> Path:
    """The Python that has atheris; installed once."""
    python = folder / "bin" / "python"
    commands = [
        [sys.executable, "-m", "venv", folder],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE],
    ]
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise Failed(error.stderr.strip()[-500:]) from error
    return python


def _paths() -> dict[str, str]:
    """Our own packages beside atheris; no setting of a node."""
    ours = ("AKWABA_", "DJANGO_", "DATABASE", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONPATH": f"{CLONE}{os.pathsep}{sysconfig.get_path('purelib')}"}
