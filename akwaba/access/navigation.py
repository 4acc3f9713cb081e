"""What the menu and the home page offer. Each room's urls.py exports its `navigation`."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings

from akwaba.access.rules import Role


@dataclass(frozen=True, slots=True)
class Item:
    """A page that officers in some roles find in their menu and on their home page."""

    label: Any
    """Translated lazily."""
    route: str
    """Name of a route without arguments, such as registry:arrivals."""
    roles: Collection[Role]
    """Those who are offered it; each of them must be allowed there (a test holds it)."""
    help: Any = ""
    """One sentence for the tile of the home page."""


def offered_to(role: str) -> list[Item]:
    """The items of every room for this role, in the order in which akwaba/urls.py names them."""
    return [item for item in import_module(settings.ROOT_URLCONF).navigation if role in item.roles]
