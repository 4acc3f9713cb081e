"""Families whose figures are known by hand."""

from datetime import date
from uuid import uuid4

import pytest

from akwaba.places import services as places
from akwaba.registry import services
from akwaba.registry.ages import Birth
from akwaba.registry.drafts import NewHousehold, NewPerson

DAY = date(2025, 11, 16)


def person(sex, age, **more):
    born = Birth("date", date(2025 - age, 1, 15), date(2025 - age, 1, 15), str(age))
    return NewPerson(id=uuid4(), name_said="Invented", sex=sex, birth=born, **more)


@pytest.fixture(autouse=True)
def same_draws(monkeypatch):
    """One secret for every run: what is drawn to 0 today is drawn to 0 tomorrow."""
    monkeypatch.setattr("akwaba.figures.queries.withholding_key", lambda: b"of the tests")


@pytest.fixture
def facts(db):
    places.ensure_facts()


@pytest.fixture
def register(soro, facts):
    """register("pogo", [("F", 30), …], origin="MLI"): one family arrives and is registered."""
    soro.posts = ["pogo", "nielle", "tengrela"]

    def arrive(post, people, *, day=DAY, origin="MLI", needs=(), **more):
        new = [person(sex, age) for sex, age in people]
        if needs:
            new[0] = person(*people[0], needs=needs)
        household = NewHousehold(
            id=uuid4(), people=new, arrived_on=day, origin_country=origin, registered_on=day, **more
        )
        services.register_household(actor=soro, post=post, household=household)

    return arrive


@pytest.fixture
def count(soro, facts):
    """count("pogo", 40): so many were counted there on the day."""
    soro.posts = ["pogo", "nielle", "tengrela"]

    def record(post, people, *, method="counted", day=DAY, source="gate"):
        services.record_headcount(
            actor=soro, post=post, day=day, people=people, method=method, source=source
        )

    return record


@pytest.fixture
def border(register, count):
    """Pogo: 30 registered, 40 counted, 50 estimated. Niellé: 3 registered. Tengréla: 6 of 9."""
    register("pogo", [("F", 30)] * 12 + [("M", 3)] * 18)
    register("nielle", [("F", 30), ("M", 8), ("F", 70)], origin="BFA", needs=["SV-VO"])
    register("tengrela", [("F", 30)] * 6, size_said=9, needs=["DS"])
    count("pogo", 38)
    count("pogo", 40)
    count("pogo", 50, method="estimated", source="chief")
