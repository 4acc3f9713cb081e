"""Run a process to its end or to its limit, and say what it took."""

import os
import signal
import subprocess
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
    """The greatest memory of the process or of any one of its children."""
    failed: str
    """Why there is no result; "" where there is one."""


def run(
    command: Sequence[object], *, limit: float, folder: Path, env: dict[str, str] | None = None
) -> Took:
    """Seconds by the clock; at the limit the process and its children are stopped."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=said, start_new_session=True,
        )  # fmt: skip
        late = threading.Event()

        def stop() -> None:
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace").strip()[-500:]
    failed = ""
    if late.is_set():
        failed = f"it was stopped after {limit:.0f} s."
    elif process.returncode:
        failed = f"it ended with {process.returncode}: {words}"
    return Took(seconds, usage.ru_maxrss / 1024, failed)
