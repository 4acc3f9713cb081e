"""Matching: how right it is, how fast, and who else does it, on an invented register.

PEOPLE=10000 ./dev bench match measures one smaller register; PEER_SECONDS is how long each peer
may take. Whatever is not there or fails is said on stderr and has no figure.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benches import Measurement
from benches import match_measure as measure
from benches.match_gaps import MOST_POINTS, WITH_FAMILY, gaps
from benches.match_peers import Ran, febrl, peers
from benches.match_runs import run
from benches.match_search import searching

CLONE = Path(__file__).parents[1]
SIZES = tuple(int(os.environ[x]) for x in ("PEOPLE",) if x in os.environ) or (100_000, 1_000_000)
SEED = int(os.environ.get("SEED", "20261"))
LIMIT = 3_600
"""Seconds for our own run."""
OURS = "akwaba"
SPLINK = "Splink 5.0.0"
BEST_F1 = {100_000: 0.90, 1_000_000: 0.85}
SAID_90 = 0.85
"""Where the band of pairs that are "said to be 90 %" begins; it ends at .95."""


def measurements() -> Iterator[Measurement]:
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="akwaba-match-") as folder:
            yield from _register(Path(folder), size)
    with tempfile.TemporaryDirectory(prefix="akwaba-febrl-") as folder:
        yield from _febrl(Path(folder))


def _register(folder: Path, size: int) -> Iterator[Measurement]:
    persons, truth = folder / "persons.csv", folder / "truth.csv"
    words = ("--people", size, "--seed", SEED, "--out", persons, "--truth", truth)
    took = run((sys.executable, "-m", "benches.register", *words), limit=LIMIT, folder=CLONE)
    if took.failed:
        raise RuntimeError(f"The register was not made: {took.failed}")
    yield Measurement(f"{size:,} invented records", took.seconds, "s", 60, "min")
    about = measure.register(persons, truth)
    ours = dedupe(persons, folder)
    if not ours.took.failed:
        yield from _ours(ours, about, size)
    for ran in peers(persons, folder):
        yield from _cost(ran, size)
        if ran.took.failed:
            continue
        yield from _right(ran, about, size)
        if ran.name == SPLINK and not ours.took.failed:
            ratio = ran.took.seconds / ours.took.seconds
            yield Measurement(
                f"{OURS}, {size:,}: times as fast as Splink", ratio, "×", 3,
                peer=f"{SPLINK}, {size:,}: time",
            )  # fmt: skip
    yield from searching(persons, truth, folder, size)


def dedupe(persons: Path, folder: Path, *more: object) -> Ran:
    """The command as anyone runs it on a file, with no database."""
    pairs = folder / "pairs.csv"
    words = ("match", "dedupe", persons, "--out", pairs, "--clusters", folder / "clusters.csv")
    took = run((sys.executable, "-m", "akwaba.cli", *words, *more), limit=LIMIT, folder=CLONE)
    if took.failed:
        print(f"No figures of akwaba match dedupe: {took.failed}", file=sys.stderr)
    return Ran(OURS, pairs, took)


def _ours(ran: Ran, about: measure.Register, size: int) -> Iterator[Measurement]:
    yield from _cost(ran, size)
    some, total = measure.scored(ran.pairs, about), measure.true_pairs(about.person)
    name = f"{OURS}, {size:,}"
    top = measure.best(some, total)
    yield from _rightness(name, some, total, size)
    for band in measure.calibration(some):
        if band["from"] == SAID_90:
            away = abs(band["true"] - 0.9)
            yield Measurement(f"{name}: true of pairs said to be 90 %", band["true"], "")
            yield Measurement(f"{name}: … away from 90 %", away, "", 0.05, "min")
    for kind, right in measure.recall_by_kind(some, about, top.threshold).items():
        yield Measurement(f"{name}: recall, {kind}", right.recall, "")
    for group, found in gaps(some, about, precision=top.precision).items():
        for value, right in found.groups.items():
            yield Measurement(f"{name}: recall, {group} {value}", right.recall, "")
        line = f"{name}: gap in recall by {group}"
        yield Measurement(line, found.points, "points", MOST_POINTS, "min")
        yield Measurement(f"{line}, by chance alone", found.by_chance, "points")
    for group, found in gaps(some, about, precision=top.precision, kinds=WITH_FAMILY).items():
        line = f"{name}: gap in recall by {group}, who came with their family"
        yield Measurement(line, found.points, "points", MOST_POINTS, "min")


def _right(ran: Ran, about: measure.Register, size: int) -> Iterator[Measurement]:
    some, total = measure.scored(ran.pairs, about), measure.true_pairs(about.person)
    yield from _rightness(f"{ran.name}, {size:,}", some, total, size)


def _rightness(name: str, some: measure.Scored, total: int, size: int) -> Iterator[Measurement]:
    """The same lines for everybody; the targets are ours."""
    ours = name.startswith(OURS)
    splink = f"{SPLINK}, {size:,}" if ours else None
    top, half = measure.best(some, total), measure.at(0.5, some, total)
    found = measure.reviewed(some, total)
    for what, value, target in (
        ("best F1", top.f1, BEST_F1.get(size, BEST_F1[100_000])),
        ("precision at best F1", top.precision, None),
        ("recall at best F1", top.recall, None),
        ("F1 at p ≥ .5", half.f1, 0.88 if size <= min(BEST_F1) else None),
        ("recall, sure pairs and one review for 50 records", found.recall, 0.95),
        ("precision of sure pairs", found.precision, None),
        ("recall, all found by one review for 50 records", _all_reviewed(some, total), None),
    ):
        peer = f"{splink}: {what}" if splink else None
        yield Measurement(f"{name}: {what}", value, "", target if ours else None, peer=peer)


def _all_reviewed(some: measure.Scored, total: int) -> float:
    return measure.reviewed(some, total, sure=2).recall


def _cost(ran: Ran, size: int) -> Iterator[Measurement]:
    name = f"{ran.name}, {size:,}"
    if ran.took.failed:
        yield Measurement(f"{name}: no result after", ran.took.seconds, "s", sense="min")
        return
    ours = ran.name == OURS and size == max(BEST_F1)
    yield Measurement(f"{name}: time", ran.took.seconds, "s", 40 if ours else None, "min")
    yield Measurement(f"{name}: memory", ran.took.mb, "MB", 2_500 if ours else None, "min")


def trained(persons: Path, folder: Path) -> Ran:
    """Learnt from the same people first, without labels, as Splink learns."""
    parameters = folder / "parameters.json"
    words = ("match", "train", persons, "--out", parameters)
    took = run((sys.executable, "-m", "akwaba.cli", *words), limit=LIMIT, folder=CLONE)
    if took.failed:
        print(f"No figures of akwaba match train: {took.failed}", file=sys.stderr)
        return Ran(OURS, parameters, took)
    return dedupe(persons, folder, "--parameters", parameters)


def _febrl(folder: Path) -> Iterator[Measurement]:
    """Without the social security number, beside Splink on the same columns.

    Everybody came alone, and no parents are known: what the engine is made for is not there.
    """
    for name, (persons, truth) in febrl(folder).items():
        about = measure.register(persons, truth)
        total = measure.true_pairs(about.person)
        theirs = np.nan
        for ran in (*peers(persons, folder, (SPLINK,)), trained(persons, folder)):
            if ran.took.failed:
                continue
            f1 = measure.best(measure.scored(ran.pairs, about), total).f1
            theirs = f1 if ran.name == SPLINK else theirs
            ours = ran.name == OURS and not np.isnan(theirs)
            yield Measurement(
                f"{ran.name}, {name}: best F1", f1, "", float(f"{theirs:.4g}") if ours else None,
                peer=f"{SPLINK}, {name}: best F1" if ours else None,
            )  # fmt: skip
