"""RFC 9180 opened step by step, without the library's HPKE: what the envelope is held against."""

from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

P256, HKDF_SHA256 = 0x0010, 0x0001
AES_128_GCM, AES_256_GCM = 0x0001, 0x0002
KEY_BYTES = {AES_128_GCM: 16, AES_256_GCM: 32}


def _hmac(key, content):
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(content)
    return mac.finalize()


def _extract(suite, salt, label, content):
    return _hmac(salt or bytes(32), b"HPKE-v1" + suite + label + content)


def _expand(suite, secret, label, info, length):
    labelled = length.to_bytes(2) + b"HPKE-v1" + suite + label + info
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = _hmac(secret, block + labelled + bytes([counter]))
        out, counter = out + block, counter + 1
    return out[:length]


def private_key(number):
    return ec.derive_private_key(int.from_bytes(number), ec.SECP256R1())


def point_of(key):
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def open_base(*, enc, ciphertext, key, info, aad=b"", aead=AES_256_GCM):
    """The plain text of the first message in base mode (sequence number 0)."""
    kem = b"KEM" + P256.to_bytes(2)
    shared = key.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), enc)
    )
    eae = _extract(kem, b"", b"eae_prk", shared)
    secret = _expand(kem, eae, b"shared_secret", enc + point_of(key), 32)
    suite = b"HPKE" + P256.to_bytes(2) + HKDF_SHA256.to_bytes(2) + aead.to_bytes(2)
    context = (
        b"\x00"
        + _extract(suite, b"", b"psk_id_hash", b"")
        + _extract(suite, b"", b"info_hash", info)
    )
    schedule = _extract(suite, secret, b"secret", b"")
    message_key = _expand(suite, schedule, b"key", context, KEY_BYTES[aead])
    nonce = _expand(suite, schedule, b"base_nonce", context, 12)
    return AESGCM(message_key).decrypt(nonce, ciphertext, aad)
