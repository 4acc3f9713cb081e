"""Reading officers and the log of reads."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from akwaba.access.models import Officer, OfficerRecord, ReadLog

READS_A_PAGE = 50


def officers() -> list[Officer]:
    """Every officer of this node, those who work before those who left."""
    return list(Officer.objects.order_by("-is_active", "display_name", "username"))


def officer_for(officer_id: UUID) -> Officer | None:
    return Officer.objects.filter(id=officer_id).first()


def officer_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """Names by id, of officers of this node and of those whom other nodes enrolled."""
    elsewhere = OfficerRecord.objects.filter(id__in=ids).values_list("id", "display_name")
    here = Officer.objects.filter(id__in=ids).values_list("id", "display_name")
    return {**dict(elsewhere), **dict(here)}


def shown_since(officer: Officer, *, page: str, since: datetime) -> int:
    """How many times a page has shown somebody to that officer."""
    return ReadLog.objects.filter(officer=officer, page=page, at__gt=since).count()


def reads(
    *, officer: UUID | None = None, subject: UUID | None = None, page: int = 1
) -> tuple[list[ReadLog], bool]:
    """A page of the log, latest first, and whether there are earlier ones."""
    found = ReadLog.objects.select_related("officer").order_by("-at", "-id")
    if officer:
        found = found.filter(officer=officer)
    if subject:
        found = found.filter(subject=subject)
    start = (page - 1) * READS_A_PAGE
    rows = list(found[start : start + READS_A_PAGE + 1])
    return rows[:READS_A_PAGE], len(rows) > READS_A_PAGE
