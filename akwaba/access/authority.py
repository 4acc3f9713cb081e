"""The certificate authority of one post: it vouches for this node on the post's Wi-Fi, only there.

Tablets trust it because an officer put it on them. So it must be worth nothing elsewhere: its name
constraints (RFC 5280, section 4.2.1.10) let it vouch for the post's own address and for this
computer, and a path length of 0 keeps it from handing on its trust.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils.translation import gettext_lazy as _

from akwaba.ledger.home import private_directory, write_once
from akwaba.ledger.keys import make_key, read_key
from akwaba.ledger.problems import Problem

AUTHORITY_LIFE = timedelta(days=3652)
"""Ten years: putting it on every tablet again costs the post a day."""
CERTIFICATE_LIFE = timedelta(days=397)
"""Phones refuse what is valid for longer than 398 days (Apple, HT211025; Chrome follows it)."""
RENEWED_BEFORE = timedelta(days=30)
CLOCKS_DIFFER = timedelta(days=2)
"""A tablet whose clock is late must not find the certificate not yet valid."""

Name = x509.IPAddress | x509.DNSName
THIS_COMPUTER: tuple[Name, ...] = (
    x509.DNSName("localhost"),
    x509.IPAddress(IPv4Address("127.0.0.1")),
)


class AuthorityOutOfDate(Problem):
    """The clock of the laptop is wrong, or ten years have passed."""

    status = 409
    code = "authority_out_of_date"
    message = _(
        "The certificate of this post is valid from %(first)s to %(last)s, and the clock of this "
        "computer says %(today)s. Set the clock, then start again."
    )


class KeyUnreadable(Problem):
    """The passphrase of the node changed, or is missing."""

    status = 409
    code = "authority_key_unreadable"
    message = _(
        "The key of this post’s certificate cannot be opened: the passphrase is missing or wrong "
        "(AKWABA_PASSPHRASE)."
    )


@dataclass(frozen=True, slots=True)
class Authority:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class Served:
    """Files that a web server needs for HTTPS."""

    certificate: Path
    key: Path


def folder(home: Path, address: str) -> Path:
    """Each address has an authority of its own: one that was left can be taken up again."""
    return home / "keys" / f"post-{address}"


def authority_file(home: Path, address: str) -> Path:
    """The certificate that devices install, as PEM; there once the post was served."""
    return folder(home, address) / "authority.crt"


def ensure_authority(*, home: Path, address: str, passphrase: str, now: datetime) -> Authority:
    """Read the authority of that IPv4 address, made the first time.

    Raises AuthorityOutOfDate, KeyUnreadable.
    """
    key = _ensure_key(folder(home, address) / "authority.key", passphrase)
    path = authority_file(home, address)
    if not path.exists():
        write_once(path, _pem(_new_authority(key, IPv4Address(address), now)))
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= now < last:
        raise AuthorityOutOfDate(first=first.date(), last=last.date(), today=now.date())
    return Authority(key, certificate)


def ensure_certificate(
    authority: Authority, *, home: Path, address: str, passphrase: str, now: datetime
) -> Served:
    """The node's own certificate for that address, renewed where fewer than 30 days remain."""
    served = Served(folder(home, address) / "node.crt", folder(home, address) / "node.key")
    key = _ensure_key(served.key, passphrase)
    if not _is_good(served.certificate, key, now):
        names: list[Name] = [x509.IPAddress(IPv4Address(address)), *THIS_COMPUTER]
        certificate = new_certificate(authority, key.public_key(), names=names, now=now)
        _replace(served.certificate, _pem(certificate) + _pem(authority.certificate))
    return served


def new_certificate(
    authority: Authority,
    key: ec.EllipticCurvePublicKey,
    *,
    names: list[Name],
    now: datetime,
) -> x509.Certificate:
    """A certificate for a web server under these names; outside the constraints nobody takes it."""
    last = min(now + CERTIFICATE_LIFE - CLOCKS_DIFFER, authority.certificate.not_valid_after_utc)
    own = authority.key.public_key()
    return (
        _builder(_name(str(names[0].value)), key, now - CLOCKS_DIFFER, last)
        .issuer_name(authority.certificate.subject)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        .sign(authority.key, hashes.SHA256())
    )


def fingerprint(certificate: Path) -> str:
    """SHA-256 of the certificate in pairs of digits, as Android and Windows show it."""
    return _fingerprint(certificate.read_bytes())


@lru_cache(maxsize=8)
def _fingerprint(pem: bytes) -> str:
    return x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256()).hex(":").upper()


def _new_authority(
    key: ec.EllipticCurvePrivateKey, address: IPv4Address, now: datetime
) -> x509.Certificate:
    name = _name(str(address))
    permitted = [
        x509.IPAddress(IPv4Network(address)),
        x509.IPAddress(IPv4Network("127.0.0.1")),
        x509.DNSName("localhost"),
    ]
    return (
        _builder(name, key.public_key(), now - CLOCKS_DIFFER, now + AUTHORITY_LIFE)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _builder(
    name: x509.Name, key: ec.EllipticCurvePublicKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(address: str) -> x509.Name:
    """What the settings of a tablet list, so that the right one can be removed."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Akwaba"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Akwaba {address}"),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _ensure_key(path: Path, passphrase: str) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        make_key(path, passphrase)
    try:  # read again: another process may have been first
        return read_key(path, passphrase)
    except (ValueError, TypeError) as error:
        raise KeyUnreadable from error


def _is_good(path: Path, key: ec.EllipticCurvePrivateKey, now: datetime) -> bool:
    """Whether it fits the key and lasts; one from a clock that ran ahead does not."""
    if not path.exists():
        return False
    held = x509.load_pem_x509_certificate(path.read_bytes())
    lasts = held.not_valid_before_utc <= now <= held.not_valid_after_utc - RENEWED_BEFORE
    return lasts and held.public_key() == key.public_key()


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in the place of the one before."""
    private_directory(path.parent)
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
