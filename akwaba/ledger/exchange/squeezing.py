r"""Entries in a batch without what the other side can work out, and what is random kept apart.

A header names the hash of the entry before and of its own body: both follow from the batch. Salts
and signatures are random: among words they only keep these from shrinking. So an entry travels as

    [header, [[about, facts], …], verdict]

with \x01 in the header for the hash of the entry before it in the batch, \x02 for the hash of its
body, and \x03 in facts for their subject; signature and salts lie one behind the other in one
string of bytes for the whole batch. The sender makes sure that the very bytes come out again; an
entry of which they do not travels as it is.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from akwaba.ledger import laws
from akwaba.ledger.envelope import LARGEST_CONTENT
from akwaba.ledger.keys import SIGNATURE_BYTES
from akwaba.ledger.laws import Part, Wire

BEFORE, OWN_BODY, SUBJECT = "\x01", "\x02", "\x03"
SALT_BYTES = 16

Squeezed = tuple[str, list[list[str]]]
"""The header and the parts, without what follows from the rest."""


class Spoilt(ValueError):  # noqa: N818  named for what is refused
    """No entry comes out of it."""


def squeeze(wire: Wire, before: str) -> tuple[Squeezed, bytes] | None:
    """The entry and its random bytes; None where the very bytes would not come out again."""
    if wire.sealed or len(wire.signature) != SIGNATURE_BYTES:
        return None
    try:
        parts = json.loads(wire.body)
        header = wire.header.decode()
        salts = b"".join(bytes.fromhex(salt) for _, salt, _ in parts)
        hashes = [laws.part_hash(about=a, salt=s, facts=f) for a, s, f in parts]
        told = [[about, facts.replace(about, SUBJECT)] for about, _, facts in parts]
    except (ValueError, TypeError, AttributeError):
        return None
    header = header.replace(laws.body_hash(hashes), OWN_BODY)
    if before:
        header = header.replace(before, BEFORE)
    squeezed, random = (header, told), wire.signature + salts
    return (squeezed, random) if _comes_out(squeezed, random, before, wire) else None


def _comes_out(squeezed: Squeezed, random: bytes, before: str, wire: Wire) -> bool:
    try:
        return restore(squeezed, random, before) == (wire, len(random))
    except Spoilt:
        return False


def restore(told: Sequence[Any], random: bytes, before: str, start: int = 0) -> tuple[Wire, int]:
    """The entry, and where among the random bytes its own end. Raises Spoilt."""
    try:
        header, parts = told[0], told[1]
        at = start + SIGNATURE_BYTES
        whole = []
        for about, short in parts:
            salt, at = random[at : at + SALT_BYTES].hex(), at + SALT_BYTES
            facts = _written_out(short, SUBJECT, laws.identifier(about))
            digest = laws.part_hash(about=about, salt=salt, facts=facts)
            whole.append(Part(about, salt, facts, digest))
        own = laws.body_hash([part.hash for part in whole])
        content = _written_out(_written_out(header, OWN_BODY, own), BEFORE, before).encode()
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise Spoilt(str(error)) from error
    if at > len(random):
        raise Spoilt("The random bytes end too early.")
    return Wire(content, laws.write_body(whole), random[start : start + SIGNATURE_BYTES]), at


def _written_out(text: str, mark: str, whole: str) -> str:
    """Raises Spoilt where a few signs would fill the memory."""
    if len(text) + text.count(mark) * len(whole) > LARGEST_CONTENT:
        raise Spoilt("More comes out than any entry holds.")
    return text.replace(mark, whole)


def name_of(wire: Wire) -> str:
    """What the next entry of a batch may leave out: the hash of this one's header."""
    return sha256(wire.header).hexdigest()
