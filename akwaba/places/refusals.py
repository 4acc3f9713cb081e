"""Lines of a file that were not kept, each with what to change in it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext

MOST_KEPT = 1000
"""So many refused lines are listed; the others are only counted, so that memory stays flat."""
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Refused:
    """A line (for GeoJSON: the number of the feature, from 1) and what to mend in it."""

    line: int
    column: str
    value: str
    reason: str


class RefusedLineError(Exception):
    """Raised inside a reader for one line; the reader goes on with the next."""

    def __init__(self, column: str, value: object, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value
        self.reason = reason


@dataclass(slots=True)
class Report:
    """What came of a file: how many lines were read, and what became of each."""

    layer: str
    read: int = 0
    added: int = 0
    known: int = 0
    """Already here, or brought up to date."""
    skipped: int = 0
    """Of another country, or no populated place."""
    refused: int = 0
    refusals: list[Refused] = field(default_factory=list)

    def refuse(self, line: int, error: RefusedLineError) -> None:
        """Count a refused line, and list it while the list is short."""
        self.refused += 1
        if len(self.refusals) < MOST_KEPT:
            value = str(error.value)[:LONGEST_VALUE]
            self.refusals.append(Refused(line, error.column, value, error.reason))


def check_once(seen: dict[str, int], key: str, number: int, column: str) -> None:
    """Refuse a number that an earlier line of the same file has used."""
    if (first := seen.setdefault(key, number)) != number:
        raise RefusedLineError(
            column,
            key,
            gettext("This number stands already at %(first)s: keep one of the two.")
            % {"first": first},
        )
