"""`akwaba match run`: the whole register; `dedupe|search|train`: files, with no database."""

import csv
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, ngettext
from tqdm import tqdm

from akwaba.ledger.problems import Problem
from akwaba.matching.births import birth_from
from akwaba.matching.blocking import WINDOW
from akwaba.matching.cluster import HERE, on_spark
from akwaba.matching.engine import Engine, band_of
from akwaba.matching.parameters import load, save, shipped
from akwaba.matching.persons import Persons
from akwaba.matching.problems import ParametersRefused
from akwaba.matching.queries import Person
from akwaba.matching.reading import Read, read_persons
from akwaba.matching.reasons import written
from akwaba.matching.register import LARGEST_FAMILY
from akwaba.matching.running import end_line
from akwaba.matching.running import run as run_whole
from akwaba.matching.training import ROUNDS, train
from akwaba.matching.weights import Parameters, ParametersUnusable
from akwaba.matching.whole import STEPS, Comparer, Here, Matches, persons_in, reasons_for

PAIRS = ("rec_id_a", "rec_id_b", "probability", "band", "reasons")
CLUSTERS = ("rec_id", "person")
FOUND = ("query", "rank", "rec_id", "probability", "band", "reasons", "latency_ms")
PAIRS_AT_ONCE = 10_000
IN_THIS_PROCESS = Here()


class Command(BaseCommand):
    help = "Find who is twice in a register."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        dedupe = what.add_parser("dedupe", help=gettext("Who is twice in a file."))
        dedupe.add_argument("persons", type=Path, help=gettext("A .csv, .xlsx or .parquet file."))
        dedupe.add_argument("--out", type=Path, required=True, help=gettext("The pairs (.csv)."))
        dedupe.add_argument("--clusters", type=Path, help=gettext("Who is which person (.csv)."))
        search = what.add_parser("search", help=gettext("Look for people of one file in another."))
        search.add_argument("persons", type=Path, help=gettext("Where to look."))
        search.add_argument(
            "--queries", type=Path, required=True, help=gettext("Whom to look for.")
        )
        search.add_argument(
            "--out", type=Path, required=True, help=gettext("What is found (.csv).")
        )
        search.add_argument("--top", type=int, default=10, help=gettext("At most so many each."))
        learn = what.add_parser("train", help=gettext("Learn the parameters from a register."))
        learn.add_argument("persons", type=Path, help=gettext("A .csv, .xlsx or .parquet file."))
        learn.add_argument(
            "--out", type=Path, required=True, help=gettext("The parameters (.json).")
        )
        learn.add_argument("--rounds", type=int, default=ROUNDS, help=gettext("How often."))
        run = what.add_parser("run", help=gettext("Compare the whole register."))
        run.add_argument(
            "--all",
            action="store_true",
            help=gettext("Write all pairs anew, not only those of somebody new or changed."),
        )
        run.add_argument("--threads", type=int, default=1, help=gettext("Threads to work with."))
        for part in (dedupe, run):
            part.add_argument(
                "--engine", choices=("here", "spark"), default="here",
                help=gettext("Compare in this process, or on Spark: the answers are the same."),
            )  # fmt: skip
            part.add_argument("--master", default=HERE, help=gettext("Where Spark runs."))
        for part in (dedupe, search, learn):
            part.add_argument(
                "--threads", type=int, default=1, help=gettext("Threads to work with.")
            )
            part.add_argument("--parameters", type=Path, help=gettext("Parameters learnt before."))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        work = {"dedupe": self._dedupe, "search": self._search, "train": self._train,
                "run": self._run}  # fmt: skip
        try:
            work[options["what"]](options)
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _dedupe(self, options: dict[str, Any]) -> None:
        with _comparer(options) as comparer:
            engine, persons = self._engine(options, comparer)
            with _bar(STEPS) as bar:
                matches = comparer.match(engine, progress=bar.update)
        _write(options["out"], PAIRS, _pairs(engine, persons, matches))
        count = len(matches)
        self._say(ngettext("%(count)s pair was written.", "%(count)s pairs were written.", count)
                  % {"count": count})  # fmt: skip
        if options["clusters"]:
            _write(options["clusters"], CLUSTERS, _clusters(engine, persons, matches))

    def _search(self, options: dict[str, Any]) -> None:
        engine, persons = self._engine(options)
        queries = self._read(options["queries"])
        engine.search(Person(given_name="a"))  # compiles, or reads what was compiled
        _write(options["out"], FOUND, _found(engine, persons, queries, options["top"]))

    def _train(self, options: dict[str, Any]) -> None:
        engine, _ = self._engine(options)
        with _bar(STEPS * options["rounds"]) as bar:
            parameters = train(engine, rounds=options["rounds"], progress=bar.update)
        save(parameters, options["out"])

    def _run(self, options: dict[str, Any]) -> None:
        started = time.monotonic()
        with _comparer(options) as comparer, _bar(STEPS) as bar:
            done = run_whole(
                whole=options["all"], threads=options["threads"], progress=bar.update,
                comparer=comparer,
            )  # fmt: skip
        self.stdout.write(end_line(done, time.monotonic() - started))

    def _engine(
        self, options: dict[str, Any], comparer: Comparer = IN_THIS_PROCESS
    ) -> tuple[Engine, Persons]:
        parameters = _parameters(options["parameters"])
        persons = self._read(options["persons"])
        engine = Engine.of(
            persons, today=_today(persons), parameters=parameters, threads=options["threads"],
            spread=comparer.spread,
        )  # fmt: skip
        for household in engine.register.too_large:
            self._say(gettext("Household %(name)s has more than %(most)s people: they are compared "
                              "one by one, not as a family.")
                      % {"name": household, "most": LARGEST_FAMILY})  # fmt: skip
        self._say(gettext("Large blocks are cut: each person is compared with the next %(count)s "
                          "by year of birth.") % {"count": WINDOW})  # fmt: skip
        return engine, persons

    def _read(self, path: Path) -> Persons:
        read = read_persons(path)
        for sentence in _about(read, path):
            self._say(sentence)
        return read.persons

    def _say(self, sentence: str) -> None:
        self.stderr.write(sentence, style_func=lambda text: text)


