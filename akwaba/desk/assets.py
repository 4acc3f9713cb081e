"""What the browser runs: every file of `app/`, in memory, under one version.

The version is part of each address, so modules of two versions are never mixed. The service
worker takes exactly these files for use without a network.
"""

import gzip
import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOM = Path(__file__).parent
APP = ROOM / "app"
SHELL = ROOM / "templates" / "desk" / "shell.html"
WORKER = "sw.js"
"""Served at /desk/sw.js, so that it may answer for all of /desk/; never a module."""

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
}
"""What the desk is made of. A file with another ending is not served."""

MODULES = {
    "preact": "vendor/preact.js",
    "preact/hooks": "vendor/preact-hooks.js",
    "htm": "vendor/htm.js",
    "htm/preact": "vendor/htm-preact.js",
    "idb": "vendor/idb.js",
    "lean-qr": "vendor/lean-qr.js",
    "@hpke/core": "vendor/hpke-core/mod.js",
    "@hpke/common": "vendor/hpke-common/mod.js",
    "zxing-wasm/reader": "vendor/zxing/reader/index.js",
}
"""The import map: the name that a module asks for, and the file that answers."""

FIRST = (
    "app.js",
    "exchange/counts.js",
    "exchange/status.js",
    "ledger/bytes.js",
    "ledger/envelope.js",
    "router.js",
    "screens/enrol.js",
    "session.js",
    "shell/banners.js",
    "shell/explain.js",
    "shell/forms.js",
    "shell/frame.js",
    "shell/guard.js",
    "shell/icons.js",
    "shell/install.js",
    "shell/language.js",
    "shell/level.js",
    "shell/lock.js",
    "shell/look.js",
    "shell/notices.js",
    "shell/screen.js",
    "shell/statebar.js",
    "shell/step.js",
    "shell/today.js",
    "shell/undo.js",
    "shell/update.js",
    "shell/watching.js",
    "store/changes.js",
    "store/database.js",
    "store/device.js",
    "store/mark.js",
    "store/photos.js",
    "store/pins.js",
    "store/problems.js",
    "store/settings.js",
    "store/space.js",
    "store/vault.js",
    "vendor/htm-preact.js",
    "vendor/htm.js",
    "vendor/idb.js",
    "vendor/preact-hooks.js",
    "vendor/preact.js",
    "words.js",
    "words/fr/shell.js",
)
"""All that app.js imports at once: the page asks for them together and not one after another."""

VERSION_LETTERS = 12
SMALLEST_WORTH_PACKING = 150
"""Bytes under which gzip makes a file longer."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the app, ready to send."""

    type: str
    plain: bytes
    packed: bytes | None
    """Gzipped; None where that would not be shorter."""


@dataclass(frozen=True, slots=True)
class Release:
    """Every file of the app as this node serves it now."""

    version: str
    assets: Mapping[str, Asset]
    """By path under `app/`."""

    def path(self, name: str) -> str:
        """The address of a file, such as /desk/app/0123456789ab/app.js."""
        return f"/desk/app/{self.version}/{name}"

    @property
    def import_map(self) -> str:
        """JSON, exactly as it stands in the page: its hash is in the page's policy."""
        found = {name: self.path(file) for name, file in MODULES.items()}
        return json.dumps({"imports": found}, indent=1)


@lru_cache(maxsize=1)
def release() -> Release:
    """Read once: a node whose files change while it runs keeps serving one version."""
    assets = {name: _asset(path) for name, path in files().items()}
    parts = [(name, asset.plain) for name, asset in assets.items()]
    parts += [(WORKER, (APP / WORKER).read_bytes()), (SHELL.name, SHELL.read_bytes())]
    return Release(version=version_of(parts), assets=assets)


def files() -> dict[str, Path]:
    """The files of the app by their path under `app/`, in order."""
    found = {path.relative_to(APP).as_posix(): path for path in APP.rglob("*")}
    served = {name: path for name, path in found.items() if path.suffix in TYPES}
    served.pop(WORKER, None)
    return dict(sorted(served.items()))


def version_of(parts: list[tuple[str, bytes]]) -> str:
    """Twelve hexadecimal digits that change when any name or byte does."""
    told = hashlib.sha256()
    for name, body in parts:
        told.update(f"{name}\0{len(body)}\0".encode() + body)
    return told.hexdigest()[:VERSION_LETTERS]


def source_hash(inline: str) -> str:
    """What a policy (CSP) says of an inline script that it lets through."""
    digest = b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _asset(path: Path) -> Asset:
    plain = path.read_bytes()
    packed = gzip.compress(plain, mtime=0) if len(plain) >= SMALLEST_WORTH_PACKING else plain
    return Asset(
        type=TYPES[path.suffix],
        plain=plain,
        packed=packed if len(packed) < len(plain) else None,
    )
