"""A time that cannot be right is marked, beside the time of receipt; the fold never asks."""

import pytest
import time_machine
from django.urls import reverse

from akwaba.ledger import clock
from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import rebuild
from akwaba.registry.models import Person
from tests.factories import sets
from tests.registry.disputes_cast import address, tablet
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
NOON = 1_762_776_000_000
"""10 November 2025, 12:00 UTC."""
HOUR = 3_600_000


@pytest.fixture
def mariam(awa):
    return members(family(awa, new_person("Mariam Coulibaly")))[0]


def receive(person, *, wall=NOON, offset=None, made_at=None, **values):
    """What a desk of that clock said, received at noon."""
    said = sets(person.id, **values)
    header = {"wall": wall, "offset": offset, "made_at": made_at or clock.stamp(wall, 0)}
    with time_machine.travel(NOON / 1000, tick=False):
        accept([tablet().make(said, **header)])


@pytest.mark.parametrize(
    ("clock_of_desk", "is_doubtful"),
    [
        ({}, False),
        ({"wall": NOON - 90 * 24 * HOUR}, False),
        ({"wall": NOON + 9 * 60_000}, False),
        ({"wall": NOON + 24 * HOUR}, True),
        ({"wall": NOON + 24 * HOUR, "offset": -24 * HOUR, "made_at": clock.stamp(NOON, 0)}, False),
        ({"made_at": clock.stamp(NOON + HOUR, 0)}, True),
        ({"offset": HOUR}, True),
        ({"wall": 2**52}, True),
        ({"made_at": "f" * 12 + "-0000"}, True),
    ],
)
def test_the_history_marks_a_time_that_lies_ahead_of_its_receipt(
    client, soro, mariam, clock_of_desk, is_doubtful
):
    made_at = clock_of_desk.get("made_at") or clock.stamp(
        min(clock_of_desk.get("wall", NOON), 2**47), 0
    )
    receive(mariam, **{**clock_of_desk, "made_at": made_at}, mother="Fanta")
    client.force_login(soro)
    page = client.get(reverse("registry:person", args=[mariam.id]))
    events = [event for event in page.context["events"] if "Fanta" in str(event.details)]
    assert [event.when.is_doubtful for event in events] == [is_doubtful]
    text = page.content.decode()
    assert ("heure douteuse" in text, "reçu ici le" in text) == (is_doubtful, is_doubtful)


def test_the_dispute_marks_it_too_and_says_when_it_came(client, soro, mariam):
    receive(mariam, wall=NOON + 24 * HOUR, mother="Fanta")
    receive(mariam, mother="Oumou")
    client.force_login(soro)
    page = client.get(address(mariam, "mother"))
    doubtful = [
        choice.value
        for choice in page.context["dispute"].choices
        if choice.witnesses[0].when.is_doubtful
    ]
    assert doubtful == ["Fanta"]
    assert "reçu ici le 10 novembre 2025 à 12" in page.content.decode().replace("\xa0", " ")


def test_what_is_displayed_does_not_depend_on_when_it_was_received(mariam):
    receive(mariam, wall=NOON + 24 * HOUR, mother="Fanta")
    receive(mariam, mother="Oumou")
    before = Person.objects.get(pk=mariam.id).mother
    rebuild()
    assert Person.objects.get(pk=mariam.id).mother == before == "Fanta"
