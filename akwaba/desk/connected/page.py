"""The page that starts the desk in connected mode: the same app, some of its modules replaced."""

import json

from akwaba.desk.assets import MODULES, Release

INSTEAD = {
    "exchange/status.js": "plain/status.js",
    "screens/household/saving.js": "plain/saving.js",
    "shell/lock.js": "plain/lock.js",
    "store/drafts.js": "plain/drafts.js",
    "store/photos.js": "plain/photos.js",
    "store/working.js": "plain/working.js",
}
"""What needs the keys of a device, and what does the same by way of the node."""

START = "plain/app.js"
STYLES = ("desk.css", "registration.css")


def import_map(now: Release) -> str:
    """JSON: every module that asks for the one gets the other, but for the others themselves."""
    own = {now.path(name): now.path(name) for name in INSTEAD}
    found = {name: now.path(file) for name, file in MODULES.items()}
    instead = {now.path(name): now.path(other) for name, other in INSTEAD.items()}
    return json.dumps(
        {"imports": {**found, **instead}, "scopes": {now.path("plain/"): own}}, indent=1
    )


def styles(now: Release) -> list[str]:
    return [now.path(name) for name in STYLES if name in now.assets]
