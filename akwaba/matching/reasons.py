"""Why two people may be one: bits for each field, as codes and values that a page can word."""

from dataclasses import dataclass

from akwaba.matching.weights import BIRTH_LEVELS, NAME_LEVELS, PLACE_LEVELS

LEVELS_OF = {
    **dict.fromkeys(("given", "family", "mother", "father"), NAME_LEVELS),
    "birth": BIRTH_LEVELS,
    "sex": ("same", "different"),
    "place": PLACE_LEVELS,
    "phone": ("same", "different"),
    "paper": ("same", "different"),
}
"""In the order of `kernels.FIELDS`."""
SMALLEST_SAID = 0.5
"""Bits: less changes no officer's mind."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One field's part: `level` is of LEVELS_OF[field]; positive bits speak for one person.

    The field "members" counts in `number` how many others of the two families are alike.
    """

    field: str
    level: str
    bits: float
    number: int = 0

    @property
    def code(self) -> str:
        """As files show it: `mother:same+6.1`."""
        many = f"({self.number})" if self.number else ""
        return f"{self.field}:{self.level}{many}{self.bits:+.1f}"


def reasons_of(levels: list[int], bits: list[float]) -> tuple[Reason, ...]:
    """Read one row of levels (-1 where unknown) and bits; the strongest first."""
    found = [
        Reason(field, names[level], round(weight, 1))
        for (field, names), level, weight in zip(LEVELS_OF.items(), levels, bits, strict=True)
        if level >= 0 and abs(weight) >= SMALLEST_SAID
    ]
    return tuple(sorted(found, key=lambda reason: -abs(reason.bits)))


def written(reasons: tuple[Reason, ...]) -> str:
    """One cell of a file: the codes, with "; " between."""
    return "; ".join(reason.code for reason in reasons)
