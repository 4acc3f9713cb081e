"""`akwaba demo --posts`: a capital and posts as processes, killed at any moment."""

import random
import re
import time

import pytest

from tests.demo.stage import Demo


@pytest.fixture
def demo(tmp_path, empty_node, clean_environment):
    demo = Demo(tmp_path / "home", empty_node, clean_environment)
    yield demo
    demo.close()


def test_all_agree_after_one_exchange_and_a_second_start_goes_on(demo):
    told = demo.finished("--posts", 2, "--households", 2, "--no-serve")
    assert told.returncode == 0, told.stderr
    again = demo.finished("--posts", 2, "--households", 3, "--no-serve")
    assert again.returncode == 0, again.stderr

    for said, households in ((told.stdout, 2), (again.stdout, 3)):
        names = ("Pogo", "Ouangolodougou")
        assert [line for line in said.splitlines() if not line.startswith(" ")] == [
            f"{name}: {households} households here and at the capital, nothing waits."
            for name in names
        ]
        hashes = re.findall(r"\b[0-9a-f]{64}\b", said)
        assert hashes[::2] == hashes[1::2]
        assert len(set(hashes)) == len(names)
    agree(demo, "pogo", "ouangolodougou", households=3)


def test_pulled_plugs_change_nothing_but_what_waits(demo):
    chance = random.Random()  # noqa: S311  no secret
    demo.start("--posts", 2, "--households", 4, "--pace", 0.5)
    demo.wait_for("Pogo ")
    for key in ("1", "c", "1", "c"):
        time.sleep(chance.uniform(0, 4))
        demo.type(key)
    demo.wait_for("Nothing waits; every post and the capital hold the same.")
    demo.type("q")
    assert demo.ended() == 0
    demo.until_silent()
    agree(demo, "pogo", "ouangolodougou", households=4)


def test_a_killed_demo_leaves_nobody_serving(demo):
    demo.start("--posts", 1, "--households", 1)
    demo.wait_for("runs")
    demo.kill()
    demo.until_silent()


def agree(demo, *posts, households):
    capital = demo.tell("capital", *posts)
    assert (capital["quarantined"], capital["faults"]) == (0, [])
    for post in posts:
        here = demo.tell(post, post)
        assert (here["quarantined"], here["faults"]) == (0, [])
        assert len(here["households"][post]) == households
        assert here["households"][post] == capital["households"][post]
