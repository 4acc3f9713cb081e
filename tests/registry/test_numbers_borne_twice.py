"""A number that was issued twice is seen, and one act gives one of its bearers another."""

from uuid import uuid4

import pytest
from django.urls import reverse

from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say, rebuild
from akwaba.registry import problems, services
from akwaba.registry.models import FormerNumber, Household, NumberBlock, Person, SharedNumber
from akwaba.registry.numbers import printed_number
from tests.ledger.snapshots import snapshot
from tests.registry.disputes_cast import address, tablet
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("facts")]


@pytest.fixture
def home(awa):
    return family(awa, new_person("Mariam Coulibaly"))


def arrives_with(number, *, table="registry.household", post="pogo", name="Bintou"):
    """A desk brings somebody who was given a number that is borne already."""
    values = {"number": number, "post": post}
    if table == "registry.person":
        values |= {"name_said": name, "household": {"household": str(uuid4())}}
    said = Say(table, uuid4(), values, creates=True)
    accept([tablet().make(said, kind="registry.household_registered", scope=post)])
    return said.id


@pytest.fixture
def twin(home):
    return Household.objects.get(pk=arrives_with(home.number))


def test_those_who_bear_one_number_are_one_dispute_and_both_are_shown(client, soro, home, twin):
    client.force_login(soro)
    (line,) = client.get("/disputes/").context["lines"]
    assert (line.field, line.answers) == ("shared_number", [printed_number(home.number)])
    page = client.get(address(home, "shared_number"))
    bearers = {bearer.id: bearer.who for bearer in page.context["bearers"]}
    assert bearers == {home.id: "Ménage de Mariam Coulibaly", twin.id: "Ménage"}
    assert client.get(address(twin, "shared_number")).context["place"] == 1
    file = client.get(reverse("registry:household", args=[twin.id]))
    assert "Numéro porté deux fois" in file.content.decode()


def test_one_press_gives_one_of_them_another_and_the_old_one_still_finds_both(
    client, soro, home, twin
):
    client.force_login(soro)
    client.post(address(home, "shared_number"), {"value": str(twin.id)})
    old, twin = twin.number, Household.objects.get(pk=twin.id)
    assert Household.objects.get(pk=home.id).number == old
    assert twin.number != old
    assert not SharedNumber.objects.exists()
    found = client.post("/search/", {"q": old})
    assert "Plusieurs portent ou portaient ce numéro" in found.content.decode()
    told = client.get("/disputes/").context["settled"]
    sent = {name: str(told[name]) for name in ("entry", "subject", "row", "field")}
    client.post("/undo", sent)
    assert Household.objects.get(pk=twin.id).number == old
    assert SharedNumber.objects.count() == 2
    assert not FormerNumber.objects.filter(void_reason="").exists()


def test_the_old_number_alone_finds_who_bore_it(client, soro, home, twin):
    services.renumber(actor=soro, owner=twin)
    client.force_login(soro)
    Household.objects.filter(pk=home.id).update(void_reason="elsewhere")
    found = client.post("/search/", {"q": home.number})
    assert found.context["result"].household.id == twin.id
    assert "ancien numéro" in found.content.decode()


def test_a_person_and_a_household_may_share_a_number_too(soro, home):
    person = Person.objects.get(pk=arrives_with(home.number, table="registry.person"))
    assert SharedNumber.objects.count() == 2
    services.renumber(actor=soro, owner=person)
    assert not SharedNumber.objects.exists()


def test_the_new_number_is_none_that_somebody_bears(soro, home, twin):
    """The laptop that was restored believes that it has not issued these yet."""
    borne = set(Household.objects.values_list("number", flat=True))
    borne |= set(Person.objects.values_list("number", flat=True))
    NumberBlock.objects.update(next_serial=0)
    services.renumber(actor=soro, owner=twin)
    assert Household.objects.get(pk=twin.id).number not in borne


def test_who_was_struck_out_bears_no_number_any_more(soro, awa, home):
    one = members(home)[0]
    person = Person.objects.get(pk=arrives_with(one.number, table="registry.person"))
    assert SharedNumber.objects.count() == 2
    services.void_person(actor=soro, person=person, reason="twice")
    assert not SharedNumber.objects.exists()
    with pytest.raises(problems.NothingToResolve):
        services.renumber(actor=soro, owner=one)


def test_who_is_erased_shares_no_number_any_more(toure, home):
    one = members(home)[0]
    person = Person.objects.get(pk=arrives_with(one.number, table="registry.person"))
    services.renumber(actor=toure, owner=person)
    again = Person.objects.get(pk=arrives_with(one.number, table="registry.person"))
    for gone in (person, again):
        services.erase_person(actor=toure, person=gone, reason="asked")
    assert not SharedNumber.objects.exists()
    assert not FormerNumber.objects.exists()


def test_of_a_bearer_at_another_post_only_the_count_is_told(client, soro, home):
    arrives_with(home.number, post="tengrela", table="registry.person", name="Safi")
    client.force_login(soro)
    page = client.get(address(home, "shared_number"))
    assert [bearer.id for bearer in page.context["bearers"]] == [home.id]
    assert page.context["elsewhere"] == 1
    assert "Safi" not in page.content.decode()


def test_it_is_the_same_after_a_rebuild(soro, home, twin):
    arrives_with(members(home)[0].number, table="registry.person")
    services.renumber(actor=soro, owner=twin)
    before = snapshot()
    rebuild()
    assert snapshot() == before


def test_a_number_that_nobody_else_bears_is_not_replaced(soro, home):
    with pytest.raises(problems.NothingToResolve):
        services.renumber(actor=soro, owner=home)
