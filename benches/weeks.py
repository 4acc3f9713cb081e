"""Weeks of bad luck among twenty nodes, by seeds: what is lost, doubled or different in the end."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benches import Measurement

CLONE = Path(__file__).parents[1]
NODES = 20
ACTS = 120
CODE = """
import os, sys, pathlib, tempfile
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from tests.exchange.week import Week
for seed in range(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])):
    with tempfile.TemporaryDirectory() as folder:
        week = Week(pathlib.Path(folder), seed, nodes=int(sys.argv[4]), acts=int(sys.argv[5]))
        try:
            week.run()
            found = week.faults()
        except Exception as error:
            found = [repr(error)]
        print(seed, len(week.registered), week.forks, week.ahead, len(found), flush=True)
        if found:
            print(f"seed {seed}: {found[:3]}", file=sys.stderr, flush=True)
        week.world.close()
"""


def measurements(seeds: int) -> Iterator[Measurement]:
    cores = os.cpu_count() or 1
    started = time.perf_counter()
    # Their own environment: the tests' settings make a state of their own.
    env = {name: value for name, value in os.environ.items() if not name.startswith("AKWABA_")}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CODE, str(core), str(seeds), str(cores), str(NODES), str(ACTS)],
            cwd=CLONE, env=env, stdout=subprocess.PIPE, text=True,
        )
        for core in range(cores)
    ]  # fmt: skip
    lines = [line.split() for process in running for line in process.communicate()[0].splitlines()]
    done = [list(map(int, line)) for line in lines]
    yield Measurement("weeks lived through", len(done), "seeds", seeds, "max")
    yield Measurement("weeks with a fault", sum(each[4] > 0 for each in done), "seeds", 0, "min")
    yield Measurement("households registered in them", sum(each[1] for each in done), "households")
    yield Measurement("stores set back in them", sum(each[2] for each in done), "forks")
    yield Measurement(
        "entries of a newer version in them", sum(each[3] for each in done), "entries"
    )
    yield Measurement("a week takes", (time.perf_counter() - started) / max(1, len(done)), "s")
