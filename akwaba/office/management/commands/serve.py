"""`akwaba serve`: this node's pages, on this computer or on the post's Wi-Fi as well."""

import errno
import os
import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from granian import Granian
from granian.constants import Interfaces

from akwaba.access.addresses import keep_address, post_address, private_addresses
from akwaba.access.authority import (
    Served,
    authority_file,
    ensure_authority,
    ensure_certificate,
    fingerprint,
)
from akwaba.access.nodes.watching import watch
from akwaba.ledger.problems import Problem
from akwaba.matching.nightly import compare_nightly
from akwaba.office.doors import LETS_THROUGH, Door, Pages, only
from akwaba.office.key_files import readable
from akwaba.office.minding import end_with_parent, mind
from akwaba.office.working import worker

THREADS = 4
SECONDS_FOR_OPEN_PAGES = 10
"""How long Ctrl+C waits for pages on their way; what they wrote is whole or not there."""
THIS_COMPUTER = {"127.0.0.1", "localhost", "::1"}


class PortTaken(Problem):
    """Another program answers there, perhaps Akwaba itself."""

    status = 409
    code = "port_taken"
    message = _(
        "Another program already uses the port %(port)s, perhaps Akwaba itself. "
        "Open http://localhost:%(port)s, or choose another: --port %(other)s"
    )


class HttpsPortTaken(Problem):
    """The tablets keep what they have under the port too, so another is not simply taken."""

    status = 409
    code = "https_port_taken"
    message = _(
        "Another program already uses the port %(port)s, perhaps Akwaba itself in another window. "
        "Close that one: tablets know this post by its port as well as by its address."
    )


class AddressElsewhere(Problem):
    status = 409
    code = "address_elsewhere"
    message = _("%(address)s is not an address of this computer. Choose another, or leave it out.")


class CertificateAndKey(Problem):
    code = "certificate_and_key"
    message = _("HTTPS needs both files: --certificate FILE --key FILE")


def require_free(address: str, port: int, *, refusal: type[Problem] = PortTaken) -> None:
    """Raises the refusal, or AddressElsewhere, where nothing could be served."""
    try:
        with socket.create_server((address, port)):
            pass
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise AddressElsewhere(address=address) from error
        raise refusal(port=port, other=port + 1) from error


def served_with(certificate: str | None, key: str | None) -> Served | None:
    """The two files of HTTPS; None where it is not asked for. Raises CertificateAndKey."""
    if certificate and key:
        return Served(Path(certificate), Path(key))
    if certificate or key:
        raise CertificateAndKey
    return None


def load_pages(target: str) -> Pages:
    """Load the pages in the process that answers, and part it from the terminal.

    Granian hangs where Ctrl+C comes twice: from the terminal, and from the process that minds
    it. In a group of its own the process that answers hears it once.
    """
    os.setpgid(0, 0)
    end_with_parent()
    from akwaba.wsgi import application, keep_register_ready  # noqa: PLC0415  not in the minder

    beginnings = LETS_THROUGH.get(target)
    if beginnings is None:
        keep_register_ready()
        return application
    return only(beginnings, application, otherwise=f"{settings.AKWABA_JOIN_URL}/join/")


def stop_with_the_terminal() -> None:
    """A closed window stops Akwaba: whoever closes it means that. Granian would start afresh."""
    signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))


def answer(address: str, port: int, *, pages: str, tls: Served | None = None) -> None:
    """Serve at one address until a signal; over HTTPS where there is a certificate."""
    with ExitStack() as opened:
        key = opened.enter_context(readable(tls.key, _passphrase())) if tls else None
        server = Granian(
            target=pages,
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            log_enabled=False,  # addresses of pages are nobody's business
            workers_kill_timeout=SECONDS_FOR_OPEN_PAGES,
            ssl_cert=tls.certificate if tls else None,
            ssl_key=key,
        )
        server.on_startup(stop_with_the_terminal)
        server.serve(target_loader=load_pages)


def work() -> None:
    """What the worker does beside the pages: meet the capital, compare the register by night."""
    compare = [sys.executable, "-m", "akwaba.cli", "serve", "--compare", str(os.getpid())]
    Thread(target=compare_nightly, args=[compare], daemon=True).start()
    watch()


def command_of(door: Door) -> list[str]:
    where = ["--address", door.address, "--port", str(door.port)]
    return [sys.executable, "-m", "akwaba.cli", "serve", *where, *door.arguments]


def _passphrase() -> str:
    return os.environ.get("AKWABA_PASSPHRASE", "")


