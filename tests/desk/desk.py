"""Asks the desk's own modules, in Node: what they answer is what a browser would write."""

import json
import shutil
import subprocess
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]


def ask(module, *calls):
    """What each call answers: ask("ledger/ids.js", ["uuid5", "a name"]) → ["9f…"]."""
    node = shutil.which("node")
    assert node, "The desk's tests need Node 20. On Debian: apt-get install nodejs"
    done = subprocess.run(
        [node, CLONE / "tests" / "desk" / "ask.mjs"],
        input=json.dumps({"module": module, "calls": calls}, default=_bytes),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, object_hook=_revived)


def _bytes(value):
    return {"bytes": bytes(value).hex()}


def _revived(fields):
    return bytes.fromhex(fields["bytes"]) if list(fields) == ["bytes"] else fields
