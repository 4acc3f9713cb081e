"""Role × route, as the code says it: what docs/reference/permissions.md holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from akwaba.access.permissions import ALL, DEVICES, declared
from akwaba.access.rules import Role

HEAD = """\
# Who may open which page

Written by `akwaba officer matrix`; a test compares it with the code. Every page says who it is
for, or nobody may open it. ● may open · ○ open before sign-in · ◇ asked by devices, which sign
what they ask: no sign-in in a browser opens it. People are seen only at the officer’s own posts,
and every file that is opened is noted with who, when and why.
"""


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the node."""

    path: str
    """Such as /officers/<uuid:officer_id>/."""
    name: str
    """room:page, as templates name it."""
    roles: frozenset[Role] | str | None
    """ALL for a page open before sign-in, DEVICES for what devices ask; None where the view says
    nothing."""


def routes() -> list[Route]:
    """Every route of the node, by path."""
    return sorted(_walk(get_resolver(), "/", ""), key=lambda route: (route.path, route.name))


def _walk(resolver: URLResolver, path: str, room: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern).lstrip("^/")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, here, pattern.app_name or room)
        elif isinstance(pattern, URLPattern):
            name = f"{room}:{pattern.name}" if room else str(pattern.name)
            yield Route(here, name, declared(pattern.callback))


def matrix_page() -> str:
    """The page in Markdown, one line a route."""
    roles = list(Role)
    lines = [
        "| Path | Route | " + " | ".join(role.value for role in roles) + " |",
        "|---|---|" + ":-:|" * len(roles),
        *(_line(route, roles) for route in routes()),
    ]
    return HEAD + "\n" + "\n".join(lines) + "\n"


def _line(route: Route, roles: list[Role]) -> str:
    marks = (_mark(route, role) for role in roles)
    name = f"{route.name} ◇" if route.roles == DEVICES else route.name
    return f"| `{route.path}` | {name} | " + " | ".join(marks) + " |"


def _mark(route: Route, role: Role) -> str:
    if route.roles == ALL:
        return "○"
    return "●" if isinstance(route.roles, frozenset) and role in route.roles else ""
