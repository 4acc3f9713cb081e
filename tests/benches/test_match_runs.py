"""A process is measured, and one that takes too long is stopped and said so."""

import sys

from benches.match_runs import run


def test_time_and_memory_are_those_of_the_process(tmp_path):
    took = run((sys.executable, "-c", "x = bytearray(60_000_000)"), limit=60, folder=tmp_path)
    assert took.failed == ""
    assert took.mb > 60
    assert took.seconds > 0


def test_a_process_over_its_limit_is_stopped(tmp_path):
    took = run((sys.executable, "-c", "import time; time.sleep(60)"), limit=0.3, folder=tmp_path)
    assert "stopped" in took.failed
    assert took.seconds < 30


def test_a_process_that_fails_says_why(tmp_path):
    took = run((sys.executable, "-c", "raise SystemExit('no')"), limit=60, folder=tmp_path)
    assert took.failed.endswith("no")


def test_memory_of_whoever_starts_it_is_not_counted(tmp_path):
    ballast = bytearray(b"x" * 300_000_000)
    took = run((sys.executable, "-c", "pass"), limit=60, folder=tmp_path)
    assert len(ballast) > took.mb * 1_000_000
    assert 0 < took.mb < 200
