"""Others that match people, on the same register in the same run.

Splink, the Record Linkage Toolkit and dedupe come from PyPI into an environment of their own below
AKWABA_HOME; the rules of HOPE, CHT, Primero and Sahana are written anew from their description
(`peers/rules_pairs.py`). Each is a process of its own that reads PERSONS and writes PAIRS. Where
one cannot be had, does not run or takes too long, there are no figures, and the reason is said.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benches import register
from benches.match_runs import Took, run

HERE = Path(__file__).parent / "peers"
LIMIT = float(os.environ.get("PEER_SECONDS", "900"))
"""Seconds that each of them is given."""
SAMPLE, SAMPLE_SEED = 10_000, 1_000_003
"""The register from which dedupe gets its labels; its seed is no other register's."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "Splink 5.0.0": ("splink_pairs.py",),
    "recordlinkage 0.16": ("recordlinkage_pairs.py",),
    "dedupe 3.0.3, 450 labels": ("dedupe_pairs.py",),
    "rules of HOPE": ("rules_pairs.py", "hope"),
    "rules of CHT": ("rules_pairs.py", "cht"),
    "rules of Primero": ("rules_pairs.py", "primero"),
    "rules of Sahana": ("rules_pairs.py", "sahana"),
}


@dataclass(frozen=True, slots=True)
class Ran:
    name: str
    pairs: Path
    """rec_id_a, rec_id_b, probability; there only where `took.failed` is empty."""
    took: Took


def peers(persons: Path, folder: Path, names: tuple[str, ...] = tuple(COMMANDS)) -> Iterator[Ran]:
    """Each of them, one after the other."""
    python = environment(Path(os.environ["AKWABA_HOME"]) / "match-peers")
    for number, name in enumerate(names):
        script, *rule = COMMANDS[name]
        pairs = folder / f"peer-{number}.csv"
        words: list[object] = [python, script, *rule, persons, pairs]
        if script == "dedupe_pairs.py":
            words += _sample(folder)
        took = run(words, limit=LIMIT, folder=HERE, env=clean())
        if took.failed:
            print(f"No figures of {name}: {took.failed}", file=sys.stderr)
        yield Ran(name, pairs, took)


def febrl(folder: Path) -> dict[str, tuple[Path, Path]]:
    """PERSONS and TRUTH of the four sets of FEBRL that come with the Record Linkage Toolkit."""
    python = environment(Path(os.environ["AKWABA_HOME"]) / "match-peers")
    _run(python, HERE / "febrl.py", folder)
    return {
        f"FEBRL {number}": (folder / f"febrl{number}.csv", folder / f"febrl{number}-truth.csv")
        for number in (1, 2, 3, 4)
    }


def environment(folder: Path) -> Path:
    """The Python that has them; installed once."""
    python = folder / "bin" / "python"
    if not python.exists():
        _run(sys.executable, "-m", "venv", folder)
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _run(python, *pip, "-r", HERE / "requirements.txt")
    return python


def clean() -> dict[str, str]:
    """The environment of this process without what would lead another Python astray."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _sample(folder: Path) -> tuple[Path, Path]:
    persons, truth = folder / "sample.csv", folder / "sample-truth.csv"
    if not persons.exists():
        register.write(SAMPLE, seed=SAMPLE_SEED, out=persons, truth=truth)
    return persons, truth


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], env=clean(), check=True, stdout=sys.stderr)
