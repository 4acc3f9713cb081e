"""What a backup says of itself: of which node, of when, and what each of its parts must be."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = "akwaba-backup"
FORMAT_VERSION = 1
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


class Unreadable(Exception):  # noqa: N818  named for what it is
    """It is not the manifest of a backup."""


class Newer(Exception):  # noqa: N818  named for what it is
    """A later version of Akwaba wrote it, in a way that this one does not know."""

    def __init__(self, akwaba: str) -> None:
        super().__init__(akwaba)
        self.akwaba = akwaba


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    size: int
    """Bytes, as they lie in the file."""
    sha256: str
    """Of the same bytes: whoever carries a backup can check it without the passphrase."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Nothing here is about anybody: it is readable to whoever finds the stick."""

    node: str
    """The device by which others know the node."""
    akwaba: str
    """The version that made it."""
    made_at: datetime
    database: str
    server: str
    """Version of PostgreSQL; empty for SQLite."""
    schema: list[str]
    """The migrations that its tables have seen, such as `ledger.0001_initial`."""
    salt: str
    """Hexadecimal; empty where the node has no passphrase, and nothing is sealed."""
    parts: list[Part]
    format: str = FORMAT
    format_version: int = FORMAT_VERSION

    @property
    def is_sealed(self) -> bool:
        return bool(self.salt)


def write(manifest: Manifest) -> bytes:
    told = asdict(manifest) | {"made_at": manifest.made_at.isoformat(timespec="seconds")}
    return json.dumps(told, indent=1).encode()


def read(content: bytes) -> Manifest:
    """Raises Unreadable, Newer."""
    try:
        told: dict[str, Any] = json.loads(content)
        if told["format"] == FORMAT and told["format_version"] > FORMAT_VERSION:
            raise Newer(str(told["akwaba"]))
        manifest = Manifest(
            **told
            | {
                "made_at": datetime.fromisoformat(told["made_at"]),
                "parts": [Part(**part) for part in told["parts"]],
            }
        )
        bytes.fromhex(manifest.salt)
        if manifest.format != FORMAT or manifest.made_at.tzinfo is None:
            raise Unreadable
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable from error
    return manifest
