"""The serial of an attestation: A and twelve digits; its middle six are its place on the list.

The first four digits follow from the key that signs, the next six are drawn at random (they say
neither how many were issued nor in which order), and two check what was typed. No framework.
"""

import secrets

from akwaba.registry.numbers import (
    BLOCK_DIGITS,
    LAST_BLOCK,
    LAST_SERIAL,
    SERIAL_DIGITS,
    NumberRefused,
    check_number,
    printed_number,
    registration_number,
)

LETTER = "A"


def new_serial(key_id: bytes) -> str:
    block = int.from_bytes(key_id) % (LAST_BLOCK + 1)
    return LETTER + registration_number(block=block, serial=secrets.randbelow(LAST_SERIAL + 1))


def place_of(serial: str) -> int | None:
    """Where on the status list its bit stands; None for what is no serial of ours."""
    digits = check_number(serial[1:]) if serial.startswith(LETTER) else None
    if digits is None or isinstance(digits, NumberRefused):
        return None
    return int(digits[BLOCK_DIGITS : BLOCK_DIGITS + SERIAL_DIGITS])


def printed_serial(serial: str) -> str:
    """Give a serial as it is printed: A 0421 4839 2017."""
    return f"{serial[:1]} {printed_number(serial[1:])}"
