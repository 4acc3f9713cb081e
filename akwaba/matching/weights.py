"""How much an agreement between two persons is worth: Fellegi and Sunter's weights, in bits.

Each field compares at a *level*. A level has an m: how often two registrations of one person fall
on it; and a u: how often two different people do. Its weight is log2(m / u). m is learnt without
labels (`training`); u is counted in the register itself wherever it depends on the value (a shared
Coulibaly is worth little), and is held here only for the rest.

Source: Fellegi & Sunter (1969), A Theory for Record Linkage, JASA 64(328); term frequencies as in
Winkler (1989).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NAMES = ("given", "family", "mother", "father")
NAME_LEVELS = ("same", "equivalent", "close", "alike", "different")
"""As written; one name's other form or sound; one skeleton or Jaro-Winkler > .92; > .82; neither.

Winkler (1990) for the measure; the thresholds are those of Splink's name comparison.
"""
CLOSE, ALIKE = 0.92, 0.82

BIRTH_LEVELS = ("date", "year", "other_day", "1", "2", "3-5", "6-10", "more")
"""The same date; the same year; that year on another day; years between the two births."""
BIRTH_BANDS = ("child", "young", "adult")
CHILD_UNTIL, YOUNG_UNTIL = 12, 30
"""Years of age of the younger of the two: ages are remembered worse as they grow."""

PLACE_LEVELS = ("village", "near", "district", "country", "elsewhere")
SEX_LEVELS = PHONE_LEVELS = PAPER_LEVELS = ("same", "different")

LEVELS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(NAMES, NAME_LEVELS),
    **{f"birth_{band}": BIRTH_LEVELS for band in BIRTH_BANDS},
    "sex": SEX_LEVELS,
    "place": PLACE_LEVELS,
    "place_alone": PLACE_LEVELS,
    "phone": PHONE_LEVELS,
    "paper": PAPER_LEVELS,
}
CONSTANT = ("sex", "phone", "paper")
"""Fields whose u does not depend on the value, or not where two values differ; the u of the others
is counted in each register."""
INDIVIDUAL = ("given", "birth", "sex", "paper")
"""What tells a person from the others of the same family; the other fields a family shares."""

SMALLEST = 1e-9
"""No probability is taken for zero: one sample cannot prove that a thing never happens."""
FORMAT = 1


class ParametersUnusable(ValueError):  # noqa: N818  a refusal is named for what is refused
    """A parameters file that does not say what this version must know; the text says what."""


@dataclass(frozen=True, slots=True)
class Household:
    """How families come back; probabilities, estimated again on every whole register."""

    member_again: float
    """A member of a family that comes back is with it again."""
    family_again: float
    """Of the households of a register: the share that are there a second time."""
    alone_again: float
    """Of the people of a register: the share that came back without their family."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a node must know to weigh a pair: small, versioned, and shipped as JSON."""

    version: str
    trained_on: str
    m: Mapping[str, tuple[float, ...]]
    u: Mapping[str, tuple[float, ...]]
    household: Household

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": self.version,
            "trained_on": self.trained_on,
            "household": {
                "member_again": self.household.member_again,
                "family_again": self.household.family_again,
                "alone_again": self.household.alone_again,
            },
            "fields": {
                field: {
                    level: {"m": round(self.m[field][index], 6)}
                    | ({"u": self.u[field][index]} if field in CONSTANT else {})
                    for index, level in enumerate(levels)
                }
                for field, levels in LEVELS.items()
            },
        }


def parameters_from(facts: Mapping[str, Any]) -> Parameters:
    """Read what `as_json` wrote. Raises ParametersUnusable where something is missing or wrong."""
    if facts.get("format") != FORMAT:
        raise ParametersUnusable(f"format {facts.get('format')!r}, not {FORMAT}")
    try:
        fields = facts["fields"]
        m = {field: _column(fields[field], levels, "m") for field, levels in LEVELS.items()}
        u = {field: _column(fields[field], LEVELS[field], "u") for field in CONSTANT}
        household = Household(**{k: _share(v) for k, v in facts["household"].items()})
        return Parameters(str(facts["version"]), str(facts["trained_on"]), m, u, household)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ParametersUnusable(str(error)) from error


def _column(levels: Mapping[str, Any], names: tuple[str, ...], which: str) -> tuple[float, ...]:
    return tuple(_share(levels[name][which]) for name in names)


def _share(value: Any) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(f"{value!r} is no probability")
    return number


def bits(m: float, u: float) -> float:
    """The weight of a level: log2 of how many times likelier it is in one person than in two."""
    return math.log2(max(m, SMALLEST) / max(u, SMALLEST))


def probability(total_bits: float) -> float:
    """From log2 of the odds; never overflows."""
    if total_bits >= 0:
        return 1.0 / (1.0 + math.exp2(-min(total_bits, 1000.0)))
    odds = math.exp2(max(total_bits, -1000.0))
    return odds / (1.0 + odds)


def odds_in_bits(share: float) -> float:
    share = min(max(share, SMALLEST), 1 - SMALLEST)
    return math.log2(share / (1 - share))


def birth_level(year_a: int, day_a: int, year_b: int, day_b: int) -> int:
    """The index in BIRTH_LEVELS. Days count within the year from 1; 0 where it is not known."""
    apart = abs(year_a - year_b)
    if apart == 0:
        if day_a == 0 or day_b == 0:
            return 1
        return 0 if day_a == day_b else 2
    if apart <= 2:  # noqa: PLR2004  each of the first two years has its own level
        return 2 + apart
    if apart <= 5:  # noqa: PLR2004
        return 5
    return 6 if apart <= 10 else 7  # noqa: PLR2004


def birth_band(year_a: int, year_b: int, today: int) -> int:
    """The index in BIRTH_BANDS, by the age in the year `today` of the younger of the two."""
    age = today - max(year_a, year_b)
    if age < CHILD_UNTIL:
        return 0
    return 1 if age < YOUNG_UNTIL else 2
