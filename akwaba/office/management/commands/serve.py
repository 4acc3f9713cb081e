"""`akwaba serve`: this node's pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces

THREADS = 4


class Command(BaseCommand):
    help = "Serve the pages of this node."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="127.0.0.1", help="127.0.0.1 is this computer only")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, address: str, port: int, **options: Any) -> None:
        self.stdout.write(_("Akwaba is at http://localhost:%(port)s — Ctrl+C stops it.") % {"port": port})
        self.stdout.flush()
        Granian(
            target="akwaba.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            log_enabled=False,  # addresses of pages are nobody's business
        ).serve()
