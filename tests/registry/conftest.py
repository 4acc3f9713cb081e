"""What the tests of the registry's pages ask for by name."""

import pytest

from akwaba.access.models import ReadLog
from akwaba.places import services as places


@pytest.fixture
def facts(db):
    """The posts, crossings and towns that Akwaba brings."""
    places.ensure_facts()


@pytest.fixture
def desk(client, awa, facts):
    """The browser of Awa, clerk at Pogo."""
    client.force_login(awa)
    return client


@pytest.fixture
def reads(db):
    """reads(officer): the subjects and pages that they were noted to have read."""
    return lambda officer: set(
        ReadLog.objects.filter(officer=officer).values_list("subject", "page")
    )