class Command(BaseCommand):
    help = "Serve the pages of this node."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", help=gettext("127.0.0.1 is this computer only."))
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--certificate", metavar="FILE", help=gettext("Serve HTTPS with this certificate.")
        )
        parser.add_argument("--key", metavar="FILE", help=gettext("The key of that certificate."))
        post = parser.add_argument_group("post")
        post.add_argument(
            "--post",
            action="store_true",
            help=gettext("Serve tablets on the post’s Wi-Fi as well, over HTTPS."),
        )
        post.add_argument("--https-port", type=int, default=8443)
        post.add_argument(
            "--new-address",
            action="store_true",
            help=gettext("The post moves to another address for good; join every tablet again."),
        )
        post.add_argument(
            "--allow-plain",
            action="store_true",
            help=gettext("Also let tablets without the certificate work, unencrypted."),
        )
        # How the process of one door is told what to let through.
        parser.add_argument("--worker", type=int, metavar="PARENT", help="==SUPPRESS==")
        parser.add_argument("--compare", type=int, metavar="PARENT", help="==SUPPRESS==")
        parser.add_argument("--door", choices=["all", *LETS_THROUGH], help="==SUPPRESS==")

    def handle(self, *args: Any, post: bool, address: str | None, **options: Any) -> None:
        parent, comparer = options.pop("worker"), options.pop("compare")
        if parent or comparer:
            end_with_parent()
            if os.getppid() == (parent or comparer):  # else it ended before the system knew
                work() if parent else call_command("match", "run")
        elif post:
            self._serve_post(address, **options)
        else:
            self._serve_one(address or "127.0.0.1", **options)

    def _serve_one(
        self,
        address: str,
        *,
        port: int,
        certificate: str | None,
        key: str | None,
        door: str | None,
        **options: Any,
    ) -> None:
        tls = served_with(certificate, key)
        require_free(address, port)
        if door is not None:
            end_with_parent()
            answer(address, port, pages=door, tls=tls)
            return
        self._tell_one(address, port, is_encrypted=tls is not None)
        with worker():
            answer(address, port, pages="all", tls=tls)

    def _tell_one(self, address: str, port: int, *, is_encrypted: bool) -> None:
        scheme = "https" if is_encrypted else "http"
        sentence = gettext("Akwaba is at %(scheme)s://localhost:%(port)s — Ctrl+C stops it.")
        self._tell(sentence % {"scheme": scheme, "port": port})
        if address not in THIS_COMPUTER and not is_encrypted:
            self._warn_unencrypted()

    def _serve_post(
        self,
        asked: str | None,
        *,
        port: int,
        https_port: int,
        new_address: bool,
        allow_plain: bool,
        **options: Any,
    ) -> None:
        home = Path(settings.AKWABA_HOME)
        address = post_address(
            home=home, asked=asked, found=private_addresses(), is_new=new_address
        )
        require_free("127.0.0.1", port)
        require_free(address, port)
        require_free(address, https_port, refusal=HttpsPortTaken)
        doors = self._doors(home, address, port, https_port, allow_plain=allow_plain)
        keep_address(home, address)
        self._tell_post(home, address, port, https_port)
        if allow_plain:
            self._warn_unencrypted()
        with worker():
            mind(doors, command=command_of)

    def _doors(
        self, home: Path, address: str, port: int, https_port: int, *, allow_plain: bool
    ) -> list[Door]:
        now = timezone.now()
        authority = ensure_authority(home=home, address=address, passphrase=_passphrase(), now=now)
        served = ensure_certificate(
            authority, home=home, address=address, passphrase=_passphrase(), now=now
        )
        shared = (
            ("AKWABA_DESK_URL", f"https://{address}:{https_port}"),
            ("AKWABA_JOIN_URL", f"http://{address}:{port}"),
        )
        others = os.environ.get("AKWABA_HOSTS")
        hosts = ("AKWABA_HOSTS", ",".join(filter(None, [address, others])))
        tls = ("--certificate", str(served.certificate), "--key", str(served.key))
        lets = "connected" if allow_plain else "join"
        return [
            Door("127.0.0.1", port, ("--door", "all"), shared),
            Door(
                address,
                https_port,
                ("--door", "all", *tls),
                (*shared, hosts, ("AKWABA_HTTPS", "True")),
            ),
            Door(address, port, ("--door", lets), (*shared, hosts)),
        ]

    def _tell_post(self, home: Path, address: str, port: int, https_port: int) -> None:
        told = [
            gettext("On this computer: http://localhost:%(port)s"),
            gettext("Tablets that join:  http://%(address)s:%(port)s/join/"),
            gettext("Tablets that joined: https://%(address)s:%(https_port)s/desk/"),
            gettext("Fingerprint of the certificate: %(fingerprint)s"),
            gettext("This post stays at %(address)s: tablets know it by nothing else."),
            gettext("Ctrl+C stops it."),
        ]
        details = {
            "address": address,
            "port": port,
            "https_port": https_port,
            "fingerprint": fingerprint(authority_file(home, address)),
        }
        for sentence in told:
            self._tell(sentence % details)

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _warn_unencrypted(self) -> None:
        self.stderr.write(
            gettext(
                "Careful: names and passwords travel unencrypted on this network. Use it only "
                "where every device on it is yours."
            )
        )
