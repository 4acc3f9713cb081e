"""The demo of several posts as a process, and what its nodes hold, asked without it."""

import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from threading import Thread

from tests.nodes import CLONE, run

SECONDS = 240
TELL = """
import json
from akwaba.ledger.models import Entry
from akwaba.ledger.verification import verify
from akwaba.registry.models import Household
print(json.dumps({
    "households": {
        post: sorted(map(str, Household.objects.filter(post=post).values_list("id", flat=True)))
        for post in sys.argv[1:]
    },
    "quarantined": Entry.objects.exclude(quarantine="").count(),
    "faults": [fault.what for fault in verify()],
}))
"""


class Demo:
    """`akwaba demo --posts`, on stores that were made before."""

    def __init__(self, home, empty_node, env):
        self.home, self.port = home, free_ports()
        self.env = {**env, "AKWABA_HOME": str(home), "AKWABA_LANGUAGE": "en"}
        shutil.copytree(empty_node, home)
        shutil.copytree(empty_node, home / "demo-posts" / "empty")
        self.said, self._process, self._reader = [], None, None

    def command(self, *arguments):
        wanted = ["demo", "--port", str(self.port), *map(str, arguments)]
        return [sys.executable, "-m", "akwaba.cli", *wanted]

    def finished(self, *arguments):
        return subprocess.run(
            self.command(*arguments), env=self.env, cwd=CLONE, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip

    def start(self, *arguments):
        self._process = subprocess.Popen(
            self.command(*arguments), env=self.env, cwd=CLONE, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._reader = Thread(target=lambda: self.said.extend(self._process.stdout))
        self._reader.start()

    def type(self, text):
        self.said.append(f"# {text}\n")
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()

    def wait_for(self, words):
        """Until a line that came after the last command has these words."""
        last = time.monotonic() + SECONDS
        while not any(words in line for line in self._since_typed()):
            assert self._process.poll() is None, "".join(self.said)
            assert time.monotonic() < last, "".join(self.said)
            time.sleep(0.1)

    def _since_typed(self):
        said = list(self.said)
        typed = [place for place, line in enumerate(said) if line.startswith("#")]
        return said[typed[-1] :] if typed else said

    def ended(self):
        return self._process.wait(SECONDS)

    def kill(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self):
        if self._process is not None:
            self.kill()
            self._process.stdin.close()
            self._reader.join()
            self._process.stdout.close()
            self.until_silent()

    def until_silent(self):
        """Nobody serves any more."""
        last = time.monotonic() + 60
        while any(is_answering(self.port + place) for place in range(4)):
            assert time.monotonic() < last, "Somebody still answers."
            time.sleep(0.1)

    def tell(self, node, *posts):
        env = {**self.env, "AKWABA_HOME": str(self.home / "demo-posts" / node), "READY": "yes"}
        return json.loads(run(TELL, *posts, env=env))


def free_ports():
    """The first of twenty ports on which nobody answers."""
    while True:
        first = random.randrange(20_000, 30_000)  # noqa: S311  no secret
        with suppress(OSError), ExitStack() as probes:
            for place in range(20):
                probes.enter_context(socket.create_server(("127.0.0.1", first + place)))
            return first


def is_answering(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
