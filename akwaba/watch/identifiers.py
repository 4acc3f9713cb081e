"""Identifiers that follow from what a row is about, so that rows made apart meet; no framework."""

from uuid import UUID, uuid5

_OF_WATCH = UUID("6f0c9a52-53b0-5d0e-9a0f-8c6f6b1f7f3e")
"""Our own name space; any UUID would do, as long as it never changes."""


def comparison_id(one: UUID, other: UUID) -> UUID:
    """The row in which two incidents are compared, whichever of them is named first."""
    low, high = sorted((one, other))
    return uuid5(_OF_WATCH, f"comparison {low} {high}")


def choice_id(incident: UUID, about: str) -> UUID:
    """The row that says which figure of an incident is recommended."""
    return uuid5(_OF_WATCH, f"choice {incident} {about}")


def figure_id(incident: UUID, key: str) -> UUID:
    """The row of one figure of an incident; `key` tells it from the others."""
    return uuid5(_OF_WATCH, f"figure {incident} {key}")
