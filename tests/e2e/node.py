"""A real node for the journeys: its own state, the invented border week, a server process."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

CLONE = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 90


def environment(home):
    """What a node's process sees: nothing of the tests, and a home of its own."""
    ours = ("AKWABA_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "AKWABA_HOME": str(home)}


def prepare(home):
    """Make a node that holds the border week and knows others, in a process of its own."""
    run("-m", "tests.e2e.node", home=home)


def run(*arguments, home):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=CLONE,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def serving(home):
    """The address of a server on this state; the server ends with the block."""
    port = free_port()
    command = [sys.executable, "-m", "akwaba.cli", "serve", "--port", str(port)]
    with (home / "server.txt").open("w+") as told:
        process = subprocess.Popen(
            command, cwd=CLONE, env=environment(home), stdout=told, stderr=told
        )
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/health/", process, told)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_START)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, told):
    last = time.monotonic() + SECONDS_TO_START
    while not answers(address):
        told.seek(0)
        assert process.poll() is None, f"The server ended: {told.read()}"
        assert time.monotonic() < last, f"{address} does not answer: {told.read()}"
        time.sleep(0.1)


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except (URLError, ConnectionError):
        return False


def play_the_week():
    """Run inside the node's own process."""
    import django

    django.setup()
    from django.conf import settings

    from akwaba.cli import prepare as make_ready
    from akwaba.demo.play import play
    from tests.e2e import neighbours

    make_ready(settings.AKWABA_HOME)
    neighbours.meet(play(), settings.AKWABA_HOME)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "akwaba.settings"
    play_the_week()
