"""Two posts ask for a block of numbers at the same moment: each has its own.

On PostgreSQL alone: SQLite has one writer at a time.
"""

import threading
from contextlib import suppress

import pytest
from django.db import connections

from akwaba.access.nodes import enrolling
from akwaba.access.services import console_officer
from akwaba.ledger.identity import known_as
from akwaba.ledger.models import Device, Peer

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def posts():
    known_as()
    return [_post(name) for name in ("pogo", "tengrela")]


def _post(name):
    device = Device.objects.create(name=name, kind=Device.Kind.NODE, public_key=b"\x04" * 65)
    return Peer.objects.create(
        device=device, role=Peer.Role.POST, name=name, posts=[name], sealing_key=b""
    )


def test_two_posts_that_ask_at_once_are_given_different_blocks(posts, monkeypatch):
    actor, given = console_officer(), {}
    both_have_looked = threading.Barrier(2)
    free_blocks = enrolling._free_blocks

    def slowly(*asked):
        found = free_blocks(*asked)
        with suppress(threading.BrokenBarrierError):  # the other one waits for the lock
            both_have_looked.wait(2)
        return found

    def ask(peer):
        try:
            given[peer.name] = enrolling.give_block(actor=actor, peer=peer, known=())
        finally:
            connections.close_all()

    monkeypatch.setattr(enrolling, "_free_blocks", slowly)
    threads = [threading.Thread(target=ask, args=(peer,)) for peer in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({block for blocks in given.values() for block in blocks}) == 2
