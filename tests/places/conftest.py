import pytest
from django.db import transaction

from akwaba.places import services


@pytest.fixture
def facts(db):
    """The gazetteer that Akwaba brings."""
    services.ensure_facts()


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    """The gazetteer and the towns of GeoNames, loaded once for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        services.ensure_facts()
        services.ensure_towns()
        yield
        transaction.set_rollback(True)
