"""Is this person, or this family, already here? The whole register in memory, answered at once.

engine = Engine.of(persons, today=2026)
for candidate in engine.search(Person(given_name="Awa", family_name="Traoré", sex="F")):
    persons.rec_id[candidate.source], candidate.probability, candidate.reasons
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from akwaba.matching.births import FIRST_YEAR
from akwaba.matching.lexicon import Spread
from akwaba.matching.parameters import shipped
from akwaba.matching.persons import Persons
from akwaba.matching.queries import Person, Query, query_of
from akwaba.matching.reasons import Reason, reasons_of
from akwaba.matching.register import Register, register_of
from akwaba.matching.roster import FamilyCandidate, best_families
from akwaba.matching.scan import parts_at, scan
from akwaba.matching.weights import Parameters, birth_level, odds_in_bits

SURE, PROBABLE, LOOK = 0.95, 0.5, 0.05
"""From which probability on a candidate is almost surely, probably, or perhaps the person."""
SHOWN = 8
CONSIDERED = 32
"""Candidates whose odds compete: the register may hold many who would fit."""


def band_of(chance: float) -> str:
    """Name the band; the empty one is not worth a look."""
    for name, least in (("sure", SURE), ("probable", PROBABLE), ("look", LOOK)):
        if chance >= least:
            return name
    return ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`source` is the person's place in the Persons that the engine was made of."""

    source: int
    probability: float
    bits: float
    reasons: tuple[Reason, ...]

    @property
    def band(self) -> str:
        return band_of(self.probability)


class Engine:
    """A register and the parameters it is weighed with. It is read only: threads may share it."""

    def __init__(self, register: Register, parameters: Parameters, *, threads: int = 1) -> None:
        self.register = register
        self.parameters = parameters
        self.threads = max(1, threads)
        self._pool = ThreadPoolExecutor(self.threads)

    @classmethod
    def of(
        cls,
        persons: Persons,
        *,
        today: int,
        parameters: Parameters | None = None,
        threads: int = 1,
        spread: Spread = map,
    ) -> "Engine":
        """Make a register ready; `today` is the year against which ages are taken."""
        register = register_of(persons, today=today, threads=threads, spread=spread)
        return cls(register, parameters or shipped(), threads=threads)

    def search(self, person: Person, *, top: int = SHOWN) -> list[Candidate]:
        """Weigh everybody; the likeliest come first. Empty where nothing is asked or nobody is."""
        if len(self.register) == 0:
            return []
        query = query_of(person, self.register, self.parameters)
        rows, bits = self._scan(query, max(top, CONSIDERED))
        odds = 2.0 ** np.clip(bits + self._prior(), -60, 60)
        chances = odds / (1 + odds.sum())
        keep = rows[:top]
        return [
            Candidate(int(self.register.source[row]), float(chance), float(total), reasons)
            for row, chance, total, reasons in zip(
                keep, chances[:top], bits[:top], self.reasons(query, keep), strict=True
            )
        ]

    def search_family(
        self, members: Sequence[Person], *, top: int = SHOWN
    ) -> list[FamilyCandidate]:
        """Weigh every household against a roster; the likeliest come first."""
        if not members or len(self.register) == 0:
            return []
        queries = [query_of(member, self.register, self.parameters) for member in members]
        return best_families(self, queries, top)

    def reasons(self, query: Query, rows: Sequence[int]) -> list[tuple[Reason, ...]]:
        """Say field by field what speaks for and against each row."""
        return [self._reasons(query, int(row)) for row in rows]

    def each_part(self, work: Any, size: int) -> list[Any]:
        """Do `work(start, stop)` on equal parts of [0, size), one a thread, in order."""
        edges = np.linspace(0, size, self.threads + 1).astype(int).tolist()
        return list(self._pool.map(lambda part: work(*part), pairwise(edges)))

    def run(self, work: Any, starts: Sequence[int]) -> Iterator[Any]:
        """Do `work(start)` for each on all threads; results come in the order of `starts`."""
        return self._pool.map(work, starts)

    def parts_at(self, query: Query, rows: Any) -> Any:
        """(rows, 2): bits of the individual and of what families share."""
        chosen = np.asarray(rows, np.int64)
        return parts_at(chosen, *arguments(query), self.register.rows)

    def _scan(self, query: Query, top: int) -> tuple[Any, Any]:
        tables = arguments(query)
        parts = self.each_part(
            lambda start, stop: scan(*tables, self.register.rows, start, stop, top),
            len(self.register),
        )
        rows = np.concatenate([part[0] for part in parts])
        bits = np.concatenate([part[1] for part in parts])
        rows, bits = rows[rows >= 0], bits[rows >= 0]
        order = np.lexsort((rows, -bits))[:top]
        return rows[order], bits[order]

    def _prior(self) -> float:
        """Bits that one given person of the register is the one who stands at the desk."""
        household = self.parameters.household
        share = household.family_again * household.member_again + household.alone_again
        return odds_in_bits(min(share, 0.5)) - float(np.log2(len(self.register)))

    def _reasons(self, query: Query, row: int) -> tuple[Reason, ...]:
        rows = self.register.rows
        inside = int(query.community >= 0 and rows.community[row] == query.community)
        values = (rows.given[row], rows.family[row], rows.mother[row], rows.father[row])
        levels, bits = [], []
        for scale, value, asked in zip(query.names, values, query.words, strict=True):
            levels.append(int(scale.levels[value]) if asked and value else -1)
            bits.append(float(scale.bits[inside, value]))
        birth = self._birth(query, row)
        place = int(query.place.levels[rows.place[row]])
        sex = float(query.sex[rows.sex[row]])
        levels += [birth[0], -1 if not sex else int(sex < 0), -1 if place == NOT_KNOWN else place]
        bits += [birth[1], sex, float(query.place.bits[inside, rows.place[row]])]
        rare = ((query.phone, int(rows.phone[row])), (query.paper, int(rows.paper[row])))
        for index, (number, held) in enumerate(rare):
            other = int(number != held)
            levels.append(other if number and held else -1)
            bits.append(float(query.rare[2 * index + other]))
        return reasons_of(levels, bits)

    def _birth(self, query: Query, row: int) -> tuple[int, float]:
        year, day = int(self.register.rows.year[row]), int(self.register.rows.day[row])
        if not year or not query.year:
            return -1, 0.0
        level = birth_level(query.year, query.day, year, day)
        if level in {0, 2}:
            return level, float(query.dates[level // 2])
        return level, float(query.birth[year - FIRST_YEAR])


NOT_KNOWN = 255


def arguments(query: Query) -> tuple[Any, ...]:
    """Lay a query out for the compiled loops."""
    asked = np.array([query.year, query.day, query.phone, query.paper, query.community], np.int64)
    names = tuple(scale.bits for scale in query.names)
    return names, query.place.bits, query.birth, asked, query.dates, query.sex, query.rare
