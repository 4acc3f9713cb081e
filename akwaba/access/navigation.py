"""What the menu and the home page offer. Each room's urls.py exports its `navigation`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings

from akwaba.access.models import Officer
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
    waiting: Callable[[Officer], int] | None = None
    """How many things wait there for that officer; asked for on every page: one cheap query."""
    waiting_words: Any = ""
    """Translated lazily by `n`, such as "%(n)d file to settle"."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An item of somebody's menu, with what waits for them there."""

    item: Item
    waiting: int
    """0 where nothing waits, or nothing ever does."""

    @property
    def waiting_text(self) -> str:
        """What waits, in words; empty where nothing does."""
        return str(self.item.waiting_words % {"n": self.waiting}) if self.waiting else ""


def menu_of(officer: Officer) -> list[Offered]:
    """What every room offers this officer, in the order in which akwaba/urls.py names the rooms."""
    items: list[Item] = import_module(settings.ROOT_URLCONF).navigation
    return [
        Offered(item, item.waiting(officer) if item.waiting else 0)
        for item in items
        if officer.role in item.roles
    ]
