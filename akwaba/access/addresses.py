"""The one address of a post on its own Wi-Fi, and where it is kept.

A browser keeps what a tablet has not sent yet under the address from which the desk came. At
another address it opens another, empty desk. So the address of a post never changes by itself.
"""

import fcntl
import socket
import struct
import sys
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.home import private_directory
from akwaba.ledger.problems import Problem

_SIOCGIFADDR = 0x8915
"""Linux, netdevice(7): the IPv4 address of an interface."""
_ADDRESS_IN_REPLY = slice(20, 24)


class AddressNotPrivate(Problem):
    code = "address_not_private"
    message = _(
        "%(address)s is not an address of a private network. Give the address of this computer on "
        "the post’s Wi-Fi: --address 10.77.0.1"
    )


class ChooseAddress(Problem):
    """None or several were found: the wrong one could not be changed later."""

    status = 409
    code = "choose_address"
    message = _(
        "Which address does this computer have on the post’s Wi-Fi? Found: %(found)s. Choose one "
        "for good: --address 10.77.0.1"
    )


class AddressChanged(Problem):
    """Nothing was lost, but nothing is served: the tablets would open empty desks."""

    status = 409
    code = "address_changed"
    message = _(
        "This post has been at %(before)s, and is now asked to be at %(address)s. Tablets keep "
        "what they have not sent under the first address, and trust a certificate for it only. "
        "Give this computer the address %(before)s again in the settings of its Wi-Fi. Only when "
        "every tablet shows 0 waiting: --address %(address)s --new-address, then join each again."
    )


class AddressMissing(Problem):
    status = 409
    code = "address_missing"
    message = _(
        "This computer does not have the address %(address)s now. It has: %(found)s. Switch on "
        "the post’s Wi-Fi, or give this computer that address in the settings of its Wi-Fi."
    )


def post_address(
    *, home: Path, asked: str | None, found: list[str], is_new: bool = False
) -> str:  # fmt: skip
    """The address to serve at: the post's own, else the one asked for, else the only one found.

    Raises AddressNotPrivate, AddressChanged, AddressMissing, ChooseAddress.
    """
    kept = kept_address(home)
    if asked is not None:
        _require_private(asked)
    if kept and asked not in {None, kept} and not is_new:
        raise AddressChanged(before=kept, address=asked)
    address = asked or kept or (found[0] if len(found) == 1 else None)
    if address is None:
        raise ChooseAddress(found=", ".join(found) or "–")
    if not _is_here(address):
        raise AddressMissing(address=address, found=", ".join(found) or "–")
    return address


def kept_address(home: Path) -> str | None:
    """Where this post was served before; None where it never was."""
    path = _file(home)
    return path.read_text().strip() if path.exists() else None


def keep_address(home: Path, address: str) -> None:
    private_directory(home)
    new = _file(home).with_suffix(".new")
    new.write_text(f"{address}\n")
    new.replace(_file(home))


def private_addresses() -> list[str]:
    """IPv4 addresses of this computer on private networks; itself left out."""
    if sys.platform == "linux":
        held = [_address_of(name) for _number, name in socket.if_nameindex()]
    else:
        held = list(socket.gethostbyname_ex(socket.gethostname())[2])
    return [
        text
        for text in held
        if text and IPv4Address(text).is_private and not IPv4Address(text).is_loopback
    ]


def _address_of(interface: str) -> str | None:
    question = struct.pack("256s", interface.encode()[:15])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            reply = fcntl.ioctl(asking.fileno(), _SIOCGIFADDR, question)
        except OSError:  # it has none
            return None
    return socket.inet_ntoa(reply[_ADDRESS_IN_REPLY])


def _is_here(address: str) -> bool:
    try:
        with socket.create_server((address, 0)):
            return True
    except OSError:
        return False


def _require_private(address: str) -> None:
    try:
        is_private = IPv4Address(address).is_private and address != "0.0.0.0"  # noqa: S104  refused
    except AddressValueError:
        is_private = False
    if not is_private:
        raise AddressNotPrivate(address=address)


def _file(home: Path) -> Path:
    return home / "post-address"
