"""The reasons of the engine as a clerk reads them, with how much each weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from akwaba.matching.models import Proposal
from akwaba.matching.reasons import Reason

BANDS: dict[str, Any] = {
    Proposal.Band.ALMOST_SURELY: _("Almost surely the same person"),
    Proposal.Band.PROBABLY: _("Probably the same person"),
    Proposal.Band.LOOK: _("Perhaps the same person"),
    "": _("Rather two people"),
}
_FIELDS: dict[str, Any] = {
    "given": _("Given name"),
    "family": _("Family name"),
    "mother": _("Mother’s name"),
    "father": _("Father’s name"),
    "birth": _("Age"),
    "sex": _("Sex"),
    "place": _("Origin"),
    "phone": _("Phone"),
    "paper": _("Document"),
    "members": _("The families"),
}
_NAMES: dict[str, Any] = {
    "same": _("the same"),
    "equivalent": _("the same name, written otherwise"),
    "close": _("nearly the same"),
    "alike": _("somewhat alike"),
    "different": _("another one"),
}
_LEVELS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("given", "family", "mother", "father"), _NAMES),
    "birth": {
        "date": _("the same day of birth"),
        "year": _("the same year of birth"),
        "other_day": _("the same year, another day"),
        "1": _("1 year apart"),
        "2": _("2 years apart"),
        "3-5": _("3 to 5 years apart"),
        "6-10": _("6 to 10 years apart"),
        "more": _("more than 10 years apart"),
    },
    "sex": {"same": _("the same"), "different": _("another one")},
    "place": {
        "village": _("the same village"),
        "near": _("villages near each other"),
        "district": _("the same district"),
        "country": _("the same country"),
        "elsewhere": _("another country or region"),
    },
    "phone": {"same": _("the same number"), "different": _("another number")},
    "paper": {"same": _("the same number"), "different": _("another number")},
    "members": {"same": _("others of both families are alike")},
}
FULL_BITS = 12.0
"""Bits that fill the bar: a thing four thousand times likelier in one person than in two."""
FULL_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Telling:
    """One reason in words."""

    label: str
    words: str
    bits: float
    """Negative where it speaks against."""
    width: int
    """Of the bar, 0 to 100."""
    start: int
    """Where the bar begins, 0 to 200: what speaks against ends in the middle."""

    @property
    def weight(self) -> float:
        """How much it speaks for or against."""
        return abs(self.bits)

    @property
    def is_for(self) -> bool:
        return self.bits > 0


def tellings(reasons: Sequence[Reason]) -> list[Telling]:
    """In the order given. A code that has no words yet is told as it is."""
    return [_telling(reason) for reason in reasons]


def _telling(reason: Reason) -> Telling:
    width = round(FULL_WIDTH * min(abs(reason.bits) / FULL_BITS, 1))
    return Telling(
        label=str(_FIELDS.get(reason.field, reason.field)),
        words=str(_LEVELS.get(reason.field, {}).get(reason.level, reason.level)),
        bits=reason.bits,
        width=max(width, 2),
        start=FULL_WIDTH if reason.bits > 0 else FULL_WIDTH - max(width, 2),
    )
