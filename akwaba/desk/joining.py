"""What a tablet needs to reach this post: an address, a certificate, and codes to scan."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import segno
from django.conf import settings

from akwaba.access.authority import authority_file, fingerprint

_MEANT_OTHERWISE = str.maketrans({sign: f"\\{sign}" for sign in '\\;,:"'})
"""Signs that end a field in the code of a Wi-Fi, as ZXing defined it and phones read it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How tablets reach this node now."""

    join: str
    """Address of the page with the four steps; plain HTTP, as nothing is trusted yet."""
    desk: str
    """Address of the desk; HTTPS. What a tablet keeps belongs to it."""
    certificate: Path

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.certificate)


def reach() -> Reach | None:
    """None where this node is not served on a post's Wi-Fi now."""
    if not (settings.AKWABA_JOIN_URL and settings.AKWABA_DESK_URL):
        return None
    address = urlsplit(settings.AKWABA_DESK_URL).hostname or ""
    certificate = authority_file(Path(settings.AKWABA_HOME), address)
    if not certificate.exists():
        return None
    return Reach(
        f"{settings.AKWABA_JOIN_URL}/join/", f"{settings.AKWABA_DESK_URL}/desk/", certificate
    )


def wifi_text(name: str, password: str) -> str:
    """What the code of a Wi-Fi says; a network without a password is open."""
    name = name.translate(_MEANT_OTHERWISE)
    if not password:
        return f"WIFI:T:nopass;S:{name};;"
    return f"WIFI:T:WPA;S:{name};P:{password.translate(_MEANT_OTHERWISE)};;"


def drawn(text: str, *, title: str) -> str:
    """A QR code as an SVG element; the title tells those who cannot see what it is for."""
    return segno.make(text, error="m", micro=False).svg_inline(
        title=title, omitsize=True, svgclass="qr", dark="#1e1b15", light="#ffffff", border=4
    )
