"""How urgent, how severe and how certain, in the words of CAP 1.2, and which is worse.

CAP's "Unknown" is left out on purpose: who raises an alert says what they believe.
"""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """When to act."""

    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    """Within the hour, says CAP; here: today."""
    FUTURE = "Future"
    PAST = "Past"


class Severity(StrEnum):
    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"


class Certainty(StrEnum):
    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"


def _from_the_top(member: StrEnum) -> int:
    return list(type(member)).index(member)


@dataclass(frozen=True, slots=True)
class Level:
    urgency: Urgency
    severity: Severity
    certainty: Certainty

    @property
    def weight(self) -> tuple[int, int, int]:
        """Larger is worse: severity first, then urgency, then certainty."""
        members = (self.severity, self.urgency, self.certainty)
        one, two, three = (-_from_the_top(member) for member in members)
        return one, two, three


def worst(levels: list[Level]) -> Level | None:
    """The level of an alert that several rules raise; None where none does."""
    return max(levels, key=lambda level: level.weight, default=None)
