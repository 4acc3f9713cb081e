"""Registration numbers and token codes: made offline, checked offline, read aloud; no framework.

A registration number is twelve digits: the node's block (4), a serial in it (6) and two check
digits by ISO 7064 MOD 97-10. A token code is seven characters drawn at random and one check
character by ISO 7064 MOD 37-2; it says nothing of the person. Both schemes catch every single
wrong character and every swap of two neighbours.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Literal

from stdnum.iso7064 import mod_37_2, mod_97_10

Reason = Literal["empty", "length", "characters", "check"]

BLOCK_DIGITS = 4
SERIAL_DIGITS = 6
NUMBER_LENGTH = BLOCK_DIGITS + SERIAL_DIGITS + 2
LAST_BLOCK = 10**BLOCK_DIGITS - 1
LAST_SERIAL = 10**SERIAL_DIGITS - 1

TOKEN_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # noqa: S105  Crockford's base 32, no secret
"""Crockford's base 32: without I, L, O (read as 1, 1, 0) and U."""
TOKEN_LENGTH = 8

SEPARATORS = re.compile(r"[\s\-–—_./]+")
LOOKALIKES = str.maketrans("OILoil", "011011")

UNITS_FR = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS_FR = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "", "quatre-vingt", "")
UNITS_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class NumberRefused:
    """Why something is no number or code: "check" means that a character is wrong or swapped.

    A number that is well formed but that nobody holds is not refused here: the register tells.
    """

    reason: Reason
    said: str


def registration_number(*, block: int, serial: int) -> str:
    """Give the twelve digits of the serial-th number of a block; the caller keeps both in range."""
    if not (0 <= block <= LAST_BLOCK and 0 <= serial <= LAST_SERIAL):
        raise ValueError(f"No number exists for block {block} and serial {serial}.")
    digits = f"{block:0{BLOCK_DIGITS}}{serial:0{SERIAL_DIGITS}}"
    return digits + str(mod_97_10.calc_check_digits(digits))


def check_number(said: str) -> str | NumberRefused:
    """Read a registration number as typed or heard: spaces, dashes, O for 0 and I for 1 pass."""
    digits = _bare(said)
    if not digits:
        return NumberRefused("empty", said)
    if not (digits.isascii() and digits.isdigit()):
        return NumberRefused("characters", said)
    if len(digits) != NUMBER_LENGTH:
        return NumberRefused("length", said)
    return digits if _is_sound(digits) else NumberRefused("check", said)


def printed_number(number: str) -> str:
    """Give a number as it is printed: 0421 0001 3762."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def read_aloud(number: str, language: str = "fr") -> str:
    """Give a number as it is said: pairs in French, as telephone numbers are; digits in English."""
    if language != "fr":
        return ", ".join(
            " ".join(UNITS_EN[int(digit)] for digit in number[start : start + 4])
            for start in range(0, len(number), 4)
        )
    return ", ".join(_pair_fr(number[start : start + 2]) for start in range(0, len(number), 2))


def new_token() -> str:
    """Draw a token code. A draw whose check character is outside the alphabet is thrown away."""
    while True:
        drawn = "".join(secrets.choice(TOKEN_ALPHABET) for _ in range(TOKEN_LENGTH - 1))
        check = str(mod_37_2.calc_check_digit(drawn))
        if check in TOKEN_ALPHABET:
            return drawn + check


def check_token(said: str) -> str | NumberRefused:
    """Read a token code as typed, scanned or heard; lower case and lookalikes pass."""
    code = _bare(said).upper()
    if not code:
        return NumberRefused("empty", said)
    if any(char not in TOKEN_ALPHABET for char in code):
        return NumberRefused("characters", said)
    if len(code) != TOKEN_LENGTH:
        return NumberRefused("length", said)
    return code if mod_37_2.checksum(code) == 1 else NumberRefused("check", said)


def printed_token(token: str) -> str:
    """Give a token code as it is printed: K7QM-3XP9."""
    return f"{token[:4]}-{token[4:]}"


def _bare(said: str) -> str:
    return SEPARATORS.sub("", said).translate(LOOKALIKES)


def _is_sound(digits: str) -> bool:
    """Compare with the digits we make: by the remainder alone, 00 would pass for 97."""
    return str(mod_97_10.calc_check_digits(digits[:-2])) == digits[-2:]


def _pair_fr(pair: str) -> str:
    number = int(pair)
    if pair[0] == "0":
        return f"zéro {UNITS_FR[number]}"
    if number < len(UNITS_FR):
        return UNITS_FR[number]
    ten, unit = divmod(number, 10)
    if ten in {7, 9}:  # soixante-dix and quatre-vingt-dix count on from the ten below
        ten, unit = ten - 1, unit + 10
    if unit == 0:
        return TENS_FR[ten]
    joined = " et " if unit in {1, 11} and ten != 8 else "-"  # noqa: PLR2004  quatre-vingt-un
    return f"{TENS_FR[ten]}{joined}{UNITS_FR[unit]}"
