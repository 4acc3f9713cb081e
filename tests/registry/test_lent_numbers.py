"""Numbers that a desk gives out with no network are nobody else's."""

from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from akwaba.registry.models import NumberBlock, NumberLoan
from akwaba.registry.numbers import LAST_SERIAL, registration_number
from akwaba.registry.problems import NumbersUsedUp
from akwaba.registry.services.numbering import Range, lend_numbers, take_numbers

pytestmark = pytest.mark.django_db


def block_at(settings, next_serial):
    settings.AKWABA_NUMBER_BLOCK = 421
    return NumberBlock.objects.create(block=421, next_serial=next_serial)


def test_no_number_is_lent_twice_or_issued_by_the_node_as_well():
    issued = take_numbers(3)
    lent = [
        number
        for _ in range(3)
        for each in lend_numbers(device=uuid4(), count=10)
        for number in each.numbers
    ]
    issued += take_numbers(3)
    assert len(set(lent)) == 30
    assert len(set(issued + lent)) == 36


def test_a_range_says_its_first_and_last_serial(settings):
    block_at(settings, 7)
    assert lend_numbers(device=uuid4(), count=3) == [Range(421, 7, 9)]
    assert Range(421, 7, 9).numbers[-1] == registration_number(block=421, serial=9)
    assert NumberBlock.objects.get().next_serial == 10


def test_an_answer_that_never_arrived_wastes_no_numbers():
    device = uuid4()
    first = lend_numbers(device=device, count=10)
    assert lend_numbers(device=device, count=10) == first
    assert lend_numbers(device=uuid4(), count=10) != first
    assert NumberLoan.objects.count() == 2


def test_a_desk_that_has_used_its_numbers_is_lent_others():
    device = uuid4()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = lend_numbers(device=device, count=10)
        clock.shift(3601)
        second = lend_numbers(device=device, count=10)
    assert second[0].first == first[0].last + 1


def test_a_clock_set_back_a_year_lends_others_too():
    device = uuid4()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = lend_numbers(device=device, count=10)
        clock.shift(-365 * 24 * 3600)
        assert lend_numbers(device=device, count=10) != first


def test_where_a_block_ends_the_next_one_goes_on():
    NumberBlock.objects.create(block=421, next_serial=LAST_SERIAL - 1)
    assert lend_numbers(device=uuid4(), count=5) == [
        Range(421, LAST_SERIAL - 1, LAST_SERIAL),
        Range(422, 0, 2),
    ]


def test_where_the_capital_gave_one_block_its_last_numbers_are_lent_then_none(settings):
    """A desk without numbers still registers; the node numbers its families when they come."""
    block_at(settings, LAST_SERIAL - 1)
    assert lend_numbers(device=uuid4(), count=5) == [Range(421, LAST_SERIAL - 1, LAST_SERIAL)]
    assert lend_numbers(device=uuid4(), count=5) == []
    with pytest.raises(NumbersUsedUp):
        take_numbers(1)
