"""A parcel as a series of QR codes: put together again, and what is missing named; no I/O.

The dead phone's screen shows one code after another, in a circle. Each is a frame:
`AKW1:<first 8 digits of the parcel's SHA-256>:<place>/<count>:<part in base 45>`.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MOST_FRAMES = 2000
"""Of one series: more than a megabyte. So much is carried as a file."""

_FRAME = re.compile(r"AKW1:([0-9A-F]{8}):([0-9]{1,5})/([0-9]{1,5}):([0-9A-Z $%*+\-./:]+)", re.ASCII)
_TRIPLE = 3


@dataclass(slots=True)
class Series:
    """The frames of one parcel that were read so far."""

    name: str
    """First eight digits of its SHA-256."""
    count: int
    parts: dict[int, bytes] = field(default_factory=dict)

    @property
    def missing(self) -> list[int]:
        """Places of the frames that were not read, from 1."""
        return [place for place in range(1, self.count + 1) if place not in self.parts]

    @property
    def content(self) -> bytes | None:
        """The parcel; None where frames are missing or one was read wrongly."""
        if self.missing:
            return None
        whole = b"".join(self.parts[place] for place in range(1, self.count + 1))
        return whole if hashlib.sha256(whole).hexdigest()[:8].upper() == self.name else None


@dataclass(frozen=True, slots=True)
class Frames:
    """What a text of frames holds: a series for each parcel, and the lines that are none."""

    series: list[Series]
    strange: list[int]
    """Numbers of the lines that cannot be read, from 1."""


def read_frames(text: str) -> Frames:
    """Read one frame a line, in any order, each as often as it was scanned."""
    found: dict[tuple[str, int], Series] = {}
    strange: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        frame = _read(line)
        if frame is None:
            strange.append(number)
            continue
        name, place, count, part = frame
        found.setdefault((name, count), Series(name, count)).parts[place] = part
    return Frames(list(found.values()), strange)


def looks_like_frames(content: bytes) -> bool:
    """Whether a file holds frames as text rather than the parcel itself."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"AKW1:")


def _read(line: str) -> tuple[str, int, int, bytes] | None:
    found = _FRAME.fullmatch(line.lstrip())
    if found is None:
        return None
    name, place, count = found[1], int(found[2]), int(found[3])
    try:
        part = from_base45(found[4])
    except ValueError:
        return None
    return (name, place, count, part) if 1 <= place <= count <= MOST_FRAMES else None


def from_base45(text: str) -> bytes:
    """RFC 9285, section 4. Raises ValueError for what no bytes are written as."""
    return bytes(_bytes_of(ALPHABET.index(sign) for sign in text))


def _bytes_of(values: Iterable[int]) -> Iterable[int]:
    digits = list(values)
    for start in range(0, len(digits), _TRIPLE):
        group = digits[start : start + _TRIPLE]
        length = len(group) - 1
        value = sum(digit * 45**power for power, digit in enumerate(group))
        if not length or value >= 256**length:
            raise ValueError("These signs stand for no bytes.")
        yield from value.to_bytes(length)
