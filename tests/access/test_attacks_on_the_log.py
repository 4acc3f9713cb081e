"""Whoever is shown to an officer, by whatever way, stands in the log of reads."""

import pytest
from django.urls import reverse

from akwaba.access.models import ReadLog
from akwaba.places import services as places
from akwaba.registry import services
from akwaba.registry.models import Household
from tests.registry.pages_cast import family, members, new_person


@pytest.fixture
def seen(client, soro):
    """seen(address): whose identifiers the log holds after Soro opened it."""
    places.ensure_facts()
    client.force_login(soro)

    def open_page(address, sent=None):
        ReadLog.objects.all().delete()
        answer = client.post(address, sent) if sent else client.get(address)
        assert answer.status_code in {200, 422}
        return set(ReadLog.objects.filter(officer=soro).values_list("subject", flat=True))

    return open_page


@pytest.fixture
def people(seen, awa):
    return members(family(awa, new_person("Mariam Coulibaly"), new_person("Issa", "M")))


def test_a_record_that_is_named_on_another_ones_page_was_read(seen, people, awa, soro):
    other = members(family(awa, new_person("Mariame Koulibali")))[0]
    services.link_persons(actor=soro, one=people[0], other=other, reason="same")
    assert seen(reverse("registry:person", args=[people[0].id])) >= {people[0].id, other.id}


@pytest.mark.parametrize("name", ["household", "move", "split", "join", "focal_point"])
def test_everybody_on_a_page_of_a_household_was_read(seen, people, name):
    shown = seen(reverse(f"registry:{name}", args=[people[0].household]))
    assert shown >= {person.id for person in people}


def test_everybody_in_a_list_was_read(seen, people):
    household = Household.objects.get()
    found = seen("/search/", {"q": "coulibaly"})
    assert people[0].id in found
    day = household.arrived_on.isoformat()
    assert seen(f"/arrivals/?day={day}&post=pogo") >= {household.id, household.focal_point}
    assert {person.id for person in people} <= seen("/search/", {"q": household.number})


@pytest.mark.parametrize(
    "name", ["person", "correct_person", "end_presence", "death", "legal", "link", "consent",
             "document", "take_photo", "report_need", "person_token", "void_person"],
)  # fmt: skip
def test_opening_a_form_about_somebody_is_reading(seen, people, name):
    assert people[0].id in seen(reverse(f"registry:{name}", args=[people[0].id]))


@pytest.mark.parametrize("day", ["0001-01-01", "1/1/1", "9999-12-31", "31/12/9999", "\0"])
def test_no_day_breaks_the_list_of_arrivals(client, soro, seen, day):
    assert client.get("/arrivals/", {"day": day, "post": "pogo"}).status_code == 200
