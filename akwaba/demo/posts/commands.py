"""What somebody types while the demo runs."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    POWER = "power"
    """Kill the node where it stands, or start it again."""
    NETWORK = "network"
    """Cut the way from a post to the capital, or restore it."""
    END = "end"


@dataclass(frozen=True, slots=True)
class Command:
    deed: Deed
    key: str = ""
    """The node that it concerns."""


def read_command(typed: str, *, capital: str, posts: Collection[str]) -> Command | None:
    """None where it means nothing: `1`, `c`, `n 1` and `q` do."""
    match typed.casefold().replace("n", "n ", 1).split():
        case ["q"]:
            return Command(Deed.END)
        case ["n", key] if key in posts:
            return Command(Deed.NETWORK, key)
        case [key] if key == capital or key in posts:
            return Command(Deed.POWER, key)
    return None
