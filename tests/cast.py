"""The people of the tests. All invented; each is known by one name and one role everywhere.

None has a password: a test signs them in with `client.force_login(awa)`.
"""

import pytest

from akwaba.access.models import Officer
from akwaba.access.rules import Role


def officer(username, display_name, role, *, posts=(), all_posts=False):
    return Officer.objects.create(
        username=username,
        display_name=display_name,
        role=role,
        posts=list(posts),
        all_posts=all_posts,
        password="!",
    )


@pytest.fixture
def awa(db):
    """Clerk at Pogo: meets the families first."""
    return officer("awa", "Awa Koné", Role.CLERK, posts=["pogo"])


@pytest.fixture
def soro(db):
    """Supervisor at Pogo."""
    return officer("soro", "Soro Nanga", Role.SUPERVISOR, posts=["pogo"])


@pytest.fixture
def yeo(db):
    """Manager of the site of Niornigué."""
    return officer("yeo", "Yéo Tenin", Role.SITE_MANAGER, posts=["niornigue"])


@pytest.fixture
def toure(db):
    """Protection officer for the whole border."""
    return officer("toure", "Touré Mariam", Role.PROTECTION, all_posts=True)


@pytest.fixture
def diallo(db):
    """Information manager."""
    return officer("diallo", "Diallo Issa", Role.INFORMATION, all_posts=True)


@pytest.fixture
def ouattara(db):
    """Auditor: reads the log of reads, never the persons."""
    return officer("ouattara", "Ouattara Salif", Role.AUDITOR, all_posts=True)


@pytest.fixture
def kone(db):
    """Security council: aggregates only."""
    return officer("kone", "Koné Lacina", Role.COUNCIL, all_posts=True)


@pytest.fixture
def bamba(db):
    """Administrator of the node."""
    return officer("bamba", "Bamba Adjoua", Role.ADMINISTRATOR, all_posts=True)
