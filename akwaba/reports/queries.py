"""The facts of the situation that a report tells."""

from datetime import date
from uuid import UUID

from akwaba.reports.models import Context
from akwaba.reports.rules import period


def contexts_for(as_of: date) -> list[Context]:
    """What happened in the period of a report, the earliest first."""
    first, last = period(as_of)
    return list(
        Context.objects.filter(
            origin__isnull=False, void_reason="", day__gte=first, day__lte=last
        ).order_by("day", "id")
    )


def context_for(context_id: UUID) -> Context | None:
    """One fact that has not been withdrawn, or None."""
    return Context.objects.filter(pk=context_id, origin__isnull=False, void_reason="").first()
