"""Values that only their own bearers share, such as telephones and papers: kept as numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from akwaba.matching.lexicon import Floats, Ints
from akwaba.matching.persons import Column

LOCAL_DIGITS = 8
"""Telephones are compared without the country's prefix: Mali, Burkina Faso and Niger number
within eight digits; Côte d'Ivoire's ten end in the eight of before 2021."""
FEWEST_DIGITS = 6
NO_PAPER = frozenset({"", "0", "NEANT", "AUCUN", "NONE", "NA", "SANS", "INCONNU"})


@dataclass(frozen=True, slots=True)
class Rare:
    """`keys` are sorted; number n stands for keys[n - 1], and 0 for unknown."""

    keys: NDArray[np.uint64]
    share: Floats
    """(keys + 1,): log2 of the share of the people who have it."""

    def number(self, key: int) -> int:
        """0 where the key is unknown; -1 where nobody in the register has it."""
        if key == 0:
            return 0
        at = int(np.searchsorted(self.keys, np.uint64(key)))
        return at + 1 if at < len(self.keys) and int(self.keys[at]) == key else -1


def phone_key(said: str) -> int:
    """The last eight digits, and a one before them; 0 where there are too few to be a number."""
    digits = re.sub(r"\D", "", said)[-LOCAL_DIGITS:]
    if len(digits) < FEWEST_DIGITS or len(set(digits)) == 1:  # 00000000 is nobody's
        return 0
    return int("1" + digits)


def paper_key(said: str) -> int:
    """A hash of the letters and digits of a document's number; 0 where there is none."""
    text = re.sub(r"[^0-9A-Z]", "", said.upper())
    if text in NO_PAPER or len(set(text)) == 1:
        return 0
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") or 1


def rare_of(column: Column, key: Callable[[str], int]) -> tuple[Rare, Ints]:
    """The distinct keys of a column, and the number of each person's."""
    keys = np.array([key(value) for value in column.values], np.uint64)
    per_row = keys[column.codes]
    distinct, numbers = np.unique(np.append(per_row, np.uint64(0)), return_inverse=True)
    row = numbers[:-1].astype(np.int32)
    people = max(int(np.count_nonzero(row)), 1)
    met = np.bincount(row, minlength=len(distinct))
    share = np.log2(np.clip(met / people, 0.5 / people, 1)).astype(np.float32)
    return Rare(distinct[1:], share), row
