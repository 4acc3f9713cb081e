"""A capital on PostgreSQL and posts on SQLite, as processes that are killed again and again."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.access.served import Served
from tests.nodes import akwaba, python, run

POSTS = {"pogo": "pogo", "ouangolo": "ouangolodougou", "tengrela": "tengrela"}
KILLS = 12
HOUSEHOLDS = 100
BYTES_A_SECOND = 4000
"""32 kbit/s."""
SHARE_BROKEN = 0.2
SECONDS = 240
"""Within which the slow line must have carried them."""
WATCH = """
import time
from akwaba.access.nodes import watching
watching.watch(sleep=lambda _: time.sleep(0.1))
"""
WRITE = """
from akwaba.access.services import console_officer
from akwaba.ledger import services
from akwaba.ledger.ids import uuid7
from akwaba.ledger.services import Draft, Say
officer, post = console_officer().id, sys.argv[1]
while True:
    household, people = uuid7(), [uuid7() for _ in range(3)]
    says = [Say("registry.household", household, {"post": post, "source": "desk"}, creates=True)]
    says += [
        Say("registry.person", person, {"post": post, "household": {"household": str(household)},
            "name_said": "Awa", "sex": "F"}, creates=True)
        for person in people
    ]
    draft = Draft("registry.household_registered", household, post, says)
    services.append(officer=officer, drafts=[draft])
    print(household, flush=True)
"""
TELL = """
import hashlib, json
from akwaba.ledger.models import Entry
from akwaba.ledger.verification import verify
from akwaba.registry.models import Household, Person
posts = sys.argv[1:]
def told(post):
    rows = [
        list(map(repr, row))
        for model in (Household, Person)
        for row in model.objects.filter(post=post).order_by("id").values_list()
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
print(json.dumps({
    "households": sorted(str(h) for h in Household.objects.filter(
        origin__isnull=False).values_list("id", flat=True)),
    "entries": Entry.objects.filter(kind="registry.household_registered").count(),
    "waiting": Entry.objects.exclude(quarantine="").count(),
    "faults": [fault.what for fault in verify()],
    "tables": {post: told(post) for post in posts},
}))
"""


@pytest.fixture
def capital(clean_environment, tmp_path, postgresql_url):
    env = {
        **clean_environment,
        "AKWABA_HOME": str(tmp_path / "capital"),
        "DATABASE_URL": postgresql_url,
        "AKWABA_LANGUAGE": "en",
    }
    run("", env=env)
    served = Served({**env, "READY": "yes"})
    yield served
    if served.process is not None:
        served.kill()


@pytest.fixture
def posts(empty_node, clean_environment, tmp_path, capital):
    """Environments of three posts that have joined the capital."""
    made = {}
    for name, code in POSTS.items():
        home = tmp_path / name
        shutil.copytree(empty_node, home)
        made[name] = join(capital, {**clean_environment, "AKWABA_HOME": str(home)}, code, tmp_path)
    return made


def join(capital, env, code, folder, address=None):
    env = {**env, "READY": "yes", "AKWABA_LANGUAGE": "en"}
    card, answer = folder / "card", folder / "answer"
    card.write_text(said(akwaba("exchange", "card", env=env)))
    address = address or f"http://127.0.0.1:{capital.port}"
    answer.write_text(
        said(akwaba("exchange", "enrol", card, "--posts", code, "--address", address,
                    env=capital.env))
    )  # fmt: skip
    said(akwaba("exchange", "join", answer, env=env))
    return env


def said(done):
    assert done.returncode == 0, done.stderr
    return done.stdout


class Kept:
    """A process that is started again after each kill."""

    def __init__(self, script, *arguments, env):
        self.script, self.arguments, self.env = script, arguments, env
        self.printed = []
        self.start()

    def start(self):
        self.process = python(self.script, *self.arguments, env=self.env)
        os.set_blocking(self.process.stdout.fileno(), False)

    def read(self):
        with suppress(TypeError, OSError):
            self.printed += (self.process.stdout.read() or "").split()

    def kill(self):
        self.read()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.read()
        self.process.stdout.close()
        self.process.stderr.close()


def test_killed_at_random_all_hold_the_same_in_the_end(capital, posts):
    chance = random.Random(7)  # noqa: S311  no secret
    capital.start()
    watchers = {name: Kept(WATCH, env=env) for name, env in posts.items()}
    writers = {name: Kept(WRITE, POSTS[name], env=env) for name, env in posts.items()}
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.3, 1.5))
            kind = chance.choice(["capital", "watcher", "writer"])
            name = chance.choice(sorted(posts))
            if kind == "capital":
                capital.kill()
                time.sleep(chance.uniform(0, 0.5))
                capital.start()
                continue
            kept = (watchers if kind == "watcher" else writers)[name]
            kept.kill()
            kept.start()
    finally:
        for kept in (*watchers.values(), *writers.values()):
            kept.kill()
    acknowledged = {name: set(kept.printed) for name, kept in writers.items()}
    assert sum(map(len, acknowledged.values())) > KILLS
    for env in posts.values():
        said(akwaba("exchange", "now", "--compare", env=env))
    agree(capital, posts, acknowledged)


def agree(capital, posts, acknowledged):
    there = tell(capital.env, *POSTS.values())
    assert (there["waiting"], there["faults"]) == (0, [])
    assert len(there["households"]) == there["entries"]
    for name, env in posts.items():
        here = tell(env, POSTS[name])
        assert acknowledged[name] <= set(here["households"]) <= set(there["households"])
        assert (here["waiting"], here["faults"]) == (0, [])
        assert here["tables"][POSTS[name]] == there["tables"][POSTS[name]]
        [state] = json.loads(said(akwaba("exchange", "status", "--json", env=env)))
        assert (state["waiting_up"], state["differs_since"], state["problem"]) == (0, None, "")


def tell(env, *posts):
    return json.loads(run(TELL, *posts, env=env))


@pytest.fixture
def bad_line(capital):
    """A proxy that lets 32 kbit/s through and breaks one connection in five."""
    proxy = subprocess.Popen(
        ["python3", str(Path(__file__).with_name("bad_line.py")), str(free_port()),
         str(capital.port), str(BYTES_A_SECOND), str(SHARE_BROKEN)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    port = int(proxy.stdout.readline())
    yield f"http://127.0.0.1:{port}"
    proxy.kill()
    proxy.wait()
    proxy.stdout.close()


@pytest.fixture
def far_post(empty_node, clean_environment, tmp_path, capital, bad_line):
    home = tmp_path / "far"
    shutil.copytree(empty_node, home)
    env = {**clean_environment, "AKWABA_HOME": str(home)}
    return join(capital, env, "pogo", tmp_path, address=bad_line)


def test_on_a_slow_line_that_breaks_off_everything_arrives(capital, far_post):
    capital.start()
    writer = Kept(WRITE, "pogo", env=far_post)
    while len(writer.printed) < HOUSEHOLDS:
        time.sleep(0.05)
        writer.read()
    writer.kill()
    last = time.monotonic() + SECONDS
    while akwaba("exchange", "now", "--compare", env=far_post).returncode:
        assert time.monotonic() < last, "It never ends."
    agree(capital, {"pogo": far_post}, {"pogo": set(writer.printed)})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
