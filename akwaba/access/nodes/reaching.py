"""Where this node answers other nodes, and who vouches for that address."""

from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from akwaba.access.authority import authority_file


def checked_address(text: str) -> str:
    """The address without a slash at its end. Raises ValidationError."""
    address = text.strip().rstrip("/")
    if address and not _is_address(address):
        raise ValidationError(
            _("Write an address such as https://akwaba.example or http://10.77.0.1:8000.")
        )
    return address


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    is_bare = not (parts.query or parts.fragment or parts.username)
    is_printed = address.isascii() and address.isprintable() and " " not in address
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and port != 0
        and is_bare
        and is_printed
    )


def authority_for(address: str) -> str:
    """PEM of this node's own authority where it vouches for the address; else empty.

    Without one the other node believes the authorities that its computer knows anyway.
    """
    parts = urlsplit(address)
    try:
        host = str(IPv4Address(parts.hostname or ""))
    except AddressValueError:
        return ""
    file = authority_file(Path(settings.AKWABA_HOME), host)
    return file.read_text() if parts.scheme == "https" and file.exists() else ""
