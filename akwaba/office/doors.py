"""The doors of a post: where its pages answer, to whom, and what each lets through."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

JOINING = ("/join/", "/health/")
"""What a device may see before it trusts this node: nothing about anybody."""

CONNECTED = (
    *JOINING,
    "/desk/",
    "/sign-in/",
    "/sign-out/",
    "/language/",
    "/static/",
)
"""What the desk needs on a network without encryption, where the post decided to allow that."""

LETS_THROUGH: dict[str, tuple[str, ...]] = {"join": JOINING, "connected": CONNECTED}
"""By name, as the command hands it to the process of a door."""

StartResponse = Callable[..., Any]
Pages = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Door:
    """One address that answers, in a process of its own."""

    address: str
    port: int
    arguments: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    """Variables of the environment that this process alone gets."""

    @property
    def place(self) -> str:
        return f"{self.address}:{self.port}"


def only(beginnings: Iterable[str], pages: Pages, *, otherwise: str) -> Pages:
    """The pages whose path begins so; all else leads to `otherwise`, untouched by Django."""
    let_through = tuple(beginnings)

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(let_through):
            return pages(environ, start_response)
        start_response("302 Found", [("Location", otherwise), ("Cache-Control", "no-store")])
        return [b""]

    return answer
