"""Ctrl+C, a closed window and a shutdown stop the server, the process that answers included."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.nodes import CLONE


@pytest.mark.enable_socket
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_server_stops_when_its_terminal_says_so(node, name):
    command = [sys.executable, "-m", "akwaba.cli", "serve", "--port", str(free_port())]
    with subprocess.Popen(
        command, cwd=CLONE, env=node, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        try:
            answers_at(re.search(r"localhost:(\d+)", server.stdout.readline())[1])
            os.killpg(server.pid, signal.Signals[name])  # as a terminal does: to every process
            assert server.wait(timeout=20) == 0
        finally:
            server.kill()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def answers_at(port):
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", int(port)), timeout=10) as asking:
                asking.sendall(b"GET /health/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                assert asking.recv(12).startswith(b"HTTP/1")
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The server never answered.")
