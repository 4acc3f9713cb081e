"""Opening a file: what an officer reads about people is noted."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from akwaba.access.permissions import officer_of, purpose_of
from akwaba.access.services import record_read


def note_read(request: HttpRequest, subjects: Iterable[UUID], page: str) -> None:
    """Log that these persons and households were shown to the officer."""
    record_read(
        officer=officer_of(request), subjects=subjects, purpose=purpose_of(request), page=page
    )
