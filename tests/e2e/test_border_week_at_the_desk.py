"""The families of the border week, registered on a phone while the post dies and comes back."""

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, post
from tests.e2e.conftest import PHONE

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


@pytest.fixture
def mortal(tmp_path):
    home = tmp_path / "post"
    post.at(home, "prepare")
    mortal = MortalPost(home)
    mortal.start()
    mortal.answers()
    yield mortal
    mortal.kill()


def families():
    """The families of Pogo: (name, sex, age) of each person, or the head and how many came."""
    from akwaba.demo.families import households_of
    from akwaba.demo.week import STREAMS

    pogo = next(stream for stream in STREAMS if stream.post == "pogo")
    return list(households_of(pogo))


def as_told(household):
    return [(one.name_said, one.sex, one.birth.said) for one in household.people]


def test_every_family_of_the_week_arrives_once(browser, mortal):
    context = browser.new_context(**PHONE, base_url=mortal.address, locale="fr-FR")
    page = context.new_page()
    faults = []
    context.on("weberror", lambda failure: faults.append(str(failure.error)))
    clerk.join(page, post.at(mortal.home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    week = families()
    with mortal.dying_at_random():
        for household in week:
            if household.counts_said:
                clerk.announce(page, household.people[0].name_said, household.counts_said)
            else:
                clerk.register(page, as_told(household), origin=household.origin_said)
            page.goto("/desk/#home")
            clerk.at_home(page)
    mortal.answers()
    page.goto("/desk/#queue")
    expect(page.locator(".levels .figure").first).to_have_text("0", timeout=120_000)
    context.close()
    assert faults == []
    assert mortal.kills > len(week) / 10
    assert_arrived_once(mortal.home, week)


def assert_arrived_once(home, week):
    register = post.at(home, "register")
    assert register["waiting"] == []
    assert sorted(register["households"]) == sorted(
        [sorted(one.name_said for one in household.people), household.size_said or 0]
        for household in week
    )
    verified = subprocess.run(
        [sys.executable, "-m", "akwaba.cli", "ledger", "verify"],
        cwd=node.CLONE, env=node.environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr
