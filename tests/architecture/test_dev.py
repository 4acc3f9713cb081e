"""The developer command says what it can do, and refuses the rest plainly."""

import subprocess
import sys

from tests.architecture.tree import CLONE


def dev(*arguments):
    return subprocess.run(
        [sys.executable, "-I", CLONE / "dev", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_command_is_answered_with_those_that_exist():
    answer = dev("tset")
    assert answer.returncode == 2
    assert answer.stderr.startswith("There is no ./dev tset. These are: demo, test, check")


def test_help_explains_every_command():
    commands = dev("tset").stderr.split("These are: ")[1].rstrip(".\n").split(", ")
    page = dev("help").stdout
    assert [command for command in commands if f"./dev {command}" not in page] == []
