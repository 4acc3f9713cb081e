"""A post on a line of 32 kbit/s that loses packets and breaks off: minutes, bytes, nothing lost.

The line is tests/exchange/bad_line.py: one packet in five is lost and sent again, and within each
60 kB a connection breaks with a chance of one in five. The post meets the capital again and again,
as its worker does but without the pauses between attempts, until both hold the same.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benches import Measurement
from benches.exchange import _akwaba, _join, _node, _run, _serving

CLONE = Path(__file__).parents[1]
HOUSEHOLDS = int(os.environ.get("HOUSEHOLDS", "1000"))
BYTES_A_SECOND = 4000
"""32 kbit/s."""
SHARE_LOST = 0.2
LONGEST = 60 * 60
"""Seconds after which it is given up."""
TELL = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
import django
django.setup()
from akwaba.ledger.models import Entry
from akwaba.ledger.verification import verify
made = Entry.objects.filter(kind="registry.household_registered", quarantine="")
print(json.dumps({
    "made": [str(entry) for entry in made.values_list("id", flat=True)],
    "waiting": Entry.objects.exclude(quarantine="").count(),
    "faults": len(list(verify())),
}))
"""


def measurements() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="akwaba-bad-line-") as folder:
        capital, post = _node(Path(folder) / "capital"), _node(Path(folder) / "post")
        _run(post, "fill", HOUSEHOLDS)
        with _serving(capital) as port:
            with _line(port) as line:
                _join(capital, post, f"http://127.0.0.1:{line.port}", Path(folder))
                started, meetings = time.perf_counter(), _until_agreed(post)
                passed = time.perf_counter() - started
            here, there = _tell(post), _tell(capital)
    yield Measurement(
        f"{len(here['made'])} households over 32 kbit/s", passed / 60, "min", None, "min"
    )
    weight = line.carried / len(here["made"])
    yield Measurement("a household on that line", weight, "bytes", None, "min")
    yield Measurement("connections that broke off", line.broken, "connections")
    yield Measurement("meetings that it took", meetings, "meetings", None, "min")
    lost = len(set(here["made"]) - set(there["made"]))
    yield Measurement("households lost", lost, "households", 0, "min")
    doubled = len(there["made"]) - len(set(there["made"]))
    yield Measurement("households doubled", doubled, "households", 0, "min")
    wrong = sum(each["faults"] + each["waiting"] for each in (here, there))
    yield Measurement("faults, and entries that wait", wrong, "entries", 0, "min")


class _Line:
    def __init__(self, port: int) -> None:
        self.port = port
        self.carried = self.broken = 0
        """Bytes both ways, what was sent again included, and connections that broke off: told at
        its end."""


@contextmanager
def _line(target: int) -> Iterator[_Line]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        line = _Line(probe.getsockname()[1])
    script = CLONE / "tests" / "exchange" / "bad_line.py"
    numbers = (line.port, target, BYTES_A_SECOND, SHARE_LOST, SHARE_LOST)
    process = subprocess.Popen(
        [sys.executable, script, *map(str, numbers)], stdout=subprocess.PIPE, text=True
    )
    out = process.stdout
    if out is None or not out.readline():
        raise RuntimeError("The line did not begin.")
    try:
        yield line
    finally:
        process.terminate()
        line.carried, line.broken = map(int, out.readline().split())
        process.wait(30)


def _until_agreed(post: dict[str, str]) -> int:
    """How many meetings it took; each goes on where the one before broke off."""
    last = time.monotonic() + LONGEST
    meetings = 0
    while time.monotonic() < last:
        meetings += 1
        try:
            _akwaba(post, "exchange", "now", "--compare")
        except subprocess.CalledProcessError as error:  # the line broke off, most likely
            print(error.stderr.strip()[-300:], file=sys.stderr)
            continue
        if not json.loads(_akwaba(post, "exchange", "status", "--json"))[0]["waiting_up"]:
            return meetings
    return meetings


def _tell(env: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-c", TELL]
    done = subprocess.run(command, env=env, cwd=CLONE, check=True, capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said
