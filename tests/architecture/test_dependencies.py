"""Every dependency has a reason, and the locks pin all of them without naming a host."""

import json
import re
import tomllib

import pytest

from tests.architecture.tree import CLONE

PROJECT = CLONE / "pyproject.toml"
APART = "spark"
"""The extra that no other command than `./dev spark` installs, from a lock of its own."""
REQUIREMENT = re.compile(r'^\s+"[^"]+",')
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==", re.MULTILINE)


def requirement_lines():
    text = PROJECT.read_text()
    lists = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    return [line for line in lists.splitlines() if REQUIREMENT.match(line)]


def normal(requirement):
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement)[0]).lower()


def test_every_dependency_says_what_it_is_for():
    assert [line for line in requirement_lines() if "#" not in line.split('",')[1]] == []


def pinned(lock):
    return {normal(item) for item in PINNED.findall((CLONE / lock).read_text())}


def test_the_locks_hold_every_dependency():
    project = tomllib.loads(PROJECT.read_text())["project"]
    extras = project["optional-dependencies"]
    asked = {normal(item) for item in project["dependencies"]}
    for name, extra in extras.items():
        asked |= {normal(item) for item in extra if name != APART}
    apart = {normal(item) for item in extras[APART]}
    assert asked - pinned("requirements.lock") == set(), "Run ./dev lock."
    assert apart - pinned("requirements-spark.lock") == set(), "Run ./dev lock."
    assert pinned("requirements.lock") & apart == set()
    assert len(requirement_lines()) == len(asked | apart)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-spark.lock"])
def test_a_python_lock_has_a_hash_for_each_and_names_no_host(name):
    lock = (CLONE / name).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", lock)
    assert [block.split()[0] for block in blocks[1:] if "--hash=sha256:" not in block] == []
    assert re.findall(r"://|--index-url|--find-links|--trusted-host", lock) == []


def test_the_browser_lock_has_a_hash_for_each_and_names_no_host():
    packages = json.loads((CLONE / "package-lock.json").read_text())["packages"]
    fetched = {path: package for path, package in packages.items() if path}
    assert {path for path, package in fetched.items() if "integrity" not in package} == set()
    assert {path for path, package in fetched.items() if "resolved" in package} == set()
