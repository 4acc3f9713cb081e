"""The order of acts survives a clock that is wrong."""

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from akwaba.ledger import clock, services
from akwaba.ledger.models import Entry
from akwaba.ledger.queries import history
from akwaba.ledger.services import Draft
from tests.factories import OFFICER, person, sets

moments = st.integers(0, 2**47)


@given(st.lists(moments, min_size=2, max_size=40))
def test_stamps_only_grow_whatever_the_wall_clock_does(walls):
    stamps = [""]
    for wall in walls:
        stamps.append(clock.tick(stamps[-1], wall))
    assert stamps == sorted(set(stamps))


@given(moments, st.integers(0, clock.COUNTER_LIMIT))
def test_a_stamp_tells_its_milliseconds(moment, counter):
    assert clock.milliseconds_of(clock.stamp(moment, counter)) == moment


def test_a_counter_that_runs_over_takes_the_next_millisecond():
    last = clock.stamp(5, clock.COUNTER_LIMIT)
    assert clock.tick(last, 0) == clock.stamp(6, 0)


@pytest.mark.parametrize("text", ["", "0" * 17, "0" * 12 + "-00g0", "A" * 12 + "-0000", "é" * 17])
def test_nothing_else_is_a_stamp(text):
    with pytest.raises(ValueError, match="not a stamp"):
        clock.milliseconds_of(text)


@given(moments, st.integers(0, clock.COUNTER_LIMIT), st.integers(-(2**40), clock.MOST_AHEAD))
def test_what_was_made_before_it_came_or_minutes_after_is_not_doubted(received, counter, ahead):
    made_at = clock.stamp(max(0, received + ahead), counter)
    assert not clock.is_doubtful(made_at, received=received)


@given(moments, st.integers(clock.MOST_AHEAD + 1, 2**44))
def test_what_was_made_long_after_it_came_is_doubted(received, ahead):
    assert clock.is_doubtful(clock.stamp(received + ahead, 0), received=received)


@pytest.mark.django_db
@pytest.mark.postgresql
def test_a_clock_set_back_a_year_keeps_the_order_of_acts():
    from uuid import uuid4

    row = uuid4()
    said = [person(row), sets(row, sex="F"), sets(row, phone="07")]
    for day, say in zip(["2025-11-10", "2024-11-10", "2025-11-11"], said, strict=True):
        with time_machine.travel(f"{day}T08:00:00Z", tick=False):
            draft = Draft("registry.people_added", row, "pogo", [say])
            services.append(officer=OFFICER, drafts=[draft])
    assert [told.header.seq for told in history(row)] == [1, 2, 3]
    assert list(Entry.objects.order_by("made_at").values_list("seq", flat=True)) == [1, 2, 3]
    walls = [told.header.wall for told in history(row)]
    assert walls[1] < walls[0] < walls[2]
