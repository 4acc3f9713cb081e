"""What an error in each field would cost, gravest first, and why a value is displayed meanwhile.

Whoever has twenty disputes and one morning settles those first that could refuse somebody
protection, mistake them for another, or count them twice. No framework, no I/O.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from akwaba.ledger.registers import BASIS_RANK, Contested, Head

VOID = "void"
"""Whether a row counts at all."""
SHARED_NUMBER = "shared_number"
"""No field: a registration number that several bear."""


class Stake(IntEnum):
    """What is at stake, in the order in which it is settled."""

    STATUS = 1
    IDENTITY = 2
    CONSENT = 3
    HOUSEHOLD = 4
    """Whether somebody counts, and where."""
    NEED = 5
    OTHER = 6


SETTLED_BY_A_PERSON = frozenset({Stake.STATUS, Stake.IDENTITY, Stake.CONSENT, Stake.HOUSEHOLD})
"""Never by a clock: a test holds it for every table of the register."""

_STATUS = ("legal", "process", "died_on")
_IDENTITY = (
    "number", SHARED_NUMBER, "name_said", "given_names", "family_name", "aliases", "father",
    "mother", "sex", "birth", "birth_place", "nationality", "photo",
)  # fmt: skip
_HOUSEHOLD = ("household", "post", "focal_point", "relationship", VOID)

_OF_FIELD: dict[tuple[str, str], Stake] = {
    **{("registry.person", field): Stake.STATUS for field in _STATUS},
    **{("registry.person", field): Stake.IDENTITY for field in _IDENTITY},
    **{("registry.person", field): Stake.HOUSEHOLD for field in _HOUSEHOLD},
    **{("registry.household", field): Stake.HOUSEHOLD for field in _HOUSEHOLD},
    ("registry.household", "number"): Stake.IDENTITY,
    ("registry.household", SHARED_NUMBER): Stake.IDENTITY,
    ("registry.document", "type"): Stake.IDENTITY,
    ("registry.document", "paper"): Stake.IDENTITY,
    ("registry.token", "holder"): Stake.IDENTITY,
    ("registry.link", "pair"): Stake.IDENTITY,
    ("registry.link", VOID): Stake.IDENTITY,
}
_OF_TABLE = {
    "registry.consent": Stake.CONSENT,
    "registry.need": Stake.NEED,
}


def stake_of(table: str, field: str) -> Stake:
    """What an error in that field would cost."""
    return _OF_FIELD.get((table, field)) or _OF_TABLE.get(table, Stake.OTHER)


class Shown(StrEnum):
    """Why one of several answers is displayed until somebody settles."""

    STRONGER = "stronger"
    """It rests on more than the others do."""
    LATER = "later"
    CHOSEN = "chosen"
    """Nothing sets it apart: each computer shows the same one, and none is likelier."""


def why_shown(register: Contested) -> Shown:
    """The first thing by which the displayed answer differs from the next one."""
    first, *others = sorted(register.heads.items(), key=_weight, reverse=True)
    other = next((each for each in others if each[1].value != first[1].value), first)
    if _rank(first[1]) != _rank(other[1]):
        return Shown.STRONGER
    return Shown.LATER if first[1].made_at != other[1].made_at else Shown.CHOSEN


def _weight(item: tuple[str, Head]) -> tuple[int, str, str]:
    entry, head = item
    return _rank(head), head.made_at, entry


def _rank(head: Head) -> int:
    return BASIS_RANK.get(head.basis, 0)


def voids(heads: Mapping[str, Head]) -> list[str]:
    """The entries that strike a row out, among those that say whether it counts."""
    return [entry for entry, head in heads.items() if head.value and head.value.get("void_reason")]
