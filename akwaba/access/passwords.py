"""What makes a password too easy to guess; no framework, no I/O.

NIST SP 800-63B-4, section 3.1.1.2: length counts, mixtures of signs do not; common passwords and
the officer's own name are refused.
"""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

SHORTEST = 10
FEWEST_DIFFERENT = 5
TELLING_PART = 4
"""Letters of a name that give a password away; shorter parts occur by chance."""


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    REPEATED = "repeated"
    NAMED = "named"
    COMMON = "common"


def weaknesses(
    password: str, *, names: Collection[str], common: Collection[str] = ()
) -> list[Weakness]:
    """Everything that is wrong with it, so that the officer mends it once.

    `names` are the username and the name of the officer; `common` is a list in small letters.
    """
    said = _plain(password)
    parts = {part for name in names for part in re.split(r"\W+", _plain(name))}
    found = {
        Weakness.SHORT: len(password) < SHORTEST,
        Weakness.REPEATED: len(set(said)) < FEWEST_DIFFERENT,
        Weakness.NAMED: any(len(part) >= TELLING_PART and part in said for part in parts),
        Weakness.COMMON: password.casefold() in common,
    }
    return [weakness for weakness, is_so in found.items() if is_so]


def _plain(text: str) -> str:
    """Small letters without accents: koné and KONE give the same name away."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
