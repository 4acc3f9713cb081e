"""When a lease is renewed, what a code reads as, and that what was made never becomes less."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from akwaba.access.desks import rules

NOW = datetime(2025, 11, 12, 8, tzinfo=UTC)
moments = st.integers(0, 30 * 365 * 24 * 60).map(lambda number: NOW + timedelta(minutes=number))


@given(moments, moments)
def test_a_contact_never_shortens_a_lease_and_never_revives_one(until, now):
    renewed = rules.renewed(until, now)
    assert renewed >= until
    assert (renewed == until) if until < now else renewed >= now + rules.LEASE


@given(st.binary(min_size=5, max_size=32))
def test_a_code_is_read_as_it_is_printed_however_it_is_typed(secret):
    code = rules.code_of(secret)
    assert len(code) == rules.CODE_LENGTH
    assert set(code) <= set(rules.CODE_ALPHABET)
    printed = rules.printed_code(code)
    for typed in (printed, printed.lower(), f" {printed} ", printed.replace("0", "o")):
        assert rules.typed_code(typed) == code


def test_each_of_forty_bits_makes_another_code():
    codes = {rules.code_of((1 << bit).to_bytes(5)) for bit in range(40)}
    assert len(codes) == 40


@given(st.lists(st.sampled_from(["make", "send", "count", "hear"]), max_size=40))
def test_a_desk_that_loses_nothing_is_never_said_to_have_lost_something(acts):
    """It counts what waits and speaks later: what arrives in between is not counted twice."""
    waiting = stored = made = 0
    word = None
    for act in acts:
        if act == "make":
            waiting += 1
        elif act == "send":
            stored, waiting = stored + waiting, 0
        elif act == "count":
            word = (waiting, stored)
        elif word is not None:
            said, earlier = word
            assert rules.missing(made=made, stored=stored, waiting=said) == 0
            made = rules.made_at_least(before=made, stored_earlier=earlier, waiting=said)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_gone_is_counted(stored, waiting, lost):
    made = rules.made_at_least(before=0, stored_earlier=stored, waiting=waiting + lost)
    assert rules.missing(made=made, stored=stored, waiting=waiting) == lost


def test_a_desk_is_looked_for_when_it_may_hold_something():
    long_ago = NOW - timedelta(hours=25)
    assert rules.is_long_unseen(seen_at=long_ago, holds=3, now=NOW)
    assert rules.is_long_unseen(seen_at=long_ago, holds=None, now=NOW), "Unknown is not zero."
    assert not rules.is_long_unseen(seen_at=long_ago, holds=0, now=NOW)
    assert not rules.is_long_unseen(seen_at=NOW - timedelta(hours=23), holds=3, now=NOW)


def test_a_desk_whose_loss_was_found_without_its_word_is_gone():
    before, after = NOW - timedelta(hours=1), NOW
    assert rules.is_gone(seen_at=before, noticed_at=after)
    assert not rules.is_gone(seen_at=after, noticed_at=after)
    assert not rules.is_gone(seen_at=before, noticed_at=None)


@given(st.integers(0, 253_402_300_799_999))
def test_an_instant_keeps_its_milliseconds(number):
    assert rules.milliseconds(rules.instant(number)) == number
