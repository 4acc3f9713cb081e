"""All checks in their order; one that cannot be made says why, and the others go on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import gettext as _

from akwaba.ledger.models import Entry
from akwaba.ledger.problems import storage_sentence
from akwaba.office.care.checks import clocks, machine, storage, waiting
from akwaba.office.care.checks.findings import Finding, State, act


def examine(home: Path, now: datetime) -> Iterator[Finding]:
    """What needs the tables is asked only where the database has them."""
    yield _made("disk", lambda: machine.disk(home))
    found = storage.database()
    yield found
    yield storage.encryption(home)
    has_tables = found.state != State.LOOK and _has_tables()
    yield _made("certificate", lambda: machine.certificate(home, now))
    yield _made(
        "backup",
        lambda: machine.backup(home, now, holds_anything=has_tables and Entry.objects.exists()),
    )
    if not has_tables:
        return
    yield _made("clock", lambda: clocks.clock(now))
    yield _made("capital", lambda: waiting.capital(now))
    yield _made("quarantine", lambda: waiting.quarantine(now))
    yield _made("tablets", waiting.tablets)


def _has_tables() -> bool:
    try:
        return storage.has_its_tables()
    except DatabaseError:
        return False


def _made(check: str, ask: Callable[[], Finding]) -> Finding:
    try:
        return ask()
    except (DatabaseError, OSError, ValueError) as error:
        says = storage_sentence(error) or _("This could not be looked at.")
        return act(check, says, _("Mend what is said of the database and the disk first."))
