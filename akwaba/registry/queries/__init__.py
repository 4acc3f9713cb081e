"""Reading the registry. Every query starts from the officer; hidden and absent look alike."""

from akwaba.registry.queries.arrivals import (
    Arrival,
    Backlog,
    arrivals_of,
    backlog,
    sizes_of,
    with_people,
)
from akwaba.registry.queries.attestations import attestations_of, to_print, valid_places
from akwaba.registry.queries.disputes import Answer, answers, disputed_rows
from akwaba.registry.queries.files import (
    consents_of,
    documents_of,
    household_for,
    household_numbered,
    households_for,
    levels_seen,
    links_of,
    members_of,
    needs_of,
    person_for,
    person_numbered,
    persons_for,
    photo_for,
    registered_under,
    tokens_of,
)
from akwaba.registry.queries.search import Found, by_name, by_number, by_token
from akwaba.registry.queries.telling import moment_of, told_of

__all__ = [
    "Answer",
    "Arrival",
    "Backlog",
    "Found",
    "answers",
    "arrivals_of",
    "attestations_of",
    "backlog",
    "by_name",
    "by_number",
    "by_token",
    "consents_of",
    "disputed_rows",
    "documents_of",
    "household_for",
    "household_numbered",
    "households_for",
    "levels_seen",
    "links_of",
    "members_of",
    "moment_of",
    "needs_of",
    "person_for",
    "person_numbered",
    "persons_for",
    "photo_for",
    "registered_under",
    "sizes_of",
    "to_print",
    "tokens_of",
    "told_of",
    "valid_places",
    "with_people",
]  # fmt: skip
