"""The trap of a cursor on a sequence: a writer that began earlier and commits later.

On PostgreSQL alone: SQLite has one writer at a time, and nobody overtakes anybody.
"""

import threading

import pytest
from django.db import connections, transaction
from django.utils import timezone

from akwaba.ledger import laws, services
from akwaba.ledger.clock import stamp
from akwaba.ledger.exchange.offering import next_down
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Device, Entry, Peer

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post():
    device = Device.objects.create(name="pogo", kind=Device.Kind.NODE, public_key=b"\x04" * 65)
    return Peer.objects.create(
        device=device, role=Peer.Role.POST, name="pogo", posts=["pogo"], sealing_key=b""
    )


def bare_entry():
    """A row as a batch stores it; what it says does not matter here."""
    return Entry(
        id=uuid7(), hash=laws.hash_of(uuid7().bytes), device=uuid7(), seq=1, kind="registry.x",
        scope="pogo", officer=uuid7(), made_at=stamp(1, 0), header=b"", body="[]",
        signature=b"", received_at=timezone.now(),
    )  # fmt: skip


def write(*, locked, began, may_end):
    try:
        with transaction.atomic():
            if locked:
                services.lock_fold()
            bare_entry().save()
            began.set()
            assert may_end.wait(20)
    finally:
        connections.close_all()


def write_at_once(locked, done):
    began, may_end = threading.Event(), threading.Event()
    may_end.set()
    write(locked=locked, began=began, may_end=may_end)
    done.set()


def read_all(peer, cursor):
    seen = 0
    while (offer := next_down(peer, cursor, wants_all=False)).items:
        seen, cursor = seen + len(offer.items), offer.cursor
    return seen, cursor


def race(post, *, locked):
    """A slow writer, then a quick one; a reader looks between. How many of the two it ever sees."""
    began, may_end, done = threading.Event(), threading.Event(), threading.Event()
    slow = threading.Thread(
        target=write, kwargs={"locked": locked, "began": began, "may_end": may_end}
    )
    quick = threading.Thread(target=write_at_once, args=(locked, done))
    slow.start()
    assert began.wait(20)
    quick.start()
    done.wait(1)  # behind the lock it cannot end yet
    first, cursor = read_all(post, "0")
    may_end.set()
    slow.join()
    quick.join()
    second, _ = read_all(post, cursor)
    return first + second


def test_behind_the_lock_of_the_fold_the_feed_sees_every_row(post):
    assert race(post, locked=True) == 2


def test_without_that_lock_a_row_would_be_lost(post):
    """Why no code may store an entry outside the lock."""
    assert race(post, locked=False) == 1
