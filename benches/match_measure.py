"""How right a list of scored pairs is, where the truth is known.

    python -m benches.match_measure PERSONS.csv TRUTH.csv PAIRS.csv

PERSONS gives the groups, TRUTH the person of each record, PAIRS `rec_id_a, rec_id_b, probability`.
Two records of one person are a true pair; a true pair that is not listed is missed at every
threshold. Listed twice counts once, with the greater probability. Last come the gaps in recall
between groups of people (`benches.match_gaps`) and the table of calibration.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.str_]

HARDEST_FIRST = ("deliberate", "inside_another", "alone", "part", "whole_family", "once")
"""A pair of two repeats counts with the harder one."""
SURE = 0.95
"""Pairs said to be at least so likely are taken as they are, errors included, without a review."""
REGISTRATIONS_A_REVIEW = 50
EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.95, 0.99)
"""Where the lines of the table of calibration begin; .85 to .95 are those "said to be 90 %"."""
AGES = (("0-4", 0, 5), ("5-11", 5, 12), ("12-17", 12, 18), ("18-59", 18, 60), ("60+", 60, 200))


@dataclass(frozen=True, slots=True)
class Register:
    """One value a record, in the order of PERSONS."""

    place: dict[str, int]
    person: Ints
    kind: Ints
    """Places in HARDEST_FIRST."""
    groups: dict[str, Texts]
    """"sex is written down of the record."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The listed pairs, the likeliest first; a is the earlier record of the file."""

    a: Ints
    b: Ints
    probability: Floats
    true: Bools
    records: int
    """In the register."""


@dataclass(frozen=True, slots=True)
class Rightness:
    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


# Reading


def register(persons: Path, truth: Path) -> Register:
    with truth.open(encoding="utf-8", newline="") as file:
        said = [(row["rec_id"], row["person"], row["kind"]) for row in csv.DictReader(file)]
    place = {record: number for number, (record, _, _) in enumerate(said)}
    kinds = {kind: number for number, kind in enumerate(HARDEST_FIRST)}
    _, person = np.unique([person for _, person, _ in said], return_inverse=True)
    kind = np.array([kinds[kind] for _, _, kind in said])
    return Register(place, person, kind, _groups(persons, place))


def _groups(persons: Path, place: dict[str, int]) -> dict[str, Texts]:
    names = ("sex", "origin", "district", "age", "document")
    columns = {name: np.full(len(place), "unknown", dtype="<U40") for name in names}
    with persons.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = place[row["rec_id"]]
            columns["sex"][at] = row["sex"] or "unknown"
            columns["origin"][at] = row["country"] or "unknown"
            columns["district"][at] = row["cercle"] or "unknown"
            columns["age"][at] = _age(row["birth_year"], row["reg_date"])
            columns["document"][at] = "with" if row["doc_no"] else "without"
    return columns


def _age(born: str, registered: str) -> str:
    if not (born and registered):
        return "unknown"
    years = int(registered[:4]) - int(born)
    return next((name for name, least, most in AGES if least <= years < most), "unknown")


def scored(pairs: Path, about: Register) -> Scored:
    """The listed pairs; records that the register has not are an error of the matcher."""
    a, b, probability = [], [], []
    with pairs.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        at = [header.index(name) for name in ("rec_id_a", "rec_id_b", "probability")]
        for line in lines:
            a.append(about.place[line[at[0]]])
            b.append(about.place[line[at[1]]])
            probability.append(float(line[at[2]]))
    return ordered(np.array(a, int), np.array(b, int), np.array(probability, float), about.person)


def ordered(a: Ints, b: Ints, probability: Floats, person: Ints) -> Scored:
    """Each pair once and the likeliest first; a record with itself is no pair."""
    first, second = np.minimum(a, b), np.maximum(a, b)
    order = np.argsort(-probability, kind="stable")
    order = order[first[order] != second[order]]
    _, once = np.unique(first[order] * len(person) + second[order], return_index=True)
    order = order[np.sort(once)]
    first, second = first[order], second[order]
    same = person[first] == person[second]
    return Scored(first, second, probability[order], same, len(person))


# Measures


def true_pairs(person: Ints) -> int:
    sizes = np.bincount(person)
    return int((sizes * (sizes - 1) // 2).sum())


def at(threshold: float, some: Scored, total: int) -> Rightness:
    """Of the pairs at least so likely."""
    said = int(np.searchsorted(-some.probability, -threshold, side="right"))
    right = int(some.true[:said].sum())
    return Rightness(threshold, right / said if said else 0.0, right / total if total else 0.0)


def curve(some: Scored, total: int) -> tuple[Floats, Floats, Floats]:
    """Thresholds, precisions, recalls; pairs that are equally likely come together."""
    last = np.flatnonzero(np.append(np.diff(some.probability) != 0, True)[: len(some.true)])
    right = np.cumsum(some.true)[last]
    return some.probability[last], right / (last + 1), right / max(total, 1)


def best(some: Scored, total: int) -> Rightness:
    """At the threshold of the greatest F1, which nobody knows who has not the truth."""
    thresholds, precision, recall = curve(some, total)
    if not len(thresholds):
        return Rightness(1.0, 0.0, 0.0)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    which = int(f1.argmax())
    return Rightness(float(thresholds[which]), float(precision[which]), float(recall[which]))


def reviewed(some: Scored, total: int, *, sure: float = SURE) -> Rightness:
    """Sure pairs as they are; of the others the likeliest are reviewed, one for 50 records.

    A review tells the truth: its true pairs are found, its false ones cost nothing but time. With
    `sure` above 1 every pair is reviewed. The precision is that of the pairs taken as they are.
    """
    taken = at(sure, some, total)
    said = int(np.searchsorted(-some.probability, -sure, side="right"))
    looked_at = some.true[said : said + some.records // REGISTRATIONS_A_REVIEW]
    return Rightness(sure, taken.precision, taken.recall + looked_at.sum() / max(total, 1))


def calibration(some: Scored) -> list[dict[str, float]]:
    """Of the pairs said to be so likely: how many, how likely on average, and how many are true."""
    edges = np.array(EDGES)
    line = np.searchsorted(edges, some.probability, side="right") - 1
    table = []
    for number in range(len(edges)):
        here = line == number
        if here.any():
            table.append(
                {
                    "from": float(edges[number]),
                    "pairs": float(here.sum()),
                    "said": float(some.probability[here].mean()),
                    "true": float(some.true[here].mean()),
                }
            )
    return table


def recall_by_kind(some: Scored, about: Register, threshold: float) -> dict[str, Rightness]:
    """Recall by kind of repeat; wrong pairs have no kind, so precision is that of all pairs."""
    first, second = pairs_of_one_person(about.person)
    kinds = np.minimum(about.kind[first], about.kind[second])
    said = int(np.searchsorted(-some.probability, -threshold, side="right"))
    here = some.true[:said]
    found = np.minimum(about.kind[some.a[:said][here]], about.kind[some.b[:said][here]])
    overall = at(threshold, some, len(first)).precision
    return {
        name: Rightness(threshold, overall, (found == number).sum() / (kinds == number).sum())
        for number, name in enumerate(HARDEST_FIRST)
        if (kinds == number).any()
    }


def pairs_of_one_person(person: Ints) -> tuple[Ints, Ints]:
    """Each pair of records of one person, the earlier first."""
    order = np.argsort(person, kind="stable")
    ordered_persons = person[order]
    firsts, seconds = [], []
    for step in range(1, int(np.bincount(person).max(initial=1))):
        same = ordered_persons[step:] == ordered_persons[:-step]
        firsts.append(order[:-step][same])
        seconds.append(order[step:][same])
    if not firsts:
        return np.zeros(0, int), np.zeros(0, int)
    return np.concatenate(firsts), np.concatenate(seconds)


def main(arguments: Sequence[str]) -> int:
    from benches.match_gaps import told  # it measures with what is above

    reader = argparse.ArgumentParser(
        prog="python -m benches.match_measure", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    for name in ("persons", "truth", "pairs"):
        reader.add_argument(name, metavar=f"{name.upper()}.csv", type=Path)
    files = reader.parse_args(arguments)
    about = register(files.persons, files.truth)
    some, total = scored(files.pairs, about), true_pairs(about.person)
    top = best(some, total)
    lines = {
        "best": top,
        "at .5": at(0.5, some, total),
        "one review for 50": reviewed(some, total),
        "one review for 50, all reviewed": reviewed(some, total, sure=2),
        **recall_by_kind(some, about, top.threshold),
    }
    for name, line in lines.items():
        right = f"P {line.precision:.3f} R {line.recall:.3f} F1 {line.f1:.3f}"
        print(f"{name}: {right} at {line.threshold:.3g}")
    for line_of_gaps in told(some, about, precision=top.precision):
        print(line_of_gaps)
    for band in calibration(some):
        print(json.dumps({name: round(value, 3) for name, value in band.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
