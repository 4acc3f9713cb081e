"""A key that signs nonsense without end slows nobody down: what waits is not read at each batch."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akwaba.ledger import laws
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Entry
from tests.factories import Desk, id_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MANY = 60


@pytest.fixture
def desk(db):
    made = Desk()
    made.enrol()
    return made


@pytest.fixture
def headers_read(monkeypatch):
    """How many headers were read since it was last asked."""
    read, headers = laws.read_header, []

    def counted(content):
        headers.append(content)
        return read(content)

    def since():
        count = len(headers)
        headers.clear()
        return count

    monkeypatch.setattr(laws, "read_header", counted)
    return since


def cost_of_a_batch(desk, headers_read):
    headers_read()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        accept([desk.make(person(uuid4()))])
    return len(queries), headers_read()


def test_copies_that_contradict_cost_a_batch_of_others_nothing(desk, headers_read):
    first = desk.make(person(uuid4()))
    accept([first])
    other = Desk()
    other.enrol()
    cost_of_a_batch(other, headers_read)
    before = cost_of_a_batch(other, headers_read)
    accept(
        [
            Desk(desk.id, desk.key, 1 + place % 2, "0" * 64).make(person(uuid4()), id=id_of(first))
            for place in range(MANY)
        ]
    )
    assert Entry.objects.filter(quarantine="other_bytes").count() == MANY
    assert cost_of_a_batch(other, headers_read) == before


def test_histories_that_broke_cost_a_batch_of_others_nothing(desk, headers_read):
    other = Desk()
    other.enrol()
    cost_of_a_batch(other, headers_read)
    before = cost_of_a_batch(other, headers_read)
    accept([desk.make(person(uuid4()))])
    accept([Desk(desk.id, desk.key, 1, "0" * 64).make(person(uuid4())) for _ in range(MANY)])
    assert Entry.objects.filter(quarantine="broken_chain").count() == MANY
    assert cost_of_a_batch(other, headers_read) == before
