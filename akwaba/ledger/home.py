"""The one directory that holds all state of a node: database, keys, logs."""

import os
import secrets
import tempfile
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]


class SettingRefused(ValueError):  # noqa: N818  named for what is refused
    """A variable of the environment that cannot be used. It must not need the settings itself."""

    def __init__(self, name: str, wanted: str) -> None:
        self.name, self.wanted = name, wanted
        super().__init__(f"{name} must be {wanted}")


def home_directory() -> Path:
    """Where this node keeps its state: AKWABA_HOME, or var/ in a clone."""
    named = os.environ.get("AKWABA_HOME")
    return Path(named).expanduser().resolve() if named else CLONE / "var"


def keep_private() -> None:
    """Have this process and those that it starts write files that only their owner can read.

    A laptop has more than one account, and the database holds names.
    """
    os.umask(0o077)


def private_directory(path: Path) -> Path:
    """Make a directory that only its owner can enter."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def write_once(path: Path, content: bytes) -> bytes:
    """Write a private file unless it is there already, and return what it holds.

    The file appears whole or not at all: two processes that start together agree on one content,
    and a power cut never leaves half a key.
    """
    private_directory(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)
        except FileExistsError:
            return path.read_bytes()
    finally:
        Path(name).unlink()
    return content


def invented_mark(home: Path) -> Path:
    """The file that says that this node holds invented data only: the demo's, never real."""
    return home / "invented-data"


def secret_key(home: Path) -> str:
    """The node's own secret for cookies and forms; made at the first start, never shipped."""
    path = home / "keys" / "web-secret"
    if path.exists():
        return path.read_text()
    return write_once(path, secrets.token_urlsafe(50).encode()).decode()
