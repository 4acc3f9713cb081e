"""A post whose server is killed without warning and comes back, as one without power does."""

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

from tests.e2e import node

SEED = 20251112
ALIVE, DEAD = (1.5, 6.0), (0.2, 4.0)
"""Seconds, at least and at most."""


class MortalPost:
    """A server that is killed without warning and started again, as a post without power is."""

    def __init__(self, home):
        self.home, self.port = home, node.free_port()
        self.kills = 0
        self._stop = threading.Event()

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def start(self):
        self._told = (self.home / "server.txt").open("a+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "akwaba.cli", "serve", "--port", str(self.port)],
            cwd=node.CLONE,
            env=node.environment(self.home),
            stdout=self._told,
            stderr=self._told,
            start_new_session=True,
        )

    def answers(self):
        node.wait_for(f"{self.address}/health/", self._process, self._told)

    def kill(self):
        _kill_everything_under(self._process.pid)
        self._process.wait()
        self._told.close()

    @contextmanager
    def dying_at_random(self, seed=SEED):
        dice = random.Random(seed)  # noqa: S311  chance, not a secret
        killer = threading.Thread(target=self._die_and_live, args=[dice])
        killer.start()
        try:
            yield
        finally:
            self._stop.set()
            killer.join()

    def _die_and_live(self, dice):
        while not self._stop.wait(dice.uniform(*ALIVE)):
            self.kill()
            self.kills += 1
            self._stop.wait(dice.uniform(*DEAD))
            self.start()


def _kill_everything_under(pid):
    """The process that minds, and the one that answers: it made a group of its own."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (pid, *map(int, below)):
        os.kill(one, signal.SIGKILL)
