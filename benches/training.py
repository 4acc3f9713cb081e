"""What is learnt without labels: our EM, by families, beside Splink's, pair by pair, in one run.

Both learn from the same invented register at the same levels. Then the engine compares the register
with each one's parameters, and Splink compares it with its own. PEOPLE is its size (10,000).
"""

import csv
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from akwaba.matching.engine import Engine
from akwaba.matching.parameters import shipped
from akwaba.matching.reading import read_persons
from akwaba.matching.training import train
from akwaba.matching.weights import CONSTANT, LEVELS, NAMES, Parameters
from akwaba.matching.whole import match_whole
from benches import Measurement, register
from benches import match_measure as measure
from benches.match_peers import HERE, LIMIT, clean, environment, peers
from benches.match_runs import run

PEOPLE = int(os.environ.get("PEOPLE", "10000"))
SEED = int(os.environ.get("SEED", "20261"))
TODAY = 2025
SPLINK = "Splink 5.0.0"
SMALLEST = 1e-6
"""Stands for a share that Splink gives as none at all."""


def measurements() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="akwaba-training-") as place:
        folder = Path(place)
        persons, truth = folder / "persons.csv", folder / "truth.csv"
        register.write(PEOPLE, seed=SEED, out=persons, truth=truth)
        about = measure.register(persons, truth)
        people = read_persons(persons).persons
        engine = Engine.of(people, today=TODAY)
        ours = train(engine)
        theirs, pairs = _splink(engine, people.rec_id, folder)
        yield from _apart(ours, theirs)
        for name, parameters in (
            ("shipped", shipped()), ("own EM", ours), ("Splink's EM", mixed(ours, theirs)),
        ):  # fmt: skip
            found = match_whole(Engine(engine.register, parameters))
            source = engine.register.source.astype(np.int64)
            some = measure.ordered(
                source[found.pairs[:, 0]], source[found.pairs[:, 1]], found.probability,
                about.person,
            )  # fmt: skip
            yield from _right(f"akwaba, parameters of {name}", some, about)
        yield from _right(f"{SPLINK}, our levels", measure.scored(pairs, about), about)
        for ran in peers(persons, folder, (SPLINK,)):
            if not ran.took.failed:
                some = measure.scored(ran.pairs, about)
                yield from _right(f"{SPLINK}, its own levels", some, about)


def _splink(engine: Engine, rec_id: Any, folder: Path) -> tuple[dict[str, Any], Path]:
    levels, parameters, pairs = (folder / name for name in ("levels.csv", "em.json", "em.csv"))
    with levels.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = columns_of(engine, rec_id)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    python = environment(Path(os.environ["AKWABA_HOME"]) / "match-peers")
    command = (python, "splink_em.py", levels, parameters, pairs)
    took = run(command, limit=LIMIT, folder=HERE, env=clean())
    if took.failed:
        raise RuntimeError(f"Splink learnt nothing: {took.failed}")
    return json.loads(parameters.read_text()), pairs


def columns_of(engine: Engine, rec_id: Any) -> dict[str, list[Any]]:
    """A register as the engine compares it; of a name of several words the first."""
    held = engine.register
    rows, words, places = held.rows, held.lexicon, held.places
    columns: dict[str, Any] = {
        "rec_id": [rec_id[place] for place in held.source],
        "hh_id": rows.household, "today": np.full(len(held), held.today),
        "year": rows.year, "day": rows.day, "sex": rows.sex,
        "phone": rows.phone, "paper": rows.paper,
    }  # fmt: skip
    for name in NAMES:
        word = words.values[getattr(rows, name), 0]
        sound = words.sound[word]
        columns[f"{name}_word"] = [words.words[w] if w >= 0 else "" for w in word.tolist()]
        columns[f"{name}_sound"] = [words.sounds[s] for s in sound.tolist()]
        for key, numbers in (("canon", words.canon), ("bones", words.bones)):
            columns[f"{name}_{key}"] = np.where(word >= 0, numbers[sound] + 1, 0)
    for name in ("village", "district", "country"):
        columns[name] = getattr(places, name)[rows.place]
    columns["village_sound"] = [places.villages[v] for v in columns["village"]]
    return {
        name: column.tolist() if isinstance(column, np.ndarray) else column
        for name, column in columns.items()
    }


def mixed(ours: Parameters, theirs: dict[str, Any]) -> Parameters:
    """Splink's m, and its u where ours is not counted by value; families as we learnt them."""

    def column(field: str, which: str, before: tuple[float, ...]) -> tuple[float, ...]:
        said = theirs["place" if field == "place_alone" else field]
        found = [said[level][which] for level in LEVELS[field]]
        return tuple(b if f is None else f for f, b in zip(found, before, strict=True))

    m = {field: column(field, "m", ours.m[field]) for field in LEVELS}
    return replace(ours, m=m, u={field: column(field, "u", ours.u[field]) for field in CONSTANT})


def _apart(ours: Parameters, theirs: dict[str, Any]) -> Iterator[Measurement]:
    """log2 of Splink's m over ours, level by level; and how far on average, by our m."""
    total = 0.0
    for field, levels in LEVELS.items():
        said = theirs["place" if field == "place_alone" else field]
        for level, m in zip(levels, ours.m[field], strict=True):
            found = said[level]["m"]
            if found is None:
                print(f"Splink met no pair at {field}, {level}.", file=sys.stderr)
                continue
            bits = math.log2(max(found, SMALLEST) / max(m, SMALLEST))
            total += m * abs(bits)
            yield Measurement(f"m of {field}, {level}: Splink's over ours", bits, "bits")
    yield Measurement("m: how far apart, on average of a field", total / len(LEVELS), "bits")


def _right(name: str, some: measure.Scored, about: measure.Register) -> Iterator[Measurement]:
    total = measure.true_pairs(about.person)
    top, half = measure.best(some, total), measure.at(0.5, some, total)
    yield Measurement(f"{name}: best F1", top.f1, "")
    yield Measurement(f"{name}: F1 at p ≥ .5", half.f1, "")
    yield Measurement(f"{name}: precision at p ≥ .5", half.precision, "")
    yield Measurement(f"{name}: recall at p ≥ .5", half.recall, "")
