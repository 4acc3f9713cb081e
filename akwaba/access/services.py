"""Sign in, enrol officers, and keep the log of who read what: the only writers of this room."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from akwaba.access.models import Officer, ReadLog
from akwaba.access.rules import Purpose, Role

CONSOLE = "console"
"""Username of the officer under which the commands of this computer act."""


def console_officer() -> Officer:
    """The officer of the command line: made at first use, with no password, at every post."""
    officer, _created = Officer.objects.get_or_create(
        username=CONSOLE,
        defaults={
            "display_name": "Console du poste",
            "role": Role.ADMINISTRATOR,
            "all_posts": True,
            "password": "!",  # what Django reads as: nobody can sign in with this
        },
    )
    return officer


@transaction.atomic
def record_read(
    *, officer: Officer, subjects: Collection[UUID | str], purpose: Purpose | None, page: str
) -> None:
    """Log that the officer read about these persons or households; one row for each.

    `purpose` is what `permissions.purpose_of(request)` says; without one nobody reads anybody.
    """
    if purpose is None:
        raise ValueError("A person is never read about without a purpose.")
    ReadLog.objects.bulk_create(
        ReadLog(officer=officer, subject=UUID(str(subject)), purpose=purpose, page=page)
        for subject in dict.fromkeys(subjects)
    )
