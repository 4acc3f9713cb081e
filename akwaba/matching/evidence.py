"""What two records say, as a fingerprint: a pair once judged is asked again when that changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from akwaba.matching.names import words

LENGTH = 32
"""Hexadecimal digits. It stands for both records at once, so that it tells nothing of either."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says of somebody, as far as it speaks for or against a match."""

    id: UUID
    names: Sequence[str]
    """The name as said, given names, family name, other names."""
    sex: str
    birth: Sequence[str]
    """Precision, and the first and last day on which they may have been born."""
    father: str
    mother: str
    origin: Sequence[str]
    phone: str
    documents: Sequence[str]
    household: UUID | None


def fingerprint(one: Told, other: Told) -> str:
    """Stands for what both say, in whichever order they are given.

    Another way of writing (capitals, accents, blanks) is no other evidence.
    """
    said = sorted(_written(told) for told in (one, other))
    return sha256("\n".join(said).encode()).hexdigest()[:LENGTH]


def _written(told: Told) -> str:
    facts: Mapping[str, Sequence[str]] = {
        "names": sorted({_plain(name) for name in told.names} - {""}),
        "sex": [told.sex],
        "birth": told.birth,
        "parents": [_plain(told.father), _plain(told.mother)],
        "origin": [_plain(part) for part in told.origin],
        "phone": ["".join(filter(str.isdigit, told.phone))],
        "documents": sorted(told.documents),
        "household": [str(told.household or "")],
    }
    return "|".join([str(told.id), *(f"{name}={list(said)}" for name, said in facts.items())])


def _plain(name: str) -> str:
    return " ".join(words(name))
