"""Run a process to its end or to its limit, and say what it took."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Took:
    seconds: float
    mb: float
    """The greatest memory of the process or of any one of its children; 0 if it was stopped."""
    failed: str
    """Why there is no result; "" where there is one."""


# Linux counts what a process had before it became another program: started from here, the smallest
# would seem as great as this one. So something small starts it, and counts.
LAUNCH = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code if code >= 0 else 128 - code)
"""


def run(
    command: Sequence[object], *, limit: float, folder: Path, env: dict[str, str] | None = None
) -> Took:
    """Seconds by the clock; at the limit the process and its children are stopped."""
    with tempfile.TemporaryFile() as said, tempfile.NamedTemporaryFile("r") as peak:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-ISc", LAUNCH, peak.name, *map(str, command)],
            cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=said, start_new_session=True,
        )  # fmt: skip
        late = threading.Event()

        def stop() -> None:
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        process.wait()
        timer.cancel()
        seconds = time.perf_counter() - began
        kilobytes = float(peak.read() or 0)
        said.seek(0)
        words = said.read().decode(errors="replace").strip()[-500:]
    failed = ""
    if late.is_set():
        failed = f"it was stopped after {limit:.0f} s."
    elif process.returncode:
        failed = f"it ended with {process.returncode}: {words}"
    return Took(seconds, kilobytes / 1024, failed)
