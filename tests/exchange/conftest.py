"""A world of nodes for a test: no database of the test's own is used."""

import os

import pytest

from tests.exchange.world import World

collect_ignore = (
    []
    if os.environ.get("AKWABA_TEST_DATABASE") == "postgresql"
    else ["test_no_row_is_overtaken.py", "test_two_ask_at_once.py"]
)
"""What only a database with several writers can show."""


@pytest.fixture
def make_world(tmp_path, django_db_blocker):
    """make_world({"a": ["pogo"]}, seed=1): a capital and these posts, by the codes they serve."""
    worlds = []
    with django_db_blocker.unblock():

        def make(posts, seed=0):
            world = World(tmp_path / str(len(worlds)), posts, seed)
            worlds.append(world)
            return world

        yield make
        for world in worlds:
            world.close()


@pytest.fixture
def world(make_world):
    """A capital, a post at Pogo and one at Ouangolodougou."""
    world = make_world({"pogo": ["pogo"], "ouangolo": ["ouangolodougou"]})
    with world.time():
        yield world


@pytest.fixture
def pogo(world):
    return world.posts["pogo"]


@pytest.fixture
def theirs(world):
    """A household of Ouangolodougou and its people, known at the capital."""
    with world.posts["ouangolo"] as ouangolo:
        told = ouangolo.register("ouangolodougou")
        ouangolo.meet()
    return told
