"""The services that are handed out: systemd understands them, and they may do little."""

import configparser
import re
import shlex
import shutil
import subprocess

import pytest

from tests.nodes import CLONE

FOLDER = CLONE / "docs" / "howto" / "systemd"
SERVICES = ["akwaba-backup.service", "akwaba-capital.service", "akwaba-post.service"]
TIMER = "akwaba-backup.timer"
PROGRAM = "/opt/akwaba/bin/akwaba"
HARDENING = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "MemoryDenyWriteExecute": "yes",
    "RestrictSUIDSGID": "yes",
    "StateDirectory": "akwaba",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
    "User": "akwaba",
}


def unit(name):
    # Of an option that is given twice the last one is read; what is asked for here stands once.
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str
    found.read_string((FOLDER / name).read_text())
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_write_its_own_state_and_nothing_else(name):
    service = unit(name)["Service"]
    assert {option: service.get(option) for option in HARDENING} == HARDENING
    assert service["EnvironmentFile"] == "/etc/akwaba/akwaba.env"
    assert service["Environment"] == "AKWABA_HOME=/var/lib/akwaba"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_that_takes_these_options(name):
    from django.core.management import load_command_class

    program, command, *options = shlex.split(unit(name)["Service"]["ExecStart"])
    assert program == PROGRAM
    parser = load_command_class("akwaba.office", command).create_parser("akwaba", command)
    parser.parse_args(options)


def test_what_serves_comes_back_after_a_fault_and_after_a_start_without_wifi_or_database():
    for name in ("akwaba-capital.service", "akwaba-post.service"):
        found = unit(name)
        assert found["Service"]["Restart"] == "always"
        assert found["Unit"]["StartLimitIntervalSec"] == "0"


def test_the_capital_answers_its_own_computer_only():
    assert "--address 127.0.0.1" in unit("akwaba-capital.service")["Service"]["ExecStart"]


def test_a_post_may_ask_which_addresses_it_has():
    families = unit("akwaba-post.service")["Service"]["RestrictAddressFamilies"].split()
    assert "AF_NETLINK" in families


def test_a_backup_that_was_missed_is_made_when_the_computer_is_on_again():
    timer = unit(TIMER)["Timer"]
    assert timer["Persistent"] == "yes"
    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d:\d\d", timer["OnCalendar"])


def test_systemd_finds_no_fault_in_them(tmp_path):
    """Where systemd is; it wants the program to be there, so a shell stands in for it."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    for name in (*SERVICES, TIMER):
        text = (FOLDER / name).read_text().replace(PROGRAM, "/bin/sh")
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in (*SERVICES, TIMER)]
    told = subprocess.run(
        [analyze, "verify", "--man=no", "--generators=no", "--recursive-errors=no", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    for name in SERVICES:
        judged = [analyze, "security", "--offline=true", "--no-pager", "--threshold=20"]
        rated = subprocess.run(
            [*judged, str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        assert rated.returncode == 0, rated.stdout


def test_commands_are_run_by_hand_as_the_service_runs_them():
    script = (FOLDER / "akwaba").read_text()
    assert subprocess.run(["sh", "-n"], input=script, text=True, check=False).returncode == 0
    service = unit("akwaba-post.service")["Service"]
    for said in (f"--uid={service['User']}", service["EnvironmentFile"], service["Environment"]):
        assert said in script
