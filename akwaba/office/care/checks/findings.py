"""What a check found, in a sentence, and what mends it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(StrEnum):
    GOOD = "good"
    LOOK = "look"
    """Worth knowing; nothing is lost if it waits."""
    ACT = "act"
    """Something is lost, or will be, unless somebody acts."""


STATES = {
    State.GOOD: pgettext_lazy("state of a node", "good"),
    State.LOOK: pgettext_lazy("state of a node", "look"),
    State.ACT: pgettext_lazy("state of a node", "act"),
}

CHECKS = {
    "disk": _("Disk"),
    "database": _("Database"),
    "encryption": _("Encryption"),
    "clock": _("Clock"),
    "certificate": _("Certificate"),
    "backup": _("Backup"),
    "capital": _("Sending to the capital"),
    "quarantine": _("Entries on hold"),
    "tablets": _("Tablets"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Never about anybody: numbers, times and names of settings only."""

    check: str
    state: State
    says: str
    mend: str = ""
    """Empty where there is nothing to do."""


def good(check: str, says: str) -> Finding:
    return Finding(check, State.GOOD, says)


def look(check: str, says: str, mend: str) -> Finding:
    return Finding(check, State.LOOK, says, mend)


def act(check: str, says: str, mend: str) -> Finding:
    return Finding(check, State.ACT, says, mend)
