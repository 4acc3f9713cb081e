"""What an entry is, in bytes, and the laws that those bytes obey. No framework, no I/O.

An entry is three things: the header (clear, without personal data), the body (the facts, in
parts) and the signature over the exact header bytes. The bytes are kept as they were made;
nothing is ever written again from its parsed form.

The body is a list of parts, one for each thing that the act says something about. Each part has
its own salt, and the header carries the hash of the parts' hashes: so the facts about one person
can be erased from a family's entry while its header, its hash, its signature and the facts about
the others still verify.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from akwaba.ledger.clock import milliseconds_of

FORMAT = 1
LARGEST = 2**53
"""Whole numbers stay below it: every browser holds them exactly."""
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID in its one usual spelling."""
NAME = re.compile(r"[a-z0-9_.:-]{1,60}", re.ASCII)
FIRST = ""
"""What the first entry of a device names as its previous one."""


class Malformed(ValueError):  # noqa: N818  a refusal is named for what is refused
    """The bytes are not an entry of any format that we know."""


@dataclass(frozen=True, slots=True)
class Header:
    """The clear part of an entry: who, when, where and what kind of act, never about whom."""

    id: str
    device: str
    seq: int
    """1, 2, 3 … without holes for each device."""
    previous: str
    """Hash of the entry that this device made before."""
    kind: str
    version: int
    subject: str
    scope: str
    """The post whose people it concerns: decides who receives it."""
    officer: str
    made_at: str
    """Hybrid logical clock; see clock.py."""
    wall: int
    """The device's own clock, milliseconds since 1970."""
    offset: int | None
    """How far that clock was from the node’s, in milliseconds; None if never compared."""
    body_hash: str


@dataclass(frozen=True, slots=True)
class Part:
    """What an act says about one thing; `salt` and `facts` are None once erased."""

    about: str
    salt: str | None
    facts: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class Wire:
    """An entry as it is stored, sent and signed."""

    header: bytes
    body: str
    signature: bytes
    sealed: bytes = b""
    """The envelope in which the body came, while this node has no key that opens it."""


_FIELDS: tuple[tuple[str, type | tuple[type, ...]], ...] = (
    ("id", str), ("device", str), ("seq", int), ("previous", str), ("kind", str),
    ("version", int), ("subject", str), ("scope", str), ("officer", str), ("made_at", str),
    ("wall", int), ("offset", (int, type(None))), ("body_hash", str),
)  # fmt: skip


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: object) -> str:
    """JSON without spaces; for writing only: what was written is never written again."""
    return _encoder.encode(value)


def write_header(header: Header) -> bytes:
    """The bytes that are signed."""
    fields: dict[str, Any] = {"format": FORMAT}
    fields.update((name, getattr(header, name)) for name, _ in _FIELDS)
    return compact(fields).encode()


def read_header(content: bytes) -> Header:
    """Raises Malformed where a field is missing or of another type."""
    try:
        fields = json.loads(content)
        if fields["format"] != FORMAT:
            raise Malformed(f"Format {fields['format']!r} is not known here.")
        header = Header(**{name: fields[name] for name, _ in _FIELDS})
        _check_form(header)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Malformed(f"The header cannot be read: {error}") from error
    return header


def _check_form(header: Header) -> None:
    """Raises ValueError for what no column could hold: such an entry could not even be kept."""
    for name, kind in _FIELDS:
        value = getattr(header, name)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise TypeError(f"{name} is of the wrong type")
    for name in ("id", "device", "subject", "officer"):
        identifier(getattr(header, name))
    for name in ("kind", "scope"):
        if not NAME.fullmatch(getattr(header, name)):
            raise ValueError(f"{name} is not a plain name")
    milliseconds_of(header.made_at)
    whole = (header.seq, header.wall, header.version, header.offset or 0)
    if max(map(abs, whole)) >= LARGEST or header.seq < 1 or header.version < 1:
        raise ValueError("a number is out of range")


def identifier(text: str) -> str:
    """The text, if it is a UUID in its one usual spelling. Raises ValueError."""
    if IDENTIFIER.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not an identifier as we write it")
    return text


def hash_of(header: bytes) -> str:
    """What the device's next entry names. It covers the body too, by its hash in the header."""
    return sha256(header).hexdigest()


def part_hash(*, about: str, salt: str, facts: str) -> str:
    return sha256(f"{salt}\n{about}\n{facts}".encode()).hexdigest()


def body_hash(hashes: Sequence[str]) -> str:
    return sha256("\n".join(hashes).encode()).hexdigest()


def write_body(parts: Sequence[Part]) -> str:
    """A JSON list: [about, salt, facts] for a part, [about, hash] for an erased one."""
    return compact(
        [
            [part.about, part.hash] if part.facts is None else [part.about, part.salt, part.facts]
            for part in parts
        ]
    )


def read_body(body: str, *, hashed: bool = True) -> list[Part]:
    """Raises Malformed where it is not a list of parts.

    A rebuild reads bodies that are known to hold: it leaves their hashes out.
    """
    try:
        return [_read_part(item, hashed=hashed) for item in json.loads(body)]
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise Malformed(f"The body cannot be read: {error}") from error


def _read_part(item: list[str], *, hashed: bool) -> Part:
    if not isinstance(item, list) or not all(isinstance(text, str) for text in item):
        raise Malformed("A part of the body is not a list of texts.")
    identifier(item[0])
    "".join(item).encode()  # half a surrogate pair cannot be stored
    if len(item) == 2:  # noqa: PLR2004  erased: about, hash
        return Part(about=item[0], salt=None, facts=None, hash=item[1])
    about, salt, facts = item
    digest = part_hash(about=about, salt=salt, facts=facts) if hashed else ""
    return Part(about, salt, facts, digest)


def holds(header: Header, parts: Sequence[Part]) -> bool:
    """Whether the body is the one that the header was signed over."""
    return header.body_hash == body_hash([part.hash for part in parts])


def without(parts: Sequence[Part], erased: frozenset[str] | set[str]) -> list[Part]:
    """The parts, with the facts about those erased taken out; hashes stay."""
    return [
        Part(part.about, None, None, part.hash) if part.about in erased else part for part in parts
    ]
