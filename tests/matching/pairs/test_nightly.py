"""Every night the register is compared; a laptop that was off catches up."""

import sys
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from akwaba.matching.models import Run
from akwaba.matching.nightly import (
    SECONDS_AFTER_FAILURE,
    SECONDS_BETWEEN_LOOKS,
    compare_nightly,
    is_due,
)


def at(day, hour):
    return datetime(2025, 11, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        (at(10, 14), None, True),
        (at(10, 14), at(10, 2), False),
        (at(11, 0), at(10, 2), False),
        (at(11, 1), at(10, 2), True),
        (at(12, 9), at(10, 2), True),
    ],
)
def test_once_a_night(now, last, due):
    assert is_due(now, last) is due


@pytest.fixture
def started(tmp_path):
    """A command that leaves a line each time it runs, and ends as it is told."""
    told = tmp_path / "told"

    def command(status=0):
        said = f"open({str(told)!r}, 'a').write('x'); raise SystemExit({status})"
        return [sys.executable, "-c", said]

    command.times = lambda: len(told.read_text()) if told.exists() else 0
    return command


@pytest.mark.django_db
def test_what_is_due_is_started_and_looked_at_again(started):
    slept = []
    compare_nightly(started(), sleep=slept.append, turns=1)
    Run.objects.create(started_at=timezone.now(), ended_at=timezone.now())
    compare_nightly(started(), sleep=slept.append, turns=1)
    assert (started.times(), slept) == (1, [SECONDS_BETWEEN_LOOKS] * 2)


@pytest.mark.django_db
def test_what_fails_is_tried_again_later(started):
    slept = []
    compare_nightly(started(status=2), sleep=slept.append, turns=2)
    assert (started.times(), slept) == (2, [SECONDS_BETWEEN_LOOKS, SECONDS_AFTER_FAILURE])
