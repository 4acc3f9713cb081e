"""`akwaba serve`: this node's pages."""

import os
import signal
import socket
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from granian import Granian
from granian.constants import Interfaces

from akwaba.ledger.problems import Problem

THREADS = 4
THIS_COMPUTER = {"127.0.0.1", "localhost", "::1"}


class PortTaken(Problem):
    """Another program answers there, perhaps Akwaba itself."""

    status = 409
    code = "port_taken"
    message = _(
        "Another program already uses the port %(port)s, perhaps Akwaba itself. "
        "Open http://localhost:%(port)s, or choose another: --port %(other)s"
    )


def require_free(address: str, port: int) -> None:
    """Raises PortTaken where nothing could be served."""
    try:
        with socket.create_server((address, port)):
            pass
    except OSError as error:
        raise PortTaken(port=port, other=port + 1) from error


def load_pages(target: str) -> WSGIHandler:
    """Load the pages in the process that answers, and part it from the terminal.

    Granian hangs where Ctrl+C comes twice: from the terminal, and from the process that minds
    it. In a group of its own the process that answers hears it once.
    """
    del target
    os.setpgid(0, 0)
    from akwaba.wsgi import application  # noqa: PLC0415  not in the process that minds

    return application


def stop_with_the_terminal() -> None:
    """A closed window stops Akwaba: whoever closes it means that. Granian would start afresh."""
    signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))


class Command(BaseCommand):
    help = "Serve the pages of this node."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--address", default="127.0.0.1", help=gettext("127.0.0.1 is this computer only.")
        )
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, address: str, port: int, **options: Any) -> None:
        require_free(address, port)
        sentence = gettext("Akwaba is at http://localhost:%(port)s — Ctrl+C stops it.")
        self.stdout.write(sentence % {"port": port})
        self.stdout.flush()
        if address not in THIS_COMPUTER:
            self.stderr.write(
                gettext(
                    "Careful: names and passwords travel unencrypted on this network. Use it only "
                    "where every device on it is yours."
                )
            )
        server = Granian(
            target="akwaba.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            log_enabled=False,  # addresses of pages are nobody's business
        )
        server.on_startup(stop_with_the_terminal)
        server.serve(target_loader=load_pages)
