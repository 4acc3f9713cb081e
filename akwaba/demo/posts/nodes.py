"""The nodes of the demo: for each a home, a port and an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from akwaba.demo.week import STREAMS
from akwaba.places.queries import posts

CAPITAL = "capital"
CAPITAL_KEY = "c"
FIRST_POSTS = ("pogo", "ouangolodougou", "tengrela")
MOST_POSTS = 9
WIRES_FROM = 10
"""Added to the port of the capital: behind it lie the ports of the wires to it."""
SECONDS = 300
KEPT = ("AKWABA_PASSPHRASE", "AKWABA_LANGUAGE")
"""Settings that all nodes share. A database or a block of numbers is one node's alone."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the demo, seen from outside: no process of it need run."""

    key: str
    """What to type for it: `c`, or the number of the post."""
    code: str
    """The post whose people it holds; `capital`."""
    name: str
    home: Path
    port: int
    wire_port: int | None = None
    """Where a post reaches the capital; None for the capital itself."""

    @property
    def is_capital(self) -> bool:
        return self.code == CAPITAL

    @property
    def host(self) -> str:
        """Cookies know no ports: under one name, each sign-in would end that at the others."""
        return f"{self.code}.localhost"

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def log(self) -> Path:
        return self.home / "demo.log"

    @property
    def environment(self) -> dict[str, str]:
        shared = {
            name: value
            for name, value in os.environ.items()
            if name in KEPT or not (name.startswith("AKWABA_") or name == "DATABASE_URL")
        }
        hosts = f"localhost,127.0.0.1,[::1],{self.host}"
        return {**shared, "AKWABA_HOME": str(self.home), "AKWABA_HOSTS": hosts}

    def command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "akwaba.cli", *map(str, arguments)]

    def run(self, *arguments: object) -> str:
        """What a command of this node prints. Raises CommandError with what it refused."""
        done = subprocess.run(  # noqa: S603  our own command
            self.command(*arguments),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if done.returncode:
            last = (done.stderr.strip() or "?").splitlines()[-1]
            raise CommandError(_("%(name)s: %(sentence)s") % {"name": self.name, "sentence": last})
        return done.stdout


def nodes_of(home: Path, *, posts: int, port: int) -> list[Node]:
    """The capital and so many posts, each with its folder made."""
    nodes = list(_nodes(home / "demo-posts", _codes()[:posts], port))
    for node in nodes:
        node.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return nodes


def _nodes(folder: Path, codes: Sequence[str], port: int) -> Iterator[Node]:
    names = {post.code: post.name for post in posts()}
    yield Node(CAPITAL_KEY, CAPITAL, _("Capital"), folder / CAPITAL, port)
    for place, code in enumerate(codes, 1):
        wire = port + WIRES_FROM + place
        yield Node(str(place), code, names[code], folder / code, port + place, wire)


def _codes() -> list[str]:
    others = [stream.post for stream in STREAMS if stream.post not in FIRST_POSTS]
    return [*FIRST_POSTS, *others]
