"""The entries that speak of several subjects, in one reading."""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from akwaba.ledger import laws
from akwaba.ledger.clock import milliseconds_of
from akwaba.ledger.fold import Refused, read_act
from akwaba.ledger.models import Entry, Mention
from akwaba.ledger.queries import Told

LATEST = 253_370_764_800_000
"""The first day of the year 9999, in milliseconds since 1970."""


def told_of(subjects: Collection[UUID]) -> list[Told]:
    """Every entry that speaks of one of them, once, in the order in which they were made."""
    positions = Mention.objects.filter(subject__in=subjects).values("entry_position")
    entries = Entry.objects.filter(position__in=positions).order_by("made_at", "id")
    return [_told(entry) for entry in entries]


def _told(entry: Entry) -> Told:
    header = laws.read_header(bytes(entry.header))
    if entry.quarantine:
        return Told(entry, header, None)
    try:
        return Told(entry, header, read_act(header, laws.read_body(entry.body)))
    except Refused:
        return Told(entry, header, None)


def moment_of(made_at: str) -> datetime:
    """When something was done, as its device's clock had it."""
    return moment_at(milliseconds_of(made_at))


def moment_at(milliseconds: int) -> datetime:
    """A broken clock may name a year that no calendar has: it is cut to the last one."""
    return datetime.fromtimestamp(max(0, min(milliseconds, LATEST)) / 1000, tz=UTC)
