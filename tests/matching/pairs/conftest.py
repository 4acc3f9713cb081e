"""What the tests of compared records ask for by name."""

import pytest

from akwaba.places import services as places
from tests.cast import officer
from tests.matching.pairs.pairs_cast import family, members


@pytest.fixture
def facts(db):
    """The posts, crossings and towns that Akwaba brings."""
    places.ensure_facts()


@pytest.fixture
def traore(awa, facts):
    """The Traoré as they came first."""
    return members(family(awa, "Mariam Coulibaly", "Issa Traoré", "Fanta Traoré"))


@pytest.fixture
def again(awa, facts):
    """The same family, come back with other spellings."""
    return members(family(awa, "Mariame Koulibaly", "Issa Traore", "Fanta Traore"))


@pytest.fixture
def konate(db):
    """Another supervisor at Pogo."""
    return officer("konate", "Konaté Adama", "supervisor", posts=["pogo"])
