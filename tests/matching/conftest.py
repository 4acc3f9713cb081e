import pytest

from akwaba.matching.engine import Engine
from akwaba.matching.whole import match_whole
from tests.matching.invented import persons, register


@pytest.fixture(scope="package")
def rows_and_truth():
    """About 2,000 people, of whom one household in ten came twice."""
    return register(400, 40)


@pytest.fixture(scope="package")
def engine(rows_and_truth):
    return Engine.of(persons(rows_and_truth[0]), today=2025)


@pytest.fixture(scope="package")
def matches(engine):
    return match_whole(engine)
