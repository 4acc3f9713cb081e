"""Visit every route as an officer, and see what comes back.

    for visit in crawl(client, officer, value_for):
        assert visit.status …

`value_for(route, part)` gives the value of a changing part of a path. Without one the crawl asks
for things that exist nowhere; a test that looks for leaks gives identifiers of real rows:

    def value_for(route, part):
        return {"household_id": household.id}.get(part.name) or absent(route, part)

A part without a value raises MissingArgument, so that a new page cannot escape the crawl.
"""

from dataclasses import dataclass, field

from django.urls import get_resolver, reverse

from akwaba.access.matrix import Route, routes
from akwaba.access.permissions import ALL, DEVICES


class MissingArgument(AssertionError):  # noqa: N818  it says what is missing
    """The crawl does not know what to put into a path."""


@dataclass(frozen=True)
class Part:
    """A changing part of a path."""

    name: str
    kind: str
    """Such as UUIDConverter or SlugConverter."""


@dataclass(frozen=True)
class Visit:
    """What a page answered."""

    route: Route
    address: str
    status: int
    content: bytes = field(repr=False)

    @property
    def was_let_in(self):
        """Whether the permission check let the request through to its view.

        What only devices are told asks for a signature (401), or for another method than GET
        before it would look for a code (405): a browser is let in to neither.
        """
        return self.status not in ({401, 403, 405} if self.route.roles == DEVICES else {403})


ABSENT = {
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "IntConverter": 0,
    "SlugConverter": "absent",
    "StringConverter": "absent",
    "PathConverter": "absent",
}


def absent(route, part):
    """A value that fits and belongs to nothing."""
    return ABSENT.get(part.kind)


def crawl(client, officer, value_for=absent):
    """Sign in and visit every route once, by GET."""
    client.force_login(officer)
    for route in routes():
        address = address_of(route, value_for)
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        yield Visit(route, address, response.status_code, content)


def address_of(route, value_for=absent):
    values = {part.name: value_for(route, part) for part in parts_of(route)}
    missing = [name for name, value in values.items() if value is None]
    if missing:
        raise MissingArgument(f"Give the crawl a value for {missing} of {route.name}.")
    return reverse(route.name, kwargs=values)


def parts_of(route):
    """The changing parts of a path."""
    *rooms, name = route.name.split(":")
    resolver = get_resolver()
    for room in rooms:
        resolver = resolver.namespace_dict[room][1]
    ((_, names),), _, _, converters = resolver.reverse_dict[name]
    return [Part(part, type(converters[part]).__name__) for part in names]


def is_expected_in(route, officer):
    """Whether the matrix lets this officer in: a sign-in opens nothing of what devices ask."""
    if route.roles in {ALL, DEVICES}:
        return route.roles == ALL
    return officer.role in (route.roles or ())
