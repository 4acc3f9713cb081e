"""The post's certificate authority: trusted for its own address, worth nothing elsewhere."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from akwaba.access.authority import (
    AuthorityOutOfDate,
    KeyUnreadable,
    Served,
    authority_file,
    ensure_authority,
    ensure_certificate,
    fingerprint,
    new_certificate,
)
from akwaba.ledger.keys import new_key

ADDRESS = "10.77.0.1"
NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


def authority_of(home, *, now=NOW, passphrase=""):
    return ensure_authority(home=home, address=ADDRESS, passphrase=passphrase, now=now)


def certificate_of(home, *, now=NOW, passphrase=""):
    authority = authority_of(home, now=now, passphrase=passphrase)
    return ensure_certificate(authority, home=home, address=ADDRESS, passphrase=passphrase, now=now)


def read(path):
    return x509.load_pem_x509_certificate(path.read_bytes())


def shake_hands(served, *, trusting, host):
    """A handshake between a server and a client in memory; raises what a browser would."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(served.certificate, served.key)
    client = ssl.create_default_context(cafile=trusting)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server, server_hostname=host),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    waiting = list(ends)
    while waiting:
        end = waiting.pop(0)
        try:
            end.do_handshake()
        except ssl.SSLWantReadError:
            waiting.append(end)
    return ends[0].version()


def vouch_for(home, *names):
    """What a thief of the authority's key would make: a certificate for other names."""
    key = new_key()
    made = new_certificate(authority_of(home), key.public_key(), names=list(names), now=NOW)
    served = Served(home / "forged.crt", home / "forged.key")
    pem = serialization.Encoding.PEM
    served.certificate.write_bytes(made.public_bytes(pem))
    served.key.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return served


@pytest.mark.parametrize("host", [ADDRESS, "localhost", "127.0.0.1"])
def test_who_trusts_it_reaches_the_post(tmp_path, host):
    served = certificate_of(tmp_path)
    trusting = authority_file(tmp_path, ADDRESS)
    assert shake_hands(served, trusting=trusting, host=host) == "TLSv1.3"


@pytest.mark.parametrize(
    "name",
    [
        x509.DNSName("bank.example"),
        x509.DNSName("poste.localhost.example"),
        x509.IPAddress(IPv4Address("10.77.0.2")),
        x509.IPAddress(IPv4Address("192.0.2.7")),
    ],
)
def test_it_can_vouch_for_no_other_name(tmp_path, name):
    forged = vouch_for(tmp_path, name)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(forged, trusting=authority_file(tmp_path, ADDRESS), host=str(name.value))


def test_the_same_forgery_for_its_own_name_would_be_taken(tmp_path):
    """So it is the constraint that refuses the others."""
    served = vouch_for(tmp_path, x509.IPAddress(IPv4Address(ADDRESS)))
    assert shake_hands(served, trusting=authority_file(tmp_path, ADDRESS), host=ADDRESS)


def test_a_device_that_does_not_understand_the_constraints_must_refuse_it(tmp_path):
    held = authority_of(tmp_path).certificate.extensions
    assert held.get_extension_for_class(x509.NameConstraints).critical
    basic = held.get_extension_for_class(x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)


def test_it_is_made_once(tmp_path):
    before = certificate_of(tmp_path).certificate.read_bytes()
    first = fingerprint(authority_file(tmp_path, ADDRESS))
    assert certificate_of(tmp_path).certificate.read_bytes() == before
    assert fingerprint(authority_file(tmp_path, ADDRESS)) == first


def test_phones_take_what_the_post_shows(tmp_path):
    made = read(certificate_of(tmp_path).certificate)
    assert made.not_valid_after_utc - made.not_valid_before_utc < timedelta(days=398)
    assert made.not_valid_before_utc < NOW - timedelta(days=1)  # a tablet's clock may be late


@pytest.mark.parametrize(("days", "is_renewed"), [(364, False), (366, True), (500, True)])
def test_it_is_renewed_when_fewer_than_thirty_days_remain(tmp_path, days, is_renewed):
    before = certificate_of(tmp_path).certificate.read_bytes()
    after = certificate_of(tmp_path, now=NOW + timedelta(days=days)).certificate
    assert (after.read_bytes() != before) is is_renewed


def test_one_made_by_a_clock_that_ran_ahead_is_made_again(tmp_path):
    certificate_of(tmp_path, now=NOW)
    certificate_of(tmp_path, now=NOW + YEAR)
    held = read(certificate_of(tmp_path, now=NOW).certificate)
    assert held.not_valid_before_utc < NOW


def test_it_never_outlives_its_authority(tmp_path):
    last = authority_of(tmp_path).certificate.not_valid_after_utc
    late = last - timedelta(days=100)
    assert read(certificate_of(tmp_path, now=late).certificate).not_valid_after_utc == last


@pytest.mark.parametrize("now", [NOW - YEAR, NOW + 11 * YEAR])
def test_a_wrong_clock_is_named_and_nothing_is_made_anew(tmp_path, now):
    before = authority_of(tmp_path).certificate
    with pytest.raises(AuthorityOutOfDate) as refused:
        authority_of(tmp_path, now=now)
    assert str(now.date()) in str(refused.value)
    assert authority_of(tmp_path).certificate == before


def test_the_wrong_passphrase_is_said(tmp_path):
    certificate_of(tmp_path, passphrase="five words of this post")
    for wrong in ("", "other words"):
        with pytest.raises(KeyUnreadable):
            certificate_of(tmp_path, passphrase=wrong)


def test_the_fingerprint_is_the_one_that_devices_show(tmp_path):
    made = authority_of(tmp_path).certificate
    shown = fingerprint(authority_file(tmp_path, ADDRESS))
    assert bytes.fromhex(shown.replace(":", "")) == made.fingerprint(hashes.SHA256())
    assert len(shown) == 32 * 3 - 1


def test_only_its_owner_can_read_the_keys(tmp_path):
    served = certificate_of(tmp_path)
    for key in (served.key, served.key.with_name("authority.key")):
        assert key.stat().st_mode & 0o077 == 0
