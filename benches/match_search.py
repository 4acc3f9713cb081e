"""`akwaba match search`: is somebody who stands at the desk found among all the others?"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benches import Measurement
from benches.match_runs import run

CLONE = Path(__file__).parents[1]
QUERIES, TOP = 1_000, 10
LIMIT = 1_800
"""Seconds."""

Row = dict[str, str]


def searching(persons: Path, truth: Path, folder: Path, size: int) -> Iterator[Measurement]:
    """People who come again, each asked for alone; the register has all their other records."""
    base, queries, answers = (folder / f"search-{x}.csv" for x in ("base", "queries", "answers"))
    wanted, kinds = split(persons, truth, base, queries)
    words = ("match", "search", base, "--queries", queries, "--out", answers, "--top", TOP)
    took = run((sys.executable, "-m", "akwaba.cli", *words), limit=LIMIT, folder=CLONE)
    if took.failed:
        print(f"No figures of akwaba match search: {took.failed}", file=sys.stderr)
        return
    found, milliseconds = read(answers)
    name = f"akwaba, search among {size:,}"
    honest = [query for query in wanted if kinds[query] != "deliberate"]
    yield Measurement(f"{name}: recall@1", recall(found, wanted, list(wanted), 1), "")
    yield Measurement(f"{name}: recall@10", recall(found, wanted, list(wanted), TOP), "", 0.97)
    yield Measurement(f"{name}: recall@10, no deceit", recall(found, wanted, honest, TOP), "")
    for share in (50, 95):
        target = 25 if share == 95 else None
        value = float(np.percentile(milliseconds, share))
        yield Measurement(f"{name}: p{share}", value, "ms", target, "min")
    yield Measurement(f"{name}: memory with the reading", took.mb, "MB", None, "min")


def split(
    persons: Path, truth: Path, base: Path, queries: Path
) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Write both files; return the records that each query should find, and its kind of repeat."""
    people: dict[str, list[str]] = defaultdict(list)
    kinds = {}
    with truth.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            people[row["person"]].append(row["rec_id"])
            if row["kind"] != "once":
                kinds[row["rec_id"]] = row["kind"]
    last = [ids[-1] for ids in people.values() if len(ids) > 1]
    asked = set(random.Random(1).sample(last, min(QUERIES, len(last))))
    wanted = {ids[-1]: set(ids[:-1]) for ids in people.values() if ids[-1] in asked}
    with (
        persons.open(encoding="utf-8", newline="") as file,
        base.open("w", encoding="utf-8", newline="") as rest,
        queries.open("w", encoding="utf-8", newline="") as some,
    ):
        lines = csv.reader(file)
        header = next(lines)
        writers = [csv.writer(out, lineterminator="\n") for out in (rest, some)]
        for writer in writers:
            writer.writerow(header)
        at = header.index("rec_id")
        for line in lines:
            writers[line[at] in asked].writerow(line)
    return wanted, kinds


def read(answers: Path) -> tuple[dict[str, list[str]], list[float]]:
    """What was found for each query, the likeliest first, and the milliseconds of each."""
    found: dict[str, list[str]] = defaultdict(list)
    milliseconds = {}
    with answers.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        query, took = _columns(rows.fieldnames or ())
        for row in rows:
            milliseconds[row[query]] = float(row[took])
            if row["rec_id"]:
                found[row[query]].append(row["rec_id"])
    return found, list(milliseconds.values())


def _columns(names: "list[str] | tuple[str, ...]") -> tuple[str, str]:
    """The column that names the query, and the one that ends with its unit, ms."""
    query = [name for name in names if name.startswith("query")]
    took = [name for name in names if name.endswith("ms")]
    if not (query and took):
        raise RuntimeError(f"The answers name no query or no milliseconds: {', '.join(names)}.")
    return query[0], took[0]


def recall(
    found: dict[str, list[str]], wanted: dict[str, set[str]], queries: list[str], top: int
) -> float:
    """The share of queries of which one wanted record is among the first so many."""
    hits = sum(not wanted[query].isdisjoint(found.get(query, [])[:top]) for query in queries)
    return hits / max(len(queries), 1)
