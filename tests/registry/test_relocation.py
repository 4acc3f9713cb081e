"""A household that moves on to another post: handed over by one entry, with its history."""

import pytest
from django.urls import reverse

from akwaba.ledger import services as ledger
from akwaba.ledger.models import Handed
from akwaba.registry.models import Household, Person, Relocation
from tests.ledger.snapshots import snapshot
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.fixture
def traore(awa):
    return family(awa, new_person("Mariam Coulibaly"), new_person("Issa Traoré", "M", "40"))


@pytest.fixture
def as_soro(client, soro):
    client.force_login(soro)
    return client


def page_of(household):
    return reverse("registry:relocate", args=[household.id])


def hand_over(client, household, **said):
    given = {"to_post": "tengrela", "on": "", "reason": "Site ouvert"} | said
    return client.post(page_of(household), given, follow=True)


def test_all_of_its_people_are_the_other_posts_from_then_on(as_soro, traore):
    page = hand_over(as_soro, traore).content.decode()
    assert "Le ménage est remis." in page
    assert Household.objects.get().post == "tengrela"
    assert set(Person.objects.values_list("post", flat=True)) == {"tengrela"}
    assert Relocation.objects.get().from_post == "pogo"
    handed = set(Handed.objects.values_list("subject", "scope"))
    assert handed == {
        (subject, "tengrela") for subject in [traore.id, *(p.id for p in members(traore))]
    }


def test_a_rebuild_hands_over_the_same(as_soro, traore):
    hand_over(as_soro, traore)
    before = snapshot()
    ledger.rebuild()
    assert snapshot() == before


def test_the_same_post_and_an_unknown_one_are_refused(as_soro, traore):
    assert hand_over(as_soro, traore, to_post="pogo").status_code == 422
    assert hand_over(as_soro, traore, to_post="paris").status_code == 422
    assert hand_over(as_soro, traore, reason=" ").status_code == 422
    assert Household.objects.get().post == "pogo"


def test_a_clerk_hands_nobody_over(desk, traore):
    assert desk.get(page_of(traore)).status_code in {403, 404}


def test_a_household_of_another_post_looks_absent(as_soro, toure):
    elsewhere = family(toure, post="tengrela")
    assert as_soro.get(page_of(elsewhere)).status_code == 404
