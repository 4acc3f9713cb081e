"""What each machine does of a whole register's comparison, on its part of the rows or households.

Spark hands over Arrow batches and takes them back (`cluster`). The numbers of the register are read
from a file that every machine holds; here nothing knows Django, a database or a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from akwaba.matching import mapped
from akwaba.matching.blocking import ROWS_AT_ONCE, WINDOW, blocks_of, weigh_neighbours
from akwaba.matching.household import Priors, weigh_households
from akwaba.matching.kernels import Scales
from akwaba.matching.lexicon import Ints
from akwaba.matching.register import Rows

Batches = Iterator[pa.RecordBatch]
KEYS = "block byte, key long, year short, row int"
HOUSEHOLDS = "left long, right long"
FACTS = ("bits", "individual", "shared", "family", "others", "rival", "together")
"""As `household.Posteriors`, and last the share of "in one family"."""
PAIRS = ", ".join(["i int", "j int", *(f"{name} float" for name in FACTS)])


class Numbers(NamedTuple):
    rows: Rows
    scales: Scales
    start: Ints
    """(households + 1,): each one's first row."""


@dataclass(frozen=True, slots=True)
class Task:
    """Small, and sent with each part of the work."""

    file: str
    """Its name among the files of the session."""
    places: tuple[mapped.Place, ...]
    today: int
    seed: float
    """Bits from which on two people bring their households together."""
    least: float
    """Bits from which on a pair is kept."""
    priors: Priors

    def numbers(self) -> Numbers:
        from pyspark import SparkFiles  # noqa: PLC0415  a node without Spark never comes here

        return _mapped(SparkFiles.get(self.file), self.places, self.today)


def write(path: Path, numbers: Numbers) -> tuple[mapped.Place, ...]:
    """One file of all that the compiled loops need: no text, and nobody's id."""
    rows = {f"row {name}": array for name, array in numbers.rows._asdict().items()}
    scales = numbers.scales._asdict()
    del scales["today"]
    return mapped.write(path, {**rows, **scales, "start": numbers.start})


@lru_cache(maxsize=1)
def _mapped(path: str, places: tuple[mapped.Place, ...], today: int) -> Numbers:
    held = mapped.read(Path(path), places)
    rows = Rows(*(held[f"row {name}"] for name in Rows._fields))
    scales = {name: held[name] for name in Scales._fields if name != "today"}
    return Numbers(rows, Scales(**scales, today=today), held["start"])


def keys_of(task: Task, batches: Batches) -> Batches:
    """Ranges of rows in; the keys of each row out, those that are unknown left out (KEYS)."""
    rows, scales, _ = task.numbers()
    for batch in batches:
        here = _column(batch, 0)
        some = Rows(*(column[here] for column in rows))
        for number, block in enumerate(blocks_of(some, scales)):
            known = np.flatnonzero(block.keys >= 0)
            yield _batch(KEYS, [
                np.full(len(known), number, np.int8), block.keys[known], some.year[known],
                here[known].astype(np.int32),
            ])  # fmt: skip


def households_of(task: Task, batches: Batches) -> Batches:
    """Rows sorted by block, key, year and row in; pairs of households out (HOUSEHOLDS)."""
    rows, scales, start = task.numbers()
    size = len(start) - 1
    for block, key, _year, row, stop in _gathered(batches):
        changes = (block[1:] != block[:-1]) | (key[1:] != key[:-1])
        group = np.append(0, np.cumsum(changes)).astype(np.int64)
        i, j, _ = weigh_neighbours(row, group, 0, stop, WINDOW, np.float32(task.seed), rows, scales)
        together = np.unique(rows.household[i].astype(np.int64) * size + rows.household[j])
        yield _batch(HOUSEHOLDS, [together // max(size, 1), together % max(size, 1)])


def _gathered(batches: Batches) -> Iterator[tuple[Any, ...]]:
    """(block, key, year, row, stop): the last WINDOW rows are also the first of what follows."""
    held: list[list[NDArray[Any]]] = []
    size = 0
    for batch in batches:
        held.append([_column(batch, at) for at in range(4)])
        size += batch.num_rows
        if size < ROWS_AT_ONCE:
            continue
        columns = [np.concatenate(parts) for parts in zip(*held, strict=True)]
        yield (*columns, size - WINDOW)
        held, size = [[column[-WINDOW:] for column in columns]], WINDOW
    if size:
        yield (*(np.concatenate(parts) for parts in zip(*held, strict=True)), size)


def pairs_of(task: Task, batches: Batches) -> Batches:
    """Pairs of households in; their pairs of people out (PAIRS)."""
    rows, scales, start = task.numbers()
    for batch in batches:
        pairs, facts = weigh_households(
            _column(batch, 0), _column(batch, 1), start, np.float32(task.least), task.priors,
            rows, scales,
        )  # fmt: skip
        yield _batch(PAIRS, [*pairs.T, *facts.T])


def _column(batch: pa.RecordBatch, at: int) -> NDArray[Any]:
    """A copy: the loops are compiled for arrays that may be written."""
    return np.array(batch.column(at))


def _batch(schema: str, columns: list[NDArray[Any]]) -> pa.RecordBatch:
    names = [part.split()[0] for part in schema.split(", ")]
    arrays = [pa.array(np.ascontiguousarray(column)) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, names=names)
