"""What a post serves stands and falls together."""

import os
import re
import signal
import subprocess

import pytest

from tests.office.posts import WIFI, is_open, serving_post, wait_until

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", WIFI])


def is_all_shut(post):
    return not any(map(is_open, post.doors()))


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_every_door_shuts_when_the_terminal_says_so(node, name):
    with serving_post(node) as post:
        os.killpg(post.process.pid, signal.Signals[name])  # as a terminal does: to every process
        assert post.process.wait(timeout=30) == 0
        assert is_all_shut(post)


def test_ctrl_c_twice_stops_as_well_as_once(node):
    with serving_post(node) as post:
        os.killpg(post.process.pid, signal.SIGINT)
        os.killpg(post.process.pid, signal.SIGINT)
        assert post.process.wait(timeout=30) == 0
        assert is_all_shut(post)


def test_a_door_that_fails_shuts_the_others_and_says_which(node):
    with serving_post(node) as post:
        os.kill(serves(post.https_port, post.process.pid), signal.SIGKILL)
        assert post.process.wait(timeout=30) == 2
        wait_until(lambda: is_all_shut(post))
        assert f"What served {WIFI}:{post.https_port} has stopped" in post.told.read_text()


def test_nothing_goes_on_answering_where_the_command_itself_was_killed(node):
    with serving_post(node) as post:
        post.process.kill()
        wait_until(lambda: is_all_shut(post))


def serves(port, parent):
    """The process of that door."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(re.search(rf"^ *(\d+) .*--port {port}\b", listed.stdout, re.MULTILINE)[1])
