"""People as columns: each distinct text is kept once, each row holds its number."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COLUMNS = (
    "rec_id", "hh_id", "relation", "given_name", "family_name", "sex", "dob", "dob_estimated",
    "birth_year", "village", "cercle", "country", "phone", "doc_no", "mother_given",
    "father_given", "site", "reg_date",
)  # fmt: skip
"""What a file of persons may hold. Only rec_id must be there, and one of the two names."""

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """`codes[row]` is an index in `values`; `values[0]` is "", which means unknown."""

    codes: Codes
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Persons:
    """People in the order of their source; a column that is not there is unknown for all."""

    rec_id: Sequence[str]
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.rec_id)

    def column(self, name: str) -> Column:
        found = self.columns.get(name)
        return found or Column(np.zeros(len(self), np.int32), ("",))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in COLUMNS[1:] if name not in self.columns)


class _Numbers(dict[str, int]):
    """Gives each new text, without the spaces around it, the next number."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.texts = {"": 0}

    def __missing__(self, said: str) -> int:
        number = self[said] = self.texts.setdefault(said.strip(), len(self.texts))
        return number


class Coder:
    """Builds a column text by text, in the memory of its distinct texts."""

    def __init__(self) -> None:
        self._codes = array("i")
        self._numbers = _Numbers()

    def add(self, texts: Iterable[str]) -> None:
        self._codes.extend(map(self._numbers.__getitem__, texts))

    def column(self) -> Column:
        return Column(np.array(self._codes, np.int32), list(self._numbers.texts))


def persons_from(rows: Iterable[Mapping[str, str]], names: Iterable[str] = COLUMNS) -> Persons:
    """Take rows as dictionaries of text (None and "" are unknown); `names` says which columns."""
    kept = [name for name in names if name in COLUMNS and name != "rec_id"]
    coders = {name: Coder() for name in kept}
    rec_id = []
    for row in rows:
        rec_id.append(row["rec_id"])
        for name, coder in coders.items():
            coder.add((row.get(name) or "",))
    return Persons(rec_id, {name: coder.column() for name, coder in coders.items()})
