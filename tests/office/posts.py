"""A post that is served by real processes: this computer, HTTPS and the page where tablets join."""

import http.client
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.nodes import CLONE

WIFI = "127.0.0.2"
"""Stands for the post's address on its Wi-Fi."""
SECONDS_TO_START = 60


@dataclass
class Post:
    process: subprocess.Popen
    home: Path
    port: int
    https_port: int
    told: Path

    @property
    def certificate(self):
        return self.home / "keys" / f"post-{WIFI}" / "authority.crt"

    def ask(self, path, *, address=WIFI, **headers):
        """Ask the plain port; `headers` are sent as they are named."""
        return answer(http.client.HTTPConnection(address, self.port, timeout=20), path, headers)

    def ask_safely(self, path, context=None):
        context = context or ssl.create_default_context(cafile=self.certificate)
        asking = http.client.HTTPSConnection(WIFI, self.https_port, timeout=20, context=context)
        return answer(asking, path, {})

    def doors(self):
        return [("127.0.0.1", self.port), (WIFI, self.port), (WIFI, self.https_port)]


def answer(asking, path, headers):
    """(status, headers, body)"""
    try:
        asking.request("GET", path, headers=headers)
        reply = asking.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        asking.close()


def free_ports(count):
    """Ports that are free at every address of the tests."""
    with ExitStack() as held:
        found = [held.enter_context(socket.create_server(("", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in found]


@contextmanager
def serving_post(environment, *options):
    port, https_port = free_ports(2)
    home = Path(environment["AKWABA_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    told = home / "told.txt"
    command = [sys.executable, "-m", "akwaba.cli", "serve", "--post", "--address", WIFI]
    command += ["--port", str(port), "--https-port", str(https_port), *options]
    with told.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=CLONE,
            env={**environment, "AKWABA_LANGUAGE": "en"},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        post = Post(process, home, port, https_port, told)
        wait_until(
            lambda: process.poll() is not None or all(map(is_open, post.doors())), told.read_text
        )
        assert process.poll() is None, told.read_text()
        yield post
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def is_open(place):
    try:
        with socket.create_connection(place, timeout=5):
            return True
    except OSError:
        return False


def wait_until(is_so, explain=lambda: ""):
    last = time.monotonic() + SECONDS_TO_START
    while not is_so():
        if time.monotonic() > last:
            pytest.fail(f"It never came to pass. {explain()}")
        time.sleep(0.05)
