"""Pages of a real server, asked by two clients at once: how long they take, and its memory."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

CLONE = Path(__file__).resolve().parents[1]
CLIENTS = 2
ASKED = 150
"""Requests of each page: the slowest one in twenty is what p95 names."""


@dataclass
class Server:
    port: int
    pid: int
    cookie: str

    def ask(self, path: str, form: dict[str, str] | None = None) -> float:
        """Milliseconds until the whole page is here. Raises where it is not a page."""
        headers = {"Cookie": self.cookie, "X-CSRFToken": "0" * 32}
        body = urlencode(form) if form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        connection.request("POST" if form else "GET", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1000
        connection.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return took

    def p95(self, ask: Callable[["Server"], float]) -> float:
        """The slowest of the fastest 95 %, in milliseconds, after a few to warm up."""
        for _ in range(5):
            ask(self)
        with ThreadPoolExecutor(CLIENTS) as clients:
            took = sorted(clients.map(lambda _: ask(self), range(ASKED)))
        return took[int(len(took) * 0.95) - 1]

    def memory_mb(self) -> float:
        """Of the greatest process of the server: the worker."""
        return max(_resident_mb(pid) for pid in _family(self.pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def serving() -> Iterator[Server]:
    """A server on this process's node, with a protection officer signed in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "akwaba.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=CLONE, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        server = Server(port, process.pid, f"{_signed_in()}; csrftoken={'0' * 32}")
        for _ in range(300):
            try:
                server.ask("/health/")
                break
            except OSError:
                time.sleep(0.1)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _signed_in() -> str:
    from django.test import Client

    from benches.registry import officer

    client = Client()
    client.force_login(officer())
    return f"sessionid={client.cookies['sessionid'].value}"


def page_times(server: Server) -> Iterator[tuple[str, float]]:
    """p95 of each page in milliseconds, on people drawn at random."""
    from django.urls import reverse

    from akwaba.registry.models import Person

    source = random.Random(1)
    people = _drawn(source)
    households = list(Person.objects.filter(pk__in=people).values_list("household", flat=True))
    names = [
        " ".join(row)
        for row in Person.objects.filter(pk__in=people).values_list("given_names", "family_name")
    ]

    def person(server: Server) -> float:
        return server.ask(reverse("registry:person", args=[source.choice(people)]))

    def household(server: Server) -> float:
        return server.ask(reverse("registry:household", args=[source.choice(households)]))

    def search(server: Server) -> float:
        return server.ask(reverse("registry:search"), {"q": source.choice(names)})

    def arrivals(server: Server) -> float:
        return server.ask(reverse("registry:arrivals"))

    for ask in (person, household, search, arrivals):
        yield ask.__name__, server.p95(ask)


def _drawn(source: random.Random) -> list[object]:
    from akwaba.registry.models import Person

    last = Person.objects.count() - 1
    ids = Person.objects.order_by("id").values_list("id", flat=True)
    return [ids[source.randrange(last)] for _ in range(60)]
