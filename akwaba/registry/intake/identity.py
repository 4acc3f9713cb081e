"""Ids that follow from content, so that the same line read twice is the same person.

The id of a household follows from its post and from what its head's line says; the id of a person
from the household and the person's own line. Order, spaces, capitals, accents and the file's name
do not count, so a sheet may be sorted, saved again or sent twice.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from uuid import UUID, uuid5

from akwaba.registry.ages import Birth
from akwaba.registry.intake.cells import fold

NAMESPACE = UUID("6f1d3c1e-4d0b-5f0e-9a57-5b1f2a6f7c11")
"""Never changes: another value would register every sheet a second time."""
NOT_UNDERSTOOD = "!"
"""Stands for a cell that waits for a correction."""
_CORRECTABLE = ("sex", "birth", "arrived_on", "counts")


@dataclass(frozen=True, slots=True)
class HeadSays:
    """What tells one household of a post from another, each part folded."""

    post: str
    number: str
    name: str
    sex: str
    birth: str
    village: str
    arrived_on: str
    counts: str = ""

    def id(self) -> UUID:
        return _id(
            "household", self.post, self.number, self.name, self.sex, self.birth, self.village,
            self.arrived_on, self.counts,
        )  # fmt: skip

    def earlier_ids(self) -> tuple[UUID, ...]:
        """Give the ids this household had if some of its head's cells were corrected since."""
        parts = [part for part in _CORRECTABLE if getattr(self, part) != NOT_UNDERSTOOD]
        if not self.counts:
            parts.remove("counts")
        return tuple(
            replace(self, **dict.fromkeys(some, NOT_UNDERSTOOD)).id()
            for length in range(1, len(parts) + 1)
            for some in combinations(parts, length)
        )


def person_id(household: UUID, *, name: str, sex: str, birth: Birth) -> UUID:
    return _id("person", str(household), name_key(name), sex, birth_key(birth))


def birth_key(birth: Birth) -> str:
    """What was said of a birth; never the days computed from it, which move with today."""
    if birth.precision in {"date", "month", "year"} and birth.earliest and birth.latest:
        return f"{birth.earliest.isoformat()}/{birth.latest.isoformat()}"
    return fold(birth.said.replace("~", "about ")).removesuffix(" ans").removesuffix(" years")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Fold a name without regard to the order of its words: « TRAORE Awa » is « Awa Traoré »."""
    return " ".join(sorted(fold(name).split())) or name


def day_key(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _id(*parts: str) -> UUID:
    return uuid5(NAMESPACE, _joined(parts))


def _joined(parts: Iterable[str]) -> str:
    return "\x1f".join(parts)
