"""Opening a file: what an officer reads about people is noted."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from akwaba.access.permissions import officer_of, purpose_of
from akwaba.access.services import record_read


def note_opened(request: HttpRequest, subjects: Iterable[UUID]) -> None:
    """The same, under the name of the page that is being opened."""
    match = request.resolver_match
    note_read(request, subjects, match.view_name if match else "registry")


def note_read(request: HttpRequest, subjects: Iterable[UUID], page: str) -> None:
    """Log that these persons and households were shown to the officer."""
    record_read(
        officer=officer_of(request), subjects=subjects, purpose=purpose_of(request), page=page
    )