def _about(read: Read, path: Path) -> Iterator[str]:
    count = len(read.persons)
    yield ngettext("%(file)s: %(count)s person.", "%(file)s: %(count)s people.", count) % {
        "file": path.name, "count": count,
    }  # fmt: skip
    if read.persons.missing:
        missing = ", ".join(read.persons.missing)
        yield gettext("Columns that are not there: %(names)s.") % {"names": missing}
    if read.unknown:
        yield gettext("Columns that are not used: %(names)s.") % {"names": ", ".join(read.unknown)}
    for doubt in read.doubts[:20]:
        lines = ", ".join(map(str, doubt.lines)) + (" …" if doubt.count > len(doubt.lines) else "")
        yield gettext("“%(value)s” in %(column)s (line %(lines)s) is taken as unknown.") % {
            "value": doubt.value, "column": doubt.column, "lines": lines,
        }  # fmt: skip
    if len(read.doubts) > 20:  # noqa: PLR2004
        more = len(read.doubts) - 20
        yield ngettext("And %(count)s more such value.", "And %(count)s more such values.",
                       more) % {"count": more}  # fmt: skip
    if read.nameless:
        yield ngettext("%(count)s person has no name.", "%(count)s people have no name.",
                       read.nameless) % {"count": read.nameless}  # fmt: skip


def _comparer(options: dict[str, Any]) -> AbstractContextManager[Comparer]:
    return (
        on_spark(options["master"])
        if options["engine"] == "spark"
        else nullcontext(IN_THIS_PROCESS)
    )


def _parameters(path: Path | None) -> Parameters:
    if path is None:
        return shipped()
    try:
        return load(path)
    except ParametersUnusable as error:
        raise ParametersRefused(file=path.name, error=error) from error


def _today(persons: Persons) -> int:
    """The year of the last registration, or else of the last birth: a file may be old."""
    for name in ("reg_date", "dob", "birth_year"):
        years = [found[0] for value in persons.column(name).values if (found := birth_from(value))]
        if years:
            return max(years)
    return time.localtime().tm_year


def _bar(total: int) -> Any:
    return tqdm(total=total, disable=not sys.stderr.isatty(), file=sys.stderr)


def _write(path: Path, heading: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    file: TextIO
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heading)
        out.writerows(rows)


def _pairs(engine: Engine, persons: Persons, matches: Matches) -> Iterator[tuple[Any, ...]]:
    source = engine.register.source
    for start in range(0, len(matches), PAIRS_AT_ONCE):
        chosen = slice(start, start + PAIRS_AT_ONCE)
        reasons = reasons_for(engine, matches, chosen)
        for (i, j), chance, why in zip(
            matches.pairs[chosen], matches.probability[chosen], reasons, strict=True
        ):
            a, b = persons.rec_id[source[i]], persons.rec_id[source[j]]
            yield min(a, b), max(a, b), f"{chance:.4f}", band_of(chance), written(why)


def _clusters(engine: Engine, persons: Persons, matches: Matches) -> Iterator[tuple[str, str]]:
    """Every rec_id, in the order of the file; a person is called by the first of their rec_id."""
    head, source = persons_in(engine, matches), engine.register.source
    named: dict[int, str] = {}
    for row in np.argsort([persons.rec_id[s] for s in source], kind="stable").tolist():
        named.setdefault(int(head[row]), persons.rec_id[source[row]])
    person = {int(source[row]): named[int(h)] for row, h in enumerate(head)}
    for index, rec_id in enumerate(persons.rec_id):
        yield rec_id, person[index]


def _found(
    engine: Engine, persons: Persons, queries: Persons, top: int
) -> Iterator[tuple[Any, ...]]:
    for row in tqdm(range(len(queries)), disable=not sys.stderr.isatty(), file=sys.stderr):
        began = time.perf_counter()
        found = engine.search(_person(queries, row), top=top)
        took = f"{(time.perf_counter() - began) * 1000:.2f}"
        if not found:
            yield queries.rec_id[row], 0, "", "", "", "", took
        for rank, candidate in enumerate(found, start=1):
            chance = candidate.probability
            yield (queries.rec_id[row], rank, persons.rec_id[candidate.source], f"{chance:.4f}",
                   band_of(chance), written(candidate.reasons), took)  # fmt: skip


def _person(queries: Persons, row: int) -> Person:
    def said(name: str) -> str:
        column = queries.column(name)
        return str(column.values[column.codes[row]])

    names = [name for name in Person.__dataclass_fields__ if name != "dob_estimated"]
    guess = said("dob_estimated").casefold() in {"1", "1.0", "true", "yes", "oui"}
    return Person(**{name: said(name) for name in names}, dob_estimated=guess)
